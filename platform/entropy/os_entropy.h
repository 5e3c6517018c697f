// The kernel's random bytes. Waits until the kernel has gathered enough, once after power-on; never gives less than asked.
#pragma once

#include "sync/base/entropy.h"

namespace carrel::platform {

class OsEntropy : public sync::Entropy {
 public:
  void fill(std::span<std::uint8_t> room) override;
};

}  // namespace carrel::platform
