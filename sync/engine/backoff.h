// How long to wait after a failure: full jitter, so that forty kiosks that lost the same link do not come back in the same second.
#pragma once

#include <chrono>

#include "sync/base/entropy.h"

namespace carrel::sync {

/// Between 0 and min(limits::retry_max, limits::retry_first * 2^failures), evenly. `failures` counts those before this one.
std::chrono::milliseconds full_jitter(Entropy& entropy, int failures);

/// The upper end of that.
std::chrono::milliseconds longest_wait(int failures);

}  // namespace carrel::sync
