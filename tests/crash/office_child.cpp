// The whole desk behind the window, in front of which somebody files complaints and consents; killed like crash_child.
// The platform is the parent: frames of the link as hexadecimal lines. usage: office_child FOLDER RUN KILL_AFTER COMPLAINTS
#include <cstdlib>
#include <iostream>

#include "client/app/office.h"
#include "client/app/state.h"
#include "platform/link/frames.h"
#include "tests/crash/dying_calls.h"
#include "tests/support/complaint_form.h"
#include "tests/support/fake_link.h"
#include "tests/support/seeded_entropy.h"

using namespace carrel;
using namespace carrel::client;
using tests::say;
using std::chrono::seconds;

namespace {

/// A fault that nobody expects here ends the run; the parent then fails.
void must(bool good, std::string const& what) {
  if (good) return;
  std::cerr << "office_child: " << what << '\n';
  _exit(2);
}

/// The parent loses a request or an answer now and then: an empty line.
sync::Answer ask_parent(sync::Request const& request) {
  say("ask " + sync::to_hex(platform::frame_of(request)));
  std::string line;
  if (!std::getline(std::cin, line)) _exit(4);
  sync::Answer lost;
  lost.reason = sync::LinkReason::offline;
  if (line.empty()) return lost;
  platform::FrameReader reader;
  reader.push(*sync::from_hex(line));
  auto const frame = reader.next();
  must(frame && *frame, "frame");
  auto answer = platform::read_answer((**frame).payload);
  must(static_cast<bool>(answer), "answer");
  return *answer;
}

class Desk {
 public:
  Desk(std::filesystem::path const& data, std::uint64_t run) : entropy_(run), start_(seconds{60} * run) {
    auto office = Office::open({data, data / "keys", HOUSE_BUILD "/share/carrel", false}, link_, entropy_, now());
    must(static_cast<bool>(office), office ? "" : office.error().place);
    office_ = std::move(*office);
    take(office_->begin(now()));
    must(state.learners.size() == 3, "learners");
    does(OpenSession{state.learners[run % 3].id});
    must(state.session.has_value(), "session");
  }
  void does(Intent const& intent) { take(office_->handle(intent, now())); }
  void files(int number) {
    auto const form = tests::complete_form(std::string(static_cast<std::size_t>(number) * 37 % 900 + 20, 'd'));
    does(KeepComplaintDraft{form});
    state.session->just_filed.reset();
    does(FileComplaint{form});
    must(state.session->just_filed.has_value(), "filed");
    say("saved " + state.session->just_filed->text());
  }
  /// What the link and the timers have to do in so many seconds.
  void pass(seconds time) {
    for (auto const until = awake_ + time; awake_ < until; awake_ += seconds{5})
      for (int turn = 0; turn < 3; ++turn) take(office_->tick(now()));
  }
  void ends() {
    for (auto const& one : state.session->complaints.all)
      if (one.state == ComplaintState::received) say("received " + one.id.text());
    must(static_cast<bool>(office_->end(now())), "end");
  }
  AppState state;

 private:
  sync::Now now() const {
    auto const day = std::chrono::sys_days{std::chrono::year{2026} / 1 / 2} + std::chrono::hours{9};
    sync::Now now{day + start_ + awake_, {}};
    now.awake.since_start = awake_;
    return now;
  }
  void take(Events const& events) {
    for (auto const& event : events) absorb(state, event);
  }

  tests::FakeLink link_{ask_parent};
  tests::SeededEntropy entropy_;
  seconds start_, awake_{1};
  std::unique_ptr<Office> office_;
};

}  // namespace

int main(int count, char** words) {
  if (count != 5) return 64;
  auto const run = std::strtoull(words[2], nullptr, 10);
  tests::calls_left = std::strtol(words[3], nullptr, 10);
  auto const complaints = std::atoi(words[4]);
  tests::hook_system_calls();
  Desk desk(words[1], run);
  for (int number = 1; number <= complaints; ++number) {
    desk.files(number);
    if (number % 2 == 0) desk.does(SetConsent{"surveys", (run + static_cast<unsigned>(number)) % 4 == 0});
    desk.pass(seconds{10});
  }
  if (complaints == 0) desk.pass(std::chrono::hours{1});
  desk.ends();
  tests::calls_left = -1;
  say("calls " + std::to_string(tests::calls_made));
}
