#include "client/policies/policy_store.h"

#include <fstream>
#include <iterator>

namespace carrel::client {
namespace {

constexpr std::uintmax_t record_bytes_max = 256 * 1024;  // A record is a page of facts; a larger file is no record.

sync::Result<sync::Json> read_record(std::filesystem::path const& file) {
  std::error_code wrong;
  auto const size = std::filesystem::file_size(file, wrong);
  if (wrong || size > record_bytes_max) return sync::Error{sync::Fault::corrupt, "file"};
  std::ifstream stream(file, std::ios::binary);
  std::string const text{std::istreambuf_iterator<char>(stream), {}};
  if (text.size() != size) return sync::Error{sync::Fault::corrupt, "file"};
  return sync::parse_json(text);
}

template <class Record, class Parse>
void take(std::filesystem::path const& folder, char const* name, Parse parse, Record& good,
          std::vector<RefusedRecord>& refused) {
  auto const json = read_record(folder / (std::string(name) + ".json"));
  if (!json) {
    refused.push_back({name, "policy.record.unreadable", json.error().place});
    return;
  }
  auto record = parse(*json);
  if (!record) {
    refused.push_back({name, "policy.record.senseless", record.error().place});
    return;
  }
  if (!good.head.version.empty() && record->head.effective < good.head.effective) {
    refused.push_back({name, "policy.record.older", "effective"});
    return;
  }
  good = std::move(*record);
}

}  // namespace

LoadedPolicies load_policies(std::filesystem::path const& folder, Policies last_good) {
  LoadedPolicies loaded{std::move(last_good), {}};
  auto& policies = loaded.policies;
  take(folder, "clocks", parse_clocks, policies.clocks, loaded.refused);
  take(folder, "contacts", parse_contacts, policies.contacts, loaded.refused);
  take(folder, "directing", parse_directing, policies.directing, loaded.refused);
  take(folder, "purposes", parse_purposes, policies.purposes, loaded.refused);
  take(folder, "documents", parse_documents, policies.documents, loaded.refused);
  take(folder, "evidence", parse_evidence, policies.evidence, loaded.refused);
  return loaded;
}

}  // namespace carrel::client
