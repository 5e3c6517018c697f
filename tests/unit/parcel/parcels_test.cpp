// Courses arrive piece by piece over bad links onto small disks, and what is shown is always whole.
#include <doctest/doctest.h>

#include <set>

#include "sync/base/limits.h"
#include "sync/migrations.h"
#include "sync/parcel/parcels.h"
#include "sync/parcel/zstd_text.h"
#include "tests/support/fault_vfs.h"
#include "tests/unit/pack/pack_fixture.h"
#include "tests/unit/parcel/shelf.h"

using namespace carrel;
using namespace carrel::sync;
using carrel::tests::Shelf;

namespace {

// A disk that runs full, or dies before the n-th change.
class FaultyStore : public BlobStore {
 public:
  using BlobStore::BlobStore;
  std::optional<std::uint64_t> free;
  int dies_before = -1;  // Changes still to come.
  bool dead() const { return dies_before == 0; }

  Result<std::uint64_t> room() const override { return free ? Result<std::uint64_t>(*free) : BlobStore::room(); }
  Done write_piece(BlobDigest const& digest, std::uint64_t offset, BytesView bytes) override {
    if (dies()) return Error{Fault::refused, "power"};
    if (free && *free < bytes.size()) return Error{Fault::full, "blob write"};
    return BlobStore::write_piece(digest, offset, bytes);
  }
  Done finish(BlobDigest const& digest, std::uint64_t size) override {
    if (dies()) return Error{Fault::refused, "power"};
    auto done = BlobStore::finish(digest, size);
    if (dies()) return Error{Fault::refused, "power"};  // Renamed, but nobody was told.
    return done;
  }
  void remove(BlobDigest const& digest) override {
    if (!dies()) BlobStore::remove(digest);
  }

 private:
  bool dies() {
    if (dies_before > 0) --dies_before;
    return dies_before == 0;
  }
};

struct Kiosk {
  Kiosk() { start(); }
  void start() {
    parcels.reset();
    db.reset();
    store = std::make_unique<FaultyStore>(folder.path() / "blobs");
    auto opened = Db::open("carrel.db", client_migrations(), {.vfs = disk.vfs()});
    REQUIRE(opened);
    db = std::make_unique<Db>(std::move(*opened));
    auto all = Parcels::open(*db, *store);
    REQUIRE(all);
    parcels = std::move(*all);
  }
  // Fetches until nothing is wanted; says how many pieces that took, or stops at the first fault.
  Result<int> fetch(Shelf& shelf, int most = 10'000) {
    for (int count = 0; count < most; ++count) {
      TRY(job, parcels->next_piece());
      if (!job) return count;
      CHECK(job->length > 0);
      CHECKED(parcels->piece_arrived(*job, shelf.serve(*job)));
    }
    return most;
  }
  std::string text() {
    auto edition = parcels->active("course");
    REQUIRE(edition);
    if (!*edition) return "none";
    auto bytes = parcels->read_layer(**edition, "chapters/a.json", 1000);
    return bytes ? std::string(as_text(*bytes)) : "fault " + std::string(name_of(bytes.error().fault));
  }
  CourseState state() {
    auto all = parcels->courses();
    REQUIRE(all);
    REQUIRE(all->size() == 1);
    return all->front();
  }
  std::size_t files() { return store->list().whole.size() + store->list().staging.size(); }

  TempFolder folder;
  tests::FaultDisk disk{1};
  std::unique_ptr<FaultyStore> store;
  std::unique_ptr<Db> db;
  std::unique_ptr<Parcels> parcels;
};

}  // namespace

