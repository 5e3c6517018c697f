// XChaCha20-Poly1305 with a random nonce and associated data: how everything at rest is sealed. Needs no counter that a crash could lose.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "sync/base/bytes.h"

namespace carrel::sync {

/// Key: 32 bytes. Result: version byte, nonce, ciphertext. The plain text is padded first. `bound` must be given again to open.
Bytes lock_box(BytesView key, std::string_view bound, BytesView plain);
/// Fault::corrupt: another key, other associated data, or changed bytes. Fault::stale: a version this program does not know.
Result<Bytes> unlock_box(BytesView key, std::string_view bound, BytesView locked);

/// Joins the parts of associated data so that no two lists of parts give the same text.
std::string bound_of(std::initializer_list<std::string_view> parts);

}  // namespace carrel::sync
