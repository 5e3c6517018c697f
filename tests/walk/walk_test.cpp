// The operator's walk from nothing to a kiosk with courses, through carrelctl and carrel-hub alone, with the exit codes that
// scripts rely on: 0 done, 1 failed, 2 usage, 3 no connection, 4 refused or not valid, 5 damaged or of another version.
#include <signal.h>

#include <thread>

#include "sync/migrations.h"
#include "sync/db/db.h"
#include "tests/support/shaped_proxy.h"
#include "tests/walk/house.h"

using namespace carrel;
using namespace carrel::walk;
namespace fs = std::filesystem;

namespace {

// The largest file of a course that is here: a figure or a chapter.
fs::path largest_blob(fs::path const& data) {
  fs::path found;
  for (auto const& entry : fs::recursive_directory_iterator(data / "blobs"))
    if (entry.is_regular_file() && (found.empty() || entry.file_size() > fs::file_size(found))) found = entry.path();
  REQUIRE_FALSE(found.empty());
  return found;
}

std::string standing_of(Outcome const& courses, std::string const& course) {
  auto const json = courses.json();
  for (auto const& row : json.list("courses"))
    if (row.text_or("course", "") == course) return row.text_or("standing", "");
  return {};
}

std::string fault_of(Outcome const& outcome) {
  auto const json = outcome.json();
  auto const* error = json.find("error");
  return error ? error->text_or("fault", "") : "";
}

}  // namespace

TEST_CASE("from nothing to a kiosk with a course: enrol, sync, fetch, verify, each with its JSON") {
  Hub hub({weather});
  Kiosk kiosk;
  auto const before = kiosk.ctl({"--json", "status"});
  CHECK(before.exit == 0);
  CHECK_FALSE(before.json().flag_or("enrolled", true));
  CHECK(kiosk.ctl({"--json", "sync"}).exit == 4);

  auto const enrolled = kiosk.ctl({"enrol", "--provision", hub.provision(), "--name", "Library 3", "--json"});
  CHECK(enrolled.exit == 0);
  CHECK(enrolled.json().number_or("learners_new", 0) == 3);
  auto const learners = kiosk.ctl({"learners", "--json"}).json().list("learners");
  REQUIRE(learners.size() == 3);
  CHECK(learners[0].text_or("first_name", "") == "Awa");

  auto const synced = kiosk.ctl({"sync", "--json"});
  CHECK(synced.exit == 0);
  CHECK(synced.json().text_or("device", "") == "Library 3");
  CHECK_FALSE(synced.json().text_or("last_contact", "").empty());
  CHECK(standing_of(kiosk.ctl({"courses", "--json"}), "read-the-weather") == "offered");
  auto const no_such = kiosk.ctl({"courses", "--fetch", "nosuch"});
  CHECK(no_such.exit == 4);
  CHECK(no_such.err.find("read-the-weather") != std::string::npos);
  CHECK(fault_of(kiosk.ctl({"courses", "--fetch", "nosuch", "--json"})) == "invalid");
  CHECK(kiosk.ctl({"courses", "--fetch", "all"}).exit == 0);
  CHECK(kiosk.ctl({"sync"}).exit == 0);
  CHECK(standing_of(kiosk.ctl({"courses", "--json"}), "read-the-weather") == "here");
  auto const whole = kiosk.ctl({"verify", "--json"});
  CHECK(whole.exit == 0);
  CHECK(whole.json().number_or("files", 0) > 10);

  CHECK(kiosk.ctl({"courses", "--remove", "read-the-weather"}).exit == 0);
  CHECK(standing_of(kiosk.ctl({"courses", "--json"}), "read-the-weather") == "offered");
  CHECK(kiosk.ctl({"verify", "--json"}).json().number_or("files", -1) == 0);
}

TEST_CASE("a second enrolment changes nothing: the same device, the same learners") {
  Hub hub;
  Kiosk kiosk;
  kiosk.enrol(hub);
  auto const again = kiosk.ctl({"enrol", "--provision", hub.provision(), "--json"});
  CHECK(again.exit == 0);
  CHECK_FALSE(again.json().flag_or("device_new", true));
  CHECK(again.json().number_or("learners_new", -1) == 0);
  CHECK(again.json().number_or("learners_known", -1) == 3);
  CHECK(hub.count("device") == 1);
  CHECK(kiosk.ctl({"sync"}).exit == 0);
}

TEST_CASE("words that carrelctl does not know end with 2 and say what it knows") {
  Kiosk kiosk;
  for (auto const& words : {Words{"frobnicate"}, Words{"enrol"}, Words{"sync", "now"}, Words{"courses", "all"}, Words{"status", "x"},
                            Words{"verify", "x"}, Words{"learners", "x"}, Words{"enrol", "--provision"}, Words{"sync", "--patience"},
                            Words{"sync", "--patience", "soon"}, Words{"courses", "--fetch"}}) {
    CAPTURE(words.back());
    auto const outcome = kiosk.ctl(words);
    CHECK(outcome.exit == 2);
    CHECK(outcome.err.find("carrelctl") != std::string::npos);
  }
}

