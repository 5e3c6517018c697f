#include "sync/parcel/digest.h"

#include <algorithm>

namespace carrel::sync {

Result<BlobDigest> BlobDigest::parse(std::string_view text) {
  constexpr std::string_view scheme = "sha256:";
  if (!text.starts_with(scheme) || text.size() != scheme.size() + 64) return Error{Fault::corrupt, "digest"};
  auto const hex = text.substr(scheme.size());
  // One spelling only, so that a digest can be compared as text and used as a file name.
  if (hex.find_first_not_of("0123456789abcdef") != std::string_view::npos) return Error{Fault::corrupt, "digest"};
  TRY(raw, from_hex(hex));
  BlobDigest out;
  std::copy(raw.begin(), raw.end(), out.bytes.begin());
  return out;
}

BlobDigest BlobDigest::of(BytesView bytes) {
  BlobDigest out;
  crypto_hash_sha256(out.bytes.data(), bytes.data(), bytes.size());
  return out;
}

Hasher::Hasher() { crypto_hash_sha256_init(&state_); }
void Hasher::add(BytesView bytes) { crypto_hash_sha256_update(&state_, bytes.data(), bytes.size()); }
BlobDigest Hasher::finish() {
  BlobDigest out;
  crypto_hash_sha256_final(&state_, out.bytes.data());
  return out;
}

}  // namespace carrel::sync
