// What this device knows of itself and of its platform. One row, made by enrolment.
#pragma once

#include <optional>
#include <string>

#include "sync/base/json.h"
#include "sync/db/db.h"
#include "sync/trust/device_key.h"
#include "sync/trust/dsse.h"
#include "sync/trust/keys.h"

namespace carrel::sync {

struct DeviceRow {
  DeviceId id;
  std::string name;
  std::string hub_url;
  std::string ca_pem;
  SignPublicKey anchor;   ///< The key that signed the settings: at first the provisioning file's, later one that the settings before named.
  std::string token;      ///< Bearer token; sealed under the device key at rest.
  Json settings;          ///< The DSSE envelope of the platform's settings, as received.
};

/// Replaces the row there is.
Done keep_device(Db& db, DeviceRow const& row, DeviceKey const& key);
/// Fault::invalid before enrolment.
Done replace_settings(Db& db, SignPublicKey const& signer, Json const& envelope);
/// Nothing when the device is not enrolled yet.
Result<std::optional<DeviceRow>> find_device(Db& db, DeviceKey const& key);

/// Small values of the device, such as TLS sessions, sealed under the device key.
Done keep_secret(Db& db, DeviceKey const& key, std::string_view name, BytesView secret);
Result<std::optional<Bytes>> find_secret(Db& db, DeviceKey const& key, std::string_view name);
Done erase_secret(Db& db, std::string_view name);

}  // namespace carrel::sync
