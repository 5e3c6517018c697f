// The half of Parcels that fetches: which piece next, and what becomes of one that came.
#include <algorithm>

#include "sync/base/limits.h"
#include "sync/parcel/parcels.h"

namespace carrel::sync {
namespace {

std::string name_of(Layer const& layer) { return layer.title.empty() ? "config" : layer.title; }

}  // namespace

std::string Parcels::catalogue_etag() {
  auto const etag = books::catalogue_etag(db_);
  return etag ? *etag : std::string();
}

Done Parcels::catalogue_arrived(std::string const& etag, Json const& catalogue) {
  if (catalogue.number_or("v", 0) != 1) return Error{Fault::stale, "catalogue version"};
  JsonArray sound;
  for (auto const& entry : catalogue.list("editions"))
    // One entry that we cannot read must not hide the others.
    if (is_course_name(entry.text_or("course", "")) && BlobDigest::parse(entry.text_or("manifest", "")) && entry.number_or("size", -1) > 0)
      sound.push_back(entry);
  work_.reset();
  TRY(tx, Transaction::begin(db_));
  CHECKED(books::set_catalogue(db_, etag, Json::object({{"v", 1}, {"editions", std::move(sound)}})));
  CHECKED(books::forget_refusals(db_));
  return tx.commit();
}

Result<std::optional<PieceJob>> Parcels::next_piece() {
  if (work_ && !work_->missing.empty()) {
    auto const& [layer, piece] = work_->missing.back();
    return std::optional(PieceJob{PieceJob::Kind::blob, work_->course, layer.digest.text(), piece * limits::piece_bytes,
                                  layer.piece_length(piece), layer.size});
  }
  work_.reset();
  TRY(offered, offers());
  TRY(wished, books::wishes(db_));
  for (auto const& course : wished) {
    TRY(job, next_of(course, offered));
    if (job) return job;
  }
  return std::optional<PieceJob>();
}

Result<std::optional<PieceJob>> Parcels::next_of(std::string const& course, std::map<std::string, Json> const& offered) {
  auto const nothing = std::optional<PieceJob>();
  TRY(rows, books::editions(db_));
  TRY(refused, books::refusals(db_));
  auto const offer = offered.find(course);
  auto target = offer == offered.end() ? std::string() : offer->second.text_or("manifest", "");
  if (refused.count(target)) target.clear();
  for (auto const& row : rows) {
    if (row.course != course || row.state == "old") continue;
    if (refused.count(row.manifest.text())) continue;
    bool const is_target = row.manifest.text() == target;
    if (is_target) target.clear();
    // What can be read is mended first; an edition that is no longer offered is not continued.
    if (!is_target && row.state != "active") continue;
    CHECKED(start_work(row));
    if (work_) return next_piece();
  }
  if (target.empty()) return nothing;
  auto const total = static_cast<std::uint64_t>(offer->second.number_or("size", 0));
  auto const most = std::min<std::uint64_t>(total, limits::manifest_bytes_max);
  return std::optional(PieceJob{PieceJob::Kind::manifest, course, target, 0, most, most});
}

Done Parcels::start_work(books::EditionRow const& row) {
  TRY(manifest, parse_manifest(row.content));
  TRY(whole, books::whole_blobs(db_));
  for (auto const& file : manifest.layers) {  // An empty file needs no asking.
    if (file.size > 0 || whole.count(file.digest)) continue;
    CHECKED(store_.write_piece(file.digest, 0, {}));
    CHECKED(finish_blob(row.course, row.manifest, file));
  }
  TRY(missing, missing_of(manifest));
  if (missing.empty()) {
    Work const done{row.course, row.manifest, std::move(manifest), {}};
    return row.state == "fetching" ? activate(done) : Done();
  }
  std::reverse(missing.begin(), missing.end());
  work_ = Work{row.course, row.manifest, std::move(manifest), std::move(missing)};
  return {};
}

Done Parcels::piece_arrived(PieceJob const& job, BytesView bytes) {
  return job.kind == PieceJob::Kind::manifest ? manifest_arrived(job, bytes) : blob_piece_arrived(job, bytes);
}

Done Parcels::manifest_arrived(PieceJob const& job, BytesView bytes) {
  TRY(digest, BlobDigest::parse(job.digest));
  if (bytes.size() > limits::manifest_bytes_max || BlobDigest::of(bytes) != digest) {
    CHECKED(note_spoiled_piece(job, digest, "manifest", 0));
    return Error{Fault::corrupt, "manifest digest"};
  }
  auto manifest = parse_manifest(bytes);
  if (!manifest) {
    // These are the bytes that were signed for, so asking again would bring them again.
    TRY(tx, Transaction::begin(db_));
    CHECKED(books::refuse_edition(db_, job.digest, manifest.error().place));
    return tx.commit();
  }
  // Asked before the first piece, so that nothing is fetched in vain.
  TRY(missing, missing_of(*manifest));
  std::uint64_t need = room_kept_free;
  for (auto const& one : missing) need += one.layer.piece_length(one.piece);
  TRY(room, store_.room());
  if (room < need) return Error{Fault::full, "course"};
  {
    TRY(tx, Transaction::begin(db_));
    TRY(rows, books::editions(db_));
    for (auto const& row : rows)  // One that was overtaken while it came; what both share stays.
      if (row.course == job.course && row.state == "fetching") CHECKED(books::drop_edition(db_, row.manifest));
    auto const name = manifest->annotations.find("org.opencontainers.image.version");
    CHECKED(books::forget_spoiled(db_, digest));
    CHECKED(books::add_edition(db_, {digest, job.course, name == manifest->annotations.end() ? "" : name->second,
                                     "fetching", to_bytes(bytes)}));
    CHECKED(tx.commit());
  }
  CHECKED(drop_unread());
  return start_work({digest, job.course, {}, "fetching", to_bytes(bytes)});
}

Done Parcels::blob_piece_arrived(PieceJob const& job, BytesView bytes) {
  if (!work_ || work_->missing.empty()) return {};  // The course was removed meanwhile.
  auto const [layer, piece] = work_->missing.back();
  if (layer.digest.text() != job.digest || piece * limits::piece_bytes != job.offset) return {};
  if (bytes.size() != layer.piece_length(piece) || BlobDigest::of(bytes) != layer.piece_digest(piece)) {
    CHECKED(note_spoiled_piece(job, work_->manifest, name_of(layer), static_cast<std::int64_t>(piece)));
    return Error{Fault::corrupt, "piece digest"};
  }
  TRY(whole, books::is_whole(db_, layer.digest));
  if (whole) {  // Another process was faster.
    work_.reset();
    return {};
  }
  CHECKED(store_.write_piece(layer.digest, job.offset, bytes));
  bool const last_of_file = work_->missing.size() < 2 || work_->missing[work_->missing.size() - 2].layer.digest != layer.digest;
  if (last_of_file) {
    if (auto finished = finish_blob(work_->course, work_->manifest, layer); !finished) {
      work_.reset();  // What is missing is counted anew.
      return finished;
    }
  } else {
    TRY(tx, Transaction::begin(db_));
    CHECKED(books::add_piece(db_, layer.digest, piece));
    CHECKED(tx.commit());
  }
  work_->missing.pop_back();
  if (!work_->missing.empty()) return {};
  auto const done = std::move(*std::exchange(work_, {}));
  return activate(done);
}

Done Parcels::finish_blob(std::string const& course, BlobDigest const& manifest, Layer const& layer) {
  auto finished = store_.finish(layer.digest, layer.size);
  if (!finished && finished.error().fault != Fault::corrupt) return finished;
  TRY(tx, Transaction::begin(db_));
  if (finished) {
    CHECKED(books::add_blob(db_, layer.digest));
  } else {
    // Pieces that fit their own digests but not the whole: nothing of it is believed.
    CHECKED(books::drop_pieces(db_, layer.digest));
    TRY(times, books::note_spoiled(db_, course, layer.digest, books::whole_file));
    if (times >= whole_file_tries) CHECKED(books::stop_edition(db_, course, manifest.text(), name_of(layer)));
  }
  CHECKED(tx.commit());
  if (!finished) store_.remove_staging(layer.digest);
  return finished;
}

Done Parcels::note_spoiled_piece(PieceJob const& job, BlobDigest const& manifest, std::string const& file, std::int64_t piece) {
  TRY(digest, BlobDigest::parse(job.digest));
  bool stopped = false;
  {
    TRY(tx, Transaction::begin(db_));
    TRY(times, books::note_spoiled(db_, job.course, digest, piece));
    stopped = times >= same_piece_tries;
    if (stopped) CHECKED(books::stop_edition(db_, job.course, manifest.text(), file));
    CHECKED(tx.commit());
  }
  if (stopped) work_.reset();
  return {};
}

// The flip: one transaction, and readers of the old edition keep what they hold.
Done Parcels::activate(Work const& work) {
  {
    TRY(tx, Transaction::begin(db_));
    TRY(before, books::active_edition(db_, work.course));
    if (before && before->manifest == work.manifest) return {};  // Only mended.
    if (before) CHECKED(books::set_edition_state(db_, before->manifest, "old"));
    CHECKED(books::set_edition_state(db_, work.manifest, "active"));
    CHECKED(tx.commit());
  }
  return drop_unread();
}

Done Parcels::piece_refused(PieceJob const& job, int status) {
  auto const manifest = job.kind == PieceJob::Kind::manifest ? job.digest : work_ ? work_->manifest.text() : std::string();
  work_.reset();
  if (manifest.empty()) return {};
  TRY(tx, Transaction::begin(db_));
  CHECKED(books::refuse_edition(db_, manifest, "status " + std::to_string(status)));
  return tx.commit();
}

}  // namespace carrel::sync
