// The only place that reads a clock; everybody else gets values.
#pragma once

#include "sync/ports.h"

namespace carrel::platform {

/// Both clocks, now. Awake time does not run while the device sleeps, and cannot be set.
sync::Now read_clocks();

}  // namespace carrel::platform
