// Where the bytes of attached files are kept: sealed items of the vault, a part each, so that no moment needs all of them in memory twice.
// Which complaint they belong to stands in the draft and in the learner's copy; here is only what is kept.
#pragma once

#include <string>
#include <vector>

#include "sync/db/db.h"
#include "sync/trust/vault.h"

namespace carrel::client {

/// Keeps all of it under its digest. Inside the caller's transaction.
sync::Done put_file(sync::Db& db, sync::Vault const& vault, std::string const& digest, sync::BytesView bytes);
/// One part, from 0. Fault::corrupt when it is not kept.
sync::Result<sync::Bytes> file_part(sync::Db& db, sync::Vault const& vault, std::string const& digest, std::size_t part);
/// Erases what is kept and not named in `wanted`. Inside the caller's transaction.
sync::Done erase_files_but(sync::Db& db, sync::Vault const& vault, std::vector<std::string> const& wanted);
/// Digests of what is kept.
sync::Result<std::vector<std::string>> kept_files(sync::Db& db, sync::Vault const& vault);

}  // namespace carrel::client
