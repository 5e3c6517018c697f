// What the platform knows about a learner besides cases: the account, the subscription and the ledger of consents.
#pragma once

#include <string_view>

#include "sync/hub/books.h"

namespace carrel::hub {

/// The account: {"name", "email", "phone", "student_id", "role", "region", "state", "student"}, each as far as it is known.
/// Keeps and posts it when it says something new; "as_of" is added.
sync::Done set_profile(Books& books, sync::LearnerId learner, sync::Json account, sync::WallTime now);

/// Keeps the statement and posts it as news.
sync::Done set_subscription(Books& books, sync::LearnerId learner, sync::Json const& statement);

/// The later deed wins, wherever it was done; with the same moment the one that arrives last. Posts what holds now.
sync::Done set_consent(Books& books, sync::LearnerId learner, std::string_view purpose, std::string_view state,
                       sync::WallTime at, std::string_view origin);

/// Everything above, posted to one device.
sync::Done post_profile(Books& books, sync::LearnerId learner, sync::DeviceId device);

/// Everything known of the learners who sit at this device and have not been told it: profile, invoices and cases. Needs no transaction
/// around it, and begins one only when somebody is to be told.
sync::Done tell_untold(Books& books, sync::DeviceId device);

}  // namespace carrel::hub
