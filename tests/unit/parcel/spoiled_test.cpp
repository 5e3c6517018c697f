// What never comes right is not fetched for ever: on a dear link the same bytes cost the same every time.
#include <doctest/doctest.h>

#include "sync/base/limits.h"
#include "sync/migrations.h"
#include "sync/parcel/parcels.h"
#include "tests/support/fault_vfs.h"
#include "tests/unit/pack/pack_fixture.h"
#include "tests/unit/parcel/shelf.h"

using namespace carrel;
using namespace carrel::sync;
using carrel::tests::Shelf;

namespace {

struct Kiosk {
  Kiosk() { start(); }
  void start() {
    parcels.reset();
    db.reset();
    auto opened = Db::open("carrel.db", client_migrations(), {.vfs = disk.vfs()});
    REQUIRE(opened);
    db = std::make_unique<Db>(std::move(*opened));
    auto all = Parcels::open(*db, store);
    REQUIRE(all);
    parcels = std::move(*all);
  }
  // Fetches until nothing is wanted; says how many pieces that took, or stops at the first fault.
  Result<int> fetch(Shelf& shelf, int most = 100) {
    for (int count = 0; count < most; ++count) {
      TRY(job, parcels->next_piece());
      if (!job) return count;
      CHECKED(parcels->piece_arrived(*job, shelf.serve(*job)));
    }
    return most;
  }
  void take_wrong_bytes() {
    auto const job = parcels->next_piece();
    REQUIRE((job && *job));
    CHECK(parcels->piece_arrived(**job, Bytes((*job)->length, 9)).error().fault == Fault::corrupt);
  }
  std::string text() {
    auto edition = parcels->active("course");
    REQUIRE(edition);
    if (!*edition) return "none";
    auto bytes = parcels->read_layer(**edition, "chapters/a.json", 1000);
    return bytes ? std::string(as_text(*bytes)) : "fault " + std::string(name_of(bytes.error().fault));
  }
  CourseState state(std::string const& course = "course") {
    auto all = parcels->courses();
    REQUIRE(all);
    for (auto const& one : *all)
      if (one.course == course) return one;
    FAIL("no such course");
    return {};
  }

  TempFolder folder;
  tests::FaultDisk disk{1};
  BlobStore store{folder.path() / "blobs"};
  std::unique_ptr<Db> db;
  std::unique_ptr<Parcels> parcels;
};

// An edition whose large file fits its pieces and not its own digest.
void publish_a_lie(Shelf& shelf, std::string const& course) {
  Manifest manifest;
  manifest.config = shelf.add("", media::config, to_bytes("{\"of\":\"" + course + "\"}"));
  auto layer = shelf.add("files/big.bin", "application/octet-stream", Bytes(limits::piece_bytes * 2, 3));
  auto const real = layer.digest.text();
  layer.digest.bytes[0] ^= 1;
  shelf.blobs[layer.digest.text()] = shelf.blobs[real];
  manifest.layers = {layer};
  shelf.offer(course, to_bytes(write_manifest(manifest)), manifest.bytes());
}

}  // namespace

TEST_CASE("a file that never comes whole is fetched three times, then its course stops, says why, and other courses go on") {
  Kiosk kiosk;
  Shelf shelf;
  shelf.publish("sound", "1", "one", 1);
  publish_a_lie(shelf, "lie");
  REQUIRE(kiosk.parcels->catalogue_arrived("", shelf.catalogue()));
  REQUIRE(kiosk.parcels->want("lie"));
  REQUIRE(kiosk.parcels->want("sound"));
  for (int time = 0; time < whole_file_tries; ++time) {
    CHECK(kiosk.state("lie").stopped_at.empty());
    CHECK(kiosk.fetch(shelf).error().fault == Fault::corrupt);
    kiosk.start();  // The count outlives the process.
  }
  auto const lie = kiosk.state("lie");
  CHECK(lie.refused);
  CHECK(lie.stopped_at == "files/big.bin");
  CHECK(shelf.served < whole_file_tries * 2 * limits::piece_bytes + 100);
  REQUIRE(kiosk.fetch(shelf));
  CHECK(kiosk.state("sound").bytes_missing == 0);
  CHECK(kiosk.state("sound").stopped_at.empty());

  // Neither a catalogue that names the same edition nor a wish for another course pays for it again.
  REQUIRE(kiosk.parcels->catalogue_arrived("2", shelf.catalogue()));
  REQUIRE(kiosk.parcels->want("sound"));
  CHECK(*kiosk.fetch(shelf) == 0);
  CHECK(!kiosk.state("lie").stopped_at.empty());

  REQUIRE(kiosk.parcels->want("lie"));  // A person asks again.
  CHECK(kiosk.state("lie").stopped_at.empty());
  for (int time = 0; time < whole_file_tries; ++time) CHECK(!kiosk.fetch(shelf));
  CHECK(*kiosk.fetch(shelf) == 0);
  REQUIRE(kiosk.parcels->remove("lie"));
  CHECK(kiosk.state("lie").stopped_at.empty());
}

TEST_CASE("a piece that is wrong again and again stops its course too, and one that comes right in the end does not") {
  for (int const wrong : {same_piece_tries - 1, same_piece_tries}) {
    CAPTURE(wrong);
    Kiosk kiosk;
    Shelf shelf;
    shelf.publish("course", "1", "one", 1);
    REQUIRE(kiosk.parcels->catalogue_arrived("", shelf.catalogue()));
    REQUIRE(kiosk.parcels->want("course"));
    REQUIRE(kiosk.fetch(shelf, 2));  // Manifest and config.
    for (int time = 0; time < wrong; ++time) kiosk.take_wrong_bytes();
    bool const given_up = wrong == same_piece_tries;
    CHECK(kiosk.state().stopped_at == (given_up ? "chapters/a.json" : ""));
    REQUIRE(kiosk.fetch(shelf));
    CHECK(kiosk.text() == (given_up ? "none" : "one"));
  }
}

TEST_CASE("a file that rots and cannot be mended stops the mending, and the rest stays readable") {
  Kiosk kiosk;
  Shelf shelf;
  shelf.publish("course", "1", "one", 1);
  REQUIRE(kiosk.parcels->catalogue_arrived("", shelf.catalogue()));
  REQUIRE(kiosk.parcels->want("course"));
  REQUIRE(kiosk.fetch(shelf));
  auto const edition = *kiosk.parcels->active("course");
  fs::remove(kiosk.folder.path() / "blobs" / edition->manifest.find("chapters/a.json")->digest.hex());
  CHECK(kiosk.text() == "fault corrupt");
  SUBCASE("its bytes are wrong every time") {
    for (int time = 0; time < same_piece_tries; ++time) kiosk.take_wrong_bytes();
    CHECK(kiosk.state().stopped_at == "chapters/a.json");
  }
  SUBCASE("the platform says no") {
    auto const job = kiosk.parcels->next_piece();
    REQUIRE((job && *job));
    REQUIRE(kiosk.parcels->piece_refused(**job, 404));
    CHECK(kiosk.state().stopped_at.empty());
  }
  CHECK(!*kiosk.parcels->next_piece());
  CHECK(kiosk.state().damaged);
  CHECK(kiosk.parcels->read_layer(*edition, "figures/same.png", 1000));
  REQUIRE(kiosk.parcels->want("course"));
  CHECK(*kiosk.fetch(shelf) == 1);
  CHECK(kiosk.text() == "one");
}
