// Letters that wait for a receipt.
// They live in the same database as the facts they carry, so that both are saved or neither. Nothing here expires, and no state
// makes a letter vanish. This file does not know how letters travel; see sync/engine. Filing one: file_action.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/db/db.h"
#include "sync/trust/platform_keys.h"
#include "sync/trust/receipt.h"
#include "sync/trust/vault.h"

namespace carrel::sync {

/// The order of sending: what protects a person first, bulk last.
enum class Priority {
  credentials_notice = 0,
  consent_withdrawal = 1,
  consent = 2,
  complaint = 3,  ///< Also appeals, answers to questions, withdrawals of complaints.
  request = 4,
  evidence = 5,  ///< Parts of a file that goes with a complaint.
  progress = 6,  ///< Also quiz attempts.
};

/// What is kept of it: a stolen card shall not show that a complaint waits. Three lanes are all that sending needs, since what lies
/// in one of them leaves in one request anyway: withdrawals of consent (named consent_withdrawal), every other word of a person
/// (named complaint), and what is long or many: parts of files and what reading gathers (named progress).
Priority lane_of(Priority priority);

enum class ActionState {
  queued,    ///< Saved, never tried.
  sent,      ///< Tried at least once, no receipt yet. Goes on being sent.
  accepted,  ///< Receipted; the sealed bytes are dropped, the receipt is kept.
  parked,    ///< Refused for good, with a reason; waits for the learner.
  replaced,  ///< Was parked; a corrected action with a new id took its place.
};
std::string_view name_of(ActionState state);

struct OutboxItem {
  ActionId id;
  LearnerId learner;
  Priority priority{};  ///< Its lane.
  std::int64_t seq = 0;
  ActionState state{};
  std::int64_t size = 0;  ///< Of the sealed bytes.
  std::int64_t attempts = 0;
  WallTime filed_at{};
  std::optional<WallTime> next_try;
  std::string reason;  ///< Why it is parked: a code of the platform, never its words.
  LetterDigest digest;
  std::optional<ActionId> waits_for{};  ///< Not sent before that letter is accepted.
};

struct OutboxCounts {
  std::int64_t waiting = 0;  ///< queued or sent
  std::int64_t parked = 0;
  std::int64_t accepted = 0;
};

namespace outbox {

/// The next number of this device, gap-free: given back when the transaction rolls back. Only inside a transaction.
Result<std::int64_t> take_seq(Db& db);
/// Only inside a transaction, the one that saves the fact. Fault::refused when the id is already there. With `waits_for` it leaves only
/// once that letter is accepted.
Done put(Db& db, SealedAction const& action, LearnerId const& learner, Priority priority, std::int64_t seq, WallTime filed_at,
         std::optional<ActionId> const& waits_for = {});

/// What may be sent now, most important first, then oldest. A next_try that lies further ahead than any back-off reaches is the
/// mark of a clock that was set back: such an item is due.
Result<std::vector<OutboxItem>> due(Db& db, WallTime now, int limit);
/// The earliest next_try of what is not due.
Result<std::optional<WallTime>> next_due(Db& db, WallTime now);
/// Fault::invalid when the bytes are no longer kept.
Result<Bytes> sealed_bytes(Db& db, ActionId const& id);

/// To be saved before the bytes leave: one attempt more, and not again before `next_try`.
Done note_attempt(Db& db, std::span<ActionId const> ids, WallTime next_try);
/// A better date from the answer (Retry-After), or back to "at once" when the link came up: without a count.
Done set_next_try(Db& db, ActionId const& id, std::optional<WallTime> next_try);
Done retry_all_now(Db& db);

/// Delivered: keeps the receipt sealed to the learner and drops the sealed bytes, in one transaction. `receipt` comes from
/// judge_receipt or find_receipt. Again is success. Fault::refused: not ours. Fault::corrupt: of other bytes.
Done accept(Db& db, Receipt const& receipt);
/// Only while it is not accepted: proof beats refusal.
Done park(Db& db, ActionId const& id, std::string_view reason);
/// Sends the same bytes again, as if new.
Done unpark(Db& db, ActionId const& id);
/// The learner thought better of it before it ever left: the letter is gone and nothing is sent. Its number stays unused.
/// Fault::refused once it was tried, for then the platform may have it.
Done take_back(Db& db, ActionId const& id);
/// What waits for `id` and has never left, in the order of writing.
Result<std::vector<ActionId>> held_back_by(Db& db, ActionId const& id);
/// The learner corrected it: `successor`, already put, goes instead. Only what is parked. Inside the successor's transaction.
Done replace(Db& db, ActionId const& id, ActionId const& successor);

Result<std::optional<OutboxItem>> find(Db& db, ActionId const& id);
/// Newest first. One learner's, or (for the operator, who sees no content) everybody's.
Result<std::vector<OutboxItem>> list(Db& db, std::optional<LearnerId> const& learner, int limit);
/// What has not arrived (queued, sent, parked), everybody's; those of `first` before the others, newest first.
Result<std::vector<OutboxItem>> waiting(Db& db, LearnerId const& first, int limit);
Result<OutboxCounts> counts(Db& db, std::optional<LearnerId> const& learner);

/// The receipt of an accepted action of this learner; nothing while there is none.
Result<std::optional<Receipt>> receipt_of(Db& db, Vault const& vault, ActionId const& id);

}  // namespace outbox

}  // namespace carrel::sync
