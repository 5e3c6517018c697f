// The plug pulled in the real programs: carrelctl, its courier or the hub is killed with SIGKILL at many moments of a sync, while
// complaints are filed in between. Nothing that was called saved may be lost, and nothing may arrive twice.
#include <signal.h>

#include <algorithm>
#include <random>
#include <set>
#include <thread>

#include "tests/walk/person.h"

using namespace carrel;
using namespace carrel::walk;
using namespace carrel::client;

namespace {

pid_t courier_of(pid_t desk) {
  auto const text = read_text("/proc/" + std::to_string(desk) + "/task/" + std::to_string(desk) + "/children");
  return text.empty() ? 0 : std::stoi(text);
}

std::uint64_t chosen_seed() {
  auto const* const given = std::getenv("CARREL_SEED");
  return given ? std::strtoull(given, nullptr, 10) : 20261122;
}

}  // namespace

TEST_CASE("over 150 kills of real syncs nothing that was saved is lost, and nothing arrives twice") {
  auto const seed = chosen_seed();
  MESSAGE("seed ", seed, " (CARREL_SEED chooses another; the moments also depend on the machine)");
  std::mt19937_64 random(seed);
  Hub hub;
  Kiosk kiosk;
  kiosk.enrol(hub);
  std::set<sync::ActionId> filed;
  int desks = 0, couriers = 0, hubs = 0;
  for (int round = 0; desks + couriers + hubs < 150; ++round) {
    REQUIRE(round < 600);
    if (round % 3 == 0) {
      Person awa(kiosk.data(), Person::Line::held);
      awa.sits(round % 2 ? "Awa" : "Lucas");
      for (int i = 0; i < 3; ++i) filed.insert(awa.files(complete_form("Round " + std::to_string(round))));
    }
    std::optional<Program> sync;
    kiosk.start(sync, {"sync"});
    std::this_thread::sleep_for(std::chrono::microseconds{random() % 70'000});  // The moment is the test.
    switch (round % 8) {
      case 3:
        if (auto const courier = courier_of(sync->pid())) couriers += kill(courier, SIGKILL) == 0;
        break;
      case 7:
        hub.pull_the_plug();
        ++hubs;
        break;
      default: sync->kill(SIGKILL);
    }
    desks += sync->end().signal == SIGKILL;
    if (round % 8 == 7) hub.serve();
  }
  // In peace everything arrives.
  REQUIRE(kiosk.ctl({"sync"}).exit == 0);
  auto const status = kiosk.ctl({"status", "--json"}).json();
  CHECK(status.number_or("waiting", -1) == 0);
  CHECK(status.number_or("parked", -1) == 0);
  CHECK(status.number_or("delivered", -1) == static_cast<std::int64_t>(filed.size()));
  auto const at_hub = hub.complaints();
  CHECK(at_hub.size() == filed.size());
  std::set<std::string> references;
  for (auto const& one : at_hub) references.insert(one.text_or("reference", ""));
  CHECK(references.size() == at_hub.size());
  CHECK(hub.count("action") == static_cast<int>(filed.size()));
  for (auto const* who : {"Awa", "Lucas"}) {
    Person person(kiosk.data(), Person::Line::held);
    person.sits(who);
    for (auto const& one : person.state.session->complaints.all) {
      CHECK(one.state == ComplaintState::received);
      CHECK(references.erase(one.reference) == 1);
      filed.erase(one.id);
    }
  }
  CHECK(filed.empty());
  MESSAGE(desks, " kills of carrelctl, ", couriers, " of the courier, ", hubs, " of the hub; ", at_hub.size(), " complaints, each once");
  CHECK(kiosk.ctl({"verify"}).exit == 0);
}

TEST_CASE("a course fetched through 40 kills is whole, and never half a course") {
  Hub hub({weather});
  Kiosk kiosk;
  kiosk.enrol(hub);
  REQUIRE(kiosk.ctl({"sync"}).exit == 0);
  REQUIRE(kiosk.ctl({"courses", "--fetch", "all"}).exit == 0);
  std::mt19937_64 random(chosen_seed());
  int kills = 0;
  // A quiet machine is done before most kills: then there is a course to fetch anew, and the next kill comes earlier.
  std::uint64_t longest = 80'000;
  for (int round = 0; round < 400 && kills < 40; ++round) {
    std::optional<Program> sync;
    kiosk.start(sync, {"sync"});
    std::this_thread::sleep_for(std::chrono::microseconds{random() % longest});
    sync->kill(SIGKILL);
    bool const killed = sync->end().signal == SIGKILL;
    kills += killed;
    if (!killed) longest = std::max<std::uint64_t>(longest * 3 / 4, 2'000);
    auto const verify = kiosk.ctl({"verify"});
    CHECK(verify.exit == 0);  // Half a course is none; what can be read is whole.
    if (!killed || round % 10 == 9) {
      REQUIRE(kiosk.ctl({"courses", "--remove", "read-the-weather"}).exit == 0);
      REQUIRE(kiosk.ctl({"courses", "--fetch", "read-the-weather"}).exit == 0);
    }
  }
  CHECK(kills == 40);
  REQUIRE(kiosk.ctl({"sync"}).exit == 0);
  auto const whole = kiosk.ctl({"verify", "--json"});
  CHECK(whole.exit == 0);
  CHECK(whole.json().number_or("files", 0) > 10);
}
