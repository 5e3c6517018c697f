// The courses of this device: what is wanted, piece by piece what is missing, and the one edition of each that can be read.
// A piece is checked, written, synced, and only then written into the books; an edition is shown whole or not at all. After a cut
// anywhere the same question (what is missing?) goes on where it stopped. Where pieces come from is nobody's trust.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sync/engine/piece_source.h"
#include "sync/parcel/blob_store.h"
#include "sync/parcel/parcel_books.h"

namespace carrel::sync {

/// An edition that can be read. While somebody holds it, its files stay.
struct Edition {
  std::string course, name;
  BlobDigest digest;
  Manifest manifest;
};
using EditionHandle = std::shared_ptr<Edition const>;

/// What is known of one course, for lists.
struct CourseState {
  std::string course;
  Json offer;                          ///< Its newest entry in the catalogue; null when it is not (or no longer) there.
  bool wanted = false;
  EditionHandle active;                ///< Null: nothing can be read yet.
  bool is_newest = false;              ///< `active` is the edition the catalogue names.
  bool damaged = false;                ///< Parts of `active` are missing and fetched again.
  bool refused = false;                ///< The platform, or a limit of ours, said no to the newest edition.
  std::string stopped_at;              ///< The file that never came whole, where that is why nothing is fetched; else empty.
  std::uint64_t bytes = 0;             ///< Of the newest edition; what the catalogue says until its manifest is here.
  std::uint64_t bytes_missing = 0;     ///< Of it, in whole pieces.
};

/// Kept free for the database and whatever else must be saved while courses arrive.
inline constexpr std::uint64_t room_kept_free = 16u << 20;

/// How often a file is fetched as a whole that then is not what its digest says. The same bytes cost the same every time.
inline constexpr int whole_file_tries = 3;
/// How often one and the same piece may come damaged: a bad link mends within hours, a bad copy at the other end does not.
inline constexpr int same_piece_tries = 12;

/// A course that was removed, and all that is needed to have it back.
struct PutAside {
  std::string course;
  bool wanted = false;
  std::vector<std::pair<BlobDigest, std::string>> editions;  ///< Each with the state it had.
};

class Parcels : public PieceSource {
 public:
  /// Brings books and folder together after whatever happened: strays go, lost files are missing again. Beside another process
  /// that is left to the next start.
  /// `db` and `store` must outlive the result.
  static Result<std::unique_ptr<Parcels>> open(Db& db, BlobStore& store);

  /// Also: try again what was refused, or what this course stopped at.
  Done want(std::string_view course);
  /// Forgets the wish and the editions; files that no other course shares go, those still held later.
  Done remove(std::string_view course);
  /// The same in two steps: until finish_removing(), a later removal or the next start its files stay, and put_back() makes it as it
  /// was; what went meanwhile is fetched again.
  Result<PutAside> put_aside(std::string_view course);
  Done put_back(PutAside const& what);
  Done finish_removing() { return drop_unread(); }
  Result<std::vector<CourseState>> courses();
  Result<EditionHandle> active(std::string_view course);  ///< Null when there is none.

  /// One file of an edition, its digest checked, unpacked when it is zstd, at most `bytes_max` bytes. Fault::corrupt marks it
  /// as missing, so that it is fetched again; Fault::invalid: no such title.
  Result<Bytes> read_layer(Edition const& edition, std::string_view title, std::size_t bytes_max);
  Result<Json> read_config(Edition const& edition);
  /// Where the bytes of a layer are not to be held in memory (a file for another computer, checked first).
  struct Verdict {
    std::string title;
    bool sound = false;
  };
  /// Reads every byte again. What is not sound is marked as missing.
  Result<std::vector<Verdict>> verify(Edition const& edition);

  std::string catalogue_etag() override;
  Done catalogue_arrived(std::string const& etag, Json const& catalogue) override;
  Result<std::optional<PieceJob>> next_piece() override;
  Done piece_arrived(PieceJob const& job, BytesView bytes) override;
  Done piece_refused(PieceJob const& job, int status) override;

 private:
  /// What remains to be fetched of one edition, in the order of reading; the last is next.
  struct Work {
    std::string course;
    BlobDigest manifest;
    Manifest content;
    struct Missing {
      Layer layer;
      std::uint64_t piece;
    };
    std::vector<Missing> missing;
  };

  Parcels(Db& db, BlobStore& store) : db_(db), store_(store) {}
  Done reconcile();
  Result<std::vector<Work::Missing>> missing_of(Manifest const& manifest);
  Result<std::vector<Work::Missing>> missing_of(Manifest const& manifest, std::set<BlobDigest> const& whole);
  Result<std::optional<PieceJob>> next_of(std::string const& course, std::map<std::string, Json> const& offers);
  Done start_work(books::EditionRow const& row);
  Done manifest_arrived(PieceJob const& job, BytesView bytes);
  Done blob_piece_arrived(PieceJob const& job, BytesView bytes);
  Done finish_blob(std::string const& course, BlobDigest const& manifest, Layer const& layer);
  Done note_spoiled_piece(PieceJob const& job, BlobDigest const& manifest, std::string const& file, std::int64_t piece);
  Done activate(Work const& work);
  Done drop_unread();
  Done sweep();
  Done lost(BlobDigest const& digest);
  Result<std::map<std::string, Json>> offers();
  Result<Manifest const*> manifest_of(books::EditionRow const& row);
  Result<EditionHandle> handle_of(books::EditionRow const& row);

  Db& db_;
  BlobStore& store_;
  std::optional<Work> work_;
  std::vector<std::weak_ptr<Edition const>> handles_;
  std::map<BlobDigest, Manifest> manifests_;  // By the digest of their bytes, so that they are read once.
};

}  // namespace carrel::sync
