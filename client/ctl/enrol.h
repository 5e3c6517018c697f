// Makes this device and its learners known to the platform, from a provisioning file.
// Safe to repeat after any cut: keys are kept before they are sent, and a code that was used with the same keys answers the same
// again. Once a learner is here their keys are only in their own vault.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "sync/base/entropy.h"
#include "sync/db/db.h"
#include "sync/ports.h"
#include "sync/trust/device_key.h"

namespace carrel::client {

/// What the platform's operator hands out for one device.
struct Provision {
  std::string hub_url, ca_pem, enrolment_code;
  std::string sign_key;                   ///< base64url; the anchor of everything the platform signs.
  std::vector<std::string> claim_codes;   ///< One a learner.
};
/// Fault::invalid names the member that is missing.
sync::Result<Provision> read_provision(std::filesystem::path const& file);

/// Asks the platform and waits for its answer.
using AskPlatform = std::function<sync::Answer(sync::Request)>;

struct Enrolled {
  bool device_new = false;
  int learners_new = 0, learners_known = 0;
};

/// Fault::offline: no answer, try again. Fault::refused: the platform said no, `place` is its code; or its
/// settings are not signed by the provisioned key. Fault::corrupt: settings that are damaged.
sync::Result<Enrolled> enrol(sync::Db& db, sync::DeviceKey const& key, sync::Entropy& entropy, Provision const& provision,
                             std::string const& device_name, AskPlatform const& ask);

}  // namespace carrel::client
