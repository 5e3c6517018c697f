// An action on its way out: signed by the learner, sealed to the platform.
// Compressed with a dictionary of our forms, then signed, padded and sealed: once sealed this device cannot read it again.
// Format 2 is written; format 1 is read for ever, for a letter may have waited a long time.
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

/// What the platform knows before it opens a letter: the name outside, and whose token came with it. In format 2 the signature
/// covers both and the inside does not repeat them, so under another name or from another device it does not verify.
struct ActionOutside {
  ActionId id;
  DeviceId device;
};

/// An action unsealed by the platform. Says who it may be from; says the rest only to who brings that learner's key.
class OpenedAction {
 public:
  ActionId claimed_id() const { return plain_.id; }
  DeviceId claimed_device() const { return plain_.device; }
  /// Format 1 names the learner, format 2 a part of the name, to choose among those bound to a device.
  bool may_be_of(LearnerId const& learner) const;

  /// Fault::refused when this learner did not sign it with this key.
  Result<ActionPlain> verified_by(LearnerId const& learner, SignPublicKey const& key) const;

 private:
  friend struct ActionReader;
  ActionPlain plain_;
  std::size_t learner_bytes_ = 0;  // So many bytes of plain_.learner are known.
  Bytes signed_before_, signed_after_;  // The learner's id stands between them in format 2.
  Bytes signature_;
};

/// Fault::corrupt: not for this key, changed, or not an action. Fault::stale: a form this program does not know yet.
Result<OpenedAction> open_action(BytesView sealed, SealKeyPair const& platform, ActionOutside const& outside);

/// What the platform tells one learner. Padded; openable only while that learner is unlocked (Vault::open_news).
Bytes seal_news(Json const& news, SealPublicKey const& learner);
Result<Json> open_news(BytesView sealed, SealKeyPair const& learner);

}  // namespace carrel::sync
