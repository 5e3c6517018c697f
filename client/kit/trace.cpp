#include "client/kit/trace.h"

#include <array>

namespace carrel::kit {

std::string_view name_of(Role role) {
  constexpr std::array<std::string_view, 23> names{
      "title", "heading", "text", "button", "link", "chip", "field", "toggle", "radio", "check", "tab", "card",
      "row", "tag", "note", "progress", "step", "image", "icon", "table", "code", "key", "list"};
  auto const i = static_cast<std::size_t>(role);
  return i < names.size() ? names[i] : role == Role::question ? "question" : "missing word";
}

std::string write_trace(std::vector<TraceEntry> const& entries) {
  std::string out, keys;
  auto const line = [&out](std::string_view role, std::string_view rest) {
    out.append("| ").append(role).append(role.size() < 9 ? 9 - role.size() : 1, ' ').append(rest).append("\n");
  };
  for (auto const& entry : entries) {
    if (entry.role == Role::key) {
      keys.append(keys.empty() ? "" : " ").append(entry.label);
      continue;
    }
    std::string rest = entry.label;
    bool const holds = entry.role == Role::field || !entry.value.empty();
    if (holds) rest.append(" = \"").append(entry.value).append("\"");
    if (!entry.state.empty()) rest.append(" (").append(entry.state).append(")");
    for (auto& c : rest)
      if (c == '\n') c = ' ';
    line(name_of(entry.role), rest);
  }
  if (!keys.empty()) line("keys", keys);
  return out;
}

}  // namespace carrel::kit
