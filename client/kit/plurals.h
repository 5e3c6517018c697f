// Which form of a sentence a number asks for, by the rules of Unicode CLDR. The rules are data: a language writes them in CLDR's own
// words ("n % 10 = 2..4 and n % 100 != 12..14"), so that they can be copied from there. Whole numbers only; knows no sentence.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.h"

namespace carrel::kit {

/// CLDR's categories in the order in which their rules are tried. `other` has no rule: it is what is left.
inline constexpr std::array<std::string_view, 5> plural_categories{"zero", "one", "two", "few", "many"};

/// One rule, read once.
class PluralRule {
 public:
  /// Fault::corrupt when `text` is not in the language of CLDR's rules (UTS 35, "Plural rules syntax"); samples after @ are passed over.
  static sync::Result<PluralRule> read(std::string_view text);
  bool holds(std::uint64_t number) const;

 private:
  friend class RuleReader;
  struct Range { std::uint64_t from, to; };
  struct Relation {
    bool whole = true;         // Of n and i, which are the number itself; the other operands are zero for whole numbers.
    std::uint64_t modulus = 0;  // Zero: none.
    bool equal = true;
    std::vector<Range> ranges;
    bool holds(std::uint64_t number) const;
  };
  std::vector<std::vector<Relation>> any_of_;  // Any of these, each with all of its relations.
};

/// The rules of one language. Without any, everything is `other`.
class Plurals {
 public:
  /// `category` is one of plural_categories; Fault::invalid otherwise, Fault::corrupt for a rule that cannot be read.
  sync::Done add(std::string_view category, std::string_view rule);
  /// "one", "few", … "other". Negative numbers count like positive ones.
  std::string_view category(std::int64_t number) const;

 private:
  struct Entry { std::size_t category; PluralRule rule; };
  std::vector<Entry> rules_;  // In the order of plural_categories.
};

}  // namespace carrel::kit
