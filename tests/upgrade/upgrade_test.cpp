#include <doctest/doctest.h>
#include <sqlite3.h>

#include <fstream>
#include <iterator>

#include "sync/db/meta.h"
#include "sync/db/time_store.h"
#include "sync/inbox/inbox.h"
#include "sync/migrations.h"
#include "sync/outbox/outbox.h"
#include "sync/trust/device_store.h"
#include "sync/trust/learner_store.h"
#include "sync/trust/vault_items.h"
#include "tests/support/fault_vfs.h"

using namespace carrel::sync;
using carrel::tests::FaultDisk;

namespace {

DeviceKey device_key() {
  auto const bytes = from_hex("a8eff3ef70e45c6908b305ff1f035046a5f454573033579ed21692348b1eba0a");
  REQUIRE(bytes);
  return std::move(*DeviceKey::from(Secret::copy_of(*bytes)));
}

SealKeyPair platform_seal() {
  auto const bytes = from_hex("b2725970fe568cad73b0cf8aa38b284ae4770900f54c0c501bf5bdb39bf937de");
  REQUIRE(bytes);
  return std::move(*SealKeyPair::from_seed(*bytes));
}

/// The file as the first version left it.
void lay_down_first_schema(FaultDisk& disk) {
  std::ifstream file(HOUSE_TOP "/tests/upgrade/first_schema.sql");
  std::string const sql{std::istreambuf_iterator<char>(file), {}};
  REQUIRE_FALSE(sql.empty());
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open_v2("carrel.db", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, disk.vfs()) == SQLITE_OK);
  char* why = nullptr;
  auto const code = sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &why);
  CAPTURE(std::string(why ? why : ""));
  CHECK(code == SQLITE_OK);
  sqlite3_free(why);
  sqlite3_close(db);
}

Result<Db> open(FaultDisk& disk) { return Db::open("carrel.db", client_migrations(), {.vfs = disk.vfs()}); }

std::vector<std::string> schema(Db& db) {
  std::vector<std::string> names;
  auto rows = db.prepare("SELECT type || ' ' || name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1");
  REQUIRE(rows);
  while (*rows->step()) names.push_back(rows->text(0));
  return names;
}

}  // namespace

TEST_CASE("a file of the first schema opens today with everything in it") {
  FaultDisk disk(1);
  lay_down_first_schema(disk);
  auto opened = open(disk);
  REQUIRE(opened);
  auto& db = *opened;
  auto const key = device_key();

  auto const device = find_device(db, key);
  REQUIRE((device && *device));
  CHECK((*device)->name == "kiosk 7");
  CHECK((*device)->token == "token-123");
  CHECK(as_text(**find_secret(db, key, "tls")) == "session");
  CHECK(**find_meta(db, "theme") == "dark");
  CHECK(earliest_now(*read_time_evidence(db)) == WallTime{std::chrono::seconds{1'795'000'500}});

  auto const learners = list_learners(db);
  REQUIRE(learners);
  REQUIRE(learners->size() == 2);
  CHECK(learners->at(0).first_name == "Awa");
  auto const awa = unlock_learner(db, learners->at(0).id, key);
  REQUIRE(awa);
  auto const items = list_items(db, *awa, "complaint");
  REQUIRE(items);
  CHECK(items->size() == 5);
  for (auto const& item : *items) CHECK(item.second.text_or("details", "") == "words of Awa");

  auto const news = inbox::open_pending(db, *awa);
  REQUIRE(news);
  REQUIRE(news->items.size() == 1);
  CHECK(news->items[0].body == Json("news"));
  CHECK(inbox::pending(db, std::nullopt)->size() == 1);
  CHECK(*inbox::cursor(db) == "c10");
}

TEST_CASE("letters of the first schema are still letters, and the platform still reads them") {
  FaultDisk disk(1);
  lay_down_first_schema(disk);
  auto db = open(disk);
  REQUIRE(db);
  auto const learners = list_learners(*db);
  auto const awa = unlock_learner(*db, learners->at(0).id, device_key());
  REQUIRE(awa);
  auto const letters = outbox::list(*db, std::nullopt, 100);
  REQUIRE(letters);
  REQUIRE(letters->size() == 5);
  using enum ActionState;
  std::vector<ActionState> const states{queued, queued, parked, sent, accepted};  // Newest first.
  for (std::size_t i = 0; i < states.size(); ++i) CHECK(letters->at(i).state == states[i]);
  CHECK(letters->at(2).reason == "too_long");
  auto const receipt = outbox::receipt_of(*db, *awa, letters->at(4).id);
  REQUIRE((receipt && *receipt));
  CHECK((*receipt)->reference == "C-1");

  auto const due = outbox::due(*db, WallTime{std::chrono::seconds{1'795'000'200}}, 10);
  REQUIRE(due);
  CHECK(due->size() == 3);
  CHECK(due->at(0).priority == Priority::consent_withdrawal);
  auto const sealed = outbox::sealed_bytes(*db, due->at(0).id);
  REQUIRE(sealed);
  CHECK(digest_of(*sealed) == due->at(0).digest);
  auto const action = open_action(*sealed, platform_seal());
  REQUIRE(action);
  auto const plain = action->verified_by(awa->sign_keys().public_key);
  REQUIRE(plain);
  CHECK(plain->seq == 5);
  CHECK(plain->kind == "complaint");

  auto tx = Transaction::begin(*db);
  REQUIRE(tx);
  CHECK(*outbox::take_seq(*db) == 6);
}

TEST_CASE("an upgraded file has the schema of a new one") {
  FaultDisk old_disk(1), new_disk(2);
  lay_down_first_schema(old_disk);
  auto upgraded = open(old_disk);
  auto fresh = open(new_disk);
  REQUIRE((upgraded && fresh));
  CHECK(schema(*upgraded) == schema(*fresh));
}

TEST_CASE("a file of a newer version is refused as stale and not touched") {
  FaultDisk disk(1);
  lay_down_first_schema(disk);
  {
    auto db = open(disk);
    REQUIRE(db);
    REQUIRE(db->exec("INSERT INTO schema_step VALUES (9999, '9999_of_the_future')"));
  }
  auto const before = disk.content("carrel.db");
  auto const refused = open(disk);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().fault == Fault::stale);
  CHECK(disk.content("carrel.db") == before);
}

TEST_CASE("steps are appended, never renamed or edited") {
  auto const steps = client_migrations();
  REQUIRE_FALSE(steps.empty());
  CHECK(steps[0].name == "0001_base");
  CHECK(digest_of(as_bytes(steps[0].sql)).text() == "u2OW6R9CvWqG3m26agTVQ4gFckd3tuzSOhcMCOx1H-E");
  for (std::size_t i = 0; i < steps.size(); ++i) {
    CAPTURE(steps[i].name);
    std::string number = std::to_string(i + 1);
    number.insert(0, 4 - number.size(), '0');
    CHECK(steps[i].name.substr(0, 5) == number + "_");
  }
}

TEST_CASE("an upgrade that is cut by the plug is whole at the next start") {
  for (std::uint64_t step = 0;; ++step) {
    CAPTURE(step);
    FaultDisk disk(step + 1);
    lay_down_first_schema(disk);
    disk.cut_power_after(step);
    { auto const cut = open(disk); }
    if (!disk.is_cut()) break;
    disk.plug_in();
    auto db = open(disk);
    REQUIRE(db);
    CHECK(list_learners(*db)->size() == 2);
    CHECK(outbox::list(*db, std::nullopt, 100)->size() == 5);
    step += step > 60 ? 6 : 0;  // Then come hundreds of equal writes that lay out the WAL.
  }
}
