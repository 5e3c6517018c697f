// The platform of a simulated world: the real hub's core over a disk of memory, and before it a gateway that some letters break.
#pragma once

#include <set>
#include <vector>

#include "sync/hub/core.h"
#include "sync/trust/platform_keys.h"
#include "sync/trust/vault.h"
#include "tests/sim/dice.h"
#include "tests/support/fault_vfs.h"

namespace carrel::sim {

class HubSide {
 public:
  explicit HubSide(std::uint64_t seed);

  /// The gateway, then the hub. Pieces of courses are answered by the gateway.
  sync::Answer handle(sync::Request const& request, sync::WallTime now);

  struct Enrolled {
    sync::DeviceId device;
    std::string token;
  };
  Enrolled enrol(sync::SignPublicKey const& device_key, sync::WallTime now);
  sync::LearnerId bind(std::string const& token, std::string const& name, sync::LearnerKeys const& keys, sync::WallTime now);

  /// The operator says something to a learner.
  void tell(sync::LearnerId const& learner, int number);

  sync::PlatformKeys platform() const;
  std::optional<sync::LetterDigest> digest_of(sync::ActionId const& id);
  std::set<sync::ActionId> received();
  std::vector<std::int64_t> news_for(sync::DeviceId const& device);
  /// Cases opened, and complaints received: the effect and its cause.
  std::pair<std::int64_t, std::int64_t> complaints();

  std::set<sync::ActionId> breaks_on;  ///< Any request with one of these is answered with 500.
  bool narrow = false;                 ///< Batches above 1,200 bytes are refused whole.

 private:
  sync::Answer told_otherwise(sync::Request const& request, sync::Answer answer);
  std::int64_t count(std::string const& sql);

  Dice dice_;
  tests::FaultDisk disk_;
  std::optional<hub::Core> core_;
};

/// The letters that a request carries.
std::vector<sync::ActionId> letters_in(sync::Request const& request);

/// What a piece of the demo course holds, and its name.
inline constexpr std::uint64_t piece_count = 6;
sync::Bytes piece_bytes(std::uint64_t index);
std::string piece_digest(std::uint64_t index);

}  // namespace carrel::sim
