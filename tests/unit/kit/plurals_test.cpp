#include "client/kit/plurals.h"

#include <doctest/doctest.h>

#include <initializer_list>

using namespace carrel;
using namespace carrel::kit;

namespace {

Plurals plurals(std::initializer_list<std::pair<char const*, char const*>> rules) {
  Plurals out;
  for (auto const& [category, rule] : rules) {
    auto const done = out.add(category, rule);
    REQUIRE_MESSAGE(done, category << ": " << rule);
  }
  return out;
}

// The numbers from 0 to `last` of one category, as CLDR's charts list them.
std::string numbers(Plurals const& rules, std::string_view category, int last) {
  std::string out;
  for (int i = 0; i <= last; ++i)
    if (rules.category(i) == category) out.append(out.empty() ? "" : " ").append(std::to_string(i));
  return out;
}

}  // namespace

TEST_CASE("rules of CLDR sort numbers as its charts do") {
  auto const polish = plurals({{"one", "i = 1 and v = 0"},
                               {"few", "v = 0 and i % 10 = 2..4 and i % 100 != 12..14"},
                               {"many", "v = 0 and i != 1 and i % 10 = 0..1 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 12..14"}});
  CHECK(numbers(polish, "one", 130) == "1");
  CHECK(numbers(polish, "few", 40) == "2 3 4 22 23 24 32 33 34");
  CHECK(numbers(polish, "many", 22) == "0 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21");
  CHECK(polish.category(112) == "many");
  CHECK(polish.category(122) == "few");
  CHECK(numbers(polish, "other", 1000) == "");

  auto const arabic = plurals({{"zero", "n = 0 @integer 0 @decimal 0.0, 0.00"},
                               {"one", "n = 1"},
                               {"two", "n = 2"},
                               {"few", "n % 100 = 3..10"},
                               {"many", "n % 100 = 11..99"}});
  CHECK(arabic.category(0) == "zero");
  CHECK(arabic.category(2) == "two");
  CHECK(numbers(arabic, "few", 110) == "3 4 5 6 7 8 9 10 103 104 105 106 107 108 109 110");
  CHECK(arabic.category(99) == "many");
  CHECK(arabic.category(101) == "other");

  auto const french = plurals({{"one", "i = 0,1"}, {"many", "e = 0 and i != 0 and i % 1000000 = 0 and v = 0 or e != 0..5"}});
  CHECK(numbers(french, "one", 30) == "0 1");
  CHECK(french.category(2'000'000) == "many");
  CHECK(french.category(-1) == "one");
}

TEST_CASE("without rules everything is other, and the order of writing does not count") {
  CHECK(Plurals{}.category(1) == "other");
  auto const backwards = plurals({{"many", "n = 1..9"}, {"one", "n = 1"}});
  CHECK(backwards.category(1) == "one");
  CHECK(backwards.category(9) == "many");
}

TEST_CASE("what is no rule of CLDR is refused") {
  for (auto const* bad : {"", "n", "n =", "n = 1 and", "x = 1", "n % 0 = 1", "n = 4..2", "n = 1 or or n = 2", "n is 1", "n = 1)"})
    CHECK_FALSE_MESSAGE(PluralRule::read(bad), bad);
  Plurals rules;
  CHECK_FALSE(rules.add("other", "n = 1"));
  CHECK_FALSE(rules.add("paucal", "n = 1"));
}
