// Files named by their SHA-256, as in an OCI image layout: FOLDER/sha256/HEX.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/bytes.h"

namespace carrel::hub {

/// Where a digest ("sha256:…") lies below `folder`. The digest must be well formed.
std::filesystem::path blob_path(std::filesystem::path const& folder, std::string_view digest);

/// "sha256:…" of a file, read in parts; Fault::invalid when it cannot be read.
sync::Result<std::string> digest_of_file(std::filesystem::path const& file);

/// Copies a verified blob from one folder to another: staged, checked against digest and size while copied, synced, renamed.
/// A blob that is there already is left alone. Fault::corrupt: missing, or not what the digest says. Fault::full: no room.
sync::Done take_blob(std::filesystem::path const& from, std::filesystem::path const& to, std::string_view digest,
                     std::uint64_t size);

/// Bytes of a file from `first`; all of them without a count.
sync::Result<sync::Bytes> read_part(std::filesystem::path const& file, std::uint64_t first,
                                    std::optional<std::uint64_t> count);

}  // namespace carrel::hub
