#include "client/kit/letters.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>
#include <optional>

#include "client/kit/text_block.h"

namespace carrel::kit {
namespace {

constexpr int alike = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;

char32_t capital(char32_t c) { return static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c))); }

std::optional<std::string> mapped(std::string_view text, int options) {
  utf8proc_uint8_t* out = nullptr;
  auto const size = utf8proc_map(reinterpret_cast<utf8proc_uint8_t const*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &out,
                                 static_cast<utf8proc_option_t>(options));
  std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> const owned(out, &std::free);
  if (size < 0) return {};
  return std::string(reinterpret_cast<char const*>(out), static_cast<std::size_t>(size));
}

// Small and composed, with what the language files elsewhere put there.
std::string filed(std::string_view text, Language const& language) {
  auto const small = mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD).value_or(std::string(text));
  std::string out;
  for (std::size_t at = 0; at < small.size();) {
    std::string_view const rest = std::string_view(small).substr(at);
    auto const digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    if (digits > 0) {  // How long a number is says more than its first digit: 9 before 10.
      auto const number = rest.substr(std::min(rest.find_first_not_of('0'), digits), digits);
      auto const length = number.find_first_not_of("0123456789");
      auto const value = number.substr(0, length);
      out += static_cast<char>('0' + std::min<std::size_t>(value.size(), 9));
      out += value;
      at += digits;
      continue;
    }
    TextPair const* found = nullptr;
    for (auto const& one : language.sort_as)
      if (rest.starts_with(one.first)) found = &one;
    if (found) {
      out += found->second;
      at += found->first.size();
    } else {
      append_utf8(out, next_code_point(small, at));
    }
  }
  return out;
}

}  // namespace

std::string upper_case(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) append_utf8(out, capital(next_code_point(text, at)));
  return out;
}

std::string capitalised(std::string_view text) {
  if (text.empty()) return {};
  std::string out;
  std::size_t at = 0;
  append_utf8(out, capital(next_code_point(text, at)));
  return out.append(text.substr(at));
}

std::string folded(std::string_view text) { return mapped(text, alike | UTF8PROC_STRIPMARK).value_or(std::string(text)); }

std::string sort_key(std::string_view text, Language const& language) {
  // No letter is below U+0001, so a shorter text stands before the longer one that begins with it.
  constexpr char next_level = '\x01';
  auto const own = filed(text, language);
  std::string case_level;
  for (std::size_t at = 0; at < text.size();)
    case_level += utf8proc_category(static_cast<utf8proc_int32_t>(next_code_point(text, at))) == UTF8PROC_CATEGORY_LU ? '3' : '2';
  return folded(own) + next_level + mapped(own, alike).value_or(own) + next_level + case_level + next_level + std::string(text);
}

}  // namespace carrel::kit
