// The window for the ear: compares what was shown with what is shown now, and has it said. Costs nothing while the voice is off.
// It reads the kit's list of what was drawn, as tests do; no screen speaks by itself.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "client/app/drafts.h"
#include "client/app/finger.h"
#include "client/app/nav.h"
#include "client/app/speaker.h"
#include "client/app/state.h"
#include "client/kit/kit.h"
#include "client/voice/narrator.h"
#include "platform/window/window.h"
#include "sync/base/time.h"

namespace carrel::client {

/// A finger that stays so long on one place turns the voice on or off, also for who cannot see where.
inline constexpr std::chrono::milliseconds long_press{3000};

class Ears {
 public:
  /// All must outlive this.
  Ears(platform::Voice& voice, platform::Headphones& headphones, kit::Kit& kit)
      : speaker_(voice, headphones), headphones_(headphones), kit_(kit) {}

  /// The device's own habits; what a person chose stays until they leave.
  void follow(VoiceSettings const& habits);
  /// A touch panel without a mouse: fingers ask what lies under them where the system cannot tell the two apart.
  void on_a_panel(bool panel) { panel_ = panel; }
  /// Nobody is here any more: nothing of a person stays, and the voice is as the device begins.
  void left();

  enum class Heard {
    nothing,  ///< The event is for the screen.
    key,      ///< It was the voice's; the screen never hears of it.
    finger,   ///< It asked what lies there; the screen never hears of it.
    press,    ///< So was this long press: what lies under the finger was not meant.
  };
  /// A hand did something: whatever is said ends, but for the voice's own keys.
  Heard feed(platform::WindowEvent const& event, sync::AwakeTime now, Nav& nav);

  /// At the begin of each turn of the loop. True when a frame is due.
  bool turn(sync::AwakeTime now);
  /// When turn() has something to do though nothing happens; nothing at rest.
  std::optional<sync::AwakeTime> due() const { return finger_.due(); }
  /// Grants what the screens wished, and says what is new. True when a frame is due.
  bool after_frame(AppState const& state, Nav& nav, Drafts const& drafts);
  /// `look`: also whether it could speak, which takes a look at the machine.
  VoiceView view(bool look);

 private:
  void grant(VoiceWish const& wish, HeardFrame const& now, Drafts const& drafts);
  bool is_for_finger(platform::WindowEvent const& event) const;
  bool do_deed(Finger::Deed const& deed);
  bool point(kit::Point at);
  bool explores() const { return explore_.value_or(panel_ || by_finger_); }
  Sayings offer(HeardFrame const& now);
  Sayings news(HeardFrame const& now);
  bool take_key(platform::WindowEvent const& event, Nav& nav);
  VoiceView::Standing standing();
  void quiet();
  bool ends_or_goes_on();
  void turn_on();
  void turn_off();
  void say_word(std::string_view key, kit::Args args = {});
  void tell_start(HeardFrame const& now);
  HeardFrame heard(AppState const& state, Nav const& nav) const;
  std::string language() const { return kit_.language().tag; }

  Speaker speaker_;
  platform::Headphones& headphones_;
  kit::Kit& kit_;
  VoiceSettings habits_;
  bool on_ = false;
  bool acted_ = false;       // Since the last frame that was told.
  bool tabbed_ = false;      // By the key that goes from thing to thing.
  bool ran_ = false;         // Something was read aloud when the hand came.
  bool starts_ = false;      // The next frame is the first that is told.
  bool explained_ = false;   // How to use it was said to whoever is here.
  Finger finger_;
  bool panel_ = false;       // Of the device.
  bool by_finger_ = false;   // Whoever is here has touched, or turned the voice on by a long press.
  std::optional<bool> explore_;  // As the person chose.
  bool stroked_ = false;     // To the next thing, which the next frame shows.
  kit::Rect under_{};        // What was said of a finger, and is not said again while it stays there.
  std::string offered_;      // By the switch control, last.
  platform::Headset plug_ = platform::Headset::unknown;
  std::string chapter_;      // The place whose chapter is read aloud; empty: a page, or nothing.
  std::optional<HeardFrame> before_;
  struct Press {
    float x = 0, y = 0;
    sync::AwakeTime since{};
  };
  std::optional<Press> press_;
};

}  // namespace carrel::client
