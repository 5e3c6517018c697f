#include "sync/db/db.h"

#include <doctest/doctest.h>

#include <array>

#include "tests/support/fault_vfs.h"

using namespace carrel::sync;
using carrel::tests::FaultDisk;

namespace {

constexpr std::array steps{Migration{"0001_notes", "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;"},
                           Migration{"0002_marks", "CREATE TABLE mark (id INTEGER PRIMARY KEY) STRICT; INSERT INTO mark VALUES (7);"}};

Db open(FaultDisk& disk, std::span<Migration const> with = steps) {
  auto db = Db::open("notes.db", with, {.vfs = disk.vfs()});
  REQUIRE(db);
  return std::move(*db);
}

Done save(Db& db, std::string const& text) {
  TRY(tx, Transaction::begin(db));
  TRY(insert, db.prepare("INSERT INTO note (text) VALUES (?)"));
  CHECKED(insert.bind(1, text).run());
  return tx.commit();
}

std::int64_t count(Db& db, std::string_view table = "note") {
  auto asked = db.prepare("SELECT count(*) FROM " + std::string(table));
  REQUIRE(asked);
  auto const row = asked->step();
  REQUIRE(row);
  return asked->integer(0);
}

}  // namespace

TEST_CASE("what was bound is what is read") {
  FaultDisk disk(1);
  auto db = open(disk);
  REQUIRE(db.exec("CREATE TABLE all_kinds (a INTEGER, b TEXT, c BLOB, d BLOB, e INTEGER, f TEXT) STRICT"));
  ActionId id;
  id.bytes[3] = 9;
  {
    auto insert = db.prepare("INSERT INTO all_kinds VALUES (?, ?, ?, ?, ?, ?)");
    REQUIRE(insert);
    std::optional<std::string> nothing;
    REQUIRE(insert->bind(1, -5).bind(2, "é").bind(3, Bytes{1, 0, 2}).bind(4, id).bind(5, WallTime{std::chrono::seconds{60}})
                .bind(6, nothing).run());
  }
  auto row = db.prepare("SELECT * FROM all_kinds");
  REQUIRE(row);
  auto const there = row->step();
  REQUIRE((there && *there));
  CHECK(row->integer(0) == -5);
  CHECK(row->text(1) == "é");
  CHECK(row->blob(2) == Bytes{1, 0, 2});
  CHECK(row->id<ActionId>(3) == id);
  CHECK(row->time(4) == WallTime{std::chrono::seconds{60}});
  CHECK(row->is_null(5));
}

TEST_CASE("a statement can be used inside its own loop") {
  FaultDisk disk(1);
  auto db = open(disk);
  REQUIRE(save(db, "one"));
  REQUIRE(save(db, "two"));
  std::string_view const sql = "SELECT id FROM note ORDER BY id";
  auto outer = db.prepare(sql);
  REQUIRE(outer);
  int pairs = 0;
  while (*outer->step()) {
    auto inner = db.prepare(sql);
    REQUIRE(inner);
    while (*inner->step()) ++pairs;
  }
  CHECK(pairs == 4);
}

TEST_CASE("a wrong bind is told by the step after it") {
  FaultDisk disk(1);
  auto db = open(disk);
  auto insert = db.prepare("INSERT INTO note (text) VALUES (?)");
  REQUIRE(insert);
  CHECK_FALSE(insert->bind(2, "there is no second").run());
}

TEST_CASE("a transaction that is not committed leaves nothing") {
  FaultDisk disk(1);
  auto db = open(disk);
  {
    auto tx = Transaction::begin(db);
    REQUIRE(tx);
    REQUIRE(db.exec("INSERT INTO note (text) VALUES ('gone')"));
    CHECK_FALSE(Transaction::begin(db));  // Not nested.
  }
  CHECK(count(db) == 0);
  CHECK_FALSE(db.in_transaction());
}

