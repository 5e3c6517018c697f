// Whole numbers in as few bytes as they need: unsigned LEB128 (seven bits a byte, the low ones first, the high bit says "more").
#pragma once

#include <cstdint>
#include <optional>

#include "sync/base/bytes.h"

namespace carrel::sync {

void put_varint(Bytes& out, std::uint64_t number);
/// Takes it off the front of `in`. Nothing when it ends early, is longer than it need be or does not fit; then `in` is undefined.
std::optional<std::uint64_t> take_varint(BytesView& in);

}  // namespace carrel::sync
