// Letters of any script: large and small, alike for a search, and in the order of a language. Pure; the properties of letters are
// Unicode's own tables, from utf8proc, so that nothing has to be installed or set for them.
#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/kit/language.h"

namespace carrel::kit {

/// Every letter that has a capital one letter long becomes it: "œuvre" gives "ŒUVRE"; "ß" stays.
std::string upper_case(std::string_view text);

/// With a capital first letter, as at the start of a line ("Mardi 24 novembre").
std::string capitalised(std::string_view text);

/// Without case, accents and forms of a letter, for a search: "ÉCRIRE" and "ecrire" are one. Malformed text comes back as it is.
std::string folded(std::string_view text);

/// Texts in the language's order when these are compared byte by byte: letters first, then accents, then case, small before large;
/// a number counts as a number, so that 9 stands before 10.
/// Letters that the language files elsewhere ("œ" as "oe", "ñ" after all "n") are its `sort_as`.
std::string sort_key(std::string_view text, Language const& language);

/// Sorts [begin, end) by what `key_of` says of each element, asked once each; alike ones keep their order.
template <class Iterator>
void sort_by(Iterator begin, Iterator end, auto key_of) {
  std::vector<std::pair<std::string, typename std::iterator_traits<Iterator>::value_type>> keyed;
  for (auto it = begin; it != end; ++it) keyed.emplace_back(key_of(*it), std::move(*it));
  std::stable_sort(keyed.begin(), keyed.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
  for (auto& one : keyed) *begin++ = std::move(one.second);
}

}  // namespace carrel::kit
