// An unlocked learner: the only way to their private rows and their signature.
// Every learner has a vault key of their own, wrapped by the device key; what it seals is bound to learner, kind and key, so that
// rows cannot be exchanged. Where a row lies is a keyed hash of kind and key: without the vault nobody learns which course it is about,
// nor that it is about a complaint. Forgetting the wrapped key forgets the learner. A PIN comes in with the wrapping (version byte).
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "sync/base/json.h"
#include "sync/trust/device_key.h"
#include "sync/trust/keys.h"
#include "sync/trust/seal.h"

namespace carrel::sync {

/// The learner's own key pairs on this device. Made before enrolment, for the platform must know the public halves.
struct LearnerKeys {
  SignKeyPair sign;
  SealKeyPair seal;

  static LearnerKeys make(Entropy& entropy);
};

/// What the learner's row keeps; worthless without the device key.
struct WrappedVault {
  Bytes wrapped_key;
  Bytes sealed_keys;
};

/// A keyed hash of a name: the same for the same name, different for every learner, and says nothing without the vault key.
using BlindName = std::array<std::uint8_t, 16>;
using VaultEntry = std::pair<std::string, Json>;  ///< Key and value.

class Vault {
 public:
  /// Makes the vault of a learner who was just enrolled.
  static Vault create(LearnerId const& learner, LearnerKeys keys, Entropy& entropy);
  /// Fault::corrupt: another device, another learner, or damaged. Fault::stale: wrapped by a newer program.
  static Result<Vault> unlock(LearnerId const& learner, DeviceKey const& device, WrappedVault const& wrapped);
  WrappedVault wrap(DeviceKey const& device) const;

  LearnerId const& learner() const { return learner_; }
  SignKeyPair const& sign_keys() const { return keys_.sign; }
  SealPublicKey const& seal_key() const { return keys_.seal.public_key; }

  BlindName blind_kind(std::string_view kind) const;
  BlindName blind_key(std::string_view kind, std::string_view key) const;

  /// `kind` and `key` are part of the seal: an item moved to another place or learner does not open (Fault::corrupt).
  Bytes seal(std::string_view kind, std::string_view key, Json const& value) const;
  Result<Json> open(std::string_view kind, std::string_view key, BytesView sealed) const;
  /// The same when only the place (blind_key) is known: the key lies inside the seal.
  Result<VaultEntry> open_at(std::string_view kind, BytesView place, BytesView sealed) const;
  /// An item as the first schema sealed it, with its kind and key in the clear beside it. See vault_upgrade.h.
  Result<Json> open_named(std::string_view kind, std::string_view key, BytesView sealed) const;

  /// What the platform sealed to this learner.
  Result<Json> open_news(BytesView sealed) const;

 private:
  Vault(LearnerId const& learner, Secret key, LearnerKeys keys);

  LearnerId learner_;
  Secret key_;
  Secret item_key_;
  Secret place_key_;
  LearnerKeys keys_;
};

}  // namespace carrel::sync
