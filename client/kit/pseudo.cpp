#include "client/kit/pseudo.h"

#include <array>

namespace carrel::kit {
namespace {

struct Accent { char plain; std::string_view with; };
constexpr std::array<Accent, 18> accents{{{'a', "å"}, {'c', "ç"}, {'e', "é"}, {'i', "î"}, {'n', "ñ"}, {'o', "ö"},
                                          {'s', "š"}, {'u', "û"}, {'y', "ý"}, {'A', "Å"}, {'C', "Ç"}, {'E', "É"},
                                          {'I', "Î"}, {'N', "Ñ"}, {'O', "Ö"}, {'S', "Š"}, {'U', "Û"}, {'Y', "Ý"}}};

constexpr std::string_view open_bracket = "⟦", close_bracket = "⟧";

// More words of the usual length, so that lines break as those of a longer language do.
constexpr std::string_view more = " ôné twö thréé föûr fîvé šîx šévén éîght";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

void put_accented(char c, std::string& out) {
  for (auto const& accent : accents)
    if (accent.plain == c) {
      out += accent.with;
      return;
    }
  out += c;
}

// The first `letters` of the further words, over and over.
void pad(std::size_t letters, std::string& out) {
  for (std::size_t at = 0; letters > 0; --letters) {
    do out += more[at++ % more.size()];
    while ((static_cast<unsigned char>(more[at % more.size()]) & 0xC0) == 0x80);
  }
}

}  // namespace

bool is_pseudo(std::string_view tag) { return tag == accented_tag || tag == mirrored_tag; }

std::string accented(std::string_view text) {
  std::string out(open_bracket);
  std::size_t letters = 0;
  int depth = 0;
  for (char const c : text) {
    if (c == '{') ++depth;
    bool const counts = depth == 0 && is_letter(c);
    letters += counts;
    if (counts) put_accented(c, out);
    else out += c;
    if (c == '}') --depth;
  }
  if (letters == 0) return std::string(text);
  pad((letters * 38 + 99) / 100, out);
  return out.append(close_bracket);
}

void make_pseudo(LanguageFiles& english, std::string_view tag) {
  auto& language = english.language;
  language.tag = tag;
  if (tag == mirrored_tag) {
    language.name = "Mirrored English";
    language.direction = Direction::right_to_left;
    return;
  }
  language.name = "Accented English";
  for (auto& [key, text] : english.sentences) text = accented(text);
  auto const bracket = [](std::string& text) { text = std::string(open_bracket) + text + std::string(close_bracket); };
  for (auto* const pattern : {&language.day_month, &language.day_month_year, &language.weekday, &language.weekday_year,
                              &language.short_weekday, &language.short_day, &language.today, &language.yesterday})
    bracket(*pattern);
  for (auto& size : language.sizes) bracket(size);
  bracket(language.amount_with_code);
}

}  // namespace carrel::kit
