// Consents as they travel: what a change says to the platform, and how its ledger entries read.
#pragma once

#include "client/consent/consent.h"
#include "sync/base/json.h"

namespace carrel::client {

/// The body of a "consent_change": `version` is that of the text agreed to.
sync::Json consent_body(ConsentChange const& change, std::string_view version);
/// The body of news of kind "consent_entry".
sync::Result<ConsentEntry> read_consent_news(sync::Json const& body);

}  // namespace carrel::client
