#include "client/kit/letters.h"

#include <clocale>
#include <cwctype>

#include "client/kit/text_block.h"

namespace carrel::kit {
namespace {

char32_t capital(char32_t c) {
  // C.UTF-8 is built into the C library: no file, no environment.
  static locale_t const unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  return unicode ? static_cast<char32_t>(towupper_l(static_cast<wint_t>(c), unicode)) : c;
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

}  // namespace carrel::kit
