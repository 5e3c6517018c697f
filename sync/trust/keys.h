// Key pairs, and what each key may be used for.
// Signatures are Ed25519, sealing is X25519 sealed boxes, both by libsodium; keys are made from Entropy, so that a test can make
// the same ones again. Where keys are kept is the business of vault.h, device_key.h and platform/keystore.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "sync/base/bytes.h"
#include "sync/base/entropy.h"
#include "sync/base/secret.h"

namespace carrel::sync {

/// A public key or a digest: 32 bytes that do not mix with other 32 bytes.
template <class Tag>
struct Bytes32 {
  std::array<std::uint8_t, 32> bytes{};
  auto operator<=>(Bytes32 const&) const = default;

  /// base64url without padding: the form used in JSON.
  std::string text() const { return to_base64url(bytes); }
  static Result<Bytes32> from(BytesView view) {
    if (view.size() != 32) return Error{Fault::invalid, "32 bytes"};
    Bytes32 made;
    std::copy(view.begin(), view.end(), made.bytes.begin());
    return made;
  }
  static Result<Bytes32> parse(std::string_view text) {
    TRY(raw, from_base64url(text));
    return from(raw);
  }
};

using SignPublicKey = Bytes32<struct SignPublicTag>;
using SealPublicKey = Bytes32<struct SealPublicTag>;
using LetterDigest = Bytes32<struct DigestTag>;

/// SHA-256.
LetterDigest digest_of(BytesView bytes);

/// The name of a key in an envelope: base64url of the first 12 bytes of its SHA-256. A hint where to look, never a reason to trust.
std::string key_id(SignPublicKey const& key);
std::string key_id(SealPublicKey const& key);

/// Ed25519. The seed is the key: 32 bytes to keep.
struct SignKeyPair {
  SignPublicKey public_key;
  Secret seed;

  static SignKeyPair make(Entropy& entropy);
  static Result<SignKeyPair> from_seed(BytesView seed);  ///< Fault::invalid unless 32 bytes.
};

/// X25519 for sealed boxes. The seed is the key: 32 bytes to keep.
struct SealKeyPair {
  SealPublicKey public_key;
  Secret seed;

  static SealKeyPair make(Entropy& entropy);
  static Result<SealKeyPair> from_seed(BytesView seed);
};

/// Detached Ed25519 over `purpose` || `bytes`. Every use has its own purpose (purposes.h), so that no signature fits two uses.
std::array<std::uint8_t, 64> sign(SignKeyPair const& key, std::string_view purpose, BytesView bytes);
/// Fault::corrupt when it does not fit.
Done check_signature(SignPublicKey const& key, std::string_view purpose, BytesView bytes, BytesView signature);

/// To be read only by the holder of the key; the sender stays unnamed and cannot read it again. 48 bytes longer than `plain`.
Bytes seal_box(SealPublicKey const& to, BytesView plain);
/// Fault::corrupt when it was not made for this key, or was changed.
Result<Bytes> open_box(SealKeyPair const& key, BytesView sealed);

}  // namespace carrel::sync
