// Whether a downloaded course may be opened now. Asked when a lesson is opened, not on every frame.
// Doubt favours the learner: a lease is followed by a grace, and the grace bounds the doubt. What the platform confirmed
// (an end date, a suspension) is no doubt and has no grace. Closing deletes nothing and holds nothing back.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "client/premium/subscription.h"

namespace carrel::client {

/// Days after the end of a lease in which a course still opens, unless the platform states another number with the grant.
inline constexpr std::chrono::days default_grace{14};

/// What the platform allows for one item offline. Without one there is no offline right.
struct OfflineGrant {
  std::string basis;  ///< "member_free", "premium_solo", "premium_plus", "programme" or "grandfathered".
  sync::WallTime valid_until{};
  bool ends_with_period = false;
  std::chrono::days grace = default_grace;
};

enum class Access { open, open_in_grace, closed };

struct AccessDecision {
  Access access = Access::closed;
  std::string_view reason;                     ///< Key of the sentence when not simply open.
  std::optional<sync::WallTime> until;         ///< When this answer changes by itself.
};

/// `statement` is the learner's, or nullptr; `earliest_now` comes from TimeEvidence and never goes back.
AccessDecision decide_access(std::optional<OfflineGrant> const& grant, Subscription const* statement, sync::WallTime earliest_now);

}  // namespace carrel::client
