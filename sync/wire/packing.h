// The two content codings that are spoken (RFC 9110 section 8.4.1; zstd: RFC 8878), in memory and under a limit.
// Used by the side that asks and by the reference hub that answers.
#pragma once

#include <optional>
#include <string_view>

#include "sync/base/bytes.h"

namespace carrel::sync::wire {

enum class Packing { none, gzip, zstd };

/// "gzip", "zstd", "identity" (or nothing); anything else is no Packing.
std::optional<Packing> packing_named(std::string_view name);
/// The header value; empty for none.
std::string_view name_of(Packing packing);

/// Fault::full when memory is short.
Result<Bytes> pack(Packing packing, BytesView bytes);

/// Fault::corrupt when the bytes do not unpack, end early or go on after their end; Fault::refused when more than
/// `bytes_max` would come out (nothing beyond it is ever unpacked).
Result<Bytes> unpack(Packing packing, BytesView bytes, std::size_t bytes_max);

}  // namespace carrel::sync::wire
