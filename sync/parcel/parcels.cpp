#include "sync/parcel/parcels.h"

#include <algorithm>

#include "sync/base/limits.h"
#include "sync/parcel/zstd_text.h"

namespace carrel::sync {
namespace {

// Config first, then what is read first; files for another computer last.
int rank_of(Layer const& layer) {
  if (layer.title.empty()) return 0;
  if (layer.title.starts_with("chapters/")) return 1;
  if (layer.title.starts_with("figures/")) return 2;
  if (layer.title.starts_with("quizzes/")) return 3;
  return 4;
}

// For a scope: whether this is the only process here, and nobody else comes in before its end.
class Alone {
 public:
  explicit Alone(BlobStore& store) : store_(store), alone_(store.try_alone()) {}
  ~Alone() {
    if (alone_) store_.share();
  }
  Alone(Alone const&) = delete;
  Alone& operator=(Alone const&) = delete;
  explicit operator bool() const { return alone_; }

 private:
  BlobStore& store_;
  bool alone_;
};

std::vector<Layer> every_file(Manifest const& manifest) {
  auto out = manifest.layers;
  out.push_back(manifest.config);
  std::stable_sort(out.begin(), out.end(), [](Layer const& a, Layer const& b) { return rank_of(a) < rank_of(b); });
  return out;
}

}  // namespace

Result<std::unique_ptr<Parcels>> Parcels::open(Db& db, BlobStore& store) {
  std::unique_ptr<Parcels> out(new Parcels(db, store));
  store.enter();
  Alone const alone(store);
  if (alone) CHECKED(out->reconcile());
  return out;
}

Done Parcels::reconcile() {
  auto const found = store_.list();
  TRY(whole, books::whole_blobs(db_));
  TRY(partial, books::partial_blobs(db_));
  auto const there = [](std::vector<BlobDigest> const& files, BlobDigest const& digest) {
    return std::find(files.begin(), files.end(), digest) != files.end();
  };
  {
    TRY(tx, Transaction::begin(db_));
    for (auto const& digest : whole)
      if (!there(found.whole, digest)) CHECKED(books::drop_blob(db_, digest));
    for (auto const& digest : partial) {
      // Power went between the last rename and its line in the books.
      if (there(found.whole, digest)) CHECKED(books::drop_pieces(db_, digest));
      else if (!there(found.staging, digest)) CHECKED(books::drop_pieces(db_, digest));
    }
    TRY(rows, books::editions(db_));
    for (auto const& row : rows)
      if (row.state == "old") CHECKED(books::drop_edition(db_, row.manifest));
    CHECKED(tx.commit());
  }
  for (auto const& digest : found.whole)
    if (whole.count(digest) == 0) store_.remove(digest);
  for (auto const& digest : found.staging)
    if (partial.count(digest) == 0) store_.remove_staging(digest);
  return sweep();
}

Done Parcels::want(std::string_view course) {
  if (!is_course_name(course)) return Error{Fault::invalid, "course name"};
  TRY(tx, Transaction::begin(db_));
  CHECKED(books::add_wish(db_, course));
  CHECKED(books::forget_refusals(db_));  // A person asks again.
  CHECKED(books::forget_stops(db_, course));
  return tx.commit();
}

Done Parcels::remove(std::string_view course) {
  auto const aside = put_aside(course);
  return aside ? drop_unread() : Done(aside.error());
}

Result<PutAside> Parcels::put_aside(std::string_view course) {
  PutAside aside{std::string(course), false, {}};
  {
    TRY(tx, Transaction::begin(db_));
    TRY(wishes, books::wishes(db_));
    aside.wanted = std::find(wishes.begin(), wishes.end(), course) != wishes.end();
    CHECKED(books::drop_wish(db_, course));
    CHECKED(books::forget_stops(db_, course));
    TRY(rows, books::editions(db_));
    for (auto const& row : rows) {
      if (row.course != course || row.state == "old") continue;
      aside.editions.emplace_back(row.manifest, row.state);
      CHECKED(books::set_edition_state(db_, row.manifest, "old"));
    }
    CHECKED(tx.commit());
  }
  if (work_ && work_->course == course) work_.reset();
  return aside;
}

Done Parcels::put_back(PutAside const& what) {
  TRY(tx, Transaction::begin(db_));
  if (what.wanted) CHECKED(books::add_wish(db_, what.course));
  // One that was swept meanwhile has no line any more: the wish fetches it again.
  for (auto const& [manifest, state] : what.editions) CHECKED(books::set_edition_state(db_, manifest, state));
  return tx.commit();
}

// Another process may read what is old to us, and write what is not in the books yet: with company it waits for a later time.
Done Parcels::drop_unread() {
  Alone const alone(store_);
  return alone ? sweep() : Done();
}

// Old editions that nobody holds, and files that no edition names.
Done Parcels::sweep() {
  std::erase_if(handles_, [](auto const& handle) { return handle.expired(); });
  auto const held = [&](BlobDigest const& manifest) {
    return std::any_of(handles_.begin(), handles_.end(), [&](auto const& handle) {
      auto const edition = handle.lock();
      return edition && edition->digest == manifest;
    });
  };
  std::vector<BlobDigest> whole_gone, partial_gone;
  {
    TRY(tx, Transaction::begin(db_));
    std::set<BlobDigest> named;
    TRY(rows, books::editions(db_));
    for (auto const& row : rows) {
      if (row.state == "old" && !held(row.manifest)) {
        CHECKED(books::drop_edition(db_, row.manifest));
        continue;
      }
      TRY(manifest, parse_manifest(row.content));
      for (auto const& file : every_file(manifest)) named.insert(file.digest);
    }
    TRY(whole, books::whole_blobs(db_));
    TRY(partial, books::partial_blobs(db_));
    std::set_difference(whole.begin(), whole.end(), named.begin(), named.end(), std::back_inserter(whole_gone));
    std::set_difference(partial.begin(), partial.end(), named.begin(), named.end(), std::back_inserter(partial_gone));
    for (auto const& digest : whole_gone) CHECKED(books::drop_blob(db_, digest));
    for (auto const& digest : partial_gone) CHECKED(books::drop_blob(db_, digest));
    CHECKED(tx.commit());
  }
  // The books first: a file too many is swept at the next start, a file too few would be a lie.
  for (auto const& digest : whole_gone) store_.remove(digest);
  for (auto const& digest : partial_gone) store_.remove_staging(digest);
  manifests_.clear();  // Read again when they are asked for.
  return {};
}

Result<std::vector<Parcels::Work::Missing>> Parcels::missing_of(Manifest const& manifest) {
  TRY(whole, books::whole_blobs(db_));
  return missing_of(manifest, whole);
}

Result<std::vector<Parcels::Work::Missing>> Parcels::missing_of(Manifest const& manifest, std::set<BlobDigest> const& whole) {
  std::vector<Work::Missing> out;
  std::set<BlobDigest> seen;
  for (auto const& file : every_file(manifest)) {
    if (whole.count(file.digest) || !seen.insert(file.digest).second) continue;
    TRY(have, books::pieces(db_, file.digest));
    for (std::uint64_t piece = 0; piece < file.piece_count(); ++piece)
      if (have.count(piece) == 0) out.push_back({file, piece});
    // Every piece is here, but power went before the whole was proved: its last piece is asked for once more.
    if (have.size() == file.piece_count()) out.push_back({file, file.piece_count() - 1});
  }
  return out;
}

Result<std::map<std::string, Json>> Parcels::offers() {
  TRY(catalogue, books::catalogue(db_));
  std::map<std::string, Json> out;  // The newest of a course comes first.
  for (auto const& entry : catalogue.list("editions")) out.emplace(entry.text_or("course", ""), entry);
  return out;
}

Result<Manifest const*> Parcels::manifest_of(books::EditionRow const& row) {
  auto known = manifests_.find(row.manifest);
  if (known == manifests_.end()) {
    TRY(manifest, parse_manifest(row.content));
    known = manifests_.emplace(row.manifest, std::move(manifest)).first;
  }
  return &known->second;
}

Result<EditionHandle> Parcels::handle_of(books::EditionRow const& row) {
  for (auto const& known : handles_)
    if (auto edition = known.lock(); edition && edition->digest == row.manifest) return edition;
  TRY(manifest, manifest_of(row));
  auto edition = std::make_shared<Edition const>(Edition{row.course, row.name, row.manifest, *manifest});
  handles_.push_back(edition);
  return EditionHandle(std::move(edition));
}

Result<EditionHandle> Parcels::active(std::string_view course) {
  TRY(row, books::active_edition(db_, course));
  if (!row) return EditionHandle();
  return handle_of(*row);
}

Result<std::vector<CourseState>> Parcels::courses() {
  TRY(offered, offers());
  TRY(wished, books::wishes(db_));
  TRY(rows, books::editions(db_));
  TRY(refused, books::refusals(db_));
  std::map<std::string, CourseState> out;
  for (auto const& [course, offer] : offered) {
    auto& state = out[course];
    state.offer = offer;
    auto const no = refused.find(offer.text_or("manifest", ""));
    state.refused = no != refused.end();
    if (state.refused) state.stopped_at = no->second;
    state.bytes = state.bytes_missing = static_cast<std::uint64_t>(std::max<std::int64_t>(0, offer.number_or("size", 0)));
  }
  for (auto const& course : wished) out[course].wanted = true;
  TRY(whole, books::whole_blobs(db_));
  for (auto const& row : rows) {
    if (row.state == "old") continue;
    auto& state = out[row.course];
    bool const newest = state.offer.is_null() || state.offer.text_or("manifest", "") == row.manifest.text();
    TRY(known, manifest_of(row));
    auto const& manifest = *known;
    TRY(missing, missing_of(manifest, whole));
    if (row.state == "active") {
      TRY(handle, handle_of(row));
      state.active = std::move(handle);
      state.is_newest = newest;
      state.damaged = !missing.empty();
      auto const no = refused.find(row.manifest.text());
      if (state.damaged && no != refused.end() && state.stopped_at.empty()) state.stopped_at = no->second;
    }
    if (!newest) continue;
    state.bytes = manifest.bytes();
    state.bytes_missing = 0;
    for (auto const& one : missing) state.bytes_missing += one.layer.piece_length(one.piece);
  }
  std::vector<CourseState> list;
  for (auto& [course, state] : out) {
    state.course = course;
    list.push_back(std::move(state));
  }
  return list;
}

Done Parcels::lost(BlobDigest const& digest) {
  work_.reset();
  {
    TRY(tx, Transaction::begin(db_));
    CHECKED(books::drop_blob(db_, digest));
    CHECKED(tx.commit());
  }
  store_.remove(digest);
  return {};
}

Result<Bytes> Parcels::read_layer(Edition const& edition, std::string_view title, std::size_t bytes_max) {
  auto const* layer = edition.manifest.find(title);
  if (!layer) return Error{Fault::invalid, "layer title"};
  if (layer->size > bytes_max) return Error{Fault::refused, "layer size"};
  auto bytes = store_.read(layer->digest, layer->size);
  if (!bytes) {
    if (bytes.error().fault == Fault::corrupt) CHECKED(lost(layer->digest));
    return bytes;
  }
  return layer->is_zstd() ? unpack_zstd(*bytes, bytes_max) : std::move(bytes);
}

Result<Json> Parcels::read_config(Edition const& edition) {
  auto const& config = edition.manifest.config;
  auto bytes = store_.read(config.digest, config.size);
  if (!bytes) {
    if (bytes.error().fault == Fault::corrupt) CHECKED(lost(config.digest));
    return bytes.error();
  }
  return parse_json(as_text(*bytes));
}

Result<std::vector<Parcels::Verdict>> Parcels::verify(Edition const& edition) {
  std::vector<Verdict> out;
  for (auto const& file : every_file(edition.manifest)) {
    bool const sound = static_cast<bool>(store_.verify(file.digest, file.size));
    out.push_back({file.title.empty() ? "config" : file.title, sound});
    if (!sound) CHECKED(lost(file.digest));
  }
  return out;
}

}  // namespace carrel::sync
