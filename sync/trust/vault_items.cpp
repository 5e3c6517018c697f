#include "sync/trust/vault_items.h"

namespace carrel::sync {

Done put_item(Db& db, Vault const& vault, std::string_view kind, std::string_view key, Json const& value, WallTime updated_at) {
  TRY(insert, db.prepare("INSERT INTO vault_item (learner, kind, key, sealed, updated_at) VALUES (?, ?, ?, ?, ?) "
                         "ON CONFLICT DO UPDATE SET sealed = excluded.sealed, updated_at = excluded.updated_at"));
  return insert.bind(1, vault.learner()).bind(2, kind).bind(3, key).bind(4, vault.seal(kind, key, value)).bind(5, updated_at).run();
}

Result<std::optional<Json>> get_item(Db& db, Vault const& vault, std::string_view kind, std::string_view key) {
  TRY(select, db.prepare("SELECT sealed FROM vault_item WHERE learner = ? AND kind = ? AND key = ?"));
  TRY(row, select.bind(1, vault.learner()).bind(2, kind).bind(3, key).step());
  if (!row) return std::optional<Json>();
  TRY(value, vault.open(kind, key, select.blob(0)));
  return std::optional(std::move(value));
}

Result<std::vector<VaultEntry>> list_items(Db& db, Vault const& vault, std::string_view kind) {
  TRY(select, db.prepare("SELECT key, sealed FROM vault_item WHERE learner = ? AND kind = ? ORDER BY updated_at, key"));
  select.bind(1, vault.learner()).bind(2, kind);
  std::vector<VaultEntry> entries;
  for (;;) {
    TRY(row, select.step());
    if (!row) return entries;
    auto key = select.text(0);
    TRY(value, vault.open(kind, key, select.blob(1)));
    entries.emplace_back(std::move(key), std::move(value));
  }
}

Done erase_item(Db& db, Vault const& vault, std::string_view kind, std::string_view key) {
  TRY(erase, db.prepare("DELETE FROM vault_item WHERE learner = ? AND kind = ? AND key = ?"));
  return erase.bind(1, vault.learner()).bind(2, kind).bind(3, key).run();
}

}  // namespace carrel::sync
