#include "sync/trust/vault.h"

#include <doctest/doctest.h>

#include "sync/trust/device_store.h"
#include "sync/trust/vault_items.h"
#include "tests/support/enrolled.h"

using namespace carrel::sync;
using carrel::tests::FaultDisk;
using carrel::tests::People;

namespace {

Db open(FaultDisk& disk) {
  auto db = Db::open("carrel.db", client_migrations(), {.vfs = disk.vfs()});
  REQUIRE(db);
  return std::move(*db);
}

}  // namespace

TEST_CASE("a vault unlocks with its device key and is the same vault") {
  People people(31);
  FaultDisk disk(1);
  auto const made = people.new_learner();
  {
    auto db = open(disk);
    REQUIRE(people.enrol(db, made, "Awa"));
    REQUIRE(put_item(db, made, "note", "1", Json("private")));
  }
  auto db = open(disk);
  auto const again = unlock_learner(db, made.learner(), people.device_key);
  REQUIRE(again);
  CHECK(again->sign_keys().public_key == made.sign_keys().public_key);
  CHECK(again->seal_key() == made.seal_key());
  CHECK(*get_item(db, *again, "note", "1") == std::optional<Json>("private"));
  CHECK(list_learners(db)->at(0).first_name == "Awa");
}

TEST_CASE("without the device key, or with another, no vault unlocks") {
  People people(32);
  auto const vault = people.new_learner();
  auto const wrapped = vault.wrap(people.device_key);
  auto const other = DeviceKey::from(Secret::random(32, people.entropy));
  CHECK(Vault::unlock(vault.learner(), *other, wrapped).error().fault == Fault::corrupt);
  CHECK_FALSE(Vault::unlock(make_id<LearnerId>(people.entropy), people.device_key, wrapped));
  CHECK_FALSE(DeviceKey::from(Secret(31)));
  auto by_pin = wrapped;
  by_pin.wrapped_key[0] = 2;
  CHECK(Vault::unlock(vault.learner(), people.device_key, by_pin).error().fault == Fault::stale);
}

TEST_CASE("keys of one learner do not open another's vault") {
  People people(33);
  auto const awa = people.new_learner();
  auto const lucas = people.new_learner();
  auto mixed = awa.wrap(people.device_key);
  mixed.sealed_keys = lucas.wrap(people.device_key).sealed_keys;
  CHECK_FALSE(Vault::unlock(awa.learner(), people.device_key, mixed));
  CHECK_FALSE(Vault::unlock(awa.learner(), people.device_key, lucas.wrap(people.device_key)));
}

TEST_CASE("an item of another learner does not open, nor one moved to another place") {
  People people(34);
  FaultDisk disk(1);
  auto db = open(disk);
  auto const awa = people.new_learner();
  auto const lucas = people.new_learner();
  REQUIRE(people.enrol(db, awa, "Awa"));
  REQUIRE(people.enrol(db, lucas, "Lucas"));
  REQUIRE(put_item(db, awa, "draft", "a", Json("Awa's words")));
  CHECK_FALSE(get_item(db, lucas, "draft", "a")->has_value());
  CHECK(list_items(db, lucas, "draft")->empty());

  auto const sealed = awa.seal("draft", "a", Json("x"));
  CHECK(awa.open("draft", "a", sealed));
  CHECK_FALSE(lucas.open("draft", "a", sealed));
  CHECK_FALSE(awa.open("draft", "b", sealed));
  CHECK_FALSE(awa.open("drafta", "", sealed));
  CHECK_FALSE(awa.open("note", "a", sealed));

  auto steal = db.prepare("UPDATE vault_item SET learner = ?1, kind = ?2, key = ?3");
  steal->bind(1, lucas.learner()).bind(2, BytesView(lucas.blind_kind("draft")));
  REQUIRE(steal->bind(3, BytesView(lucas.blind_key("draft", "a"))).run());
  auto const stolen = get_item(db, lucas, "draft", "a");
  REQUIRE_FALSE(stolen);
  CHECK(stolen.error().fault == Fault::corrupt);
  CHECK(list_items(db, lucas, "draft").error().fault == Fault::corrupt);
}

