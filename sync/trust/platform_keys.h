// The platform's public keys and what else its signed settings state: its name, and whom a person may ask.
// Settings are numbered. A device that holds one set takes the next only when a key of the set it holds has signed it, so that a chain
// of signatures leads from the provisioning file to the keys of today. Keeping them is sync/inbox/device_news.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sync/base/json.h"
#include "sync/base/time.h"
#include "sync/trust/dsse.h"
#include "sync/trust/keys.h"

namespace carrel::sync {

inline constexpr std::string_view settings_type = "application/vnd.carrel.settings.v1+json";

/// Replaced by another one, and believed until then for what was on its way.
struct FormerKey {
  SignPublicKey key;
  WallTime until{};
  bool operator==(FormerKey const&) const = default;
};

struct PlatformKeys {
  SealPublicKey seal;                ///< Actions are sealed to it.
  std::vector<SignPublicKey> sign;   ///< Receipts, statements, catalogues and the next settings are signed by one of them.
  std::vector<FormerKey> former{};   ///< Good for everything but settings, each until its end.
};

/// Whose signature counts now. `earliest_now` comes from TimeEvidence and never goes back.
std::vector<SignPublicKey> trusted_at(PlatformKeys const& keys, WallTime earliest_now);
/// Ended ones too: for what was taken while its key was good, lies sealed here, and is read again.
std::vector<SignPublicKey> ever_trusted(PlatformKeys const& keys);

struct PlatformSettings {
  std::int64_t revision = 0;  ///< Grows with every announcement.
  std::string hub_name;
  std::string support_email, support_phone;  ///< Empty: not stated.
  PlatformKeys keys;
};

/// From {"seal_key": base64url, "sign_keys": [base64url, ...], "former_sign_keys": [{"key", "until"}, ...]}; other members are for
/// others. Fault::corrupt.
Result<PlatformKeys> read_platform_keys(Json const& settings);
/// The same with the rest of them.
Result<PlatformSettings> read_platform_settings(Json const& settings);

/// The settings in `envelope` when they follow those at hand, with the key that signed them. `place` of the error is a code:
/// Fault::refused "unsigned", "unknown_signer"; Fault::corrupt "wrong_type", "signature_wrong", "malformed"; Fault::stale "older".
struct NextSettings {
  PlatformSettings settings;
  SignPublicKey signer;
};
Result<NextSettings> judge_settings(PlatformSettings const& held, Json const& envelope);

}  // namespace carrel::sync
