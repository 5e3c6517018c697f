// The learner's subscription statement: taken from the news when its signature holds and it is not older than the one at hand,
// kept whole and sealed, and checked again each time it is read.
#pragma once

#include <optional>

#include "client/app/desk_context.h"
#include "client/premium/subscription.h"

namespace carrel::client {

/// Takes news of kind "subscription": a signed envelope. Inside the caller's transaction. An older statement changes nothing and is
/// success. Fault::corrupt or Fault::refused: the signature does not hold; the one at hand stays.
sync::Done absorb_subscription_news(Desk& desk, sync::Json const& envelope);

/// Nothing when the platform has said nothing. Faults as above, for a row that was tampered with.
sync::Result<std::optional<Subscription>> current_subscription(Desk& desk);

}  // namespace carrel::client
