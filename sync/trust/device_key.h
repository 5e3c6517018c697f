// The secret of this device, which never lies in the database: without it nothing sealed in the file opens.
// Made and kept by platform/keystore, outside the data folder. Guards learners' vaults and the device's own secrets.
#pragma once

#include <string_view>

#include "sync/base/bytes.h"
#include "sync/base/id.h"
#include "sync/base/secret.h"

namespace carrel::sync {

class DeviceKey {
 public:
  /// 32 bytes, else Fault::invalid.
  static Result<DeviceKey> from(Secret secret);
  DeviceKey copy() const { return DeviceKey(secret_.copy()); }

  /// Seals a secret of the device itself (its token, TLS sessions). `name` must be given again to open.
  Bytes seal(std::string_view name, BytesView plain) const;
  Result<Bytes> open(std::string_view name, BytesView sealed) const;

  /// The key that wraps one learner's vault key. A PIN will be mixed in here, see Vault.
  Secret wrapping_key(LearnerId const& learner) const;

 private:
  explicit DeviceKey(Secret secret) : secret_(std::move(secret)) {}
  Secret secret_;
};

}  // namespace carrel::sync
