#include "client/ctl/command.h"

#include <poll.h>

#include <algorithm>
#include <iostream>

#include "client/app/places.h"
#include "platform/clock/clock.h"
#include "platform/entropy/os_entropy.h"
#include "platform/link/courier_link.h"

namespace carrel::client {

using sync::Fault;

namespace {

// What an operator reads; learners get theirs from client/policies/explain.
char const* sentence_for(Fault fault) {
  switch (fault) {
    case Fault::offline: return "The platform could not be reached. Nothing is lost; try again later.";
    case Fault::full: return "There is no room left on the medium. Nothing that was saved is lost.";
    case Fault::corrupt: return "Something is damaged or does not carry the signature or digest it should.";
    case Fault::refused: return "This was refused.";
    case Fault::stale: return "The data were written by another version of Carrel than this one can read.";
    case Fault::invalid: return "This cannot be done as it was asked.";
  }
  return "";
}

}  // namespace

Exit exit_for(Fault fault) {
  switch (fault) {
    case Fault::offline: return Exit::offline;
    case Fault::full: return Exit::failed;
    case Fault::corrupt:
    case Fault::stale: return Exit::damaged;
    case Fault::refused:
    case Fault::invalid: return Exit::refused;
  }
  return Exit::failed;
}

std::string Call::take_option(std::string const& name) {
  auto const at = std::find(words.begin(), words.end(), name);
  if (at == words.end() || at + 1 == words.end()) return {};
  auto const value = *(at + 1);
  words.erase(at, at + 2);
  return value;
}

bool Call::take_flag(std::string const& name) {
  auto const at = std::find(words.begin(), words.end(), name);
  if (at == words.end()) return false;
  words.erase(at);
  return true;
}

void answer(Call const& call, sync::Json const& json, std::string const& text) {
  if (call.json) std::cout << sync::write_json_pretty(json) << '\n';
  else std::cout << text;
}

int refuse(Call const& call, sync::Error const& error) {
  if (call.json) {
    auto const json = sync::Json::object({{"error", sync::Json::object({{"fault", name_of(error.fault)}, {"place", error.place}})}});
    std::cout << sync::write_json_pretty(json) << '\n';
  } else {
    std::cerr << "carrelctl: " << sentence_for(error.fault) << " (" << error.place << ")\n";
  }
  return static_cast<int>(exit_for(error.fault));
}

int refuse_usage(std::string const& sentence) {
  std::cerr << "carrelctl: " << sentence << "; carrelctl --help lists the commands\n";
  return static_cast<int>(Exit::usage);
}

sync::Result<OpenDesk> open_desk(Call const& call) {
  OpenDesk desk;
  TRY(link, platform::CourierLink::open());
  desk.link = std::move(link);
  desk.entropy = std::make_unique<platform::OsEntropy>();
  auto const keys = call.keys.empty() ? call.data / "keys" : call.keys;
  TRY(office, Office::open({call.data, keys, share_beside_program(), false}, *desk.link, *desk.entropy, platform::read_clocks()));
  desk.office = std::move(office);
  return desk;
}

bool work_until(OpenDesk& desk, std::function<bool()> const& done, std::chrono::seconds patience) {
  auto const deadline = platform::read_clocks().awake + patience;
  while (!done()) {
    auto const now = platform::read_clocks();
    if (now.awake >= deadline) return false;
    static_cast<void>(desk.office->tick(now));
    if (done()) return true;
    auto until = deadline;
    if (auto wake = desk.office->next_wake()) until = std::min(until, *wake);
    pollfd wait{desk.link->wait_handle(), POLLIN, 0};
    poll(&wait, 1, static_cast<int>(std::max<std::int64_t>(0, (until - now.awake).count())));
  }
  return true;
}

void wait_for(sync::Link& link) {
  pollfd wait{link.wait_handle(), POLLIN, 0};
  poll(&wait, 1, -1);  // Every request is answered: the link itself gives up on silence.
}

}  // namespace carrel::client
