#include "client/voice/spoken.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "client/kit/text_block.h"

namespace carrel::client {
namespace {

using kit::append_utf8;
using kit::next_code_point;

using Pair = std::pair<std::string_view, std::string_view>;
constexpr std::array<Pair, 18> short_en{{
    {"Mon", "Monday"}, {"Tue", "Tuesday"}, {"Wed", "Wednesday"}, {"Thu", "Thursday"}, {"Fri", "Friday"},
                              {"Sat", "Saturday"}, {"Sun", "Sunday"}, {"Jan", "January"}, {"Feb", "February"}, {"Mar", "March"},
                              {"Apr", "April"}, {"Jun", "June"}, {"Jul", "July"}, {"Aug", "August"}, {"Sept", "September"},
                              {"Oct", "October"}, {"Nov", "November"}, {"Dec", "December"}}};
constexpr std::array<Pair, 15> short_fr{{
    {"lun.", "lundi"}, {"mar.", "mardi"}, {"mer.", "mercredi"}, {"jeu.", "jeudi"}, {"ven.", "vendredi"},
                              {"sam.", "samedi"}, {"dim.", "dimanche"}, {"janv.", "janvier"}, {"févr.", "février"}, {"avr.", "avril"},
                              {"juil.", "juillet"}, {"sept.", "septembre"}, {"oct.", "octobre"}, {"nov.", "novembre"},
                              {"déc.", "décembre"}}};
constexpr std::array<Pair, 4> units_en{{{"kB", "kilobytes"}, {"MB", "megabytes"}, {"GB", "gigabytes"}, {"B", "bytes"}}};
constexpr std::array<Pair, 5> units_fr{{{"ko", "kilooctets"}, {"Mo", "mégaoctets"}, {"Go", "gigaoctets"},
                                         {"o", "octets"}, {"h", "heures"}}};

template <std::size_t N>
std::string_view found(std::array<Pair, N> const& all, std::string_view word) {
  for (auto const& [written, said] : all)
    if (written == word) return said;
  return {};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

bool begins_with_number(std::string_view word) { return !word.empty() && is_digit(word.front()); }
bool ends_with_number(std::string_view word) { return !word.empty() && is_digit(word.back()); }

bool is_long_number(std::string_view word) { return word.size() >= 7 && std::all_of(word.begin(), word.end(), is_digit); }

// Spaces of all kinds become one; a number that was written in groups becomes one number; dots between things become pauses.
std::string evened(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    auto const c = next_code_point(text, at);
    bool const no_break = c == 0xA0 || c == 0x202F;
    if (no_break && ends_with_number(out) && at + 2 < text.size() && is_digit(text[at]) && is_digit(text[at + 1]) && is_digit(text[at + 2]))
      continue;
    if (no_break || c == '\n' || c == '\t') out += ' ';
    else if (c == 0xB7 || c == 0x2022 || c == 0x2192) out += ',';  // · • →
    else append_utf8(out, c);
  }
  return out;
}

std::vector<std::string> words_of(std::string const& text) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while (at < text.size()) {
    auto const end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

std::string_view full_form(std::string_view word, std::string_view before, std::string_view after, std::string_view language) {
  bool const beside_number = ends_with_number(before) || begins_with_number(after);
  if (!beside_number) return {};
  if (language == "en") {
    if (auto const unit = found(units_en, word); !unit.empty()) return ends_with_number(before) ? unit : std::string_view{};
    return found(short_en, word);
  }
  if (language != "fr") return {};
  if (auto const unit = found(units_fr, word); !unit.empty()) return ends_with_number(before) ? unit : std::string_view{};
  return found(short_fr, word);
}

}  // namespace

bool is_reference(std::string_view word) {
  bool digit = false, capital = false, hyphen = false;
  for (char const c : word) {
    if (!is_digit(c) && !is_capital(c) && c != '-') return false;
    digit = digit || is_digit(c);
    capital = capital || is_capital(c);
    hyphen = hyphen || c == '-';
  }
  return digit && capital && hyphen;
}

std::string spelled_reference(std::string_view reference) {
  std::string out;
  std::size_t at = 0;
  while (at < reference.size()) {
    auto end = at;
    while (end < reference.size() && reference[end] != '-') ++end;
    auto const part = reference.substr(at, end - at);
    bool const year = part.size() <= 4 && !part.starts_with('0') && std::all_of(part.begin(), part.end(), is_digit);
    if (!out.empty() && !part.empty()) out += ", ";
    for (std::size_t i = 0; i < part.size(); ++i) {
      if (i > 0 && !year) out += ' ';
      out += part[i];
    }
    at = end + 1;
  }
  return out;
}

std::string spoken(std::string_view text, std::string_view language) {
  auto const words = words_of(evened(text));
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string_view word = words[i], ending;
    std::string_view const before = i > 0 ? std::string_view(words[i - 1]) : std::string_view{};
    std::string_view const after = i + 1 < words.size() ? std::string_view(words[i + 1]) : std::string_view{};
    auto const full = [&] { return full_form(word, before, after, language); };
    while (!word.empty() && std::string_view(",;:!?.").find(word.back()) != std::string_view::npos && full().empty()) {
      word.remove_suffix(1);
      ending = std::string_view(words[i]).substr(word.size());
    }
    bool const pause_alone = word.empty() && !ending.empty() && !out.empty();
    if (!out.empty() && !pause_alone) out += ' ';
    if (is_reference(word) || is_long_number(word)) out += spelled_reference(word);
    else if (auto const said = full(); !said.empty()) out += said;
    else out += word;
    out += ending;
  }
  return out;
}

std::string name_of_character(char32_t c, kit::Words const& words) {
  if (c >= 'A' && c <= 'Z') return words.say("voice.capital", {{"letter", std::string(1, static_cast<char>(c))}});
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return std::string(1, static_cast<char>(c));
  auto const key = "voice.sign." + std::to_string(static_cast<unsigned>(c));
  if (words.has(key)) return words.say(key);
  std::string letter;
  append_utf8(letter, c);
  return letter;
}

std::string spoken_code(std::string_view code, kit::Words const& words) {
  std::string out;
  bool apart = false;  // The last one was a sign's name.
  for (std::size_t at = 0; at < code.size();) {
    auto const c = next_code_point(code, at);
    if (c == '\n') {
      if (!out.empty() && out.back() != '.') out += '.';
      apart = true;
      continue;
    }
    bool const sign = c != ' ' && c != '\t' && words.has("voice.sign." + std::to_string(static_cast<unsigned>(c)));
    if ((sign || apart) && !out.empty() && out.back() != ' ') out += ' ';
    apart = sign;
    if (sign) out += name_of_character(c, words);
    else if (c != ' ' && c != '\t') append_utf8(out, c);
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace carrel::client
