// What a finger on a panel means to somebody who hears the screen instead of seeing it: to rest and to slide asks what lies there, two
// quick taps or a second finger choose, a quick stroke goes on. Pure: events and moments in, one deed out. It knows no screen.
#pragma once

#include <chrono>
#include <optional>

#include "platform/window/window.h"
#include "sync/base/time.h"

namespace carrel::client {

class Finger {
 public:
  struct Deed {
    /// say: what lies at x, y. lift: a finger that was told what lies there has left it. next, previous: in the order of Tab.
    /// further, back: the page. choose: what was said last.
    enum class Kind { none, say, lift, choose, next, previous, further, back };
    Kind kind = Kind::none;
    float x = 0, y = 0;
  };
  static constexpr std::chrono::milliseconds rests_after{250};  ///< Shorter is a tap or a stroke.
  static constexpr std::chrono::milliseconds twice_within{500};
  static constexpr float tap_px = 60;                            ///< Two taps, or the two ends of one, may be so far apart.

  Deed feed(platform::WindowEvent const& event, sync::AwakeTime now);
  /// The moment passed: a finger that stays, or a tap that remained single, asks what lies there.
  Deed pass(sync::AwakeTime now);
  /// When pass() has something to do; nothing at rest.
  std::optional<sync::AwakeTime> due() const;
  bool is_down() const { return down_.has_value(); }
  void forget() { *this = {}; }

 private:
  struct Down {
    float from_x = 0, from_y = 0, x = 0, y = 0;
    sync::AwakeTime since{};
    bool asks = false, second_tap = false, two_fingers = false;
  };
  struct Tap {
    float x = 0, y = 0;
    sync::AwakeTime since{};
  };
  Deed moved(sync::AwakeTime now);
  Deed lifted(sync::AwakeTime now);

  std::optional<Down> down_;
  std::optional<Tap> tap_;  // The first of two, perhaps.
};

}  // namespace carrel::client
