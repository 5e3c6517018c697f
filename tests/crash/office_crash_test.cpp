// Filing a complaint and the sync that follows, as the window does them, through 500 kills: form, draft, seal, letter, news, receipt.
#include <signal.h>

#include <fstream>
#include <map>
#include <random>
#include <set>

#include "client/app/office_inner.h"
#include "client/ctl/enrol.h"
#include "platform/link/frames.h"
#include "sync/hub/casework.h"
#include "sync/hub/core.h"
#include "sync/hub/demo.h"
#include "sync/migrations.h"
#include "tests/crash/child.h"
#include "tests/support/fake_link.h"
#include "tests/support/seeded_entropy.h"

using namespace carrel;
using tests::Child;

namespace {

struct Folder {
  std::filesystem::path path;
  Folder() {
    auto name = (std::filesystem::temp_directory_path() / "carrel-crash-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()));
    path = name;
  }
  ~Folder() { std::filesystem::remove_all(path); }
};

/// A hub in memory of this process, which loses a request or an answer now and then; and the folder of a device enrolled there.
class Story {
 public:
  explicit Story(std::uint64_t seed) : random_(seed), entropy_(seed) {
    auto keys = hub::Keys::make(entropy_);
    auto const anchor = keys.sign.public_key.text();
    std::ifstream in(HOUSE_TOP "/assets/calendars/FR.json");
    auto const calendar = hub::Calendar::parse(std::string{std::istreambuf_iterator<char>(in), {}});
    REQUIRE(calendar);
    auto books = hub::open_books(hub_folder_.path, "Test platform", std::move(keys), *calendar, entropy_);
    REQUIRE(books);
    core_.emplace(std::move(*books));
    auto const demo = hub::set_up_demo(core_->books(), at_);
    REQUIRE(demo);
    tests::FakeLink link([&](sync::Request const& request) { return core_->handle(request, at_); });
    auto office = client::Office::open({data(), data() / "keys", HOUSE_BUILD "/share/carrel", false}, link, entropy_, {at_, {}});
    REQUIRE(office);
    auto& inner = (*office)->inner();
    client::Provision provision{"https://hub.example", "-", demo->enrolment_code, anchor, {}};
    for (auto const& learner : demo->learners) provision.claim_codes.push_back(learner.claim_code);
    REQUIRE(enrol(inner.db, inner.device_key, entropy_, provision, "Kiosk",
                  [&](sync::Request const& request) { return core_->handle(request, at_); }));
  }

  /// Lets the desk live until it is killed or done.
  void live(std::uint64_t run, long kill_after, int complaints) {
    at_ = std::chrono::sys_days{std::chrono::year{2026} / 1 / 2} + std::chrono::hours{9} + std::chrono::seconds{60} * run;
    Child child({HOUSE_BUILD "/tests/office_child", data().string(), std::to_string(run), std::to_string(kill_after),
                 std::to_string(complaints)});
    while (auto const line = child.read()) {
      if (line->starts_with("saved ")) told_saved.insert(*sync::ActionId::parse(line->substr(6)));
      if (line->starts_with("received ")) told_received.insert(*sync::ActionId::parse(line->substr(9)));
      if (line->starts_with("ask ")) child.write(answer(line->substr(4)));
      if (line->starts_with("calls ")) calls_of_a_life = std::stol(line->substr(6));
    }
    kills += child.wait();
  }

