// The body in which sealed actions travel together: bytes as they are, for sealed bytes do not pack and base64 would add a third.
// One byte 1, then of each letter: its id (16 bytes), its number and its length (unsigned LEB128), its sealed bytes; nothing after.
// Used by the side that sends and by the reference hub that receives.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sync/base/bytes.h"
#include "sync/base/id.h"

namespace carrel::sync::wire {

inline constexpr std::string_view letters_type = "application/vnd.carrel.letters";

/// One sealed action. The bytes must outlive the call that reads them.
struct Letter {
  ActionId id;
  std::int64_t seq = 0;  ///< From 1, gap-free per device.
  BytesView sealed;
};

Bytes write_letters(std::span<Letter const> letters);
/// Views into `body`. Fault::corrupt: another form, a number below 1, an empty letter, or an end in the middle.
Result<std::vector<Letter>> read_letters(BytesView body);

}  // namespace carrel::sync::wire
