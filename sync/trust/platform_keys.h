// The platform's public keys, as its signed settings state them.
#pragma once

#include <string>
#include <vector>

#include "sync/base/json.h"
#include "sync/trust/keys.h"

namespace carrel::sync {

inline constexpr std::string_view settings_type = "application/vnd.carrel.settings.v1+json";

struct PlatformKeys {
  SealPublicKey seal;                ///< Actions are sealed to it.
  std::vector<SignPublicKey> sign;   ///< Receipts, statements and catalogues are signed by one of them.
};

/// From {"seal_key": base64url, "sign_keys": [base64url, ...]}; other members are for others. Fault::corrupt.
Result<PlatformKeys> read_platform_keys(Json const& settings);

}  // namespace carrel::sync
