// Working days against the dated examples of the policy (policy/checks.md, sections W, P, F and Q, calendar France).
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "sync/hub/calendar.h"

using carrel::hub::Calendar;
namespace sync = carrel::sync;

namespace {

Calendar france() {
  std::ifstream in(HOUSE_TOP "/assets/calendars/FR.json");
  std::string const text{std::istreambuf_iterator<char>(in), {}};
  auto calendar = Calendar::parse(text);
  REQUIRE(calendar);
  return *calendar;
}

std::string after(Calendar const& calendar, char const* start, int days) {
  auto const date = calendar.after_working_days(*sync::from_iso_date(start), days);
  return date ? sync::to_iso_date(*date) : std::string(name_of(date.error().fault));
}

}  // namespace

TEST_CASE("acknowledgement and answer are due on the dates of the policy's examples") {
  struct Row { char const* id; char const* received; char const* acknowledge; char const* answer; };
  auto const calendar = france();
  for (auto const& row : {Row{"W01", "2026-01-02", "2026-01-09", "2026-02-11"}, Row{"W04", "2026-04-30", "2026-05-11", "2026-06-15"},
                          Row{"W08", "2026-01-10", "2026-01-16", "2026-02-18"}, Row{"W10", "2028-02-07", "2028-02-14", "2028-03-16"},
                          Row{"F01", "2026-01-05", "2026-01-12", "2026-02-12"}}) {
    CAPTURE(row.id);
    CHECK(after(calendar, row.received, 5) == row.acknowledge);
    CHECK(after(calendar, row.received, 28) == row.answer);
  }
}

TEST_CASE("the other clocks count the same days") {
  auto const calendar = france();
  CHECK(after(calendar, "2026-02-11", 10) == "2026-02-25");  // P01, until when an appeal is possible.
  CHECK(after(calendar, "2026-02-20", 15) == "2026-03-13");  // P01, when its outcome is normally due.
  CHECK(after(calendar, "2026-03-02", 10) == "2026-03-16");  // F06.
  CHECK(after(calendar, "2026-04-02", 5) == "2026-04-10");   // Q04.
  CHECK(after(calendar, "2026-03-02", 30) == "2026-04-14");  // D01.
}

TEST_CASE("a moment late in the evening belongs to the calendar's own date") {
  auto const calendar = france();
  auto const date = [&](char const* time) { return sync::to_iso_date(calendar.date_of(*sync::from_rfc3339(time))); };
  CHECK(date("2026-01-08T23:30:00Z") == "2026-01-09");  // F02.
  CHECK(after(calendar, "2026-01-09", 5) == "2026-01-16");
  CHECK(date("2026-01-08T22:59:59Z") == "2026-01-08");
  CHECK(date("2026-07-08T21:59:59Z") == "2026-07-08");
  CHECK(date("2026-07-08T22:00:00Z") == "2026-07-09");
  CHECK(date("2026-03-28T22:30:00Z") == "2026-03-28");  // Winter time until 29 March 01:00 UTC ...
  CHECK(date("2026-03-29T22:30:00Z") == "2026-03-30");  // ... summer time after it.
  CHECK(date("2026-10-24T22:30:00Z") == "2026-10-25");
  CHECK(date("2026-10-25T22:30:00Z") == "2026-10-25");
}

TEST_CASE("no date is promised where the calendar ends") {
  auto const calendar = france();
  CHECK(after(calendar, "2029-12-28", 5) == "stale");
  CHECK(after(calendar, "2024-12-30", 5) == "stale");
  CHECK_FALSE(Calendar::parse("{}"));
  CHECK_FALSE(Calendar::parse(R"({"v":1,"calendar":"X","from":"2026-01-01","to":"2025-01-01","zone":{"standard_minutes":0}})"));
}
