// Deeds about consents. Turning a switch applies on this device at once and is saved with its letter in one transaction.
#pragma once

#include <vector>

#include "client/app/desk_context.h"
#include "client/consent/consent_store.h"

namespace carrel::client {

/// Also turns off what goes with it (an opt-out ends advertising). Nothing to change is success and sends nothing. A read-only consent
/// that was given can be set to off: that queues the wish to withdraw it. Fault::refused: nobody is here.
sync::Done set_consent(Desk& desk, std::string_view purpose, bool on, ConsentViewer const& viewer);

/// The ledger, brought up to what the outbox knows by now. Show it with consent_view(desk.policies, …, consent_time(desk), …).
sync::Result<std::vector<ConsentEntry>> list_consents(Desk& desk);
ConsentTime consent_time(Desk const& desk);

/// Takes news of kind "consent_entry". Inside the caller's transaction.
sync::Done absorb_consent_news(Desk& desk, sync::Json const& body);

}  // namespace carrel::client
