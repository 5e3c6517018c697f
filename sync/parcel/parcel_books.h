// The rows behind Parcels: SQL and nothing else. Transactions are the caller's.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sync/db/db.h"
#include "sync/parcel/manifest.h"

namespace carrel::sync::books {

struct EditionRow {
  BlobDigest manifest;
  std::string course, name, state;
  Bytes content;
};

Result<std::string> catalogue_etag(Db& db);
Result<Json> catalogue(Db& db);  ///< An empty object when there is none.
Done set_catalogue(Db& db, std::string_view etag, Json const& catalogue);

Done add_wish(Db& db, std::string_view course);
Done drop_wish(Db& db, std::string_view course);
Result<std::vector<std::string>> wishes(Db& db);  ///< In the order they were asked for.

Done add_edition(Db& db, EditionRow const& row);
Done set_edition_state(Db& db, BlobDigest const& manifest, std::string_view state);
Done drop_edition(Db& db, BlobDigest const& manifest);
Result<std::vector<EditionRow>> editions(Db& db);
Result<std::optional<EditionRow>> active_edition(Db& db, std::string_view course);

Result<std::set<BlobDigest>> whole_blobs(Db& db);
Result<bool> is_whole(Db& db, BlobDigest const& digest);
Done add_blob(Db& db, BlobDigest const& digest);      ///< Whole now: its piece marks go.
Done drop_blob(Db& db, BlobDigest const& digest);     ///< The blob and its piece marks.
Done add_piece(Db& db, BlobDigest const& digest, std::uint64_t piece);
Done drop_pieces(Db& db, BlobDigest const& digest);
Result<std::set<std::uint64_t>> pieces(Db& db, BlobDigest const& digest);
Result<std::set<BlobDigest>> partial_blobs(Db& db);

Done refuse_edition(Db& db, std::string_view manifest, std::string_view reason);
/// Refused because of `file`, which did not come whole as often as it was tried.
Done stop_edition(Db& db, std::string_view course, std::string_view manifest, std::string_view file);
Done forget_refusals(Db& db);                         ///< Not those that stopped at a file.
Done forget_stops(Db& db, std::string_view course);   ///< And how often its files were tried.
/// Manifests, and the file each stopped at; empty where it was refused.
Result<std::map<std::string, std::string>> refusals(Db& db);

inline constexpr std::int64_t whole_file = -1;
/// Says how often that makes for this course; `piece` may be whole_file.
Result<std::int64_t> note_spoiled(Db& db, std::string_view course, BlobDigest const& digest, std::int64_t piece);
Done forget_spoiled(Db& db, BlobDigest const& digest);

}  // namespace carrel::sync::books
