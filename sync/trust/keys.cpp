#include "sync/trust/keys.h"

#include <sodium.h>

namespace carrel::sync {

namespace {

std::string short_name(BytesView key) { return to_base64url(BytesView(digest_of(key).bytes).first(12)); }

Secret secret_half(SignKeyPair const& key) {
  Secret secret(crypto_sign_SECRETKEYBYTES);
  std::array<std::uint8_t, 32> ignored;
  crypto_sign_seed_keypair(ignored.data(), secret.room().data(), key.seed.view().data());
  return secret;
}

Bytes with_purpose(std::string_view purpose, BytesView bytes) {
  auto joined = to_bytes(purpose);
  joined.insert(joined.end(), bytes.begin(), bytes.end());
  return joined;
}

}  // namespace

LetterDigest digest_of(BytesView bytes) {
  LetterDigest digest;
  crypto_hash_sha256(digest.bytes.data(), bytes.data(), bytes.size());
  return digest;
}

std::string key_id(SignPublicKey const& key) { return short_name(key.bytes); }
std::string key_id(SealPublicKey const& key) { return short_name(key.bytes); }

SignKeyPair SignKeyPair::make(Entropy& entropy) { return std::move(*from_seed(Secret::random(32, entropy).view())); }

Result<SignKeyPair> SignKeyPair::from_seed(BytesView seed) {
  if (seed.size() != crypto_sign_SEEDBYTES) return Error{Fault::invalid, "sign key"};
  SignKeyPair pair{{}, Secret::copy_of(seed)};
  Secret secret(crypto_sign_SECRETKEYBYTES);
  crypto_sign_seed_keypair(pair.public_key.bytes.data(), secret.room().data(), seed.data());
  return pair;
}

SealKeyPair SealKeyPair::make(Entropy& entropy) { return std::move(*from_seed(Secret::random(32, entropy).view())); }

Result<SealKeyPair> SealKeyPair::from_seed(BytesView seed) {
  if (seed.size() != crypto_box_SEEDBYTES) return Error{Fault::invalid, "seal key"};
  SealKeyPair pair{{}, Secret::copy_of(seed)};
  Secret secret(crypto_box_SECRETKEYBYTES);
  crypto_box_seed_keypair(pair.public_key.bytes.data(), secret.room().data(), seed.data());
  return pair;
}

std::array<std::uint8_t, 64> sign(SignKeyPair const& key, std::string_view purpose, BytesView bytes) {
  auto const message = with_purpose(purpose, bytes);
  auto const secret = secret_half(key);
  std::array<std::uint8_t, 64> signature;
  crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret.view().data());
  return signature;
}

Done check_signature(SignPublicKey const& key, std::string_view purpose, BytesView bytes, BytesView signature) {
  if (signature.size() != crypto_sign_BYTES) return Error{Fault::corrupt, "signature size"};
  auto const message = with_purpose(purpose, bytes);
  if (crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.bytes.data()) != 0)
    return Error{Fault::corrupt, "signature"};
  return {};
}

Bytes seal_box(SealPublicKey const& to, BytesView plain) {
  Bytes sealed(plain.size() + crypto_box_SEALBYTES);
  crypto_box_seal(sealed.data(), plain.data(), plain.size(), to.bytes.data());
  return sealed;
}

Result<Bytes> open_box(SealKeyPair const& key, BytesView sealed) {
  if (sealed.size() < crypto_box_SEALBYTES) return Error{Fault::corrupt, "sealed box size"};
  Secret secret(crypto_box_SECRETKEYBYTES);
  SealPublicKey ours;
  crypto_box_seed_keypair(ours.bytes.data(), secret.room().data(), key.seed.view().data());
  Bytes plain(sealed.size() - crypto_box_SEALBYTES);
  if (crypto_box_seal_open(plain.data(), sealed.data(), sealed.size(), ours.bytes.data(), secret.view().data()) != 0)
    return Error{Fault::corrupt, "sealed box"};
  return plain;
}

}  // namespace carrel::sync
