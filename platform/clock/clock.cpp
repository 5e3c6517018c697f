#include "platform/clock/clock.h"

#include <sys/random.h>
#include <time.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

namespace carrel::platform {

sync::Now read_clocks() {
  using namespace std::chrono;
  timespec awake{};
  clock_gettime(CLOCK_MONOTONIC, &awake);
  return {floor<seconds>(system_clock::now()),
          {seconds(awake.tv_sec) + duration_cast<milliseconds>(nanoseconds(awake.tv_nsec))}};
}

void SystemEntropy::fill(std::span<std::uint8_t> room) {
  while (!room.empty()) {
    // At most 256 bytes at a time are promised to come whole.
    auto const got = getrandom(room.data(), std::min<std::size_t>(room.size(), 256), 0);
    if (got < 0 && errno != EINTR) std::abort();  // Keys from nothing would be worse than no program.
    if (got > 0) room = room.subspan(static_cast<std::size_t>(got));
  }
}

}  // namespace carrel::platform