  /// How many promises the two files do not keep.
  int broken_promises() {
    auto db = sync::Db::open(data() / "carrel.db", sync::client_migrations());
    REQUIRE(db);
    auto const letters = sync::outbox::list(*db, std::nullopt, 1'000'000);
    REQUIRE(letters);
    std::map<sync::ActionId, sync::OutboxItem> by_id;
    for (auto const& letter : *letters) by_id.emplace(letter.id, letter);
    auto const at_hub = actions();
    int broken = 0;
    for (auto const& id : told_saved) broken += !by_id.count(id);
    for (auto const& id : told_received) broken += !at_hub.count(id);
    for (auto const& [id, letter] : by_id)
      broken += letter.state == sync::ActionState::parked || (letter.state == sync::ActionState::accepted && !at_hub.count(id));
    for (auto const& id : at_hub) broken += !by_id.count(id);  // The platform knows what we forgot.
    for (std::size_t i = 0; i < letters->size(); ++i)          // Newest first, and no number is missing.
      broken += letters->at(i).seq != static_cast<std::int64_t>(letters->size() - i);
    waiting = 0;
    for (auto const& [id, letter] : by_id) waiting += letter.state != sync::ActionState::accepted;
    return broken;
  }
  std::size_t cases() {
    auto const all = hub::list_cases(core_->books());
    REQUIRE(all);
    return all->size();
  }
  /// The ids of complaints in the hub's books.
  std::set<sync::ActionId> complaints() { return ids("SELECT id FROM action WHERE kind = 'complaint'"); }
  std::set<sync::ActionId> actions() { return ids("SELECT id FROM action"); }

  std::set<sync::ActionId> told_saved, told_received;
  int kills = 0, waiting = 0;
  long calls_of_a_life = 0;

 private:
  std::filesystem::path data() const { return kiosk_folder_.path; }
  std::set<sync::ActionId> ids(char const* question) {
    std::set<sync::ActionId> found;
    auto rows = core_->books().db.prepare(question);
    REQUIRE(rows);
    for (auto more = rows->step(); more && *more; more = rows->step()) found.insert(*sync::ActionId::parse(sync::to_hex(rows->blob(0))));
    return found;
  }
  std::string answer(std::string const& hex) {
    platform::FrameReader reader;
    reader.push(*sync::from_hex(hex));
    auto const frame = reader.next();
    REQUIRE((frame && *frame));
    auto const request = platform::read_request((**frame).payload);
    REQUIRE(request);
    if (random_() % 8 == 0) return "";  // The request was lost.
    auto answer = core_->handle(*request, at_);
    answer.ticket = request->ticket;
    if (random_() % 8 == 0) return "";  // The answer was lost.
    return sync::to_hex(platform::frame_of(answer));
  }

  Folder hub_folder_, kiosk_folder_;
  std::mt19937_64 random_;
  tests::SeededEntropy entropy_;
  sync::WallTime at_ = std::chrono::sys_days{std::chrono::year{2026} / 1 / 2} + std::chrono::hours{9};
  std::optional<hub::Core> core_;
};

}  // namespace

TEST_CASE("what the window called saved is there and arrives once, over 500 kills of filing and sync") {
  signal(SIGPIPE, SIG_IGN);
  auto const seed = tests::chosen_seed();
  MESSAGE("seed ", seed, " (CARREL_SEED chooses another)");
  Story story(seed);
  std::mt19937_64 random(seed);
  std::uint64_t run = 1;
  story.live(run, -1, 2);  // One life in peace says how long a life is.
  REQUIRE(story.calls_of_a_life > 50);
  auto const longest = static_cast<unsigned long>(story.calls_of_a_life);
  while (story.kills < 500) {
    CAPTURE(run);
    REQUIRE(++run < 2000);
    story.live(run, static_cast<long>(1 + random() % longest), 2);
    REQUIRE(story.broken_promises() == 0);
  }
  auto const waiting = story.waiting;
  for (int learner = 0; learner < 3; ++learner) story.live(++run, -1, 0);  // In peace: everything arrives, and everybody reads it.
  CHECK(story.broken_promises() == 0);
  CHECK(story.waiting == 0);
  CHECK(story.told_saved.size() > 100);
  auto const arrived = story.complaints();
  for (auto const& id : story.told_saved) CHECK(arrived.count(id) == 1);
  CHECK(story.told_received == arrived);  // A fact and its letter: each learner sees each of theirs as received.
  CHECK(story.cases() == arrived.size());
  MESSAGE(story.kills, " kills in ", run, " lives of up to ", longest, " calls; ", story.told_saved.size(), " called saved, ",
          arrived.size(), " complaints at the hub, each once; ", waiting, " letters waited at the end of the bad days");
}
