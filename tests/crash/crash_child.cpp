// The device that is killed: files actions and delivers them, telling its parent over a pipe what it holds for saved.
// It kills itself with SIGKILL right before the n-th system call that changes a file, takes a lock, or speaks to the parent, so
// that a seed names the place. usage: crash_child FOLDER PEOPLE_SEED RUN KILL_AFTER ACTIONS [--early]
// --early says "saved" before the commit: the mistake that the test must notice.

#include <array>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>

#include "sync/trust/vault_items.h"
#include "tests/crash/dying_calls.h"
#include "tests/support/enrolled.h"

using namespace carrel::sync;
using carrel::tests::People;
using carrel::tests::calls_left;
using carrel::tests::hook_system_calls;
using carrel::tests::say;
using carrel::tests::SeededEntropy;

namespace {

/// A fault that nobody expects here ends the run; the parent then fails.
void must(bool good, char const* what) {
  if (good) return;
  std::fprintf(stderr, "crash_child: %s\n", what);
  _exit(2);
}

struct Device {
  Db db;
  People& people;
  Vault awa;
  Vault lucas;
  SeededEntropy entropy;
};

void file_one(Device& device, int number, bool say_early) {
  auto const& vault = number % 3 ? device.awa : device.lucas;
  auto const priority = number % 4 ? Priority::complaint : Priority::consent_withdrawal;
  ActionDraft const draft{make_id<ActionId>(device.entropy), "complaint", 1, priority,
                          Json::object({{"details", std::string(static_cast<std::size_t>(number) * 37 % 900, 'd')}})};
  auto tx = Transaction::begin(device.db);
  must(static_cast<bool>(tx), "begin");
  must(static_cast<bool>(put_item(device.db, vault, "complaint", draft.id.text(), draft.body)), "put item");
  must(static_cast<bool>(file_action(device.db, vault, device.people.platform, draft, {device.people.device, {}, {}})), "file");
  if (say_early) say("saved " + draft.id.text());
  must(static_cast<bool>(tx->commit()), "commit");
  if (!say_early) say("saved " + draft.id.text());
}

/// Delivers what is due, three at a time; the parent answers with signed receipts, or with an empty line when it lost the request.
void deliver(Device& device) {
  auto const due = outbox::due(device.db, WallTime{}, 3);
  must(static_cast<bool>(due), "due");
  for (auto const& item : *due) {
    must(static_cast<bool>(outbox::note_attempt(device.db, std::array{item.id}, WallTime{})), "note attempt");
    auto const sealed = outbox::sealed_bytes(device.db, item.id);
    must(static_cast<bool>(sealed), "sealed bytes");
    say("send " + item.id.text() + " " + to_hex(*sealed));
    std::string line;
    if (!std::getline(std::cin, line)) _exit(4);
    if (line.empty()) continue;
    auto const json = parse_json(line);
    must(static_cast<bool>(json), "answer");
    auto const envelope = read_envelope(*json);
    must(static_cast<bool>(envelope), "envelope");
    auto const receipt = judge_receipt(*envelope, device.people.platform.sign, item.id, item.digest);
    must(static_cast<bool>(receipt), "receipt");
    must(static_cast<bool>(outbox::accept(device.db, *receipt)), "accept");
    say("accepted " + item.id.text());
  }
}

}  // namespace

int main(int count, char** words) {
  if (count < 6) return 64;
  std::string const folder = words[1];
  People people(std::strtoull(words[2], nullptr, 10));
  auto const run = std::strtoull(words[3], nullptr, 10);
  calls_left = std::strtol(words[4], nullptr, 10);
  auto const actions = std::atoi(words[5]);
  bool const say_early = count > 6 && std::string(words[6]) == "--early";

  hook_system_calls();
  auto db = Db::open(folder + "/carrel.db", client_migrations());
  must(static_cast<bool>(db), db ? "" : db.error().place.c_str());
  auto const learners = list_learners(*db);
  must(learners && learners->size() == 2, "learners");
  auto awa = unlock_learner(*db, learners->at(0).id, people.device_key);
  auto lucas = unlock_learner(*db, learners->at(1).id, people.device_key);
  must(awa && lucas, "unlock");
  Device device{std::move(*db), people, std::move(*awa), std::move(*lucas), SeededEntropy(run)};
  for (int number = 1; number <= actions; ++number) {
    file_one(device, number, say_early);
    if (number % 2 == 0) deliver(device);
    if (number % 7 == 0) must(static_cast<bool>(device.db.tidy()), "tidy");
  }
  for (;;) {
    auto const counts = outbox::counts(device.db, std::nullopt);
    must(static_cast<bool>(counts), "counts");
    if (counts->waiting == 0 || actions > 0) break;
    deliver(device);
  }
  calls_left = -1;
  say("done");
}