TEST_CASE("a wanted course comes whole, and the next edition costs only what changed") {
  Kiosk kiosk;
  Shelf shelf;
  shelf.publish("course", "1", "one", 1);
  REQUIRE(kiosk.parcels->catalogue_arrived("tag", shelf.catalogue()));
  CHECK(kiosk.parcels->catalogue_etag() == "tag");
  CHECK(*kiosk.fetch(shelf) == 0);  // Nobody wants it yet.
  REQUIRE(kiosk.parcels->want("course"));
  CHECK(kiosk.state().bytes_missing == kiosk.state().bytes);
  CHECK(*kiosk.fetch(shelf) == 1 + 1 + 1 + 1 + 3);  // Manifest, config, chapter, figure, three pieces.
  CHECK(kiosk.text() == "one");
  CHECK(kiosk.state().bytes_missing == 0);
  CHECK(kiosk.state().is_newest);

  auto const edition = *kiosk.parcels->active("course");
  shelf.publish("course", "2", "two", 1);
  shelf.served = 0;
  REQUIRE(kiosk.parcels->catalogue_arrived("tag2", shelf.catalogue()));
  CHECK(!kiosk.state().is_newest);
  CHECK(kiosk.text() == "one");
  CHECK(*kiosk.fetch(shelf) == 1 + 1 + 1);  // Manifest, config, chapter: figure and large file are here.
  CHECK(shelf.served < 200);
  CHECK(kiosk.text() == "two");
  CHECK((*kiosk.parcels->active("course"))->name == "2");
  CHECK(as_text(*kiosk.parcels->read_layer(*edition, "chapters/a.json", 1000)) == "one");  // Still held.
}

TEST_CASE("what nobody reads any more is removed, and a removed course leaves nothing behind") {
  Kiosk kiosk;
  Shelf shelf;
  shelf.publish("course", "1", "one", 1);
  REQUIRE(kiosk.parcels->catalogue_arrived("", shelf.catalogue()));
  REQUIRE(kiosk.parcels->want("course"));
  REQUIRE(kiosk.fetch(shelf));
  CHECK(kiosk.files() == 5);
  shelf.publish("course", "2", "two", 2);
  REQUIRE(kiosk.parcels->catalogue_arrived("", shelf.catalogue()));
  REQUIRE(kiosk.fetch(shelf));
  CHECK(kiosk.files() == 5);
  REQUIRE(kiosk.parcels->remove("course"));
  CHECK(kiosk.files() == 0);
  CHECK(kiosk.text() == "none");
  CHECK(*kiosk.fetch(shelf) == 0);
}

TEST_CASE("a cut after every piece, and at every change of the disk, costs one piece at the most") {
  for (int cut = 0;; ++cut) {
    CAPTURE(cut);
    Kiosk kiosk;
    Shelf shelf;
    shelf.publish("course", "1", "one", 1);
    REQUIRE(kiosk.parcels->catalogue_arrived("", shelf.catalogue()));
    REQUIRE(kiosk.parcels->want("course"));
    auto const done = kiosk.fetch(shelf, cut);
    bool const whole = done && *done < cut;
    kiosk.start();
    CHECK(*kiosk.fetch(shelf) <= 7 - std::min(cut, 7));
    CHECK(kiosk.text() == "one");
    if (whole) break;
  }
  for (int change = 1;; ++change) {
    CAPTURE(change);
    Kiosk kiosk;
    Shelf shelf;
    shelf.publish("course", "1", "one", 1);
    REQUIRE(kiosk.parcels->catalogue_arrived("", shelf.catalogue()));
    REQUIRE(kiosk.parcels->want("course"));
    kiosk.store->dies_before = change;
    bool const lived = static_cast<bool>(kiosk.fetch(shelf));
    kiosk.disk.cut_power();
    kiosk.parcels.reset();
    kiosk.db.reset();
    kiosk.disk.plug_in();
    kiosk.start();
    CHECK((kiosk.text() == "one" || kiosk.text() == "none"));
    REQUIRE(kiosk.fetch(shelf));
    CHECK(kiosk.text() == "one");
    CHECK(kiosk.files() == 5);
    if (lived) break;
  }
}

TEST_CASE("power lost at any write of the books leaves the old edition or the new one, never half of each") {
  for (std::uint64_t steps = 0;; steps += 3) {
    CAPTURE(steps);
    Kiosk kiosk;
    Shelf shelf;
    shelf.publish("course", "1", "one", 1);
    REQUIRE(kiosk.parcels->catalogue_arrived("", shelf.catalogue()));
    REQUIRE(kiosk.parcels->want("course"));
    REQUIRE(kiosk.fetch(shelf));
    shelf.publish("course", "2", "two", 2);
    REQUIRE(kiosk.parcels->catalogue_arrived("", shelf.catalogue()));
    kiosk.disk.cut_power_after(steps);
    bool const lived = static_cast<bool>(kiosk.fetch(shelf));
    kiosk.parcels.reset();
    kiosk.db.reset();
    bool const cut = kiosk.disk.is_cut();
    kiosk.disk.plug_in();
    kiosk.start();
    auto const text = kiosk.text();
    CHECK_MESSAGE((text == "one" || text == "two"), text);
    REQUIRE(kiosk.fetch(shelf));
    CHECK(kiosk.text() == "two");
    CHECK(kiosk.files() == 5);
    if (lived && !cut) break;
  }
}

