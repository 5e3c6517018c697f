#include "sync/ports.h"

namespace carrel::sync {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}

}  // namespace

std::optional<std::string_view> find_header(Headers const& headers, std::string_view name) {
  for (auto const& [key, value] : headers)
    if (same_name(key, name)) return value;
  return std::nullopt;
}

std::string_view name_of(LinkReason reason) {
  switch (reason) {
    case LinkReason::none: return "none";
    case LinkReason::offline: return "offline";
    case LinkReason::timeout: return "timeout";
    case LinkReason::tls: return "tls";
    case LinkReason::portal: return "portal";
    case LinkReason::too_large: return "too_large";
    case LinkReason::broken: return "broken";
  }
  return {};
}

}  // namespace carrel::sync
