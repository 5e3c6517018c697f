// A device that is enrolled, with its learners and the platform's keys: what most tests of the durable half begin from.
#pragma once

#include <string>
#include <vector>

#include "sync/migrations.h"
#include "sync/outbox/file_action.h"
#include "sync/trust/learner_store.h"
#include "tests/support/fault_vfs.h"
#include "tests/support/seeded_entropy.h"

namespace carrel::tests {

/// The keys of everybody, made from a seed.
struct People {
  explicit People(std::uint64_t seed)
      : entropy(seed),
        platform_sign(sync::SignKeyPair::make(entropy)),
        platform_seal(sync::SealKeyPair::make(entropy)),
        platform{platform_seal.public_key, {platform_sign.public_key}},
        device(sync::make_id<sync::DeviceId>(entropy)),
        device_key(std::move(*sync::DeviceKey::from(sync::Secret::random(32, entropy)))) {}

  SeededEntropy entropy;
  sync::SignKeyPair platform_sign;
  sync::SealKeyPair platform_seal;
  sync::PlatformKeys platform;
  sync::DeviceId device;
  sync::DeviceKey device_key;

  sync::Vault new_learner() {
    return sync::Vault::create(sync::make_id<sync::LearnerId>(entropy), sync::LearnerKeys::make(entropy), entropy);
  }
  sync::Done enrol(sync::Db& db, sync::Vault const& vault, std::string name) {
    sync::LearnerRow row{vault.learner(), std::move(name), "fox", "fr", vault.seal_key(), vault.sign_keys().public_key};
    return sync::add_learner(db, row, vault.wrap(device_key));
  }
  sync::Receipt receipt_for(sync::ActionId const& id, sync::LetterDigest const& digest) const {
    return {id, digest, sync::WallTime{std::chrono::seconds{1'795'000'000}}, "C-1", {}, {}};
  }
};

}  // namespace carrel::tests