TEST_CASE("a wrong byte is noticed after one piece, and the piece is asked for again") {
  Kiosk kiosk;
  Shelf shelf;
  shelf.publish("course", "1", "one", 1);
  REQUIRE(kiosk.parcels->catalogue_arrived("", shelf.catalogue()));
  REQUIRE(kiosk.parcels->want("course"));
  for (;;) {
    auto job = *kiosk.parcels->next_piece();
    if (!job) break;
    auto bytes = to_bytes(shelf.serve(*job));
    bytes[bytes.size() / 2] ^= 1;
    CHECK(kiosk.parcels->piece_arrived(*job, bytes).error().fault == Fault::corrupt);
    CHECK(kiosk.parcels->piece_arrived(*job, BytesView(bytes).first(bytes.size() - 1)).error().fault == Fault::corrupt);
    CHECK((*kiosk.parcels->next_piece())->offset == job->offset);
    REQUIRE(kiosk.parcels->piece_arrived(*job, shelf.serve(*job)));
  }
  CHECK(kiosk.text() == "one");
}

TEST_CASE("a piece list that lies about the whole is found out before the file is used") {
  Kiosk kiosk;
  Shelf shelf;
  Manifest manifest;
  manifest.config = shelf.add("", media::config, to_bytes(std::string_view("{}")));
  auto layer = shelf.add("files/big.bin", "application/octet-stream", Bytes(limits::piece_bytes * 2, 3));
  auto const real = layer.digest.text();
  layer.digest.bytes[0] ^= 1;
  shelf.blobs[layer.digest.text()] = shelf.blobs[real];
  manifest.layers = {layer};
  shelf.offer("course", to_bytes(write_manifest(manifest)), manifest.bytes());
  REQUIRE(kiosk.parcels->catalogue_arrived("", shelf.catalogue()));
  REQUIRE(kiosk.parcels->want("course"));
  auto done = kiosk.fetch(shelf);
  REQUIRE(!done);
  CHECK(done.error().fault == Fault::corrupt);
  CHECK(kiosk.text() == "none");
}

TEST_CASE("no room is said before the first piece, and a disk that fills on the way keeps what it has") {
  Kiosk kiosk;
  Shelf shelf;
  shelf.publish("course", "1", "one", 1);
  REQUIRE(kiosk.parcels->catalogue_arrived("", shelf.catalogue()));
  REQUIRE(kiosk.parcels->want("course"));
  kiosk.store->free = room_kept_free;
  CHECK(kiosk.fetch(shelf).error().fault == Fault::full);
  CHECK(shelf.served == 0);
  CHECK(kiosk.files() == 0);
  kiosk.store->free = room_kept_free * 2;
  REQUIRE(kiosk.fetch(shelf, 5));
  kiosk.store->free = 0;
  CHECK(kiosk.fetch(shelf).error().fault == Fault::full);
  kiosk.start();
  auto const missing = kiosk.state().bytes_missing;
  CHECK(missing > 0);
  shelf.served = 0;
  REQUIRE(kiosk.fetch(shelf));
  CHECK(shelf.served == missing);
  CHECK(kiosk.text() == "one");
}

TEST_CASE("a file that rots is noticed when it is read, fetched again, and the rest can be read meanwhile") {
  Kiosk kiosk;
  Shelf shelf;
  shelf.publish("course", "1", "one", 1);
  REQUIRE(kiosk.parcels->catalogue_arrived("", shelf.catalogue()));
  REQUIRE(kiosk.parcels->want("course"));
  REQUIRE(kiosk.fetch(shelf));
  auto const edition = *kiosk.parcels->active("course");
  auto const digest = edition->manifest.find("chapters/a.json")->digest;
  std::ofstream(kiosk.folder.path() / "blobs" / digest.hex(), std::ios::binary) << "rotten";
  CHECK(kiosk.text() == "fault corrupt");
  CHECK(kiosk.state().damaged);
  CHECK(kiosk.parcels->read_layer(*edition, "figures/same.png", 1000));
  CHECK(*kiosk.fetch(shelf) == 1);
  CHECK(kiosk.text() == "one");
  fs::remove(kiosk.folder.path() / "blobs" / digest.hex());
  int unsound = 0;
  auto const verdicts = *kiosk.parcels->verify(*edition);
  for (auto const& verdict : verdicts) unsound += !verdict.sound;
  CHECK(verdicts.size() == 5);
  CHECK(unsound == 1);
  kiosk.start();
  CHECK(*kiosk.fetch(shelf) == 1);
}

