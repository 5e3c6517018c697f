// A core file would hold a learner's plain text and the device's keys.
#pragma once

#include <sys/resource.h>

namespace carrel::platform {

/// First thing in every program that holds either, and in the courier, which holds the device's token.
inline void refuse_core_dumps() {
  // One byte, not none: with none the kernel still feeds a dump to a program that is named in core_pattern.
  rlimit const one_byte{1, 1};
  setrlimit(RLIMIT_CORE, &one_byte);
}

}  // namespace carrel::platform
