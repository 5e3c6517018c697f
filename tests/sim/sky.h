// The way between kiosk and platform: what becomes of one request under a given sky.
// Pure: it plans, the world carries out.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "sync/ports.h"
#include "tests/sim/dice.h"

namespace carrel::sim {

enum class Sky {
  clear,
  lossy,      ///< Cut, late, doubled, replayed.
  down,
  portal,     ///< Somebody else answers.
  busy,       ///< 500, 503, 429.
  narrow,     ///< A gateway refuses large batches whole.
  stranger,   ///< Somebody signs receipts with a key of his own.
  forgotten,  ///< The platform does not know the device for a while.
};
inline constexpr std::array skies{Sky::clear, Sky::lossy, Sky::down,     Sky::portal,
                                  Sky::busy,  Sky::narrow, Sky::stranger, Sky::forgotten};
std::string_view name_of(Sky sky);

struct Plan {
  std::optional<std::chrono::milliseconds> arrives;        ///< At the platform; nothing: never.
  std::optional<std::chrono::milliseconds> arrives_again;  ///< A second time, its answer lost.
  enum class Voice { platform, instead, replayed, forged } voice = Voice::platform;
  sync::Answer instead;                                    ///< What the asker hears when it is not the platform.
  std::chrono::milliseconds answered{};                    ///< After asking; not before `arrives` when the platform speaks.
  bool answered_twice = false;
  bool damaged = false;                                    ///< One byte of a piece is another one.
};

Plan plan_for(Sky sky, Dice& dice);

}  // namespace carrel::sim
