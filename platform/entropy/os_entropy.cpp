#include "platform/entropy/os_entropy.h"

#include <sys/random.h>

#include <cerrno>
#include <cstdlib>

namespace carrel::platform {

void OsEntropy::fill(std::span<std::uint8_t> room) {
  while (!room.empty()) {
    auto const got = getrandom(room.data(), room.size(), 0);
    if (got < 0 && errno != EINTR) std::abort();  // A key made of anything else would be worse than no program.
    if (got > 0) room = room.subspan(static_cast<std::size_t>(got));
  }
}

}  // namespace carrel::platform
