// An unlocked learner: the only way to their private rows and their signature.
// Every learner has a vault key of their own, wrapped by the device key; what it seals is bound to learner, kind and key, so that
// rows cannot be exchanged. Forgetting the wrapped key forgets the learner. A PIN comes in with the wrapping (version byte).
#pragma once

#include <string_view>

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

  /// `kind` and `key` are part of the seal: an item moved to another place or learner does not open (Fault::corrupt).
  Bytes seal(std::string_view kind, std::string_view key, Json const& value) const;
  Result<Json> open(std::string_view kind, std::string_view key, BytesView sealed) const;

  /// What the platform sealed to this learner.
  Result<Json> open_news(BytesView sealed) const;

 private:
  Vault(LearnerId const& learner, Secret key, LearnerKeys keys);

  LearnerId learner_;
  Secret key_;
  Secret item_key_;
  LearnerKeys keys_;
};

}  // namespace carrel::sync
