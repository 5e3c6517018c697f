#include <doctest/doctest.h>

#include "sync/db/meta.h"
#include "sync/db/time_store.h"
#include "sync/migrations.h"
#include "tests/support/fault_vfs.h"

using namespace carrel::sync;
using carrel::tests::FaultDisk;

namespace {

TimeEvidence evidence(int proven, int awake) { return {WallTime{std::chrono::seconds{proven}}, std::chrono::seconds{awake}}; }

}  // namespace

TEST_CASE("time evidence outlives a restart and never goes back") {
  FaultDisk disk(1);
  for (auto const& [given, expected] : {std::pair{evidence(1000, 10), 1010}, {evidence(900, 50), 1010}, {evidence(1000, 10), 1010},
                                        {evidence(900, 200), 1100}, {evidence(1200, 0), 1200}, {evidence(0, 0), 1200}}) {
    auto db = Db::open("carrel.db", client_migrations(), {.vfs = disk.vfs()});
    REQUIRE(db);
    REQUIRE(keep_time_evidence(*db, given));
    CHECK(earliest_now(*read_time_evidence(*db)) == WallTime{std::chrono::seconds{expected}});
  }
}

TEST_CASE("small values of the device are kept and replaced") {
  FaultDisk disk(1);
  auto db = Db::open("carrel.db", client_migrations(), {.vfs = disk.vfs()});
  REQUIRE(db);
  CHECK_FALSE(find_meta(*db, "theme")->has_value());
  REQUIRE(keep_meta(*db, "theme", "dark"));
  REQUIRE(keep_meta(*db, "theme", "light"));
  CHECK(**find_meta(*db, "theme") == "light");
}
