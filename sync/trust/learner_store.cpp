#include "sync/trust/learner_store.h"

#include "sync/trust/vault_items.h"

namespace carrel::sync {

namespace {

constexpr char const* columns = "SELECT id, first_name, emblem, language, seal_key, sign_key FROM learner ";

Result<LearnerRow> read_row(Statement const& row) {
  auto const seal = SealPublicKey::from(row.blob(4));
  auto const sign = SignPublicKey::from(row.blob(5));
  if (!seal || !sign) return Error{Fault::corrupt, "learner row"};
  return LearnerRow{row.id<LearnerId>(0), row.text(1), row.text(2), row.text(3), *seal, *sign};
}

}  // namespace

Done add_learner(Db& db, LearnerRow const& row, WrappedVault const& wrapped) {
  TRY(insert, db.prepare("INSERT INTO learner (id, first_name, emblem, language, seal_key, sign_key, wrapped_vault_key, sealed_keys) "
                         "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
  return insert.bind(1, row.id).bind(2, row.first_name).bind(3, row.emblem).bind(4, row.language)
      .bind(5, BytesView(row.seal_key.bytes)).bind(6, BytesView(row.sign_key.bytes))
      .bind(7, wrapped.wrapped_key).bind(8, wrapped.sealed_keys).run();
}

Result<std::vector<LearnerRow>> list_learners(Db& db) {
  TRY(select, db.prepare(std::string(columns) + "ORDER BY first_name, id"));
  std::vector<LearnerRow> rows;
  for (;;) {
    TRY(more, select.step());
    if (!more) return rows;
    TRY(row, read_row(select));
    rows.push_back(row);
  }
}

Result<std::optional<LearnerRow>> find_learner(Db& db, LearnerId const& id) {
  TRY(select, db.prepare(std::string(columns) + "WHERE id = ?"));
  TRY(there, select.bind(1, id).step());
  if (!there) return std::optional<LearnerRow>();
  TRY(row, read_row(select));
  return std::optional(row);
}

namespace {

Result<WrappedVault> wrapped_vault(Db& db, LearnerId const& id) {
  TRY(select, db.prepare("SELECT wrapped_vault_key, sealed_keys FROM learner WHERE id = ?"));
  TRY(there, select.bind(1, id).step());
  if (!there) return Error{Fault::invalid, "no such learner"};
  return WrappedVault{select.blob(0), select.blob(1)};
}

}  // namespace

Result<Vault> unlock_learner(Db& db, LearnerId const& id, DeviceKey const& device) {
  TRY(wrapped, wrapped_vault(db, id));
  TRY(vault, Vault::unlock(id, device, wrapped));
  // Where it cannot be done now (a full medium, another writer) it is done another time, and rows are read where they lie.
  static_cast<void>(static_cast<bool>(blind_named_items(db, vault)));
  return std::move(vault);
}

Done set_language(Db& db, LearnerId const& id, std::string_view language) {
  TRY(update, db.prepare("UPDATE learner SET language = ? WHERE id = ?"));
  return update.bind(1, language).bind(2, id).run();
}

}  // namespace carrel::sync
