// Unpredictable bytes, as something that is handed in.
// The kiosk hands in the kernel's generator, a test hands in a seed: so a whole day can be replayed.
#pragma once

#include <cstdint>
#include <span>

#include "sync/base/id.h"

namespace carrel::sync {

class Entropy {
 public:
  virtual ~Entropy() = default;
  /// Fills all of `room`. Cannot fail: a source that has nothing to give stops the program.
  virtual void fill(std::span<std::uint8_t> room) = 0;
};

/// A new random id, made before the first write of what it names.
template <class AnyId>
AnyId make_id(Entropy& entropy) {
  AnyId id;
  entropy.fill(id.bytes);
  return id;
}

}  // namespace carrel::sync
