// Reads the policy records from a folder of JSON files, one record a file.
// A bad record is refused with a reason and the last good one stays, so that a spoilt file never takes the rules away.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "client/policies/policy.h"

namespace carrel::client {

/// A record that was not taken. `reason` is a key into the words; `detail` names the member, for the log.
struct RefusedRecord {
  std::string record;
  std::string_view reason;
  std::string detail;
};

struct LoadedPolicies {
  Policies policies;
  std::vector<RefusedRecord> refused;
};

/// Reads clocks, contacts, directing, purposes, documents and evidence (".json") from `folder` over `last_good`.
/// Pass Policies{} the first time. A record whose effective date is before that of the last good one is refused too.
LoadedPolicies load_policies(std::filesystem::path const& folder, Policies last_good);

}  // namespace carrel::client
