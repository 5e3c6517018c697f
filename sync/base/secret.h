// Key bytes that leave no trace: on guarded pages that are not swapped where the system allows it, wiped at the end, never copied silently.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "sync/base/bytes.h"
#include "sync/base/entropy.h"

namespace carrel::sync {

/// A fixed number of secret bytes. Moves, does not copy.
class Secret {
 public:
  /// `size` zero bytes. Stops the program when there is no memory: nothing may go on with a key it does not have.
  explicit Secret(std::size_t size);
  static Secret random(std::size_t size, Entropy& entropy);
  static Secret copy_of(BytesView bytes);

  Secret copy() const { return copy_of(view()); }
  BytesView view() const { return {bytes_.get(), size_}; }
  std::span<std::uint8_t> room() { return {bytes_.get(), size_}; }

 private:
  struct Free { void operator()(std::uint8_t* bytes) const; };
  std::unique_ptr<std::uint8_t, Free> bytes_;
  std::size_t size_;
};

/// Overwrites bytes in a way the compiler keeps.
void wipe(std::span<std::uint8_t> bytes);

}  // namespace carrel::sync
