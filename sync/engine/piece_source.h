// What the engine must know of courses: which piece is wanted next, and whom to give it to.
// An interface, so that the engine sends people's words between any two pieces without knowing what a course is.
// Digests, staging files and the flip to a new edition are the business of who implements it (sync/parcel).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sync/base/bytes.h"
#include "sync/base/json.h"

namespace carrel::sync {

/// One piece to fetch: bytes [offset, offset + length) of what `digest` names.
struct PieceJob {
  enum class Kind { manifest, blob };
  Kind kind = Kind::blob;
  std::string course;        ///< Repository name in /v2/{course}/…
  std::string digest;        ///< "sha256:" and 64 hexadecimal digits.
  std::uint64_t offset = 0;  ///< Of the first byte; 0 for a manifest.
  std::uint64_t length = 0;  ///< More than 0, at most limits::piece_bytes for blobs; for a manifest the most that may come.
  std::uint64_t size = 0;    ///< Of the whole; when length == size no Range is asked for.
};

class PieceSource {
 public:
  virtual ~PieceSource() = default;

  /// The ETag of the catalogue that is stored, or empty.
  virtual std::string catalogue_etag() = 0;
  /// A catalogue whose signature was checked. To be stored together with its ETag in one transaction.
  virtual Done catalogue_arrived(std::string const& etag, Json const& catalogue) = 0;

  /// The next missing piece, or nothing when every wanted edition is complete. Asked again before each piece.
  virtual Result<std::optional<PieceJob>> next_piece() = 0;
  /// Exactly `length` bytes (a manifest: all of it), not yet checked. Fault::corrupt: the digest is wrong and the piece is still
  /// missing; the engine waits before it asks again. Fault::full: no room; the engine stops fetching for a while.
  virtual Done piece_arrived(PieceJob const& job, BytesView bytes) = 0;
  /// The platform said no for good (status 4xx other than 401, 408 and 429). Must not be offered again by itself.
  virtual Done piece_refused(PieceJob const& job, int status) = 0;
};

}  // namespace carrel::sync