TEST_CASE("items are listed by their key, replaced in place, and erased") {
  People people(35);
  FaultDisk disk(1);
  auto db = open(disk);
  auto const vault = people.new_learner();
  REQUIRE(people.enrol(db, vault, "Awa"));
  REQUIRE(put_item(db, vault, "k", "2", Json(1)));
  REQUIRE(put_item(db, vault, "k", "1", Json(2)));
  REQUIRE(put_item(db, vault, "k", "", Json(5)));
  REQUIRE(put_item(db, vault, "other", "x", Json(3)));
  REQUIRE(put_item(db, vault, "k", "2", Json(4)));
  auto const entries = list_items(db, vault, "k");
  REQUIRE(entries);
  CHECK(*entries == std::vector<VaultEntry>{{"", 5}, {"1", 2}, {"2", 4}});
  REQUIRE(erase_item(db, vault, "k", "2"));
  CHECK(list_items(db, vault, "k")->size() == 2);
}

TEST_CASE("the same course lies under another name for every learner, and under no name that another kind has") {
  People people(38);
  auto const awa = people.new_learner();
  auto const lucas = people.new_learner();
  CHECK(awa.blind_key("reading", "weather") == awa.blind_key("reading", "weather"));
  CHECK(awa.blind_key("reading", "weather") != lucas.blind_key("reading", "weather"));
  CHECK(awa.blind_kind("reading") != lucas.blind_kind("reading"));
  CHECK(awa.blind_key("reading", "weather") != awa.blind_key("readingw", "eather"));
  CHECK(awa.blind_key("draft", "complaint") != awa.blind_key("complaint", "draft"));
  CHECK(awa.blind_kind("draft") != awa.blind_key("draft", ""));
}

TEST_CASE("listing one kind among many items uses the index") {
  People people(39);
  FaultDisk disk(1);
  auto db = open(disk);
  auto plan = db.prepare("EXPLAIN QUERY PLAN SELECT key, sealed FROM vault_item WHERE learner = x'00' AND kind = x'00'");
  REQUIRE(plan);
  REQUIRE(*plan->step());
  CHECK(plan->text(3).find("PRIMARY KEY (learner=? AND kind=?)") != std::string::npos);
}

TEST_CASE("no word of a learner lies in the clear on the medium") {
  People people(36);
  FaultDisk disk(1);
  auto db = open(disk);
  auto const vault = people.new_learner();
  REQUIRE(people.enrol(db, vault, "Awa"));
  std::string const canary = "CANARY-the-light-is-broken";
  auto tx = Transaction::begin(db);
  REQUIRE(tx);
  REQUIRE(put_item(db, vault, "draft", "a", Json(canary)));
  REQUIRE(put_item(db, vault, "CANARY-kind", "CANARY-course", Json(canary)));
  ActionDraft const draft{make_id<ActionId>(people.entropy), "complaint", 1, Priority::complaint, Json::object({{"details", canary}})};
  REQUIRE(file_action(db, vault, people.platform, draft, {people.device, {}, {}}));
  REQUIRE(tx->commit());
  REQUIRE(db.tidy_now());
  for (auto const* file : {"carrel.db", "carrel.db-wal"}) {
    auto const content = disk.content(file);
    REQUIRE_FALSE(content.empty());
    CHECK(content.find("CANARY") == std::string::npos);
    CHECK(content.find("complaint") == std::string::npos);
  }
}

TEST_CASE("the device's own secrets need its key and their name") {
  People people(37);
  FaultDisk disk(1);
  auto db = open(disk);
  DeviceRow const row{people.device, "kiosk 7", "https://hub.example", "PEM", people.platform.sign[0], "token-123",
                      Json::object({{"payload", "x"}})};
  CHECK_FALSE(find_device(db, people.device_key)->has_value());
  REQUIRE(keep_device(db, row, people.device_key));
  auto const found = find_device(db, people.device_key);
  REQUIRE((found && *found));
  CHECK((*found)->token == "token-123");
  CHECK((*found)->anchor == row.anchor);
  CHECK((*found)->settings == row.settings);
  auto const other = DeviceKey::from(Secret::random(32, people.entropy));
  CHECK(find_device(db, *other).error().fault == Fault::corrupt);

  REQUIRE(keep_secret(db, people.device_key, "tls", as_bytes("session")));
  CHECK(as_text(**find_secret(db, people.device_key, "tls")) == "session");
  CHECK_FALSE(find_secret(db, people.device_key, "absent")->has_value());
  REQUIRE(db.exec("UPDATE device_secret SET name = 'other'"));
  CHECK_FALSE(find_secret(db, people.device_key, "other"));
}
