// A course edition on paper: an OCI image manifest with our artifact type, read and written.
// Pure. Nothing here trusts a manifest: sizes, titles and piece lists are checked while it is read, and whoever calls has
// compared the manifest's own digest with the one the catalogue vouches for.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/json.h"
#include "sync/parcel/digest.h"

namespace carrel::sync {

namespace media {
inline constexpr std::string_view manifest = "application/vnd.oci.image.manifest.v1+json";
inline constexpr std::string_view index = "application/vnd.oci.image.index.v1+json";
inline constexpr std::string_view course = "application/vnd.carrel.course.v1+json";
inline constexpr std::string_view config = "application/vnd.carrel.course.config.v1+json";
inline constexpr std::string_view chapter = "application/vnd.carrel.chapter.v1+json+zstd";
inline constexpr std::string_view quiz = "application/vnd.carrel.quiz.v1+json+zstd";
}  // namespace media

/// One file of an edition.
struct Layer {
  std::string media_type;
  BlobDigest digest;
  std::uint64_t size = 0;
  std::string title;            ///< A relative path such as "chapters/01-intro.json"; empty for the config.
  std::vector<BlobDigest> pieces;   ///< Of each limits::piece_bytes bytes, in order; empty when the file is one piece.
  bool operator==(Layer const&) const = default;

  bool is_zstd() const { return std::string_view(media_type).ends_with("+zstd"); }
  std::uint64_t piece_count() const;
  /// Bytes of that piece; the last one may be short.
  std::uint64_t piece_length(std::uint64_t piece) const;
  BlobDigest const& piece_digest(std::uint64_t piece) const { return pieces.empty() ? digest : pieces[piece]; }
};

struct Manifest {
  Layer config;
  std::vector<Layer> layers;
  std::map<std::string, std::string> annotations;

  Layer const* find(std::string_view title) const;
  /// Of the config and every different layer.
  std::uint64_t bytes() const;
};

/// Files of one edition, and bytes of one file: what fits a card, and what a table of pieces can hold.
inline constexpr std::size_t layers_max = 20'000;
inline constexpr std::uint64_t layer_bytes_max = 4ull << 30;
inline constexpr std::size_t config_bytes_max = 1 << 20;

/// Fault::corrupt when malformed, beyond a limit, or with a title that is_safe_title refuses or that stands twice;
/// Fault::stale when it is a manifest of something that is not a course of this version.
Result<Manifest> parse_manifest(BytesView bytes);
/// The same manifest gives the same bytes.
std::string write_manifest(Manifest const& manifest);

/// Relative, of plain parts: no "..", no backslash, no control character, no empty part, at most 255 bytes of UTF-8.
bool is_safe_title(std::string_view title);

/// "shell-novice": what may stand for a course in an address (lower case, digits, single separators; OCI's repository name).
bool is_course_name(std::string_view name);

}  // namespace carrel::sync
