#include "client/consent/consent.h"

#include "tests/unit/complaints/facts.h"

using namespace carrel;
using namespace carrel::client;
using namespace std::chrono;

namespace {

ConsentEntry here(char const* purpose, ConsentState state, char const* at, std::optional<char const*> proven = {}) {
  ConsentEntry entry{purpose, state, moment(at), std::nullopt, ConsentOrigin::device, "1", sync::ActionId{}, false};
  entry.action->bytes[0] = 1;
  if (proven) entry.proven = moment(*proven);
  return entry;
}

ConsentEntry stated(char const* purpose, ConsentState state, char const* at, ConsentOrigin origin = ConsentOrigin::web) {
  return {purpose, state, moment(at), std::nullopt, origin, "1", std::nullopt, true};
}

ConsentTime at(char const* time) { return {moment(time), moment(time)}; }

ConsentNow now_of(char const* purpose, std::vector<ConsentEntry> const& entries, ConsentTime const& time) {
  auto const policies = shipped_policies();
  auto const* found = policies.purposes.find(purpose);
  REQUIRE(found);
  return consent_now(*found, entries, time);
}

constexpr auto given = ConsentState::given;
constexpr auto withdrawn = ConsentState::withdrawn;

}  // namespace

TEST_CASE("nothing is on before somebody turned it on") {
  auto const policies = shipped_policies();
  auto const view = consent_view(policies, {}, {"US", "CA", true}, at("2026-11-22T10:00:00Z"), "en");
  CHECK(view.rows.size() == 10);
  for (auto const& row : view.rows) {
    CAPTURE(row.purpose);
    CHECK_FALSE(row.now.on);
  }
}

TEST_CASE("advertising cookies count for thirteen months, clamped to the month's end (K01, K02, K03)") {
  auto const policies = shipped_policies();
  auto const& cookies = *policies.purposes.find("cookies_advertising");
  CHECK(consent_ends_on(cookies, 2026y / 1 / 31) == 2027y / 2 / 28);
  CHECK(consent_ends_on(cookies, 2027y / 1 / 31) == 2028y / 2 / 29);
  CHECK(consent_ends_on(cookies, 2026y / 1 / 1) == 2027y / 2 / 1);
  std::vector const entries{here("cookies_advertising", given, "2025-01-15T09:00:00Z")};
  CHECK(now_of("cookies_advertising", entries, at("2026-02-14T23:59:59Z")).on);
  auto const over = now_of("cookies_advertising", entries, at("2026-02-15T00:00:00Z"));
  CHECK_FALSE(over.on);
  CHECK(over.expired);
  CHECK_FALSE(consent_ends_on(*policies.purposes.find("surveys"), 2026y / 1 / 1));
}

TEST_CASE("a consent ends as soon as either clock says so") {
  std::vector const entries{here("cookies_advertising", given, "2025-01-15T09:00:00Z")};
  CHECK(now_of("cookies_advertising", entries, {moment("2026-03-01T00:00:00Z"), moment("2025-02-01T00:00:00Z")}).expired);
  CHECK(now_of("cookies_advertising", entries, {moment("1970-01-01T00:00:00Z"), moment("2026-03-01T00:00:00Z")}).expired);
}

TEST_CASE("turning on the opt-out of sale turns advertising off, both at once and first in line (K04)") {
  auto const purposes = shipped_policies().purposes;
  std::vector const entries{here("cookies_advertising", given, "2026-04-01T09:00:00Z")};
  auto const time = at("2026-04-11T08:00:00Z");
  auto const changes = turn_switch(purposes, entries, "us_opt_out_sale_sharing", given, {"US", "", false}, time);
  REQUIRE(changes.size() == 2);
  CHECK(changes[0] == ConsentChange{"us_opt_out_sale_sharing", given, 1});
  CHECK(changes[1] == ConsentChange{"cookies_advertising", withdrawn, 1});
}

TEST_CASE("switches of the United States are for the United States only") {
  auto const policies = shipped_policies();
  auto const time = at("2026-04-11T08:00:00Z");
  CHECK(turn_switch(policies.purposes, {}, "us_opt_out_sale_sharing", given, {"FR", "", false}, time).empty());
  CHECK(turn_switch(policies.purposes, {}, "us_limit_sensitive", given, {"US", "NY", false}, time).empty());
  CHECK(turn_switch(policies.purposes, {}, "us_limit_sensitive", given, {"US", "CA", false}, time).size() == 1);
  CHECK(turn_switch(policies.purposes, {}, "auto_application", given, {"FR", "", false}, time).empty());
  CHECK(consent_rows(policies, {}, {"FR", "", false}, time, "fr").size() == 7);
}

