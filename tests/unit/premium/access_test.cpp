#include "client/premium/access.h"

#include "tests/unit/complaints/facts.h"

using namespace carrel;
using namespace carrel::client;
using namespace std::chrono;
using Status = SubscriptionStatus;

namespace {

OfflineGrant grant(char const* basis, char const* until) { return {basis, moment(until)}; }

Subscription plan(Plan which, Status status, char const* valid_until) {
  Subscription s;
  s.plan = which;
  s.status = status;
  s.as_of = moment("2026-01-01T00:00:00Z");
  s.valid_until = moment(valid_until);
  return s;
}

}  // namespace

TEST_CASE("a lease opens until its moment, then in grace, then not (L01)") {
  auto const lease = grant("member_free", "2026-03-10T12:00:00Z");
  struct Row {
    char const* now;
    Access access;
  };
  for (auto const& [now, access] : {Row{"2026-03-10T11:59:59Z", Access::open}, Row{"2026-03-10T12:00:00Z", Access::open_in_grace},
                                    Row{"2026-03-24T11:59:59Z", Access::open_in_grace}, Row{"2026-03-24T12:00:00Z", Access::closed}}) {
    CAPTURE(now);
    CHECK(decide_access(lease, nullptr, moment(now)).access == access);
  }
  auto strict = lease;
  strict.grace = days{0};
  CHECK(decide_access(strict, nullptr, moment("2026-03-10T11:59:59Z")).access == Access::open);
  CHECK(decide_access(strict, nullptr, moment("2026-03-10T12:00:00Z")).access == Access::closed);
}

TEST_CASE("a clock set to 1970 or to 2099 neither closes nor opens, for only proven time counts (L02)") {
  auto const lease = grant("member_free", "2026-03-10T12:00:00Z");
  sync::TimeEvidence const saved{moment("2026-03-09T10:00:00Z"), hours{1}};
  CHECK(decide_access(lease, nullptr, sync::earliest_now(saved)).access == Access::open);
  sync::TimeEvidence const awake_long{moment("2026-03-09T10:00:00Z"), days{20}};
  CHECK(decide_access(lease, nullptr, sync::earliest_now(awake_long)).access == Access::closed);
}

TEST_CASE("without a grant there is no offline right (L05)") {
  auto const s = plan(Plan::premium_solo, Status::active, "2026-12-01T00:00:00Z");
  auto const decision = decide_access(std::nullopt, &s, moment("2026-03-01T00:00:00Z"));
  CHECK(decision.access == Access::closed);
  CHECK(decision.reason == "premium.access.not_offline");
}

TEST_CASE("Premium courses ask for the learner's own statement, free ones do not") {
  auto const lease = grant("premium_plus", "2026-12-10T12:00:00Z");
  auto const now = moment("2026-03-01T00:00:00Z");
  auto const plus = plan(Plan::premium_plus, Status::active, "2026-12-01T00:00:00Z");
  auto const only_solo = plan(Plan::premium_solo, Status::active, "2026-12-01T00:00:00Z");
  CHECK(decide_access(lease, &plus, now).access == Access::open);
  CHECK(decide_access(lease, &only_solo, now).reason == "premium.access.not_in_plan");
  CHECK(decide_access(lease, nullptr, now).reason == "premium.access.not_known");
  CHECK(decide_access(grant("member_free", "2026-12-10T12:00:00Z"), nullptr, now).access == Access::open);
  CHECK(decide_access(grant("premium_solo", "2026-12-10T12:00:00Z"), &plus, now).access == Access::open);
}

TEST_CASE("what the platform confirmed has no grace: an end date and a suspension close at once") {
  auto const lease = grant("premium_plus", "2026-12-10T12:00:00Z");
  auto ending = plan(Plan::premium_plus, Status::cancel_at_period_end, "2026-12-01T00:00:00Z");
  ending.ends_on = 2026y / 4 / 15;
  CHECK(decide_access(lease, &ending, moment("2026-04-14T23:59:59Z")).access == Access::open);
  CHECK(decide_access(lease, &ending, moment("2026-04-15T00:00:00Z")).reason == "premium.access.ended");
  auto const suspended = plan(Plan::premium_plus, Status::suspended, "2026-12-01T00:00:00Z");
  CHECK(decide_access(lease, &suspended, moment("2026-02-01T00:00:00Z")).reason == "premium.access.suspended");
}

TEST_CASE("doubt favours the learner: a statement that ran out has the same grace as a lease, and the answer says when it changes") {
  auto const lease = grant("premium_plus", "2026-12-10T12:00:00Z");
  auto const s = plan(Plan::premium_plus, Status::active, "2026-03-01T00:00:00Z");
  auto const before = decide_access(lease, &s, moment("2026-02-28T23:59:59Z"));
  CHECK(before.access == Access::open);
  CHECK(before.until == moment("2026-03-01T00:00:00Z"));
  auto const in_grace = decide_access(lease, &s, moment("2026-03-01T00:00:00Z"));
  CHECK(in_grace.access == Access::open_in_grace);
  CHECK(in_grace.until == moment("2026-03-15T00:00:00Z"));
  CHECK(decide_access(lease, &s, moment("2026-03-15T00:00:00Z")).reason == "premium.access.lapsed");
}
