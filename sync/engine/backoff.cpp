#include "sync/engine/backoff.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "sync/base/limits.h"

namespace carrel::sync {

std::chrono::milliseconds longest_wait(int failures) {
  auto wait = limits::retry_first;
  for (int i = 0; i < failures && wait < limits::retry_max; ++i) wait *= 2;
  return std::min(wait, limits::retry_max);
}

std::chrono::milliseconds full_jitter(Entropy& entropy, int failures) {
  std::array<std::uint8_t, 8> bytes;
  entropy.fill(bytes);
  std::uint64_t number = 0;
  std::memcpy(&number, bytes.data(), sizeof number);
  auto const span = static_cast<std::uint64_t>(longest_wait(failures).count()) + 1;
  return std::chrono::milliseconds{static_cast<std::int64_t>(number % span)};  // The bias of 2^64 mod span is nothing here.
}

}  // namespace carrel::sync