TEST_CASE("settings and keys are replaced while the hub serves, and the kiosk follows") {
  Hub hub;
  Kiosk kiosk;
  kiosk.enrol(hub);
  CHECK(kiosk.ctl({"sync"}).exit == 0);
  CHECK(kiosk.ctl({"status", "--json"}).json().text_or("platform", "") == "Carrel demo platform");
  hub.does("settings", {"--name", "Médiathèque de Thiès", "--support-email", "aide@example.org"});
  CHECK(kiosk.ctl({"sync"}).exit == 0);
  CHECK(kiosk.ctl({"status", "--json"}).json().number_or("room_left", -1) >= 0);
  auto const told = kiosk.ctl({"status"}).out;
  CHECK(told.find("Room for courses: ") != std::string::npos);
  CHECK(told.find("Médiathèque de Thiès") != std::string::npos);
  CHECK(told.find("aide@example.org") != std::string::npos);
  hub.does("rotate");
  CHECK(kiosk.ctl({"sync"}).exit == 0);
  hub.does("settings", {"--support-phone", "+33 1 99 00 12 34"});  // Signed by the new key.
  CHECK(kiosk.ctl({"sync"}).exit == 0);
  auto const status = kiosk.ctl({"status", "--json"}).json();
  CHECK(status.text_or("support_phone", "") == "+33 1 99 00 12 34");
  CHECK(status.text_or("support_email", "") == "aide@example.org");
  CHECK(status.find("news")->list("aside").empty());
  // The old anchor enrols nobody any more, and leaves nothing behind.
  Kiosk late;
  CHECK(late.ctl({"enrol", "--provision", hub.provision()}).exit == 4);
}

TEST_CASE("with the hub stopped a sync ends soon with 3, says that nothing is lost, and works again when it is back") {
  Hub hub;
  Kiosk kiosk;
  kiosk.enrol(hub);
  hub.stop();
  auto const without = kiosk.ctl({"sync"});
  CHECK(without.exit == 3);
  CHECK(without.err.find("Nothing is lost") != std::string::npos);
  CHECK(fault_of(kiosk.ctl({"sync", "--json"})) == "offline");
  CHECK(kiosk.ctl({"status"}).exit == 0);
  Kiosk newcomer;
  CHECK(newcomer.ctl({"enrol", "--provision", hub.provision()}).exit == 3);
  hub.serve();
  CHECK(kiosk.ctl({"sync"}).exit == 0);
  CHECK(newcomer.ctl({"enrol", "--provision", hub.provision()}).exit == 0);
}

TEST_CASE("a hub that cannot prove who it is counts as no connection, and gets nothing") {
  Hub hub, other;
  Kiosk kiosk;
  // The right authority and the right words, but another hub behind the address.
  auto const outcome = kiosk.ctl({"enrol", "--provision", hub.provision_by(other.port()), "--json"});
  CHECK(outcome.exit == 3);
  CHECK(kiosk.ctl({"learners", "--json"}).json().list("learners").empty());
  CHECK(other.count("device") == 0);
}

TEST_CASE("a provisioning file with anything missing or wrong ends with 4 and names it") {
  Hub hub;
  Kiosk kiosk;
  auto const good = sync::parse_json(read_text(hub.provision()));
  REQUIRE(good);
  auto const file = hub.folder() / "bad.json";
  for (auto const* member : {"hub_url", "ca_pem", "sign_key", "enrolment_code"}) {
    CAPTURE(member);
    auto bad = *good;
    bad.set(member, "");
    write_text(file, write_json(bad));
    auto const outcome = kiosk.ctl({"enrol", "--provision", file});
    CHECK(outcome.exit == 4);
    CHECK(outcome.err.find(member) != std::string::npos);
  }
  write_text(file, "{");
  CHECK(kiosk.ctl({"enrol", "--provision", file}).exit == 4);
  CHECK(kiosk.ctl({"enrol", "--provision", hub.folder() / "no-such-file"}).exit == 4);
  auto plain = *good;
  plain.set("hub_url", "http://127.0.0.1:" + std::to_string(hub.port()));
  write_text(file, write_json(plain));
  CHECK(kiosk.ctl({"enrol", "--provision", file}).exit == 4);
  auto used = *good;
  used.set("enrolment_code", "0000-0000-0000-0000");
  write_text(file, write_json(used));
  CHECK(fault_of(kiosk.ctl({"enrol", "--provision", file, "--json"})) == "refused");
  // Another platform's anchor: what the hub signs does not count, and nothing of it is kept.
  Hub other;
  auto const others = sync::parse_json(read_text(other.provision()));
  REQUIRE(others);
  auto forged = *good;
  forged.set("sign_key", others->text_or("sign_key", ""));
  write_text(file, write_json(forged));
  CHECK(fault_of(kiosk.ctl({"enrol", "--provision", file, "--json"})) == "refused");
  CHECK_FALSE(kiosk.ctl({"status", "--json"}).json().flag_or("enrolled", true));
  kiosk.enrol(hub);
}

