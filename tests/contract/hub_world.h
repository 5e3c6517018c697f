// A hub in a folder of its own, and devices with learners that speak to it through the client's own wire: no socket, a set clock,
// entropy from a seed. Everything said is recorded for the check against the contract.
#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "sync/hub/core.h"
#include "sync/hub/demo.h"
#include "sync/hub/recorder.h"
#include "sync/trust/receipt.h"
#include "sync/trust/seal.h"
#include "sync/trust/statement.h"
#include "sync/wire/actions_wire.h"
#include "sync/wire/catalogue_wire.h"
#include "sync/wire/enrol_wire.h"
#include "sync/wire/news_wire.h"

namespace carrel::test {

/// Bytes from a seed (SplitMix64): the same in every run.
class SeededEntropy final : public sync::Entropy {
 public:
  explicit SeededEntropy(std::uint64_t seed) : state_(seed) {}
  void fill(std::span<std::uint8_t> room) override;

 private:
  std::uint64_t state_;
};

/// A folder that goes away at the end.
struct TempFolder {
  std::filesystem::path path;
  TempFolder();
  ~TempFolder();
  TempFolder(TempFolder const&) = delete;
};

struct Learner {
  sync::LearnerId id;
  sync::SignKeyPair sign;
  sync::SealKeyPair seal;
};

class HubWorld {
 public:
  /// `name` names the record under build/contract.
  explicit HubWorld(std::string const& name);

  sync::Answer ask(sync::Request const& request);
  hub::Books& books() { return core_->books(); }
  /// Closes the hub and opens it again on the same folder.
  void restart();

  sync::WallTime now = std::chrono::sys_days{std::chrono::year{2026} / 1 / 2} + std::chrono::hours{9};
  hub::Demo demo;
  sync::SignPublicKey platform_sign;
  sync::SealPublicKey platform_seal;
  SeededEntropy entropy{20260102};
  TempFolder folder;

 private:
  void open();
  std::optional<hub::Core> core_;
  hub::Recorder recorder_;
};

/// A device that is enrolled, with one learner of the demo (0 Awa, 1 Lucas, 2 Inès).
struct Device {
  Device(HubWorld& world, std::size_t learner_number, std::string const& name = "Kiosk 1");

  /// Signed and sealed as on a kiosk; takes the next sequence number.
  sync::SealedAction seal(std::string const& kind, sync::Json const& body);
  sync::wire::Letter letter(sync::SealedAction const& action) const { return {action.id, seqs.at(action.id), action.sealed}; }
  /// PUT of one action.
  sync::Answer put(sync::SealedAction const& action) { return world.ask(sync::wire::put_action(token, letter(action))); }
  /// All news so far, opened and verified; {"kind", "what is stated"}.
  std::vector<std::pair<std::string, sync::Json>> news();

  HubWorld& world;
  sync::SignKeyPair key;
  sync::DeviceId id;
  std::string token;
  Learner learner;
  std::int64_t seq = 0;
  std::map<sync::ActionId, std::int64_t> seqs;
};

sync::Json good_complaint();
std::string problem_code(sync::Answer const& answer);
/// The receipt for this action in a yes, verified as a client does it.
sync::Result<sync::Receipt> receipt_in(sync::Json const& envelope, HubWorld const& world, sync::SealedAction const& action);
/// The same in the answer to `actions` sent together: for the one at this place.
sync::Result<sync::Receipt> lean_receipt_in(sync::Json const& receipts, Device const& device,
                                            std::span<sync::SealedAction const> actions, std::size_t place);

/// An OCI image layout with one small course; its text layer holds `text`.
void write_layout(std::filesystem::path const& folder, std::string const& edition, std::string const& text);

}  // namespace carrel::test
