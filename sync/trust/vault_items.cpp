#include "sync/trust/vault_items.h"

#include <algorithm>

#include "sync/trust/named_items.h"

namespace carrel::sync {

Done put_item(Db& db, Vault const& vault, std::string_view kind, std::string_view key, Json const& value) {
  TRY(insert, db.prepare("INSERT INTO vault_item (learner, kind, key, sealed) VALUES (?, ?, ?, ?) "
                         "ON CONFLICT DO UPDATE SET sealed = excluded.sealed"));
  insert.bind(1, vault.learner()).bind(2, BytesView(vault.blind_kind(kind))).bind(3, BytesView(vault.blind_key(kind, key)));
  CHECKED(insert.bind(4, vault.seal(kind, key, value)).run());
  return named_items::erase(db, vault, kind, key);
}

Result<std::optional<Json>> get_item(Db& db, Vault const& vault, std::string_view kind, std::string_view key) {
  TRY(select, db.prepare("SELECT sealed FROM vault_item WHERE learner = ? AND kind = ? AND key = ?"));
  select.bind(1, vault.learner()).bind(2, BytesView(vault.blind_kind(kind))).bind(3, BytesView(vault.blind_key(kind, key)));
  TRY(row, select.step());
  if (!row) return named_items::get(db, vault, kind, key);
  TRY(value, vault.open(kind, key, select.blob(0)));
  return std::optional(std::move(value));
}

Result<std::vector<VaultEntry>> list_items(Db& db, Vault const& vault, std::string_view kind) {
  TRY(entries, named_items::list(db, vault, kind));
  TRY(select, db.prepare("SELECT key, sealed FROM vault_item WHERE learner = ? AND kind = ?"));
  select.bind(1, vault.learner()).bind(2, BytesView(vault.blind_kind(kind)));
  for (;;) {
    TRY(row, select.step());
    if (!row) break;
    TRY(entry, vault.open_at(kind, select.blob(0), select.blob(1)));
    std::erase_if(entries, [&](auto const& named) { return named.first == entry.first; });  // Written again since.
    entries.push_back(std::move(entry));
  }
  std::sort(entries.begin(), entries.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
  return std::move(entries);
}

Done erase_item(Db& db, Vault const& vault, std::string_view kind, std::string_view key) {
  CHECKED(named_items::erase(db, vault, kind, key));  // First, or a cut between the two would bring it back.
  TRY(erase, db.prepare("DELETE FROM vault_item WHERE learner = ? AND kind = ? AND key = ?"));
  erase.bind(1, vault.learner()).bind(2, BytesView(vault.blind_kind(kind)));
  return erase.bind(3, BytesView(vault.blind_key(kind, key))).run();
}

}  // namespace carrel::sync
