// The desk's room: the database, the rules, the outbox and the engine, and the only owner of each. Single-threaded and without a
// clock of its own, so that tests and carrelctl run it as it is; desk_thread gives it a thread.
// It opens no socket: requests go out and answers come in as values through a Link.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/app/events.h"
#include "client/app/intents.h"
#include "sync/base/entropy.h"
#include "sync/base/media.h"
#include "sync/ports.h"

namespace carrel::client {

struct OfficeSetup {
  std::filesystem::path data;    ///< Holds carrel.db and blobs/; made for its owner only.
  std::filesystem::path keys;    ///< Holds the device key, which whoever copies the database alone does not have.
  std::filesystem::path share;   ///< share/carrel: policies.
  bool hold_link = false;
  bool scan = false;             ///< --scan: switch control is on, until a person turns it off.
  std::optional<std::string> language{};  ///< --lang: above the device's and the learner's own, until a person chooses another.
  std::vector<std::string> languages{};   ///< Tags that the window can show; empty: any. A learner of another one sees the device's.
  std::optional<std::filesystem::path> sticks{};  ///< --sticks: its folders count as sticks, instead of what is mounted as such.
  std::shared_ptr<sync::Media> media{};           ///< Instead of this device's own; for tests.
};

class Office {
 public:
  /// Fault::stale: the database is of a newer program. Fault::corrupt, Fault::full, Fault::refused as sync::Db::open.
  static sync::Result<std::unique_ptr<Office>> open(OfficeSetup const& setup, sync::Link& link, sync::Entropy& entropy, sync::Now now);
  ~Office();

  /// What the first screen needs.
  Events begin(sync::Now now);
  /// Does what a person asked for. What cannot be done comes back as TroubleArose; nothing is lost.
  Events handle(Intent const& intent, sync::Now now);
  /// Takes the link's answers and gives it what is due.
  Events tick(sync::Now now);
  /// Before the end: what was typed since the last save is saved, and what was counted since the last word of the platform is kept.
  sync::Done end(sync::Now now);
  /// The medium failed under a write: nothing more is saved until the desk is opened anew.
  bool must_open_again() const;
  /// When tick() wants to be called again although nothing happens; nothing when only events matter.
  std::optional<sync::AwakeTime> next_wake() const;

  struct Inner;
  Inner& inner() { return *inner_; }  ///< For carrelctl, which asks more of a desk than a window does.

 private:
  explicit Office(std::unique_ptr<Inner> inner);
  std::unique_ptr<Inner> inner_;
};

}  // namespace carrel::client
