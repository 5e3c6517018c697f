// What the platform knows about a learner besides cases: the subscription statement and the ledger of consents.
#pragma once

#include <string_view>

#include "sync/hub/books.h"

namespace carrel::hub {

/// Signs the statement, keeps it and posts it as news.
sync::Done set_subscription(Books& books, sync::LearnerId learner, sync::Json const& statement);

/// The later deed wins, wherever it was done; with the same moment the one that arrives last. Posts what holds now.
sync::Done set_consent(Books& books, sync::LearnerId learner, std::string_view purpose, std::string_view state,
                       sync::WallTime at, std::string_view origin);

/// Everything above, posted to a device that has just been bound.
sync::Done post_profile(Books& books, sync::LearnerId learner, sync::DeviceId device);

}  // namespace carrel::hub
