#include "client/premium/premium.h"

#include "tests/unit/complaints/facts.h"

using namespace carrel;
using namespace carrel::client;
using namespace std::chrono;
using Status = SubscriptionStatus;

namespace {

Subscription solo(Date started, Date period_end, char const* as_of) {
  Subscription s;
  s.plan = Plan::premium_solo;
  s.status = Status::active;
  s.terms_version = "2025-09-25";
  s.started = started;
  s.period_end = period_end;
  s.as_of = moment(as_of);
  s.valid_until = s.as_of + days{60};
  return s;
}

sync::TimeEvidence at(char const* time) { return {moment(time), seconds{0}}; }

PremiumCard card_of(Subscription const& s, char const* time) { return premium_card(&s, shipped_policies().clocks, at(time)); }

DateLine const* line_of(PremiumCard const& card, std::string_view title) {
  for (auto const& row : card.dates)
    if (row.title_key == title) return &row.line;
  return nullptr;
}

}  // namespace

TEST_CASE("the stated renewal is plain; after it the next ones are estimates from the anchor (B01, B02)") {
  auto const s = solo(2026y / 1 / 31, 2026y / 2 / 28, "2026-02-01T09:00:00Z");
  auto const before = card_of(s, "2026-02-10T09:00:00Z");
  auto const* renewal = line_of(before, "premium.date.renewal.title");
  REQUIRE(renewal);
  CHECK(*renewal == DateLine{"premium.date.on", DateSource::stated, 2026y / 2 / 28, 0, std::nullopt});
  auto const after = card_of(s, "2026-03-01T09:00:00Z");
  CHECK(line_of(after, "premium.date.renewal.title")->date == 2026y / 3 / 31);
  CHECK(line_of(after, "premium.date.renewal.title")->source == DateSource::estimate);
  CHECK(next_renewal_after(2028y / 1 / 31, 1, 2028y / 2 / 1) == 2028y / 2 / 29);
}

TEST_CASE("cancelled on the renewal date a new month has begun (B03, B04)") {
  auto s = solo(2026y / 1 / 31, 2026y / 2 / 28, "2026-02-01T09:00:00Z");
  CHECK(card_of(s, "2026-02-27T09:00:00Z").would_end->date == 2026y / 2 / 28);
  CHECK(card_of(s, "2026-02-28T09:00:00Z").would_end->date == 2026y / 3 / 31);
  CHECK(card_of(s, "2026-02-27T09:00:00Z").would_end->source == DateSource::estimate);
}

TEST_CASE("this device never cancels, and says so with the next renewal (B05)") {
  auto const s = solo(2026y / 2 / 15, 2026y / 3 / 15, "2026-03-01T09:00:00Z");
  auto const card = card_of(s, "2026-03-10T09:00:00Z");
  CHECK(card.nothing_cancels);
  CHECK(line_of(card, "premium.date.renewal.title")->date == 2026y / 3 / 15);
  auto ending = s;
  ending.status = Status::cancel_at_period_end;
  ending.ends_on = 2026y / 4 / 15;
  ending.as_of = moment("2026-03-16T09:00:00Z");
  auto const after = card_of(ending, "2026-03-17T09:00:00Z");
  CHECK_FALSE(after.nothing_cancels);
  CHECK_FALSE(after.would_end);
  CHECK(after.headline_key == "premium.headline.ends_on");
  CHECK(after.headline_date == 2026y / 4 / 15);
  CHECK(line_of(after, "premium.date.ends.title")->source == DateSource::stated);
}

TEST_CASE("a confirmed end date degrades the card by itself, and nothing improves it") {
  auto s = solo(2026y / 1 / 15, 2026y / 4 / 15, "2026-03-16T09:00:00Z");
  s.status = Status::cancel_at_period_end;
  s.ends_on = 2026y / 4 / 15;
  CHECK(card_of(s, "2026-04-14T23:59:59Z").is_premium);
  auto const over = card_of(s, "2026-04-15T00:00:00Z");
  CHECK(over.headline_key == "premium.headline.ended_on");
  CHECK_FALSE(over.is_premium);
  CHECK(over.dates.empty());
  s.status = Status::suspended;
  CHECK(card_of(s, "2026-04-01T09:00:00Z").headline_key == "premium.headline.suspended");
}

