#include "sync/hub/arguments.h"

#include <algorithm>
#include <charconv>

namespace carrel::hub {

namespace {

bool holds(std::span<std::string_view const> list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

}  // namespace

std::string Arguments::value(std::string_view name, std::string_view otherwise) const {
  auto const found = options.find(name);
  return found == options.end() ? std::string(otherwise) : found->second;
}

std::optional<long> Arguments::number(std::string_view name) const {
  auto const text = value(name);
  long out = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (text.empty() || fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return out;
}

Arguments read_arguments(std::span<char const* const> words, std::span<std::string_view const> with_value,
                         std::span<std::string_view const> flags) {
  Arguments out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string_view word = words[i];
    if (!word.starts_with("--")) {
      out.rest.emplace_back(word);
      continue;
    }
    word.remove_prefix(2);
    auto const equals = word.find('=');
    auto const name = word.substr(0, equals);
    if (name.empty()) {
      out.complaint = "a name is missing after --";
      return out;
    }
    if (name == "help" || holds(flags, name)) {
      out.options[std::string(name)] = "";
    } else if (!holds(with_value, name)) {
      out.complaint = "--" + std::string(name) + " is not known here";
      return out;
    } else if (equals != std::string_view::npos) {
      out.options[std::string(name)] = word.substr(equals + 1);
    } else if (i + 1 < words.size()) {
      out.options[std::string(name)] = words[++i];
    } else {
      out.complaint = "--" + std::string(name) + " needs a value";
      return out;
    }
  }
  return out;
}

}  // namespace carrel::hub
