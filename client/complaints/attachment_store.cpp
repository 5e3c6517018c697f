#include "client/complaints/attachment_store.h"

#include <algorithm>

#include "client/complaints/attachment.h"
#include "sync/base/limits.h"
#include "sync/trust/vault_items.h"

namespace carrel::client {
namespace {

using sync::Error;
using sync::Fault;
using sync::Json;
using sync::Result;

constexpr std::string_view file_kind = "file", part_kind = "file_part";

std::string part_key(std::string const& digest, std::size_t part) { return digest + "/" + std::to_string(part); }

}  // namespace

sync::Done put_file(sync::Db& db, sync::Vault const& vault, std::string const& digest, sync::BytesView bytes) {
  auto const parts = parts_of(bytes.size());
  for (std::size_t i = 0; i < parts; ++i) {
    auto const at = i * sync::limits::evidence_part_bytes;
    auto const part = bytes.subspan(at, std::min(sync::limits::evidence_part_bytes, bytes.size() - at));
    CHECKED(sync::put_item(db, vault, part_kind, part_key(digest, i), Json::object({{"bytes", sync::to_base64url(part)}})));
  }
  return sync::put_item(db, vault, file_kind, digest, Json::object({{"parts", static_cast<std::int64_t>(parts)}}));
}

Result<sync::Bytes> file_part(sync::Db& db, sync::Vault const& vault, std::string const& digest, std::size_t part) {
  TRY(json, sync::get_item(db, vault, part_kind, part_key(digest, part)));
  if (!json) return Error{Fault::corrupt, "file part"};
  TRY(text, json->text("bytes"));
  return sync::from_base64url(text);
}

sync::Done erase_files_but(sync::Db& db, sync::Vault const& vault, std::vector<std::string> const& wanted) {
  TRY(files, sync::list_items(db, vault, file_kind));
  for (auto const& [digest, json] : files) {
    if (std::find(wanted.begin(), wanted.end(), digest) != wanted.end()) continue;
    auto const parts = static_cast<std::size_t>(std::max<std::int64_t>(json.number_or("parts", 0), 0));
    for (std::size_t i = 0; i < parts; ++i) CHECKED(sync::erase_item(db, vault, part_kind, part_key(digest, i)));
    CHECKED(sync::erase_item(db, vault, file_kind, digest));
  }
  return {};
}

Result<std::vector<std::string>> kept_files(sync::Db& db, sync::Vault const& vault) {
  TRY(files, sync::list_items(db, vault, file_kind));
  std::vector<std::string> digests;
  for (auto const& [digest, json] : files) digests.push_back(digest);
  return digests;
}

}  // namespace carrel::client
