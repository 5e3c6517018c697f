// Where the device's secret lies: a file of its own, beside the database and not in it, readable by its owner only.
// What that is worth: a copy of the database opens nothing without it. The folder is the caller's choice (--keys); where it stays in
// the data folder, as it does by default, a backup of the whole folder takes the key along. Whoever takes
// the whole card takes the file too; against that only a chip that keeps keys helps (TPM, one-time memory), which would come in
// here behind the same two functions.
#pragma once

#include <filesystem>

#include "sync/base/entropy.h"
#include "sync/base/secret.h"

namespace carrel::platform {

/// The 32 bytes that were made. Fault::invalid: none made yet. Fault::corrupt: the file is not one of ours or not whole.
/// Fault::refused: it belongs to another user, others may read it, or it cannot be read.
sync::Result<sync::Secret> load_device_key(std::filesystem::path const& folder);

/// Makes the folder (0700) and the file (0600), synced before it returns; never overwrites one that is there (Fault::refused).
/// To be called only when there is no database yet: a new key does not open an old one.
sync::Result<sync::Secret> make_device_key(std::filesystem::path const& folder, sync::Entropy& entropy);

}  // namespace carrel::platform
