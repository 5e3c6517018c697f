#include "client/app/overtaken.h"

#include <doctest/doctest.h>

using namespace carrel::client;

namespace {

Intent draft(char const* text, bool needs_help = false) {
  KeepComplaintDraft keep;
  keep.draft.details = text;
  keep.draft.needs_help = needs_help;
  return keep;
}

}  // namespace

TEST_CASE("of several states of a draft only the newest is written, and nothing overtakes another deed") {
  auto const kept = without_overtaken({draft("a"), draft("ab"), draft("abc"), SendNow{}, draft("abcd")});
  REQUIRE(kept.size() == 3);
  CHECK(std::get<KeepComplaintDraft>(kept[0]).draft.details == "abc");
  CHECK(std::holds_alternative<SendNow>(kept[1]));
}

TEST_CASE("a draft that asked for help is not overtaken by one that no longer does") {
  CHECK(without_overtaken({draft("a", true), draft("ab", false)}).size() == 2);
  CHECK(without_overtaken({draft("a", true), draft("ab", true)}).size() == 1);
}

TEST_CASE("of a scroll only the furthest place is written, and the end of a chapter is never lost") {
  auto const kept = without_overtaken({KeepPlace{"sky", "1", 1}, KeepPlace{"sky", "1", 9}, KeepPlace{"sky", "1", 3},
                                       KeepPlace{"sky", "2", 4}});
  REQUIRE(kept.size() == 3);
  CHECK(std::get<KeepPlace>(kept[0]).block == 9);
  CHECK(std::get<KeepPlace>(kept[1]).block == 3);
}
