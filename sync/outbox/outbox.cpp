#include "sync/outbox/outbox.h"

#include <array>
#include <cassert>

#include "sync/base/limits.h"
#include "sync/trust/learner_store.h"

namespace carrel::sync {

namespace {

constexpr std::array state_names{"queued", "sent", "accepted", "parked", "replaced"};

Result<ActionState> state_of(std::string_view name) {
  for (std::size_t i = 0; i < state_names.size(); ++i)
    if (name == state_names[i]) return static_cast<ActionState>(i);
  return Error{Fault::corrupt, "action state"};
}

/// A query for whole items; `rest` is what comes after FROM.
std::string items(std::string_view rest) {
  std::string sql = "SELECT id, learner, priority, seq, state, size, attempts, filed_at, next_try, reason, digest, waits_for FROM action ";
  sql += rest;
  return sql;
}

Result<OutboxItem> read_item(Statement const& row) {
  TRY(state, state_of(row.text(4)));
  auto const digest = LetterDigest::from(row.blob(10));
  if (!digest) return Error{Fault::corrupt, "action digest"};
  OutboxItem item;
  item.id = row.id<ActionId>(0);
  item.learner = row.id<LearnerId>(1);
  item.priority = static_cast<Priority>(row.integer(2));
  item.seq = row.integer(3);
  item.state = state;
  item.size = row.integer(5);
  item.attempts = row.integer(6);
  item.filed_at = row.time(7);
  if (!row.is_null(8)) item.next_try = row.time(8);
  item.reason = row.text(9);
  item.digest = *digest;
  if (!row.is_null(11)) item.waits_for = row.id<ActionId>(11);
  return item;
}

Result<std::vector<OutboxItem>> read_items(Statement& select) {
  std::vector<OutboxItem> items;
  for (;;) {
    TRY(row, select.step());
    if (!row) return items;
    TRY(item, read_item(select));
    items.push_back(std::move(item));
  }
}

/// The furthest ahead that a back-off of ours, or a day's Retry-After, can lie.
constexpr std::chrono::seconds furthest_try = std::chrono::hours{24};
static_assert(furthest_try > limits::retry_max);

/// Of what has left and does not leave again nobody needs the lane.
constexpr int lane_that_tells_nothing = static_cast<int>(Priority::complaint);

}  // namespace

std::string_view name_of(ActionState state) { return state_names[static_cast<std::size_t>(state)]; }

Priority lane_of(Priority priority) {
  if (priority <= Priority::consent_withdrawal) return Priority::consent_withdrawal;
  return priority <= Priority::request ? Priority::complaint : Priority::progress;
}

namespace outbox {

Result<std::int64_t> take_seq(Db& db) {
  assert(db.in_transaction());
  TRY(take, db.prepare("UPDATE action_seq SET next = next + 1 RETURNING next - 1"));
  TRY(row, take.step());
  if (!row) return Error{Fault::corrupt, "action_seq"};
  auto const seq = take.integer(0);
  CHECKED(take.run());
  return seq;
}

Done put(Db& db, SealedAction const& action, LearnerId const& learner, Priority priority, std::int64_t seq, WallTime filed_at,
         std::optional<ActionId> const& waits_for) {
  assert(db.in_transaction());
  TRY(insert, db.prepare("INSERT INTO action (seq, id, learner, priority, state, digest, size, sealed, filed_at, waits_for) "
                         "VALUES (?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?)"));
  return insert.bind(1, seq).bind(2, action.id).bind(3, learner).bind(4, static_cast<int>(lane_of(priority)))
      .bind(5, BytesView(action.digest.bytes)).bind(6, action.sealed.size()).bind(7, action.sealed).bind(8, filed_at)
      .bind(9, waits_for).run();
}

Result<std::vector<OutboxItem>> due(Db& db, WallTime now, int limit) {
  TRY(select, db.prepare(items("WHERE state IN ('queued', 'sent') AND (next_try IS NULL OR next_try <= ? OR next_try > ?) "
                               "AND (waits_for IS NULL OR EXISTS (SELECT 1 FROM action AS first WHERE first.id = action.waits_for "
                               "AND first.state = 'accepted')) ORDER BY priority, seq LIMIT ?")));
  select.bind(1, now).bind(2, now + furthest_try).bind(3, limit);
  return read_items(select);
}

Result<std::optional<WallTime>> next_due(Db& db, WallTime now) {
  TRY(select, db.prepare("SELECT min(next_try) FROM action WHERE state IN ('queued', 'sent') AND next_try > ?"));
  TRY(row, select.bind(1, now).step());
  if (!row || select.is_null(0)) return std::optional<WallTime>();
  return std::optional(select.time(0));
}

Result<Bytes> sealed_bytes(Db& db, ActionId const& id) {
  TRY(select, db.prepare("SELECT sealed FROM action WHERE id = ? AND sealed IS NOT NULL"));
  TRY(row, select.bind(1, id).step());
  if (!row) return Error{Fault::invalid, "sealed bytes are not kept"};
  return select.blob(0);
}

Done note_attempt(Db& db, std::span<ActionId const> ids, WallTime next_try) {
  std::optional<Transaction> own;
  if (!db.in_transaction()) {
    TRY(tx, Transaction::begin(db));
    own.emplace(std::move(tx));
  }
  for (auto const& id : ids) {
    TRY(update, db.prepare("UPDATE action SET state = 'sent', attempts = attempts + 1, next_try = ? "
                           "WHERE id = ? AND state IN ('queued', 'sent')"));
    CHECKED(update.bind(1, next_try).bind(2, id).run());
  }
  return own ? own->commit() : Done{};
}

Done set_next_try(Db& db, ActionId const& id, std::optional<WallTime> next_try) {
  TRY(update, db.prepare("UPDATE action SET next_try = ? WHERE id = ? AND state IN ('queued', 'sent')"));
  return update.bind(1, next_try).bind(2, id).run();
}

Done retry_all_now(Db& db) {
  return db.exec("UPDATE action SET next_try = NULL WHERE state IN ('queued', 'sent') AND next_try IS NOT NULL");
}

Done accept(Db& db, Receipt const& receipt) {
  TRY(item, find(db, receipt.id));
  if (!item) return Error{Fault::refused, "receipt for nothing of ours"};
  if (item->digest != receipt.digest) return Error{Fault::corrupt, "receipt of other bytes"};
  if (item->state == ActionState::accepted) return {};
  TRY(learner, find_learner(db, item->learner));
  // Without the learner's row nobody may read it any more; that it arrived is kept all the same.
  auto const kept = learner ? seal_news(to_json(receipt), learner->seal_key) : Bytes{};
  TRY(update, db.prepare("UPDATE action SET state = 'accepted', sealed = NULL, sealed_receipt = ?, next_try = NULL, reason = '', "
                         "priority = ? WHERE id = ?"));
  return update.bind(1, kept).bind(2, lane_that_tells_nothing).bind(3, receipt.id).run();
}

Done park(Db& db, ActionId const& id, std::string_view reason) {
  TRY(update, db.prepare("UPDATE action SET state = 'parked', reason = ?, next_try = NULL WHERE id = ? AND state IN ('queued', 'sent')"));
  return update.bind(1, reason).bind(2, id).run();
}

Done unpark(Db& db, ActionId const& id) {
  TRY(update, db.prepare("UPDATE action SET state = 'queued', reason = '', next_try = NULL WHERE id = ? AND state = 'parked'"));
  return update.bind(1, id).run();
}

Done take_back(Db& db, ActionId const& id) {
  TRY(remove, db.prepare("DELETE FROM action WHERE id = ? AND state = 'queued' AND attempts = 0"));
  CHECKED(remove.bind(1, id).run());
  if (db.changes() != 1) return Error{Fault::refused, "the letter may have left"};
  return {};
}

Result<std::vector<ActionId>> held_back_by(Db& db, ActionId const& id) {
  TRY(select, db.prepare("SELECT id FROM action WHERE waits_for = ? AND state = 'queued' AND attempts = 0 ORDER BY seq"));
  select.bind(1, id);
  std::vector<ActionId> held;
  for (;;) {
    TRY(row, select.step());
    if (!row) return held;
    held.push_back(select.id<ActionId>(0));
  }
}

Done replace(Db& db, ActionId const& id, ActionId const& successor) {
  assert(db.in_transaction());
  TRY(there, find(db, successor));
  if (!there || successor == id) return Error{Fault::invalid, "no successor"};
  TRY(update, db.prepare("UPDATE action SET state = 'replaced', replaced_by = ?, sealed = NULL, priority = ? "
                         "WHERE id = ? AND state = 'parked'"));
  CHECKED(update.bind(1, successor).bind(2, lane_that_tells_nothing).bind(3, id).run());
  if (db.changes() != 1) return Error{Fault::invalid, "only what is parked can be replaced"};
  return {};
}

Result<std::optional<OutboxItem>> find(Db& db, ActionId const& id) {
  TRY(select, db.prepare(items("WHERE id = ?")));
  TRY(row, select.bind(1, id).step());
  if (!row) return std::optional<OutboxItem>();
  TRY(item, read_item(select));
  return std::optional(std::move(item));
}

Result<std::vector<OutboxItem>> list(Db& db, std::optional<LearnerId> const& learner, int limit) {
  TRY(select, db.prepare(items("WHERE ?1 IS NULL OR learner = ?1 ORDER BY seq DESC LIMIT ?2")));
  select.bind(1, learner).bind(2, limit);
  return read_items(select);
}

Result<std::vector<OutboxItem>> waiting(Db& db, LearnerId const& first, int limit) {
  TRY(select, db.prepare(items("WHERE state IN ('queued', 'sent', 'parked') ORDER BY learner <> ?1, seq DESC LIMIT ?2")));
  select.bind(1, first).bind(2, limit);
  return read_items(select);
}

Result<OutboxCounts> counts(Db& db, std::optional<LearnerId> const& learner) {
  TRY(select, db.prepare("SELECT count(*) FILTER (WHERE state IN ('queued', 'sent')), count(*) FILTER (WHERE state = 'parked'), "
                         "count(*) FILTER (WHERE state = 'accepted') FROM action WHERE ?1 IS NULL OR learner = ?1"));
  TRY(row, select.bind(1, learner).step());
  if (!row) return OutboxCounts{};
  return OutboxCounts{select.integer(0), select.integer(1), select.integer(2)};
}

Result<std::optional<Receipt>> receipt_of(Db& db, Vault const& vault, ActionId const& id) {
  TRY(select, db.prepare("SELECT sealed_receipt FROM action WHERE id = ? AND learner = ? AND state = 'accepted'"));
  TRY(row, select.bind(1, id).bind(2, vault.learner()).step());
  if (!row) return std::optional<Receipt>();
  TRY(json, vault.open_news(select.blob(0)));
  TRY(receipt, read_receipt(json));
  return std::optional(std::move(receipt));
}

}  // namespace outbox

}  // namespace carrel::sync
