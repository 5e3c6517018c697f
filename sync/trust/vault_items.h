// Where features keep what is private to a learner: sealed JSON by kind and key. No feature has private plain text in SQLite.
// Works inside the caller's transaction when there is one, so that a fact and its letter are saved together.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/db/db.h"
#include "sync/trust/vault.h"

namespace carrel::sync {

using VaultEntry = std::pair<std::string, Json>;  ///< Key and value.

/// `updated_at` is stored in the clear, to order by; give a zero time where even that is private.
Done put_item(Db& db, Vault const& vault, std::string_view kind, std::string_view key, Json const& value, WallTime updated_at = {});
/// Nothing when there is none. Fault::corrupt when the row does not open: it is kept, never overwritten by guesswork.
Result<std::optional<Json>> get_item(Db& db, Vault const& vault, std::string_view kind, std::string_view key);
/// By updated_at, then key.
Result<std::vector<VaultEntry>> list_items(Db& db, Vault const& vault, std::string_view kind);
Done erase_item(Db& db, Vault const& vault, std::string_view kind, std::string_view key);

}  // namespace carrel::sync
