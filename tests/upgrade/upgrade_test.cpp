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

std::int64_t rows(Db& db, std::string const& table, LearnerId const& learner) {
  auto count = db.prepare("SELECT count(*) FROM " + table + " WHERE learner = ?");
  REQUIRE(count);
  REQUIRE(*count->bind(1, learner).step());
  return count->integer(0);
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
  auto const device = find_device(*db, device_key());
  REQUIRE((device && *device));
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
  auto const action = open_action(*sealed, platform_seal(), {due->at(0).id, (*device)->id});  // Of format 1.
  REQUIRE(action);
  auto const plain = action->verified_by(due->at(0).learner, awa->sign_keys().public_key);
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

TEST_CASE("the names of the first schema are off the medium after their learner's next unlock, and every item is still there") {
  FaultDisk disk(1);
  lay_down_first_schema(disk);
  auto const awas_letter = std::string("62951bb557ca6b2c663ffc80c46f8835");
  REQUIRE(disk.content("carrel.db").find(awas_letter) != std::string::npos);
  auto db = open(disk);
  REQUIRE(db);
  // Somebody writes before the names are gone: they stand in the WAL as well.
  REQUIRE(db->exec("UPDATE named_vault_item SET updated_at = 1"));
  REQUIRE(db->exec("INSERT INTO named_vault_item SELECT x'8a5dc77bf273b6b3fd80dc4613354fdd', kind, 'of-lucas-' || key, sealed, 0 "
                   "FROM named_vault_item"));
  REQUIRE(disk.content("carrel.db-wal").find(awas_letter) != std::string::npos);

  auto const learners = list_learners(*db);
  auto const awa = unlock_learner(*db, learners->at(0).id, device_key());
  REQUIRE(awa);
  CHECK(rows(*db, "named_vault_item", awa->learner()) == 0);
  CHECK(rows(*db, "vault_item", awa->learner()) == 5);
  CHECK(list_items(*db, *awa, "complaint")->size() == 5);
  CHECK((*get_item(*db, *awa, "complaint", awas_letter))->text_or("details", "") == "words of Awa");
  // What is not hers, and does not open, is kept for another day.
  auto const lucas = unlock_learner(*db, learners->at(1).id, device_key());
  REQUIRE(lucas);
  CHECK(rows(*db, "named_vault_item", lucas->learner()) == 5);
  CHECK(get_item(*db, *lucas, "complaint", "of-lucas-" + awas_letter).error().fault == Fault::corrupt);
  REQUIRE(erase_item(*db, *lucas, "complaint", "of-lucas-" + awas_letter));
  CHECK_FALSE(get_item(*db, *lucas, "complaint", "of-lucas-" + awas_letter)->has_value());

  for (auto const* file : {"carrel.db", "carrel.db-wal"}) {
    CAPTURE(file);
    auto text = disk.content(file);
    for (auto at = text.find("of-lucas-"); at != std::string::npos; at = text.find("of-lucas-")) text.erase(at, 9 + 32);
    REQUIRE_FALSE(text.empty());
    CHECK(text.find(awas_letter) == std::string::npos);
  }
}

TEST_CASE("while there is no room to move them, items of the first schema are read, written and erased where they lie") {
  FaultDisk disk(1);
  lay_down_first_schema(disk);
  auto db = open(disk);
  REQUIRE(db);
  auto const id = list_learners(*db)->at(0).id;
  REQUIRE(db->exec("CREATE TEMP TRIGGER no_room BEFORE INSERT ON vault_item BEGIN SELECT RAISE(ABORT, 'no room'); END"));
  auto const awa = unlock_learner(*db, id, device_key());
  REQUIRE(awa);
  REQUIRE(db->exec("DROP TRIGGER no_room"));
  CHECK(rows(*db, "named_vault_item", id) == 5);
  auto const items = list_items(*db, *awa, "complaint");
  REQUIRE(items);
  REQUIRE(items->size() == 5);
  auto const first = items->at(0).first, second = items->at(1).first;
  CHECK((*get_item(*db, *awa, "complaint", first))->text_or("details", "") == "words of Awa");
  REQUIRE(put_item(*db, *awa, "complaint", first, Json("newer")));
  REQUIRE(erase_item(*db, *awa, "complaint", second));
  CHECK(**get_item(*db, *awa, "complaint", first) == Json("newer"));
  CHECK(list_items(*db, *awa, "complaint")->size() == 4);
  // A cut between a new row and the end of the old one: the new one holds.
  REQUIRE(db->exec("INSERT INTO named_vault_item SELECT learner, kind, '" + first + "', sealed, 0 FROM named_vault_item LIMIT 1"));

  REQUIRE(unlock_learner(*db, id, device_key()));
  CHECK(rows(*db, "named_vault_item", id) == 1);  // The copy under another name does not open and is left.
  CHECK(**get_item(*db, *awa, "complaint", first) == Json("newer"));
}

TEST_CASE("moving the names, cut by the plug anywhere, loses nothing and is done again") {
  int cuts = 0;
  for (std::uint64_t step = 0;; ++step) {
    CAPTURE(step);
    FaultDisk disk(step + 1);
    lay_down_first_schema(disk);
    { REQUIRE(open(disk)); }
    auto const names = [](Db& open_db) { return list_learners(open_db)->at(0).id; };
    {
      auto db = open(disk);
      REQUIRE(db);
      auto const id = names(*db);
      disk.cut_power_after(step);
      static_cast<void>(static_cast<bool>(unlock_learner(*db, id, device_key())));
      if (!disk.is_cut()) break;
    }
    ++cuts;
    disk.plug_in();
    auto db = open(disk);
    REQUIRE(db);
    auto const id = names(*db);
    auto const awa = unlock_learner(*db, id, device_key());
    REQUIRE(awa);
    CHECK(list_items(*db, *awa, "complaint")->size() == 5);
    CHECK(rows(*db, "named_vault_item", id) == 0);
    CHECK(disk.content("carrel.db").find("62951bb557ca6b2c663ffc80c46f8835") == std::string::npos);
    CHECK(disk.content("carrel.db-wal").find("62951bb557ca6b2c663ffc80c46f8835") == std::string::npos);
    step += step > 60 ? 13 : 0;  // Then come hundreds of equal writes over the WAL.
  }
  CHECK(cuts > 20);
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
