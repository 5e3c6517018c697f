#include "platform/clock/clock.h"

#include <time.h>

namespace carrel::platform {

sync::Now read_clocks() {
  using namespace std::chrono;
  timespec awake{};
  clock_gettime(CLOCK_MONOTONIC, &awake);
  return {floor<seconds>(system_clock::now()),
          {seconds(awake.tv_sec) + duration_cast<milliseconds>(nanoseconds(awake.tv_nsec))}};
}

}  // namespace carrel::platform