TEST_CASE("data of a newer program are refused with 5 and left as they are") {
  Hub hub;
  Kiosk kiosk;
  kiosk.enrol(hub);
  std::vector<sync::Migration> steps(sync::client_migrations().begin(), sync::client_migrations().end());
  steps.push_back({"9999_of_tomorrow", "CREATE TABLE tomorrow (x INTEGER) STRICT;"});
  REQUIRE(sync::Db::open(kiosk.data() / "carrel.db", steps));
  for (auto const* word : {"status", "sync", "courses", "learners", "verify"}) {
    CAPTURE(word);
    CHECK(kiosk.ctl({word}).exit == 5);
    CHECK(fault_of(kiosk.ctl({word, "--json"})) == "stale");
  }
  CHECK(kiosk.ctl({"enrol", "--provision", hub.provision()}).exit == 5);
  CHECK(sync::Db::open(kiosk.data() / "carrel.db", steps));
}

TEST_CASE("a database that is damaged, and one without its key, are refused and not replaced") {
  Hub hub;
  Kiosk kiosk;
  kiosk.enrol(hub);
  auto const keys = kiosk.data() / "keys", hidden = kiosk.data() / "hidden";
  fs::rename(keys, hidden);
  CHECK(kiosk.ctl({"status"}).exit == 4);
  CHECK_FALSE(fs::exists(keys));
  fs::rename(hidden, keys);
  CHECK(kiosk.ctl({"status"}).exit == 0);
  write_text(kiosk.data() / "carrel.db", std::string(64 * 1024, 'x'));
  fs::remove(kiosk.data() / "carrel.db-wal");
  CHECK(kiosk.ctl({"verify"}).exit == 5);
  CHECK(read_text(kiosk.data() / "carrel.db") == std::string(64 * 1024, 'x'));
}

TEST_CASE("a damaged course file is found with 5, and the next sync brings it whole again") {
  Hub hub({weather});
  Kiosk kiosk;
  kiosk.enrol(hub);
  CHECK(kiosk.ctl({"sync"}).exit == 0);
  CHECK(kiosk.ctl({"courses", "--fetch", "read-the-weather"}).exit == 0);
  CHECK(kiosk.ctl({"sync"}).exit == 0);
  auto const file = largest_blob(kiosk.data());
  auto const right = read_text(file);
  auto const damage = [&](std::string const& bytes) {
    fs::permissions(file, fs::perms::owner_write, fs::perm_options::add);
    write_text(file, bytes);
  };
  auto flipped = right;
  flipped[flipped.size() / 2] ^= 1;
  for (auto const& bytes : {flipped, right.substr(0, right.size() - 1), right + "x", std::string()}) {
    CAPTURE(bytes.size());
    damage(bytes);
    auto const found = kiosk.ctl({"verify", "--json"});
    CHECK(found.exit == 5);
    CHECK(found.json().list("damaged").size() == 1);
    CHECK(standing_of(kiosk.ctl({"courses", "--json"}), "read-the-weather") == "damaged");
    CHECK(kiosk.ctl({"sync"}).exit == 0);
    CHECK(kiosk.ctl({"verify"}).exit == 0);
    CHECK(read_text(file) == right);
  }
  fs::remove(file);
  CHECK(kiosk.ctl({"sync"}).exit == 0);
  CHECK(kiosk.ctl({"verify"}).exit == 0);
}

TEST_CASE("an enrolment killed at any moment is finished by the next one, with one device and three learners") {
  Hub hub;
  int killed = 0;
  for (int round = 0; round < 30; ++round) {
    CAPTURE(round);
    Kiosk kiosk;
    std::optional<Program> program;
    kiosk.start(program, {"enrol", "--provision", hub.provision()});
    std::this_thread::sleep_for(std::chrono::milliseconds{2 * round});  // The moment is the test: every kill comes later.
    program->kill(SIGKILL);
    killed += program->end().signal == SIGKILL;
    auto const again = kiosk.ctl({"enrol", "--provision", hub.provision(), "--json"});
    REQUIRE_MESSAGE(again.exit == 0, again.out);
    CHECK(kiosk.ctl({"learners", "--json"}).json().list("learners").size() == 3);
    CHECK(hub.count("device") == round + 1);
  }
  MESSAGE(killed, " of 30 were killed before their end");
  CHECK(killed > 5);
}

TEST_CASE("an enrolment whose answer is cut at any place is finished by the next one, without a second device") {
  Hub hub;
  Kiosk kiosk;
  // Every 400 bytes of what comes back: the handshake, the device's settings, each learner's claim.
  int cut = 0;
  for (std::uint64_t at = 0; at < 6000; at += 400) {
    CAPTURE(at);
    tests::LineShape shape;
    shape.cut_down_at = at;
    tests::ShapedProxy line(hub.port(), shape);
    auto const outcome = kiosk.ctl({"enrol", "--provision", hub.provision_by(line.port())});
    CHECK((outcome.exit == 3 || outcome.exit == 0));
    cut += outcome.exit == 3;
  }
  CHECK(cut > 3);
  kiosk.enrol(hub);
  CHECK(hub.count("device") == 1);
  CHECK(kiosk.ctl({"learners", "--json"}).json().list("learners").size() == 3);
  CHECK(kiosk.ctl({"sync"}).exit == 0);
}
