// Blobs as files named by their SHA-256, and staging files beside them while they come piece by piece.
// Plain POSIX in one folder that the caller names. Knows no manifest and no database: what is whole is the books' business.
// Virtual, so that a test can put a disk below that runs full or dies between any two calls.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "sync/db/presence.h"
#include "sync/parcel/digest.h"

namespace carrel::sync {

class BlobStore {
 public:
  /// `folder` is made on first use.
  explicit BlobStore(std::filesystem::path folder) : folder_(std::move(folder)) {}
  virtual ~BlobStore() = default;

  /// Another process may fetch and read in the same folder. Enters beside it; what goes by what is in the books must not
  /// sweep what another is about to write there.
  void enter();
  /// True when no other process has entered; until share() none does.
  bool try_alone();
  void share();

  /// Bytes that may still be written here by us.
  virtual Result<std::uint64_t> room() const;
  /// Puts bytes at `offset` of the staging file and syncs them to the medium. Fault::full when there is no room.
  virtual Done write_piece(BlobDigest const& digest, std::uint64_t offset, BytesView bytes);
  /// Hashes the staging file; when it is what its name says it becomes the blob, durably. Fault::corrupt otherwise.
  virtual Done finish(BlobDigest const& digest, std::uint64_t size);
  virtual void remove(BlobDigest const& digest);
  virtual void remove_staging(BlobDigest const& digest);

  /// The whole blob; Fault::corrupt when it is missing, of another size, or does not have its digest.
  Result<Bytes> read(BlobDigest const& digest, std::uint64_t size) const;
  /// The same proof without holding it in memory.
  Done verify(BlobDigest const& digest, std::uint64_t size) const;
  bool has(BlobDigest const& digest) const;
  bool has_staging(BlobDigest const& digest) const;

  struct Found {
    std::vector<BlobDigest> whole, staging;
  };
  /// What lies in the folder; names that are neither are left alone.
  Found list() const;

 private:
  std::filesystem::path path_of(BlobDigest const& digest) const { return folder_ / digest.hex(); }
  std::filesystem::path staging_of(BlobDigest const& digest) const { return folder_ / (digest.hex() + ".part"); }
  std::filesystem::path folder_;
  std::optional<Presence> presence_;
};

}  // namespace carrel::sync
