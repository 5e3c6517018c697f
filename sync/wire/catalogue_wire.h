// The catalogue, and the pull half of the OCI distribution API (opencontainers/distribution-spec v1.1, "Pull").
// Bytes are handed on as they came: whoever asked checks size and digest before use.
#pragma once

#include <cstdint>
#include <optional>

#include "sync/wire/reply.h"

namespace carrel::sync::wire {

/// GET /v1/catalogue. With the tag of the copy we hold, the answer may be Verdict::unchanged.
Request get_catalogue(std::string_view token, std::string_view etag);
struct CatalogueReply {
  Reply reply;
  Json catalogue;  ///< A DSSE envelope, not verified.
};
CatalogueReply read_catalogue(Answer const& answer);

/// GET /v2/{course}/manifests/{digest} and /v2/{course}/blobs/{digest}. `course` must satisfy is_path_word, `digest`
/// is_digest; else the request is empty (no method). `bytes_max` is the size the catalogue or manifest promised.
Request get_manifest(std::string_view token, std::string_view course, std::string_view digest, std::size_t bytes_max);

/// Which bytes of a blob: `count` bytes from `first`.
struct Piece {
  std::uint64_t first = 0;
  std::uint64_t count = 0;  ///< At least 1.
};
/// With a piece, only that range is asked for.
Request get_blob(std::string_view token, std::string_view course, std::string_view digest, std::optional<Piece> piece,
                 std::size_t bytes_max);

struct BytesReply {
  Reply reply;
  std::uint64_t first = 0;             ///< Where `bytes` begin in the blob; 0 for a whole one.
  std::optional<std::uint64_t> total;  ///< Size of the whole blob as the server says.
  Bytes bytes;
};
BytesReply read_manifest(Answer answer);
/// A server that ignores ranges answers 200 with everything: then `first` is 0. An answer with another range than
/// its length tells is Verdict::not_ours. The media type is not looked at, for any web server may hold the bytes.
BytesReply read_blob(Answer answer);

/// The payload type of the signed catalogue.
inline constexpr std::string_view catalogue_type = "application/vnd.carrel.catalogue.v1+json";
inline constexpr std::string_view manifest_type = "application/vnd.oci.image.manifest.v1+json";

}  // namespace carrel::sync::wire
