// Where features keep what is private to a learner: sealed JSON by kind and key. No feature has private plain text in SQLite.
// Kind and key are private as well (a key may be a course), so the table knows their keyed hashes only and the key lies inside the seal.
// Works inside the caller's transaction when there is one, so that a fact and its letter are saved together.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/db/db.h"
#include "sync/trust/vault.h"

namespace carrel::sync {

Done put_item(Db& db, Vault const& vault, std::string_view kind, std::string_view key, Json const& value);
/// Nothing when there is none. Fault::corrupt when the row does not open: it is kept, never overwritten by guesswork.
Result<std::optional<Json>> get_item(Db& db, Vault const& vault, std::string_view kind, std::string_view key);
/// By key.
Result<std::vector<VaultEntry>> list_items(Db& db, Vault const& vault, std::string_view kind);
Done erase_item(Db& db, Vault const& vault, std::string_view kind, std::string_view key);

/// Moves what an older version left under clear names to blind ones and wipes the names off the medium. Called at unlock, because it
/// needs the vault: in one transaction, again at the next unlock when it was cut. A row that does not open stays where it is.
/// Until then the functions above read such rows where they lie.
Done blind_named_items(Db& db, Vault const& vault);

}  // namespace carrel::sync
