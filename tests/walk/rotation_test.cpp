// What the platform tells the device: its name, whom to ask, and new keys; and what does not count although it looks like it.
#include "sync/hub/announcements.h"
#include "sync/hub/newsroom.h"
#include "sync/inbox/inbox.h"
#include "sync/trust/receipt.h"
#include "sync/trust/statement.h"
#include "sync/wire/letters.h"
#include "tests/walk/day.h"

using namespace carrel;
using namespace carrel::client;
using namespace std::chrono_literals;
using sync::Json;
using walk::Day;

namespace {

std::vector<std::pair<std::string, int>> aside(Day& day) {
  auto const standing = sync::inbox::standing(day.office().inner().db);
  REQUIRE(standing);
  return standing->aside;
}

bool is_letter(sync::Request const& request) { return request.path.starts_with("/v1/actions"); }

/// The receipts of a good answer, signed by another key.
sync::Answer resigned(Day& day, sync::Request const& request, sync::SignKeyPair const& key) {
  auto answer = day.world.ask(request);
  auto body = sync::parse_json(sync::as_text(answer.body));
  if (!body || !body->find("receipts")) return answer;
  auto const letters = sync::wire::read_letters(request.body);
  REQUIRE(letters);
  std::vector<sync::LetterName> asked;
  for (auto const& letter : *letters) asked.push_back({letter.id, sync::digest_of(letter.sealed)});
  auto const envelope = sync::read_answered_receipts(*body->find("receipts"), day.office().inner().device->id, asked);
  REQUIRE(envelope);
  body->set("receipts", to_json(sync::sign_dsse(envelope->payload_type, *sync::parse_json(sync::as_text(envelope->payload)), key)));
  answer.body = sync::to_bytes(write_json(*body));
  return answer;
}

sync::SignKeyPair copy_of(sync::SignKeyPair const& key) { return std::move(*sync::SignKeyPair::from_seed(key.seed.view())); }

}  // namespace

TEST_CASE("new settings reach the kiosk with the next news, and stay after a restart") {
  Day day("rotation.settings");
  day.pass(1min);
  CHECK(day.state.platform.name == "Test platform");
  CHECK(day.state.platform.support_email.empty());
  REQUIRE(hub::announce(day.world.books(), {0, "Médiathèque de Thiès", "aide@example.org", "+33 1 99 00 12 34"}, day.world.now));
  REQUIRE(hub::announce(day.world.books(), {0, "Médiathèque de Thiès", "help@example.org", ""}, day.world.now));
  day.does(SendNow{});
  day.pass(1min);
  CHECK(day.state.platform.name == "Médiathèque de Thiès");
  CHECK(day.state.platform.support_email == "help@example.org");
  CHECK(day.state.platform.support_phone.empty());
  day.restart();
  CHECK(day.state.platform.support_email == "help@example.org");
  CHECK(aside(day).empty());
}

TEST_CASE("a rotation is followed: what was sealed to the old key arrives, and the new key's receipt counts") {
  Day day("rotation.followed");
  day.pass(1min);
  day.does(HoldLink{true});
  auto const before = day.files("Sealed to the key from before.");
  auto const old_sign = day.world.books().keys.sign.public_key;
  auto const old_seal = day.world.books().keys.seal.public_key;
  REQUIRE(hub::rotate_keys(day.world.books(), day.world.now + std::chrono::days{30}, day.world.now));
  CHECK(day.world.books().keys.sign.public_key != old_sign);
  day.world.restart();  // The keys file holds them.
  CHECK(day.world.books().keys.sign.public_key != old_sign);
  CHECK(day.world.books().keys.seal.public_key != old_seal);
  day.does(HoldLink{false});
  day.pass(10min);
  CHECK(day.at_hub() == 1);
  CHECK(day.complaint(before).state == ComplaintState::received);
  CHECK(day.office().inner().platform->seal == day.world.books().keys.seal.public_key);
  CHECK(day.office().inner().driver.link() == sync::LinkState::up);
  auto const after = day.files("Sealed to the new key.");
  day.pass(1min);
  CHECK(day.complaint(after).state == ComplaintState::received);
  // News of today are signed by the new key, and the subscription from before still opens what it opened.
  REQUIRE(hub::answer_case(day.world.books(), day.complaint(after).reference, hub::Decide{"We agree."}, day.world.now));
  day.does(SendNow{});
  day.pass(1min);
  CHECK(day.complaint(after).state == ComplaintState::decided);
  CHECK(day.state.session->subscription);
  CHECK(aside(day).empty());
  day.restart();
  CHECK(day.complaint(after).state == ComplaintState::decided);
  CHECK(day.state.session->subscription);
}

TEST_CASE("the old key's receipts count until its stated end, and not a day longer") {
  Day day("rotation.end");
  day.pass(1min);
  auto const old = copy_of(day.world.books().keys.sign);
  REQUIRE(hub::rotate_keys(day.world.books(), day.world.now + std::chrono::days{2}, day.world.now));
  day.does(SendNow{});
  day.pass(1min);
  day.weather = [&](sync::Request const& request) {
    return is_letter(request) ? resigned(day, request, old) : day.world.ask(request);
  };
  auto const in_time = day.files("A receipt that was on its way.");
  day.pass(1min);
  CHECK(day.complaint(in_time).state == ComplaintState::received);
  day.weather = nullptr;
  day.world.now += std::chrono::days{2};
  day.files("Its receipt proves what time it is.");
  day.pass(1min);
  day.weather = [&](sync::Request const& request) {
    return is_letter(request) ? resigned(day, request, old) : day.world.ask(request);
  };
  auto const late = day.files("The old key signs for it after its end.");
  day.pass(1min);
  CHECK(day.state.session->outbox.rows.size() == 1);  // Not delivered, whatever else is said about it.
  CHECK(day.state.link.standing == LinkView::Standing::not_the_platform);
  day.weather = nullptr;
  day.pass(2h);
  CHECK(day.state.session->outbox.rows.empty());
  CHECK(day.complaint(late).state == ComplaintState::received);
}

