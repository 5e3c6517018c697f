// Sticks and cards that a person brought along, as a port: what lies on them, and one file read from its beginning to its end.
// Who implements it never leaves the folders it was given, follows no symbolic link, and gives nothing but regular files.
// Paths are names joined by '/', below the media themselves: "" is the list of media, "STICK/DCIM/a.jpg" a file.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sync/base/bytes.h"
#include "sync/base/result.h"
#include "sync/base/time.h"

namespace carrel::sync {

struct MediaEntry {
  std::string name;  ///< As the medium has it: bytes that may be no text at all. For paths; a person sees client/complaints/attachment.
  bool folder = false;
  std::uint64_t size = 0;  ///< Of a file, in bytes.
  WallTime changed{};
};

class MediaFile {
 public:
  virtual ~MediaFile() = default;
  /// As it was when the file was opened.
  virtual std::uint64_t size() const = 0;
  /// The next bytes, at most `bytes_max`; none at the end. Fault::offline: the medium was pulled out or fails. Fault::stale: the file
  /// changed while it was read.
  virtual Result<Bytes> read(std::size_t bytes_max) = 0;
};

class Media {
 public:
  virtual ~Media() = default;
  /// Folders first, then files, each by name; at most `entries_max`. Hidden ones are left out. Fault::offline: there is no such folder
  /// (any more).
  virtual Result<std::vector<MediaEntry>> list(std::string const& path, std::size_t entries_max) = 0;
  /// Fault::offline: it is not there (any more). Fault::refused: not a regular file, or a path that leads out.
  virtual Result<std::unique_ptr<MediaFile>> open(std::string const& path) = 0;
};

}  // namespace carrel::sync
