// The only place that reads a clock or asks for randomness; everybody else gets values.
#pragma once

#include "sync/base/entropy.h"
#include "sync/ports.h"

namespace carrel::platform {

/// Both clocks, now. Awake time does not run while the device sleeps, and cannot be set.
sync::Now read_clocks();

/// The kernel's random source. Waits at first boot until it is seeded.
class SystemEntropy final : public sync::Entropy {
 public:
  void fill(std::span<std::uint8_t> room) override;
};

}  // namespace carrel::platform
