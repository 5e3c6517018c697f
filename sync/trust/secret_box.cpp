#include "sync/trust/secret_box.h"

#include <sodium.h>

#include <cassert>

#include "sync/trust/padding.h"

namespace carrel::sync {

namespace {

constexpr std::uint8_t version = 1;
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t around = 1 + nonce_size + tag_size;

}  // namespace

Bytes lock_box(BytesView key, std::string_view bound, BytesView plain) {
  assert(key.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
  Bytes padded = to_bytes(plain);
  pad(padded, around);
  Bytes locked(around + padded.size());
  locked[0] = version;
  auto* const nonce = locked.data() + 1;
  randombytes_buf(nonce, nonce_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonce_size, nullptr, padded.data(), padded.size(),
                                             as_bytes(bound).data(), bound.size(), nullptr, nonce, key.data());
  sodium_memzero(padded.data(), padded.size());
  return locked;
}

Result<Bytes> unlock_box(BytesView key, std::string_view bound, BytesView locked) {
  assert(key.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
  if (locked.empty()) return Error{Fault::corrupt, "locked box size"};
  if (locked[0] != version) return Error{Fault::stale, "locked box version"};
  if (locked.size() < around) return Error{Fault::corrupt, "locked box size"};
  auto const* const nonce = locked.data() + 1;
  Bytes padded(locked.size() - around);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(padded.data(), nullptr, nullptr, nonce + nonce_size,
                                                 locked.size() - 1 - nonce_size, as_bytes(bound).data(), bound.size(), nonce,
                                                 key.data()) != 0)
    return Error{Fault::corrupt, "locked box"};
  TRY(plain, unpad(padded));
  padded.resize(plain.size());
  return padded;
}

std::string bound_of(std::initializer_list<std::string_view> parts) {
  std::string bound;
  for (auto const part : parts) {
    bound += std::to_string(part.size());
    bound += ':';
    bound += part;
  }
  return bound;
}

}  // namespace carrel::sync
