// The subscription statement of a learner: what the platform signed about the plan, its state and its dates.
// Plain values and how to read them; whether the signature holds is checked before (sync/trust), what to say about it is
// premium.h, what it opens is access.h. The client computes no amount, and knows no price that the statement does not hold.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/policies/dates.h"
#include "sync/base/json.h"

namespace carrel::client {

/// The media type of a signed statement.
inline constexpr std::string_view subscription_type = "application/vnd.carrel.subscription.v1+json";

enum class Plan { member, premium_solo, premium_plus, programme };

enum class SubscriptionStatus {
  member, pending, active, sponsored, cancel_at_period_end, past_due, formal_notice, suspended, ended, programme,
};
std::string_view name_of(Plan plan);
std::string_view name_of(SubscriptionStatus status);

struct Subscription {
  Plan plan = Plan::member;
  SubscriptionStatus status = SubscriptionStatus::member;
  bool annual = false;                ///< Older contracts only; a period is one month otherwise.
  std::string path;                   ///< Title of the path of Premium Plus, as stated.
  std::string price;                  ///< As stated, with its currency; empty when not stated.
  std::string terms_version;          ///< The service terms the learner accepted.
  std::vector<std::string> entitlements;
  std::optional<Date> started;        ///< First day of the first period: the anchor of renewals.
  std::optional<Date> period_start;
  std::optional<Date> period_end;     ///< First day that this period does not cover, which is the renewal date.
  std::optional<Date> renews_on;
  std::optional<Date> ends_on;        ///< First day without the plan, once a cancellation is confirmed.
  std::optional<Date> due_on;         ///< past_due: the payment that was missed.
  std::optional<Date> suspended_on;
  std::optional<Date> accepted_on;           ///< Acceptance of the newer terms.
  std::optional<Date> contract_received_on;  ///< Older terms.
  std::optional<Date> effective_on;          ///< Older terms.
  std::optional<Date> new_terms_notice_on;
  std::optional<Date> formal_notice_on;
  std::optional<Date> cooling_off_until;     ///< Last day, as stated.
  std::optional<Date> early_termination_until;
  sync::WallTime as_of{};        ///< When the platform said all this.
  sync::WallTime valid_until{};  ///< It vouches for it until then.
  bool operator==(Subscription const&) const = default;
};

/// True for the terms that the platform replaced in 2025; their windows start elsewhere.
bool has_older_terms(Subscription const& subscription);

/// Reads the payload of a verified statement. Fault::corrupt names what is missing: plan, status, as_of, valid_until.
/// A date that cannot be read is left out rather than guessed.
sync::Result<Subscription> parse_subscription(sync::Json const& payload);

/// A statement replaces another only when it is not older: a replayed one never takes a newer one back.
bool may_replace(Subscription const* current, Subscription const& next);

}  // namespace carrel::client