TEST_CASE("an edition that is refused, or whose manifest we cannot take, is not asked for again by itself") {
  Kiosk kiosk;
  Shelf shelf;
  auto bad = shelf.offer("course", to_bytes(std::string_view(R"({"schemaVersion":2,"layers":[{"title":"../../x"}]})")), 100);
  REQUIRE(kiosk.parcels->catalogue_arrived("", shelf.catalogue()));
  REQUIRE(kiosk.parcels->want("course"));
  CHECK(*kiosk.fetch(shelf) == 1);
  CHECK(kiosk.state().refused);
  CHECK(!*kiosk.parcels->next_piece());
  REQUIRE(kiosk.parcels->want("course"));  // A person asks again.
  auto job = *kiosk.parcels->next_piece();
  REQUIRE(job);
  CHECK(job->digest == bad);
  REQUIRE(kiosk.parcels->piece_refused(*job, 404));
  CHECK(!*kiosk.parcels->next_piece());
}

TEST_CASE("a bomb in a chapter is stopped at the reader's bound") {
  Kiosk kiosk;
  Shelf shelf;
  shelf.publish("course", "1", std::string(50'000'000, ' '), 1);
  REQUIRE(kiosk.parcels->catalogue_arrived("", shelf.catalogue()));
  REQUIRE(kiosk.parcels->want("course"));
  REQUIRE(kiosk.fetch(shelf));
  auto const edition = *kiosk.parcels->active("course");
  CHECK(kiosk.parcels->read_layer(*edition, "chapters/a.json", limits::chapter_bytes_max).error().fault == Fault::corrupt);
  CHECK(kiosk.parcels->read_layer(*edition, "chapters/none.json", 10).error().fault == Fault::invalid);
  CHECK(kiosk.parcels->read_layer(*edition, "files/big.bin", 10).error().fault == Fault::refused);
}

TEST_CASE("the real course changes edition by what changed, and every chapter of it can be read") {
  auto const courses = real_courses() / "shell-novice";
  if (!fs::exists(courses)) {
    MESSAGE("skipped: no courses at " << courses);
    return;
  }
  Kiosk kiosk;
  std::uint64_t served[2] = {0, 0};
  for (int i = 0; i < 2; ++i) {
    TempFolder packed;
    auto report = client::pack_course({courses / (i ? "edition-2026" : "edition-2024"), packed.path() / "out", {}});
    REQUIRE(report);
    PackOnDisk pack(packed.path() / "out");
    Shelf shelf;
    for (auto const& layer : pack.manifest().layers) shelf.blobs[layer.digest.text()] = to_bytes(pack.blob(layer.digest.text()));
    shelf.blobs[pack.manifest().config.digest.text()] = to_bytes(pack.blob(pack.manifest().config.digest.text()));
    shelf.offer("course", to_bytes(pack.blob(pack.digest())), pack.manifest().bytes());
    REQUIRE(kiosk.parcels->catalogue_arrived("", shelf.catalogue()));
    REQUIRE(kiosk.parcels->want("course"));
    REQUIRE(kiosk.fetch(shelf));
    served[i] = shelf.served;
    auto const edition = *kiosk.parcels->active("course");
    CHECK(edition->name == (i ? "edition-2026" : "edition-2024"));
    auto const config = kiosk.parcels->read_config(*edition);
    REQUIRE(config);
    for (auto const& entry : config->list("contents")) {
      auto const text = kiosk.parcels->read_layer(*edition, entry.text_or("layer", ""), limits::chapter_bytes_max);
      REQUIRE(text);
      CHECK(client::parse_chapter(as_text(*text)));
    }
  }
  MESSAGE("first edition " << served[0] << " bytes of files, the next " << served[1]);
  CHECK(served[0] > 700'000);
  CHECK(served[1] < served[0]);
}