TEST_CASE("an annual contract of the older text shows its reminder one month before (B06)") {
  auto s = solo(2026y / 3 / 31, 2027y / 3 / 31, "2026-04-01T09:00:00Z");
  s.annual = true;
  s.terms_version = "older";
  auto const card = card_of(s, "2026-06-01T09:00:00Z");
  CHECK(line_of(card, "premium.date.renewal.title")->date == 2027y / 3 / 31);
  CHECK(line_of(card, "premium.date.reminder.title")->date == 2027y / 2 / 28);
  CHECK(line_of(card, "premium.date.reminder.title")->source == DateSource::estimate);
}

TEST_CASE("Premium Plus of the newer text: both windows count from acceptance (B07)") {
  auto s = solo(2026y / 1 / 5, 2026y / 2 / 5, "2026-01-05T09:00:00Z");
  s.plan = Plan::premium_plus;
  s.accepted_on = 2026y / 1 / 5;
  auto const card = card_of(s, "2026-01-06T09:00:00Z");
  CHECK(line_of(card, "premium.date.cooling_off.title")->date == 2026y / 1 / 12);
  CHECK(line_of(card, "premium.date.early_termination.title")->date == 2026y / 4 / 5);
  CHECK(line_of(card, "premium.date.cooling_off.title")->source == DateSource::estimate);
  s.accepted_on = 2026y / 11 / 30;
  s.as_of = moment("2026-11-30T09:00:00Z");
  s.valid_until = s.as_of + days{60};
  CHECK(line_of(card_of(s, "2026-12-01T09:00:00Z"), "premium.date.early_termination.title")->date == 2027y / 2 / 28);
}

TEST_CASE("Premium Plus of the older text: receipt of the contract, and its effective date (B08)") {
  auto s = solo(2026y / 3 / 18, 2026y / 4 / 18, "2026-03-12T09:00:00Z");
  s.plan = Plan::premium_plus;
  s.terms_version = "older";
  s.contract_received_on = 2026y / 3 / 10;
  s.effective_on = 2026y / 3 / 18;
  auto const card = card_of(s, "2026-03-12T09:00:00Z");
  CHECK(line_of(card, "premium.date.cooling_off.title")->date == 2026y / 3 / 17);
  CHECK(line_of(card, "premium.date.early_termination.title")->date == 2026y / 6 / 18);
}

TEST_CASE("a window that the platform states wins and is no estimate; one that is over is gone; its last day is near") {
  auto s = solo(2026y / 1 / 5, 2026y / 2 / 5, "2026-01-05T09:00:00Z");
  s.plan = Plan::premium_plus;
  s.accepted_on = 2026y / 1 / 5;
  s.cooling_off_until = 2026y / 1 / 13;
  CHECK(line_of(card_of(s, "2026-01-06T09:00:00Z"), "premium.date.cooling_off.title")->source == DateSource::stated);
  CHECK_FALSE(card_of(s, "2026-01-11T09:00:00Z").dates[0].last_day_is_near);
  CHECK(card_of(s, "2026-01-12T09:00:00Z").dates[0].last_day_is_near);
  CHECK(line_of(card_of(s, "2026-01-13T23:00:00Z"), "premium.date.cooling_off.title"));
  CHECK_FALSE(line_of(card_of(s, "2026-01-14T00:00:00Z"), "premium.date.cooling_off.title"));
}

TEST_CASE("what cannot be computed from the statement is not shown") {
  auto s = solo(2026y / 1 / 5, 2026y / 2 / 5, "2026-01-05T09:00:00Z");
  s.plan = Plan::premium_plus;
  s.started.reset();
  s.period_end.reset();
  auto const card = card_of(s, "2026-01-06T09:00:00Z");
  CHECK_FALSE(line_of(card, "premium.date.cooling_off.title"));
  CHECK_FALSE(line_of(card, "premium.date.renewal.title"));
  CHECK_FALSE(card.would_end);
}

TEST_CASE("new service terms can be refused for thirty days, a formal notice runs for fifteen (G06, B12)") {
  auto s = solo(2026y / 1 / 5, 2026y / 3 / 5, "2026-02-17T09:00:00Z");
  s.new_terms_notice_on = 2026y / 1 / 31;
  CHECK(line_of(card_of(s, "2026-02-18T09:00:00Z"), "premium.date.refuse_terms.title")->date == 2026y / 3 / 2);
  s.status = Status::formal_notice;
  s.terms_version = "older";
  s.formal_notice_on = 2026y / 2 / 16;
  CHECK(line_of(card_of(s, "2026-02-18T09:00:00Z"), "premium.date.formal_notice.title")->date == 2026y / 3 / 3);
}

