// A window that fetches and reads, and an operator's command that opens the same folder at any moment.
#include <doctest/doctest.h>

#include <functional>

#include "sync/migrations.h"
#include "sync/parcel/parcels.h"
#include "tests/unit/pack/pack_fixture.h"
#include "tests/unit/parcel/shelf.h"

using namespace carrel;
using namespace carrel::sync;
using carrel::tests::Shelf;

namespace {

/// A disk where somebody else looks in between a change and its line in the books.
class WatchedStore : public BlobStore {
 public:
  using BlobStore::BlobStore;
  std::function<void()> between = [] {};
  Done write_piece(BlobDigest const& digest, std::uint64_t offset, BytesView bytes) override {
    auto done = BlobStore::write_piece(digest, offset, bytes);
    between();
    return done;
  }
  Done finish(BlobDigest const& digest, std::uint64_t size) override {
    auto done = BlobStore::finish(digest, size);
    between();
    return done;
  }
};

/// One process: its own connection and its own place in the folder.
struct Process {
  explicit Process(TempFolder const& folder) : store(folder.path() / "blobs") {
    auto opened = Db::open(folder.path() / "carrel.db", client_migrations());
    REQUIRE(opened);
    db = std::make_unique<Db>(std::move(*opened));
    auto all = Parcels::open(*db, store);
    REQUIRE(all);
    parcels = std::move(*all);
  }
  Result<bool> fetch_one(Shelf& shelf) {
    TRY(job, parcels->next_piece());
    if (!job) return false;
    CHECKED(parcels->piece_arrived(*job, shelf.serve(*job)));
    return true;
  }
  Result<int> fetch(Shelf& shelf) {
    for (int count = 0;; ++count) {
      TRY(more, fetch_one(shelf));
      if (!more) return count;
    }
  }
  std::string text() {
    auto edition = parcels->active("course");
    if (!edition || !*edition) return "none";
    auto bytes = parcels->read_layer(**edition, "chapters/a.json", 1000);
    return bytes ? std::string(as_text(*bytes)) : "fault " + std::string(name_of(bytes.error().fault));
  }
  std::size_t files() { return store.list().whole.size() + store.list().staging.size(); }

  WatchedStore store;
  std::unique_ptr<Db> db;
  std::unique_ptr<Parcels> parcels;
};

void want(Process& process, Shelf& shelf) {
  REQUIRE(process.parcels->catalogue_arrived("", shelf.catalogue()));
  REQUIRE(process.parcels->want("course"));
}

}  // namespace

TEST_CASE("a command that opens the folder between a piece and its line in the books sweeps nothing of it") {
  TempFolder folder;
  Process window(folder);
  Shelf shelf;
  shelf.publish("course", "1", "one", 1);
  want(window, shelf);
  int looks = 0;
  window.store.between = [&] {
    ++looks;
    Process const command(folder);
  };
  // Manifest, config, chapter, figure, three pieces: none is asked for twice.
  auto const count = window.fetch(shelf);
  REQUIRE(count);
  CHECK(*count == 7);
  CHECK(looks > 7);
  CHECK(window.text() == "one");
  auto const verdicts = window.parcels->verify(**window.parcels->active("course"));
  REQUIRE(verdicts);
  for (auto const& verdict : *verdicts) CHECK(verdict.sound);
}

TEST_CASE("an edition that somebody reads in the window outlives a command that starts, flips and removes") {
  TempFolder folder;
  Process window(folder);
  Shelf shelf;
  shelf.publish("course", "1", "one", 1);
  want(window, shelf);
  REQUIRE(window.fetch(shelf));
  auto const reading = *window.parcels->active("course");
  {
    Process command(folder);
    shelf.publish("course", "2", "two", 2);
    want(command, shelf);
    REQUIRE(command.fetch(shelf));
    CHECK(command.text() == "two");
    REQUIRE(command.parcels->remove("course"));
  }
  { Process const another(folder); }
  CHECK(as_text(*window.parcels->read_layer(*reading, "chapters/a.json", 1000)) == "one");
  CHECK(window.text() == "none");
}

TEST_CASE("what had to stay while two were here goes when one of them is left") {
  TempFolder folder;
  Shelf shelf;
  shelf.publish("course", "1", "one", 1);
  {
    Process window(folder);
    want(window, shelf);
    REQUIRE(window.fetch(shelf));
    {
      Process command(folder);
      REQUIRE(command.parcels->remove("course"));
    }
    CHECK(window.files() == 5);
    REQUIRE(window.parcels->remove("course"));
    CHECK(window.files() == 0);
    want(window, shelf);
    REQUIRE(window.fetch(shelf));
    Process command(folder);
    REQUIRE(command.parcels->remove("course"));
  }
  Process next(folder);
  CHECK(next.files() == 0);
}

TEST_CASE("two processes that fetch the same course at once get in nobody's way, and it is whole in the end") {
  TempFolder folder;
  Process window(folder), command(folder);
  Shelf shelf;
  shelf.publish("course", "1", "one", 1);
  want(window, shelf);
  for (bool more = true; more;) {
    auto const here = window.fetch_one(shelf), there = command.fetch_one(shelf);
    REQUIRE(here);
    REQUIRE(there);
    more = *here || *there;
  }
  CHECK(window.text() == "one");
  CHECK(command.text() == "one");
  auto const verdicts = window.parcels->verify(**window.parcels->active("course"));
  REQUIRE(verdicts);
  for (auto const& verdict : *verdicts) CHECK(verdict.sound);
  CHECK(window.files() == 5);
}
