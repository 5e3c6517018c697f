// The learner's ledger of consents: sealed entries, appended and never taken away. Only whether the platform has one is added to it.
#pragma once

#include <span>
#include <vector>

#include "client/consent/consent.h"
#include "sync/db/db.h"
#include "sync/trust/vault.h"

namespace carrel::client {

/// In the order of appending.
sync::Result<std::vector<ConsentEntry>> consent_ledger(sync::Db& db, sync::Vault const& vault);
/// Saves what `now` holds beyond `before`: new entries at its end, and those that became received. Inside a transaction when several.
sync::Done keep_ledger(sync::Db& db, sync::Vault const& vault, std::span<ConsentEntry const> before, std::span<ConsentEntry const> now);

}  // namespace carrel::client
