#include <doctest/doctest.h>

#include <array>
#include <set>

#include "sync/db/db.h"
#include "tests/support/fault_vfs.h"

using namespace carrel::sync;
using carrel::tests::FaultDisk;

namespace {

constexpr std::array steps{Migration{"0001_notes", "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;"}};

Result<Db> open(FaultDisk& disk) { return Db::open("notes.db", steps, {.vfs = disk.vfs()}); }

Done save(Db& db, int id, std::size_t size = 1500) {
  TRY(tx, Transaction::begin(db));
  TRY(insert, db.prepare("INSERT INTO note VALUES (?, ?)"));
  CHECKED(insert.bind(1, id).bind(2, std::string(size, 'n')).run());
  return tx.commit();
}

std::set<int> saved(Db& db) {
  std::set<int> ids;
  auto rows = db.prepare("SELECT id FROM note WHERE length(text) > 0");
  REQUIRE(rows);
  for (;;) {
    auto const row = rows->step();
    REQUIRE(row);
    if (!*row) return ids;
    ids.insert(static_cast<int>(rows->integer(0)));
  }
}

bool is_sound(Db& db) {
  auto check = db.prepare("PRAGMA integrity_check");
  if (!check) return false;
  auto const row = check->step();
  return row && *row && check->text(0) == "ok";
}

/// Saves until the power goes; what was told to be saved.
std::set<int> save_until_cut(FaultDisk& disk, int first, int last) {
  std::set<int> told;
  auto db = open(disk);
  for (int id = first; db && id <= last && !disk.is_cut(); ++id) {
    if (save(*db, id)) told.insert(id);
    if (id % 5 == 0) static_cast<void>(static_cast<bool>(db->tidy_now()));
  }
  return told;
}

}  // namespace

TEST_CASE("what was told to be saved survives the plug at any write") {
  int cuts = 0;
  std::uint64_t seed = 1;
  // Between the first tables and the first save the WAL is laid out, some five hundred equal writes: every seventh will do.
  for (std::uint64_t step = 0;; step += step > 60 && step < 540 ? 7 : 1, ++seed) {
    CAPTURE(step);
    CAPTURE(seed);
    FaultDisk disk(seed);
    disk.cut_power_after(step);
    auto const told = save_until_cut(disk, 1, 12);
    if (!disk.is_cut()) break;
    ++cuts;
    disk.plug_in();
    auto db = open(disk);
    if (!db) MESSAGE(db.error().place);
    REQUIRE(db);
    CHECK(is_sound(*db));
    auto const there = saved(*db);
    for (int id : told) CHECK(there.count(id) == 1);
    CHECK(there.size() <= told.size() + 1);  // At most the one whose commit was cut.
    REQUIRE(save(*db, 1000));
  }
  MESSAGE("cut at ", cuts, " places");
  CHECK(cuts > 500);
}

TEST_CASE("a medium that lies about syncs is noticed by this very test") {
  int lost = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    FaultDisk disk(seed);
    { auto db = open(disk); REQUIRE(db); }
    std::set<int> told;
    {
      auto db = open(disk);
      REQUIRE(db);
      disk.lie_about_syncs(true);
      for (int id = 1; id <= 6; ++id)
        if (save(*db, id)) told.insert(id);
      disk.cut_power();
    }
    disk.plug_in();
    disk.lie_about_syncs(false);
    auto db = open(disk);
    if (!db || saved(*db) != told) ++lost;
  }
  CHECK(lost > 30);
}

TEST_CASE("a full disk refuses the save, keeps the old data, and goes on when there is room") {
  FaultDisk disk(1);
  auto db = open(disk);
  REQUIRE(db);
  int id = 1;
  REQUIRE(save(*db, id));
  disk.set_room(disk.bytes_used() + 8 * 1024);
  std::set<int> told{1};
  Fault fault{};
  for (;;) {
    auto const done = save(*db, ++id, 200'000);
    if (!done) { fault = done.error().fault; break; }
    told.insert(id);
    REQUIRE(id < 1000);
  }
  CHECK(fault == Fault::full);
  CHECK_FALSE(db->is_wounded());
  CHECK(saved(*db) == told);
  CHECK(is_sound(*db));
  disk.set_room(std::nullopt);
  REQUIRE(save(*db, id, 200'000));
  told.insert(id);
  CHECK(saved(*db) == told);
}

TEST_CASE("a full disk can still be opened and read") {
  FaultDisk disk(1);
  { auto db = open(disk); REQUIRE(db); REQUIRE(save(*db, 1)); }
  disk.set_room(disk.bytes_used());
  auto db = open(disk);
  REQUIRE(db);
  CHECK(saved(*db) == std::set<int>{1});
}

TEST_CASE("a new file on a full disk says full and leaves nothing half made") {
  FaultDisk disk(1);
  disk.set_room(6000);
  auto const none = open(disk);
  REQUIRE_FALSE(none);
  CHECK(none.error().fault == Fault::full);
  disk.set_room(std::nullopt);
  auto db = open(disk);
  REQUIRE(db);
  CHECK(save(*db, 1));
}

TEST_CASE("after a sync that failed nothing more is called saved until the file is opened again") {
  FaultDisk disk(1);
  {
    auto db = open(disk);
    REQUIRE(db);
    REQUIRE(save(*db, 1));
    disk.fail_next_sync();
    CHECK_FALSE(save(*db, 2));
    CHECK(db->is_wounded());
    CHECK_FALSE(save(*db, 3));
    auto alone = db->prepare("UPDATE file_state SET number = 7 WHERE name = 'tidied'");  // Without a transaction around it.
    REQUIRE(alone);
    CHECK_FALSE(alone->run());
  }
  auto db = open(disk);
  REQUIRE(db);
  CHECK(saved(*db).count(1) == 1);
  CHECK(saved(*db).count(3) == 0);
  CHECK(save(*db, 4));
}

TEST_CASE("a damaged file is called corrupt after an unclean end") {
  FaultDisk disk(7);
  {
    auto db = open(disk);
    REQUIRE(db);
    for (int id = 1; id <= 200; ++id) REQUIRE(save(*db, id, 100));
    REQUIRE(db->tidy_now());
    disk.cut_power();
  }
  disk.plug_in();
  for (std::uint64_t page = 1; page < disk.file_bytes("notes.db") / 4096; ++page)
    for (std::uint64_t byte = 0; byte < 12; ++byte) disk.flip_bit("notes.db", (page * 4096 + byte) * 8 + 6);
  auto const db = open(disk);
  REQUIRE_FALSE(db);
  CHECK(db.error().fault == Fault::corrupt);
}

TEST_CASE("the database of another program is refused and left alone") {
  FaultDisk disk(1);
  {
    auto db = open(disk);
    REQUIRE(db);
    REQUIRE(db->exec("PRAGMA application_id = 99"));
  }
  auto const bytes = disk.file_bytes("notes.db");
  auto const db = open(disk);
  REQUIRE_FALSE(db);
  CHECK(db.error().fault == Fault::corrupt);
  CHECK(disk.file_bytes("notes.db") == bytes);
}
