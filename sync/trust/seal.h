// An action on its way out: signed by the learner, sealed to the platform.
// Compressed with a dictionary of our forms, then signed, padded and sealed: once sealed this device cannot read it again.
// News on their way in are sealed the same way round, to the learner. How either travels is sync/wire.
#pragma once

#include <cstdint>
#include <string>

#include "sync/base/id.h"
#include "sync/base/json.h"
#include "sync/base/time.h"
#include "sync/trust/keys.h"

namespace carrel::sync {

struct ActionPlain {
  ActionId id;
  std::string kind;  ///< "complaint", "consent_change", ...
  std::int64_t schema = 1;
  DeviceId device;
  LearnerId learner;
  std::int64_t seq = 0;  ///< Gap-free on this device, from 1.
  WallTime filed_at{};   ///< What the wall clock said; evidence, no proof.
  TimeEvidence evidence;
  Json body;
};

struct SealedAction {
  ActionId id;
  Bytes sealed;
  LetterDigest digest;  ///< SHA-256 of `sealed`: what a receipt must name.
};

/// Fault::invalid when it would be longer than limits::action_bytes_max.
Result<SealedAction> seal_action(ActionPlain const& plain, SignKeyPair const& learner, SealPublicKey const& platform);

/// An action unsealed by the platform. Says who it claims to be from; says the rest only to who brings that learner's key.
class OpenedAction {
 public:
  ActionId claimed_id() const { return plain_.id; }
  LearnerId claimed_learner() const { return plain_.learner; }
  DeviceId claimed_device() const { return plain_.device; }

  /// Fault::refused when this key did not sign it.
  Result<ActionPlain> verified_by(SignPublicKey const& learner) const;

 private:
  friend Result<OpenedAction> open_action(BytesView sealed, SealKeyPair const& platform);
  ActionPlain plain_;
  Bytes signed_bytes_;
  Bytes signature_;
};

/// Fault::corrupt: not for this key, changed, or not an action. Fault::stale: a form this program does not know yet.
Result<OpenedAction> open_action(BytesView sealed, SealKeyPair const& platform);

/// What the platform tells one learner. Padded; openable only while that learner is unlocked (Vault::open_news).
Bytes seal_news(Json const& news, SealPublicKey const& learner);
Result<Json> open_news(BytesView sealed, SealKeyPair const& learner);

}  // namespace carrel::sync
