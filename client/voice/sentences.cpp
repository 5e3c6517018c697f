#include "client/voice/sentences.h"

#include <algorithm>
#include <array>
#include <string>

#include "client/kit/text_block.h"

namespace carrel::client {
namespace {

using kit::next_code_point;

// Short forms of English and French after which a sentence goes on although a capital follows; small letters, without the full stop.
constexpr std::array<std::string_view, 17> before_names{"mr", "mrs", "ms", "dr", "prof", "st", "vs", "e.g", "i.e", "cf", "approx",
                                                        "mme", "mlle", "al", "ex", "éd", "ed"};
// And those after which it goes on only when a number follows: "no. 5", "fig. 2".
constexpr std::array<std::string_view, 12> before_numbers{
    "no", "nos", "fig", "figs", "vol", "pp", "ch", "eq", "art", "chap", "tab", "sect"};

bool is_space(char32_t c) { return c == ' ' || c == '\t' || c == 0xA0 || c == 0x202F; }
bool ends_sentence(char32_t c) { return c == '.' || c == '!' || c == '?' || c == 0x2026; }
bool closes(char32_t c) { return c == ')' || c == ']' || c == '"' || c == '\'' || c == 0x201D || c == 0x2019 || c == 0xBB; }
bool opens(char32_t c) { return c == '(' || c == '[' || c == '"' || c == '\'' || c == 0x201C || c == 0x2018 || c == 0xAB || c == 0xBF; }
bool is_lower(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7); }

// The word that ends before `end`, in small letters.
std::string word_before(std::string_view text, std::size_t end) {
  auto begin = end;
  while (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '(' && text[begin - 1] != '\n') --begin;
  std::string word(text.substr(begin, end - begin));
  for (auto& c : word)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return word;
}

// The full stop at `stop` belongs to a word: "e.g.", an initial, "No.".
bool is_short_form(std::string_view text, std::size_t stop) {
  auto const word = word_before(text, stop);
  auto const is_in = [&](auto const& forms) { return std::find(forms.begin(), forms.end(), word) != forms.end(); };
  bool const initial = word.size() == 1 && word[0] >= 'b' && word != "i";  // "J. Doe"; but "… than I. Then …" ends.
  auto const next = text.find_first_not_of(" \xC2\xA0", stop + 1);
  bool const number = next != text.npos && text[next] >= '0' && text[next] <= '9';
  return initial || is_in(before_names) || (number && is_in(before_numbers));
}

// Whether a sentence ends with the sign at [sign, after); gives where the next one may begin, 0 when it goes on.
std::size_t end_after(std::string_view text, std::size_t sign, std::size_t after, char32_t c) {
  auto end = after;
  // Further signs and closing quotes belong to it; French puts a no-break space before ».
  while (end < text.size()) {
    auto next = end;
    auto const follows = next_code_point(text, next);
    auto beyond = next;
    bool const spaced_quote = is_space(follows) && follows != ' ' && beyond < text.size() && next_code_point(text, beyond) == 0xBB;
    if (spaced_quote) end = beyond;
    else if (ends_sentence(follows) || closes(follows)) end = next;
    else break;
  }
  if (end == text.size() || text[end] == '\n') return end;
  auto next = end;
  if (!is_space(next_code_point(text, next))) return 0;  // 3.4, a.txt, example.org
  while (next < text.size()) {
    auto at = next;
    auto const first = next_code_point(text, at);
    if (is_space(first) || opens(first)) next = at;
    else if (is_lower(first)) return 0;
    else break;
  }
  if (c == '.' && end == after && is_short_form(text, sign)) return 0;
  return end;
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> sentences_of(std::string_view text) {
  std::vector<std::pair<std::size_t, std::size_t>> found;
  std::size_t begin = 0;
  auto const take = [&](std::size_t end) {
    auto from = begin, to = end;
    begin = end;
    while (from < to) {
      auto next = from;
      auto const c = next_code_point(text, next);
      if (!is_space(c) && c != '\n') break;
      from = next;
    }
    while (to > from && (text[to - 1] == ' ' || text[to - 1] == '\n' || text[to - 1] == '\t')) --to;
    if (to > from) found.emplace_back(from, to);
  };
  for (std::size_t at = 0; at < text.size();) {
    auto const sign = at;
    auto const c = next_code_point(text, at);
    if (c == '\n') take(sign);
    else if (ends_sentence(c))
      if (auto const end = end_after(text, sign, at, c)) {
        take(end);
        at = end;
      }
  }
  take(text.size());
  return found;
}

}  // namespace carrel::client
