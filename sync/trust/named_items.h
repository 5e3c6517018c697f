// Items as the first schema kept them, with kind and key in the clear, until their learner's next unlock moves them.
// Only vault_items reads them; nothing is written here any more.
#pragma once

#include <optional>
#include <vector>

#include "sync/db/db.h"
#include "sync/trust/vault.h"

namespace carrel::sync::named_items {

Result<std::optional<Json>> get(Db& db, Vault const& vault, std::string_view kind, std::string_view key);
Result<std::vector<VaultEntry>> list(Db& db, Vault const& vault, std::string_view kind);
Done erase(Db& db, Vault const& vault, std::string_view kind, std::string_view key);

}  // namespace carrel::sync::named_items
