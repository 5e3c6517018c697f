// The time evidence over restarts. Never goes back, whatever it is given.
#pragma once

#include "sync/base/time.h"
#include "sync/db/db.h"

namespace carrel::sync {

/// Zero evidence when the platform never spoke.
Result<TimeEvidence> read_time_evidence(Db& db);
/// Keeps the later of both, by earliest_now. To be called with what the platform vouched for, and now and then while awake.
Done keep_time_evidence(Db& db, TimeEvidence const& evidence);

}  // namespace carrel::sync
