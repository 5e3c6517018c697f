// Filing a letter for the learner who is here: sealed into the outbox, and noted in their own words beside it.
// Called inside the transaction that saves the fact the letter reports.
#pragma once

#include "client/app/desk_context.h"
#include "client/requests/letter_store.h"

namespace carrel::client {

/// Fault::refused when nobody is here or no transaction is open; otherwise as sync::file_action.
/// With `waits_for` it leaves only once that letter is accepted.
sync::Done put_letter(Desk& desk, sync::ActionId const& id, LetterNote const& note, sync::Json body,
                      std::optional<sync::ActionId> const& waits_for = {});

}  // namespace carrel::client
