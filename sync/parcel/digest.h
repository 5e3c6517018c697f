// SHA-256 as the name of bytes.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <sodium/crypto_hash_sha256.h>

#include "sync/base/bytes.h"

namespace carrel::sync {

struct BlobDigest {
  std::array<std::uint8_t, 32> bytes{};
  auto operator<=>(BlobDigest const&) const = default;

  /// 64 lower-case hexadecimal digits, and the form OCI writes: "sha256:" before them.
  std::string hex() const { return to_hex(bytes); }
  std::string text() const { return "sha256:" + hex(); }
  /// Reads text() exactly; anything else is Fault::corrupt.
  static Result<BlobDigest> parse(std::string_view text);
  static BlobDigest of(BytesView bytes);
};

/// SHA-256 of bytes that come in parts.
class Hasher {
 public:
  Hasher();
  void add(BytesView bytes);
  BlobDigest finish();  ///< Once.

 private:
  crypto_hash_sha256_state state_;
};

}  // namespace carrel::sync
