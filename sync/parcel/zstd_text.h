// Text of a course, packed with zstd and unpacked under a bound.
#pragma once

#include "sync/base/bytes.h"

namespace carrel::sync {

/// Level 19 with a checksum: packed once, fetched many times.
Bytes pack_zstd(BytesView bytes);
/// Fault::corrupt when malformed, or when it would unpack to more than `bytes_max` (nothing beyond it is ever written).
Result<Bytes> unpack_zstd(BytesView packed, std::size_t bytes_max);

}  // namespace carrel::sync
