#include "client/premium/access.h"

#include <algorithm>

namespace carrel::client {
namespace {

using Status = SubscriptionStatus;

bool needs_statement(std::string_view basis) { return basis != "member_free" && basis != "grandfathered"; }

bool covers(Subscription const& s, std::string_view basis) {
  if (!s.entitlements.empty()) return std::find(s.entitlements.begin(), s.entitlements.end(), basis) != s.entitlements.end();
  if (basis == "premium_solo") return s.plan == Plan::premium_solo || s.plan == Plan::premium_plus;
  if (basis == "premium_plus") return s.plan == Plan::premium_plus;
  return basis == "programme" && s.plan == Plan::programme;
}

// States in which the platform has closed the plan, or has not opened it yet.
bool is_shut(Status status) {
  return status == Status::suspended || status == Status::ended || status == Status::pending || status == Status::member;
}

}  // namespace

AccessDecision decide_access(std::optional<OfflineGrant> const& grant, Subscription const* statement, sync::WallTime earliest_now) {
  if (!grant) return {Access::closed, "premium.access.not_offline", std::nullopt};
  auto soft_end = grant->valid_until;
  std::optional<sync::WallTime> hard_end;
  if (needs_statement(grant->basis)) {
    if (!statement) return {Access::closed, "premium.access.not_known", std::nullopt};
    if (statement->status == Status::suspended) return {Access::closed, "premium.access.suspended", std::nullopt};
    if (!covers(*statement, grant->basis)) return {Access::closed, "premium.access.not_in_plan", std::nullopt};
    if (is_shut(statement->status)) return {Access::closed, "premium.access.ended", std::nullopt};
    soft_end = std::min(soft_end, statement->valid_until);
    if (statement->ends_on) hard_end = sync::WallTime{std::chrono::sys_days{*statement->ends_on}};
    if (grant->ends_with_period && !hard_end && statement->period_end)
      soft_end = std::min(soft_end, sync::WallTime{std::chrono::sys_days{*statement->period_end}});
  }
  auto end = soft_end + grant->grace;
  if (hard_end) end = std::min(end, *hard_end);
  if (earliest_now < std::min(soft_end, end)) return {Access::open, {}, std::min(soft_end, end)};
  if (earliest_now < end) return {Access::open_in_grace, "premium.access.grace", end};
  if (hard_end && earliest_now >= *hard_end) return {Access::closed, "premium.access.ended", std::nullopt};
  return {Access::closed, "premium.access.lapsed", std::nullopt};
}

}  // namespace carrel::client
