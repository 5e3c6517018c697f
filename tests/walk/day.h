// A kiosk with Awa in front of it, a hub in memory, and between them a line with weather. Time is turned by hand.
#pragma once

#include "client/app/office_inner.h"
#include "client/ctl/enrol.h"
#include "sync/hub/casework.h"
#include "tests/contract/hub_world.h"
#include "tests/support/fake_link.h"
#include "tests/walk/person.h"

namespace carrel::walk {

using namespace client;
using namespace std::chrono_literals;
using sync::Answer;
using sync::Request;

/// A kiosk with Awa in front of it, enrolled at a hub in memory.
class Day {
 public:
  explicit Day(std::string const& record = "bad_days")
      : world(record), link_([this](Request const& request) { return carry(request); }) {
    open(false);
    auto& inner = office_->inner();
    Provision provision{"https://hub.example", "-", world.demo.enrolment_code, world.platform_sign.text(), {}};
    for (auto const& learner : world.demo.learners) provision.claim_codes.push_back(learner.claim_code);
    REQUIRE(enrol(inner.db, inner.device_key, entropy_, provision, "Kiosk", [&](Request request) { return world.ask(request); }));
    open(true);
  }

  /// What becomes of a request today; empty on a good day.
  std::function<Answer(Request const&)> weather;
  /// Who else hears what the desk tells: a window.
  std::function<void(Events const&)> hears{};

  void does(Intent const& intent) { take(office_->handle(intent, now())); }
  /// Lets so much time pass.
  void pass(std::chrono::milliseconds time) {
    auto const until = awake_ + time;
    while (awake_ < until) {
      for (int turn = 0; turn < 1000; ++turn) {
        auto const before = requests;
        take(office_->tick(now()));
        if (requests == before && office_->inner().driver.is_resting()) break;
      }
      auto const wake = office_->next_wake();
      awake_ = std::min(until, wake ? std::max(wake->since_start, awake_ + 1ms) : until);
    }
  }
  sync::ActionId files(std::string const& details) {
    state.session->just_filed.reset();
    does(FileComplaint{walk::complete_form(details)});
    REQUIRE(state.session->just_filed);
    return *state.session->just_filed;
  }
  Complaint const& complaint(sync::ActionId const& id) const {
    for (auto const& one : state.session->complaints.all)
      if (one.id == id) return one;
    FAIL("no such complaint");
    return state.session->complaints.all.front();
  }
  std::string trouble() const { return state.trouble ? state.trouble->sentence : ""; }
  std::size_t at_hub() {
    auto const cases = hub::list_cases(world.books());
    REQUIRE(cases);
    return cases->size();
  }
  void restart() { open(true); }

  test::HubWorld world;
  Folder sticks;  ///< A folder in it is a stick that is plugged in.
  AppState state;
  int requests = 0;
  Office& office() { return *office_; }

 private:
  sync::Now now() {
    sync::Now now{world.now + std::chrono::floor<std::chrono::seconds>(awake_), {}};
    now.awake.since_start = awake_;
    return now;
  }
  void open(bool sit) {
    office_.reset();
    OfficeSetup setup{folder_.path, folder_.path / "keys", HOUSE_BUILD "/share/carrel"};
    setup.sticks = sticks.path;
    auto office = Office::open(setup, link_, entropy_, now());
    REQUIRE_MESSAGE(office, office.error().place);
    office_ = std::move(*office);
    state = {};
    take(office_->begin(now()));
    if (!sit) return;
    REQUIRE(state.learners.size() == 3);
    does(OpenSession{state.learners.front().id});
    REQUIRE(state.session);
  }
  void take(Events const& events) {
    for (auto const& event : events) absorb(state, event);
    if (hears) hears(events);
  }
  Answer carry(Request const& request) {
    ++requests;
    return weather ? weather(request) : world.ask(request);
  }

  walk::Folder folder_;
  test::SeededEntropy entropy_{7};
  tests::FakeLink link_;
  std::chrono::milliseconds awake_{1000};
  std::unique_ptr<Office> office_;
};

}  // namespace carrel::walk
