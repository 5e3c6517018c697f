// An OCI image layout being written: blobs first, index.json last, so that a pack is either whole or not there.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "sync/parcel/manifest.h"

namespace carrel::client {

class OciLayout {
 public:
  /// Makes the folder when it is missing. Fault::refused when it holds something that is not an OCI layout.
  static sync::Result<OciLayout> open(std::filesystem::path const& folder);

  /// Adds bytes as a layer with that title; the same title twice is a mistake of the caller.
  sync::Done add(std::string const& title, std::string_view media_type, sync::BytesView bytes);
  /// Adds a file of any size without holding it in memory.
  sync::Done add_file(std::string const& title, std::string_view media_type, std::filesystem::path const& file);
  bool has(std::string const& title) const { return titles_.count(title) > 0; }

  /// Writes config, manifest and index, removes blobs of an earlier pack that nothing names any more.
  sync::Result<sync::BlobDigest> finish(sync::BytesView config, std::map<std::string, std::string> annotations, std::string const& tag);

  /// Takes back what was written, when packing fails. An earlier pack in the same folder stays whole.
  void abandon();

  sync::Manifest const& manifest() const { return manifest_; }

 private:
  explicit OciLayout(std::filesystem::path folder) : folder_(std::move(folder)) {}
  sync::Done write_blob(sync::BlobDigest const& digest, sync::BytesView bytes);

  std::filesystem::path folder_;
  sync::Manifest manifest_;
  std::map<std::string, std::size_t> titles_;
};

}  // namespace carrel::client