TEST_CASE("withdrawing goes before giving, and a switch that stands so already sends nothing") {
  auto const purposes = shipped_policies().purposes;
  auto const time = at("2026-04-11T08:00:00Z");
  std::vector const on{here("surveys", given, "2026-04-01T09:00:00Z")};
  CHECK(turn_switch(purposes, on, "surveys", withdrawn, {}, time)[0].priority == 1);
  CHECK(turn_switch(purposes, {}, "surveys", given, {}, time)[0].priority == 2);
  CHECK(turn_switch(purposes, on, "surveys", given, {}, time).empty());
  CHECK(turn_switch(purposes, {}, "surveys", withdrawn, {}, time).empty());
  CHECK(turn_switch(purposes, {}, "no_such_purpose", given, {}, time).empty());
}

TEST_CASE("of two changes the later one that can be proved wins (K05)") {
  std::vector const entries{stated("surveys", given, "2026-04-10T09:00:00Z"),
                            here("surveys", withdrawn, "2026-04-11T08:00:00Z", "2026-04-11T08:00:00Z")};
  auto const now = now_of("surveys", entries, at("2026-04-12T08:00:00Z"));
  CHECK_FALSE(now.on);
  CHECK_FALSE(now.in_doubt);
  std::vector const other_way{here("surveys", given, "2026-04-09T08:00:00Z", "2026-04-09T08:00:00Z"),
                              stated("surveys", withdrawn, "2026-04-10T09:00:00Z")};
  CHECK_FALSE(now_of("surveys", other_way, at("2026-04-12T08:00:00Z")).on);
}

TEST_CASE("when no order can be proved the more protective state holds and the person is told") {
  std::vector const plain{stated("surveys", withdrawn, "2026-04-10T09:00:00Z"),
                          here("surveys", given, "2099-01-01T00:00:00Z", "2026-04-01T08:00:00Z")};
  auto const now = now_of("surveys", plain, at("2026-04-12T08:00:00Z"));
  CHECK_FALSE(now.on);
  CHECK(now.in_doubt);
  std::vector const opt_out{stated("us_opt_out_sale_sharing", withdrawn, "2026-04-10T09:00:00Z"),
                            here("us_opt_out_sale_sharing", given, "2026-04-10T10:00:00Z")};
  CHECK(now_of("us_opt_out_sale_sharing", opt_out, at("2026-04-12T08:00:00Z")).on);
}

TEST_CASE("an echo of our own decision marks it as received and adds nothing") {
  std::vector entries{here("surveys", given, "2026-04-11T08:00:00Z")};
  merge_platform_entry(entries, stated("surveys", given, "2026-04-11T08:00:00Z", ConsentOrigin::device));
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].received);
  merge_platform_entry(entries, stated("surveys", withdrawn, "2026-04-12T08:00:00Z"));
  merge_platform_entry(entries, stated("surveys", withdrawn, "2026-04-12T08:00:00Z"));
  CHECK(entries.size() == 2);
}

TEST_CASE("a consent given on paper can be taken back here and never given") {
  auto const policies = shipped_policies();
  auto const time = at("2026-04-12T08:00:00Z");
  std::vector const signed_once{stated("image_voice", given, "2026-03-03T09:00:00Z", ConsentOrigin::initial)};
  CHECK(turn_switch(policies.purposes, {}, "image_voice", given, {}, time).empty());
  CHECK(turn_switch(policies.purposes, signed_once, "image_voice", withdrawn, {}, time).size() == 1);
}

TEST_CASE("a sensitive purpose stays hidden, in the list and in the history") {
  auto const policies = shipped_policies();
  std::vector const entries{stated("special_status", given, "2026-03-03T09:00:00Z"), here("surveys", given, "2026-03-04T09:00:00Z")};
  auto const view = consent_view(policies, entries, {}, at("2026-04-12T08:00:00Z"), "fr");
  int hidden = 0;
  for (auto const& row : view.rows) hidden += row.hidden;
  CHECK(hidden == 1);
  REQUIRE(view.history.size() == 1);
  CHECK(view.history[0].state_key == "consent.history.waiting");
  CHECK(view.history_with_hidden.size() == 2);
}

TEST_CASE("a first decision here is in no doubt, even when the platform's clock was never heard") {
  std::vector<ConsentEntry> const entries{stated("surveys", withdrawn, "2025-11-22T06:24:00Z", ConsentOrigin::initial),
                                          here("surveys", given, "2026-11-22T06:30:00Z")};
  auto const now = now_of("surveys", entries, at("2026-11-22T06:31:00Z"));
  CHECK(now.on);
  CHECK(now.waiting);
  CHECK_FALSE(now.in_doubt);
}
