#include "sync/db/time_store.h"

namespace carrel::sync {

Result<TimeEvidence> read_time_evidence(Db& db) {
  TRY(select, db.prepare("SELECT proven, awake_s FROM time_evidence"));
  TRY(row, select.step());
  if (!row) return Error{Fault::corrupt, "time_evidence"};
  return TimeEvidence{select.time(0), std::chrono::seconds{select.integer(1)}};
}

Done keep_time_evidence(Db& db, TimeEvidence const& evidence) {
  TRY(update, db.prepare("UPDATE time_evidence SET proven = ?1, awake_s = ?2 WHERE ?1 + ?2 > proven + awake_s"));
  return update.bind(1, evidence.proven).bind(2, evidence.awake_since_then.count()).run();
}

}  // namespace carrel::sync