TEST_CASE("a save costs exactly one sync and the WAL does not grow") {
  FaultDisk disk(1);
  auto db = open(disk);
  auto const wal = db.wal_bytes();
  CHECK(wal >= 1024 * 1024);
  for (int day = 0; day < 40; ++day) {
    CAPTURE(day);
    for (int i = 0; i < 8; ++i) {
      auto const before = disk.figures().syncs;
      REQUIRE(save(db, std::string(2000, 'x')));
      CHECK(disk.figures().syncs - before == 1);
    }
    REQUIRE(db.tidy());
    CHECK(db.wal_bytes() == wal);
  }
  CHECK(count(db) == 320);
}

TEST_CASE("the WAL is kept over a clean end") {
  FaultDisk disk(1);
  std::int64_t wal = 0;
  { auto db = open(disk); REQUIRE(save(db, "kept")); wal = db.wal_bytes(); }
  auto db = open(disk);
  CHECK(db.wal_bytes() == wal);
  CHECK(count(db) == 1);
  auto const before = disk.figures().syncs;
  REQUIRE(save(db, "the first save after opening"));
  CHECK(disk.figures().syncs - before == 1);
}

TEST_CASE("a WAL that nobody tidies is checkpointed before it is too long") {
  FaultDisk disk(1);
  auto db = open(disk);
  for (int i = 0; i < 1500; ++i) REQUIRE(save(db, std::string(3000, 'y')));
  CHECK(db.wal_bytes() < 6 * 1024 * 1024);
  CHECK(count(db) == 1500);
}

TEST_CASE("steps of the schema are done once, in order, and survive") {
  FaultDisk disk(1);
  { auto db = open(disk, std::span(steps).first(1)); REQUIRE(save(db, "before")); }
  { auto db = open(disk); CHECK(count(db) == 1); CHECK(count(db, "mark") == 1); }
  auto db = open(disk);
  CHECK(count(db, "mark") == 1);
}

TEST_CASE("a file from a newer program is refused as stale and left alone") {
  FaultDisk disk(1);
  { auto db = open(disk); REQUIRE(save(db, "of the newer one")); }
  auto const older = Db::open("notes.db", std::span(steps).first(1), {.vfs = disk.vfs()});
  REQUIRE_FALSE(older);
  CHECK(older.error().fault == Fault::stale);
  std::array const renamed{steps[0], Migration{"0002_other", "SELECT 1;"}};
  auto const other = Db::open("notes.db", renamed, {.vfs = disk.vfs()});
  REQUIRE_FALSE(other);
  CHECK(other.error().fault == Fault::stale);
  auto db = open(disk);
  CHECK(count(db) == 1);
}

TEST_CASE("a step that fails leaves the schema as it was") {
  FaultDisk disk(1);
  { auto db = open(disk, std::span(steps).first(1)); }
  std::array const broken{steps[0], steps[1], Migration{"0003_broken", "CREATE TABLE half (a INTEGER) STRICT; nonsense;"}};
  CHECK_FALSE(Db::open("notes.db", broken, {.vfs = disk.vfs()}));
  auto db = open(disk, std::span(steps).first(1));
  CHECK_FALSE(db.prepare("SELECT * FROM mark"));
  CHECK_FALSE(db.prepare("SELECT * FROM half"));
}

TEST_CASE("the settings that a promise rests on are in force") {
  FaultDisk disk(1);
  auto db = open(disk);
  auto const asked = [&](char const* pragma) {
    auto statement = db.prepare(std::string("PRAGMA ") + pragma);
    REQUIRE(statement);
    auto const row = statement->step();
    REQUIRE(row);
    return statement->text(0);
  };
  CHECK(asked("journal_mode") == "wal");
  CHECK(asked("synchronous") == "2");
  CHECK(asked("foreign_keys") == "1");
  CHECK(asked("trusted_schema") == "0");
  CHECK(asked("cell_size_check") == "1");
  CHECK(asked("secure_delete") == "1");
  CHECK(asked("wal_autocheckpoint") == "0");
  CHECK_FALSE(db.exec("ATTACH ':memory:' AS other"));
}
