// The hub's own secrets: what it signs with, what actions are sealed to, and what tokens are made from.
// In a file of their own beside the database, so that a copy of the database speaks for nobody.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/id.h"
#include "sync/trust/dsse.h"
#include "sync/trust/keys.h"
#include "sync/trust/platform_keys.h"
#include "sync/trust/seal.h"

namespace carrel::hub {

struct Keys {
  sync::SignKeyPair sign;
  sync::SealKeyPair seal;
  sync::Secret token_secret;  ///< 32 bytes.
  std::int64_t generation = 0;                     ///< How often keys were replaced.
  std::vector<sync::SealKeyPair> former_seal{};    ///< Still opened: an action may have waited for a long time.
  std::vector<sync::FormerKey> former_sign{};      ///< Public halves only; they sign nothing more.

  static Keys make(sync::Entropy& entropy);
  /// New keys to sign with and to seal to; the tokens stay. Devices believe the present signing key until `until`.
  Keys next(sync::Entropy& entropy, sync::WallTime until) const;
};

/// By the key of today or one from before. Faults as sync::open_action.
sync::Result<sync::OpenedAction> open_action(Keys const& keys, sync::BytesView sealed, sync::ActionOutside const& outside);

/// Writes the file for its owner alone, synced; never over an existing one (Fault::refused). Fault::full: no room.
sync::Done save_keys(Keys const& keys, std::filesystem::path const& file);
/// Fault::invalid when there is no such file, Fault::corrupt when it is none of ours.
sync::Result<Keys> load_keys(std::filesystem::path const& file);

/// The token of a device: derived, so that a repeated enrolment gives the same one and none has to be kept.
std::string token_of(Keys const& keys, sync::DeviceId device);

/// A signed DSSE envelope as JSON.
sync::Json signed_json(Keys const& keys, std::string_view payload_type, sync::Json const& payload);

}  // namespace carrel::hub