TEST_CASE("a missed payment shows its date and its text, and no total (B11)") {
  auto s = solo(2025y / 12 / 31, 2026y / 2 / 28, "2026-02-05T09:00:00Z");
  s.status = Status::past_due;
  s.due_on = 2026y / 1 / 31;
  auto const card = card_of(s, "2026-02-05T09:00:00Z");
  CHECK(card.headline_key == "premium.headline.past_due_since");
  CHECK(card.headline_date == 2026y / 1 / 31);
  CHECK(card.notes == std::vector<std::string_view>{"premium.note.past_due"});
  CHECK(card.price.empty());
}

TEST_CASE("the card says how sure it is: confirmed, not confirmed since, lapsed, never") {
  auto s = solo(2026y / 1 / 5, 2026y / 12 / 5, "2026-01-05T09:00:00Z");
  s.valid_until = moment("2026-02-01T00:00:00Z");
  CHECK(card_of(s, "2026-01-31T23:59:59Z").confirmation == Confirmation::confirmed);
  CHECK(card_of(s, "2026-02-01T00:00:00Z").confirmation == Confirmation::not_confirmed);
  CHECK(card_of(s, "2026-02-15T00:00:00Z").confirmation == Confirmation::lapsed);
  CHECK(premium_card(nullptr, shipped_policies().clocks, {}).confirmation == Confirmation::never);
  s.valid_until = moment("2026-12-30T00:00:00Z");
  s.period_end = 2026y / 2 / 5;
  auto const open = card_of(s, "2026-02-06T00:00:00Z");
  CHECK(open.headline_key == "premium.headline.renewal_open");
  CHECK(open.confirmation == Confirmation::not_confirmed);
}

TEST_CASE("the card says itself when it next changes") {
  auto s = solo(2026y / 1 / 5, 2026y / 2 / 5, "2026-01-05T09:00:00Z");
  s.valid_until = moment("2026-01-20T12:00:00Z");
  auto const clocks = shipped_policies().clocks;
  auto const next = premium_changes_at(s, clocks, at("2026-01-06T00:00:00Z"));
  REQUIRE(next);
  CHECK(*next == moment("2026-01-19T00:00:00Z"));  // The last day to study offline comes near.
  s.valid_until = moment("2020-01-01T00:00:00Z");
  s.period_end.reset();
  s.started.reset();
  CHECK_FALSE(premium_changes_at(s, clocks, at("2026-01-06T00:00:00Z")));
}

TEST_CASE("an older statement never replaces a newer one") {
  auto const newer = solo(2026y / 1 / 5, 2026y / 3 / 5, "2026-02-10T09:00:00Z");
  auto const older = solo(2026y / 1 / 5, 2026y / 2 / 5, "2026-01-10T09:00:00Z");
  CHECK(may_replace(nullptr, older));
  CHECK(may_replace(&older, newer));
  CHECK(may_replace(&newer, newer));
  CHECK_FALSE(may_replace(&newer, older));
}

TEST_CASE("a statement is read as it stands, and one without its essentials is refused") {
  auto const json = sync::parse_json(R"({"v":1,"plan":"premium_plus","status":"active","started":"2026-09-18","period_end":"2026-12-18",
    "renews_on":null,"price":{"amount":"20.00","currency":"EUR"},"entitlements":["premium_plus"],"terms_version":"2025-09-25",
    "valid_until":"2026-12-14T00:00:00Z","as_of":"2026-11-22T21:40:00Z","cooling_off_until":"2026-02-30"})");
  REQUIRE(json);
  auto const s = parse_subscription(*json);
  REQUIRE(s);
  CHECK(s->plan == Plan::premium_plus);
  CHECK(s->period_end == 2026y / 12 / 18);
  CHECK_FALSE(s->renews_on);
  CHECK_FALSE(s->cooling_off_until);  // No such day: left out, not guessed.
  CHECK(s->price == "20.00\u00a0EUR");
  for (auto const* member : {"plan", "status", "valid_until", "as_of"}) {
    auto broken = *json;
    broken.set(member, "nonsense");
    auto const refused = parse_subscription(broken);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().place == member);
  }
}