TEST_CASE("settings that are forged, replayed, or signed by a replaced key change nothing") {
  Day day("rotation.forged");
  day.pass(1min);
  auto& books = day.world.books();
  auto const old = copy_of(books.keys.sign);
  auto const stranger = sync::SignKeyPair::make(day.world.entropy);
  REQUIRE(hub::announce(books, {0, "First", "", ""}, day.world.now));
  auto const replayed = hub::signed_settings(books, *hub::present_settings(books), books.keys, day.world.now);
  REQUIRE(hub::rotate_keys(books, day.world.now + std::chrono::days{30}, day.world.now));
  day.does(SendNow{});
  day.pass(1min);
  auto const sealed_to = day.office().inner().platform->seal;
  REQUIRE(sealed_to == books.keys.seal.public_key);
  auto const payload = [&](std::int64_t revision) {
    return Json::object({{"v", 1}, {"revision", revision}, {"hub_name", "Mallory"}, {"seal_key", stranger.public_key.text()},
                         {"sign_keys", sync::JsonArray{Json(stranger.public_key.text())}}, {"seal_key_id", "x"},
                         {"time", "2026-01-02T09:00:00Z"}});
  };
  {
    auto tx = sync::Transaction::begin(books.db);
    REQUIRE(tx);
    REQUIRE(hub::post_device_news(books, "device_settings", payload(90)));
    REQUIRE(hub::post_device_news(books, "device_settings", to_json(sync::sign_dsse(sync::settings_type, payload(91), stranger))));
    REQUIRE(hub::post_device_news(books, "device_settings", to_json(sync::sign_dsse(sync::settings_type, payload(92), old))));
    auto const other = to_json(sync::sign_receipts({day.office().inner().device->id, day.world.now, {}}, books.keys.sign));
    REQUIRE(hub::post_device_news(books, "device_settings", other));  // True words of the platform, of another type.
    REQUIRE(hub::post_device_news(books, "device_settings", replayed));
    REQUIRE(tx->commit());
  }
  day.does(SendNow{});
  day.pass(1min);
  CHECK(day.office().inner().platform->seal == sealed_to);
  CHECK(day.state.platform.name == "First");
  CHECK(aside(day) == std::vector<std::pair<std::string, int>>{{"unknown_signer", 2}, {"unsigned", 1}, {"wrong_type", 1}});
  // The true ones go on.
  REQUIRE(hub::announce(books, {0, "Second", "", ""}, day.world.now));
  day.does(SendNow{});
  day.pass(1min);
  CHECK(day.state.platform.name == "Second");
}

TEST_CASE("an announcement that overtakes the rotation it needs waits for it and is applied then") {
  Day day("rotation.order");
  day.pass(1min);
  auto& books = day.world.books();
  auto const newest = [&] {
    auto row = books.db.prepare("SELECT max(seq), content FROM news WHERE learner IS NULL");
    REQUIRE(*row->step());
    return *sync::parse_json(sync::as_text(row->blob(1)));
  };
  REQUIRE(hub::rotate_keys(books, day.world.now + std::chrono::days{30}, day.world.now));
  auto const rotation = newest();
  REQUIRE(hub::announce(books, {0, "Under the new key", "", ""}, day.world.now));
  auto const follower = newest();
  REQUIRE(books.db.exec("DELETE FROM news WHERE learner IS NULL"));
  auto const deliver = [&](Json const& envelope) {
    auto tx = sync::Transaction::begin(books.db);
    REQUIRE(tx);
    REQUIRE(hub::post_device_news(books, "device_settings", envelope));
    REQUIRE(tx->commit());
    day.does(SendNow{});
    day.pass(1min);
  };
  deliver(follower);
  CHECK(day.state.platform.name == "Test platform");
  REQUIRE(aside(day).size() == 1);
  CHECK(aside(day).at(0).first == "unknown_signer");
  deliver(rotation);
  CHECK(day.state.platform.name == "Under the new key");
  CHECK(day.office().inner().platform->seal == books.keys.seal.public_key);
  CHECK(aside(day).empty());
  deliver(rotation);  // Again.
  CHECK(day.state.platform.name == "Under the new key");
  CHECK(aside(day).empty());
}

TEST_CASE("a rotation that was cut between the keys file and the books is finished, or never was") {
  Day day("rotation.cut");
  auto& books = day.world.books();
  auto const folder = day.world.folder.path;
  auto const before = books.keys.sign.public_key;
  // The file was written and the books were not: it never was.
  REQUIRE(hub::save_keys(books.keys.next(day.world.entropy, day.world.now), folder / "keys.json.next"));
  day.world.restart();
  REQUIRE(hub::follow_rotation(day.world.books()));
  CHECK(day.world.books().keys.sign.public_key == before);
  // The books were written and the file was not yet in its place.
  std::filesystem::copy_file(folder / "keys.json", folder / "kept");
  REQUIRE(hub::rotate_keys(day.world.books(), day.world.now, day.world.now));
  auto const after = day.world.books().keys.sign.public_key;
  CHECK(after != before);
  std::filesystem::rename(folder / "keys.json", folder / "keys.json.next");
  std::filesystem::rename(folder / "kept", folder / "keys.json");
  day.world.restart();
  REQUIRE(hub::follow_rotation(day.world.books()));
  CHECK(day.world.books().keys.sign.public_key == after);
  CHECK_FALSE(std::filesystem::exists(folder / "keys.json.next"));
}
