#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "sync/base/bytes.h"
#include "sync/base/id.h"
#include "sync/base/secret.h"
#include "sync/base/time.h"

using namespace carrel::sync;

namespace {

Result<int> half(int number) {
  if (number % 2) return Error{Fault::invalid, "odd"};
  return number / 2;
}

Result<int> quarter(int number) {
  TRY(once, half(number));
  TRY(twice, half(once));
  return twice;
}

Done only_even(int number) {
  Done const looked = number % 2 ? Done(Error{Fault::refused, "odd"}) : Done();
  CHECKED(looked);
  return {};
}

}  // namespace

TEST_CASE("an error goes up with its fault and place") {
  CHECK(*quarter(12) == 3);
  CHECK(quarter(6).error().place == "odd");
  CHECK(quarter(6).error().fault == Fault::invalid);
  CHECK(only_even(2));
  CHECK(only_even(3).error().fault == Fault::refused);
}

TEST_CASE("every fault has a name of its own") {
  std::vector<std::string_view> names;
  for (auto const fault : {Fault::offline, Fault::full, Fault::corrupt, Fault::refused, Fault::stale, Fault::invalid})
    names.push_back(name_of(fault));
  std::sort(names.begin(), names.end());
  CHECK(std::unique(names.begin(), names.end()) == names.end());
  CHECK_FALSE(names.front().empty());
}

TEST_CASE("bytes come back from every printed form") {
  CHECK(rc::check([](Bytes const& bytes) {
    RC_ASSERT(*from_hex(to_hex(bytes)) == bytes);
    RC_ASSERT(*from_base64(to_base64(bytes)) == bytes);
    RC_ASSERT(*from_base64url(to_base64url(bytes)) == bytes);
  }));
}

TEST_CASE("printed forms are those of the standard") {
  Bytes const bytes{0xfb, 0xff, 0xfe, 0x00};
  CHECK(to_hex(bytes) == "fbfffe00");
  CHECK(to_base64(bytes) == "+//+AA==");
  CHECK(to_base64url(bytes) == "-__-AA");
}

TEST_CASE("bytes in a wrong form are refused") {
  for (auto const* text : {"0", "0g", "é0", " 00"}) CHECK_FALSE(from_hex(text));
  for (auto const* text : {"A", "AA=A", "AA", "AA-_", "AA==\n", "A==="}) CHECK_FALSE(from_base64(text));
  for (auto const* text : {"A", "AA==", "A+AA", "A/AA", "AA\n"}) CHECK_FALSE(from_base64url(text));
}

TEST_CASE("an id comes back from its text and from nothing else") {
  ActionId id;
  id.bytes[0] = 0xab;
  CHECK(id.text() == "ab000000000000000000000000000000");
  CHECK(*ActionId::parse(id.text()) == id);
  CHECK_FALSE(ActionId::parse("ab00"));
  CHECK_FALSE(ActionId::parse(id.text() + "00"));
  CHECK_FALSE(ActionId::parse(""));
}

TEST_CASE("only valid UTF-8 without a zero is text") {
  CHECK(is_utf8("Élodie 学习 😀"));
  CHECK_FALSE(is_utf8(std::string_view("a\0b", 3)));
  for (auto const* text : {"\xc3", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xff", "a\x80"}) CHECK_FALSE(is_utf8(text));
}

TEST_CASE("a moment comes back from its text") {
  CHECK(rc::check([] {
    auto const seconds = *rc::gen::inRange<std::int64_t>(0, 7'258'118'400);  // Until 2200.
    WallTime const time{std::chrono::seconds{seconds}};
    RC_ASSERT(*from_rfc3339(to_rfc3339(time)) == time);
  }));
  CHECK(to_rfc3339(WallTime{}) == "1970-01-01T00:00:00Z");
}

TEST_CASE("a day that does not exist is refused") {
  CHECK(from_iso_date("2028-02-29"));
  for (auto const* text : {"2027-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "2026-01-01Z", "-026-01-01", ""})
    CHECK_FALSE(from_iso_date(text));
  for (auto const* text : {"2026-11-22T24:00:00Z", "2026-11-22T18:24:00+01:00", "2026-11-22 18:24:00Z", "2026-11-22T18:24Z"})
    CHECK_FALSE(from_rfc3339(text));
}

TEST_CASE("the earliest now follows the platform and the awake seconds, not a wall clock") {
  TimeEvidence const evidence{WallTime{std::chrono::seconds{1000}}, std::chrono::seconds{50}};
  CHECK(earliest_now(evidence) == WallTime{std::chrono::seconds{1050}});
}

TEST_CASE("a secret moves and copies only when told") {
  static_assert(!std::is_copy_constructible_v<Secret>);
  auto secret = Secret::copy_of(as_bytes("key"));
  auto copy = secret.copy();
  auto moved = std::move(secret);
  CHECK(as_text(moved.view()) == "key");
  CHECK(as_text(copy.view()) == "key");
  wipe(moved.room());
  CHECK(to_bytes(moved.view()) == Bytes(3, 0));
}
