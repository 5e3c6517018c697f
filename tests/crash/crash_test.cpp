#include <signal.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <set>

#include "sync/trust/vault_items.h"
#include "tests/crash/child.h"
#include "tests/support/enrolled.h"

using namespace carrel::sync;
using carrel::tests::Child;
using carrel::tests::chosen_seed;
using carrel::tests::People;

namespace {

/// The other side: stores by id, believes nothing it cannot open and verify, loses a request or an answer now and then.
struct Platform {
  People& people;
  std::map<LearnerId, SignPublicKey> learners;
  std::mt19937_64 random;
  std::map<ActionId, LetterDigest> stored;
  std::set<std::int64_t> numbers;
  int other_bytes = 0;

  std::string answer(std::string const& request) {
    auto const id = *ActionId::parse(request.substr(5, 32));
    auto const sealed = *from_hex(request.substr(38));
    if (random() % 8 == 0) return "";  // The request was lost.
    auto const opened = open_action(sealed, people.platform_seal, {id, people.device});
    REQUIRE(opened);
    auto const author = std::find_if(learners.begin(), learners.end(), [&](auto const& known) { return opened->may_be_of(known.first); });
    REQUIRE(author != learners.end());
    auto const plain = opened->verified_by(author->first, author->second);
    REQUIRE(plain);
    REQUIRE(plain->id == id);
    auto const [place, is_new] = stored.emplace(id, digest_of(sealed));
    if (is_new) CHECK(numbers.insert(plain->seq).second);
    else if (place->second != digest_of(sealed)) ++other_bytes;
    if (random() % 8 == 0) return "";  // The answer was lost.
    ReceiptBatch const batch{people.device, {}, {people.receipt_for(id, place->second)}};
    return write_json(to_json(sign_receipts(batch, people.platform_sign)));
  }
};

struct Story {
  std::uint64_t seed;
  std::filesystem::path folder;
  People people{seed};
  Platform platform{people, {}, std::mt19937_64(seed), {}, {}};
  std::set<ActionId> told_saved;
  std::set<ActionId> told_accepted;
  int kills = 0;

  explicit Story(std::uint64_t seed_) : seed(seed_) {
    auto name = (std::filesystem::temp_directory_path() / "carrel-crash-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()));
    folder = name;
    auto db = open();
    for (auto const* who : {"Awa", "Lucas"}) {
      auto const vault = people.new_learner();
      REQUIRE(people.enrol(db, vault, who));
      platform.learners.emplace(vault.learner(), vault.sign_keys().public_key);
    }
  }
  ~Story() { std::filesystem::remove_all(folder); }

  Db open() {
    auto db = Db::open(folder / "carrel.db", client_migrations());
    REQUIRE(db);
    return std::move(*db);
  }

  /// Lets the child live until it is killed or done.
  void live(std::uint64_t run, long kill_after, int actions, bool say_early = false) {
    std::vector<std::string> words{HOUSE_BUILD "/tests/crash_child", folder.string(), std::to_string(seed), std::to_string(run),
                                   std::to_string(kill_after), std::to_string(actions)};
    if (say_early) words.push_back("--early");
    Child child(std::move(words));
    while (auto const line = child.read()) {
      if (line->starts_with("saved ")) told_saved.insert(*ActionId::parse(line->substr(6)));
      if (line->starts_with("accepted ")) told_accepted.insert(*ActionId::parse(line->substr(9)));
      if (line->starts_with("send ")) child.write(platform.answer(*line));
    }
    kills += child.wait();
  }

  /// How many promises the file on the disk does not keep.
  int broken_promises() {
    auto db = open();
    int broken = 0;
    auto const letters = outbox::list(db, std::nullopt, 1'000'000);
    REQUIRE(letters);
    std::map<ActionId, OutboxItem> by_id;
    for (auto const& letter : *letters) by_id.emplace(letter.id, letter);
    for (auto const& id : told_saved) broken += !by_id.count(id);
    for (auto const& id : told_accepted) broken += !by_id.count(id) || by_id.at(id).state != ActionState::accepted;
    for (auto const& [id, letter] : by_id)
      broken += letter.state == ActionState::accepted && (!platform.stored.count(id) || platform.stored.at(id) != letter.digest);
    for (auto const& stored : platform.stored) broken += !by_id.count(stored.first);  // The platform knows what we forgot.
    for (std::size_t i = 0; i < letters->size(); ++i)  // Newest first, and no number is missing.
      broken += letters->at(i).seq != static_cast<std::int64_t>(letters->size() - i);
    auto facts = db.prepare("SELECT count(*) FROM vault_item");
    REQUIRE(facts);
    REQUIRE(facts->step());
    broken += facts->integer(0) != static_cast<std::int64_t>(letters->size());  // A fact and its letter: both or neither.
    return broken + platform.other_bytes;
  }
};

}  // namespace

TEST_CASE("nothing that was called saved is lost, and nothing arrives twice, over 500 kills") {
  signal(SIGPIPE, SIG_IGN);
  Story story(chosen_seed());
  MESSAGE("seed ", story.seed, " (CARREL_SEED chooses another)");
  std::mt19937_64 random(story.seed);
  std::uint64_t run = 1;
  for (; story.kills < 500; ++run) {
    CAPTURE(run);
    story.live(run, static_cast<long>(1 + random() % 260), 6);
    REQUIRE(story.broken_promises() == 0);
    REQUIRE(run < 5000);
  }
  story.live(run, -1, 0);  // In peace: everything arrives.
  CHECK(story.broken_promises() == 0);
  auto db = story.open();
  auto const counts = outbox::counts(db, std::nullopt);
  REQUIRE(counts);
  CHECK(counts->waiting == 0);
  CHECK(counts->parked == 0);
  CHECK(counts->accepted == static_cast<std::int64_t>(story.platform.stored.size()));
  CHECK(story.told_saved.size() > 500);
  MESSAGE(story.kills, " kills in ", run, " lives, ", story.told_saved.size(), " called saved, ", counts->accepted, " delivered");
}

TEST_CASE("a device that says saved before it is would be noticed") {
  signal(SIGPIPE, SIG_IGN);
  Story story(chosen_seed() + 1);
  std::mt19937_64 random(story.seed);
  int broken = 0;
  for (std::uint64_t run = 1; run <= 200 && broken == 0; ++run) {
    story.live(run, static_cast<long>(1 + random() % 160), 4, true);
    broken = story.broken_promises();
  }
  CHECK(broken > 0);
}
