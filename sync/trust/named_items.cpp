#include "sync/trust/named_items.h"

#include "sync/db/meta.h"
#include "sync/trust/vault_items.h"

namespace carrel::sync {
namespace named_items {

Result<std::optional<Json>> get(Db& db, Vault const& vault, std::string_view kind, std::string_view key) {
  TRY(select, db.prepare("SELECT sealed FROM named_vault_item WHERE learner = ? AND kind = ? AND key = ?"));
  TRY(row, select.bind(1, vault.learner()).bind(2, kind).bind(3, key).step());
  if (!row) return std::optional<Json>();
  TRY(value, vault.open_named(kind, key, select.blob(0)));
  return std::optional(std::move(value));
}

Result<std::vector<VaultEntry>> list(Db& db, Vault const& vault, std::string_view kind) {
  TRY(select, db.prepare("SELECT key, sealed FROM named_vault_item WHERE learner = ? AND kind = ?"));
  select.bind(1, vault.learner()).bind(2, kind);
  std::vector<VaultEntry> entries;
  for (;;) {
    TRY(row, select.step());
    if (!row) return entries;
    TRY(value, vault.open_named(kind, select.text(0), select.blob(1)));
    entries.emplace_back(select.text(0), std::move(value));
  }
}

Done erase(Db& db, Vault const& vault, std::string_view kind, std::string_view key) {
  TRY(erase, db.prepare("DELETE FROM named_vault_item WHERE learner = ? AND kind = ? AND key = ?"));
  return erase.bind(1, vault.learner()).bind(2, kind).bind(3, key).run();
}

}  // namespace named_items

namespace {

// Set with the move, taken away when the WAL has been written over: names that were deleted still stand in its old frames.
constexpr char const* wal_holds_names = "vault.wal_holds_names";

struct NamedRow {
  std::string kind, key;
  Bytes sealed;
};

Result<std::vector<NamedRow>> rows_of(Db& db, LearnerId const& learner) {
  TRY(select, db.prepare("SELECT kind, key, sealed FROM named_vault_item WHERE learner = ?"));
  select.bind(1, learner);
  std::vector<NamedRow> rows;
  for (;;) {
    TRY(row, select.step());
    if (!row) return rows;
    rows.push_back({select.text(0), select.text(1), select.blob(2)});
  }
}

/// Zero when no row could be opened: then nothing is to be saved.
Result<int> move_rows(Db& db, Vault const& vault, std::vector<NamedRow> const& rows) {
  int moved = 0;
  for (auto const& row : rows) {
    auto const value = vault.open_named(row.kind, row.key, row.sealed);
    if (!value) continue;
    TRY(newer, db.prepare("SELECT 1 FROM vault_item WHERE learner = ? AND kind = ? AND key = ?"));
    newer.bind(1, vault.learner()).bind(2, BytesView(vault.blind_kind(row.kind)));
    TRY(written_since, newer.bind(3, BytesView(vault.blind_key(row.kind, row.key))).step());
    if (!written_since) CHECKED(put_item(db, vault, row.kind, row.key, *value));
    CHECKED(named_items::erase(db, vault, row.kind, row.key));
    ++moved;
  }
  return moved;
}

/// SQLite overwrites a deleted row, but not the copies that moving rows about within a page leaves behind. Emptying the table and
/// filling it again leaves none; what is left are the rows of learners who have not sat down since.
Done rewrite_rest(Db& db) {
  return db.exec("CREATE TEMP TABLE rest AS SELECT * FROM main.named_vault_item;"
                 "DELETE FROM main.named_vault_item;"
                 "INSERT INTO main.named_vault_item SELECT * FROM temp.rest;"
                 "DROP TABLE temp.rest;");
}

Done wipe_wal(Db& db) {
  CHECKED(db.overwrite_wal());
  return keep_meta(db, wal_holds_names, "no");
}

}  // namespace

Done blind_named_items(Db& db, Vault const& vault) {
  TRY(rows, rows_of(db, vault.learner()));
  if (!rows.empty()) {
    TRY(tx, Transaction::begin(db));
    TRY(moved, move_rows(db, vault, rows));
    if (moved > 0) {
      CHECKED(rewrite_rest(db));
      CHECKED(keep_meta(db, wal_holds_names, "yes"));
      CHECKED(tx.commit());
    }
  }
  TRY(holds, find_meta(db, wal_holds_names));
  return holds && *holds == "yes" ? wipe_wal(db) : Done();
}

}  // namespace carrel::sync
