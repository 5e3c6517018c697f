// The order of what is said: cuts off, queues, repeats, pauses, steps through sentences, and keeps what is private to headphones.
// Knows no screen. Whoever drives it calls turn() when the voice has ended something.
#pragma once

#include <string>

#include "client/voice/saying.h"
#include "platform/voice/headphones.h"
#include "platform/voice/voice.h"

namespace carrel::client {

/// What the operator says of this device, and how it begins for everybody.
struct VoiceRules {
  bool headphones_only = false;             ///< Nothing at all is said from a speaker.
  std::string output = "detect";            ///< "detect", "headphones" (nothing else is attached) or "speaker".
  std::string hidden_sentence{}, language{};///< Said once a page instead of what is private.
};

class Speaker {
 public:
  Speaker(platform::Voice& voice, platform::Headphones& headphones) : voice_(voice), headphones_(headphones) {}

  void set_rules(VoiceRules rules) { rules_ = std::move(rules); }
  void set_rate(int words_per_minute);
  void set_volume(int volume);
  int rate() const { return rate_; }
  int volume() const { return volume_; }

  /// Only the learner hears it.
  bool is_private();
  /// Something may be said here now.
  bool may_speak();
  platform::VoiceStanding standing() { return voice_.standing(); }

  void say(Sayings sayings);         ///< Cuts off what is being said; a reading waits where it is.
  void say_after(Sayings sayings);   ///< After what is being said; not into a reading.
  /// One after the other, to be stepped through; begins with number `from`.
  void read(Sayings sayings, int from = 0);
  void repeat();                     ///< What was said last; of a reading its sentence.
  void step(int by);                 ///< To another sentence of the reading.
  void pause();                      ///< Silence; a reading waits, and go_on() begins its sentence again.
  void go_on();
  void stop_reading();
  void forget();                     ///< Silence, and nothing is left of what was said.
  void new_page() { told_hidden_ = false; }

  /// Goes on when something ended. True when that changed where the reading is.
  bool turn();
  /// A plug went in or out: what is private stops at once when it is no more.
  void plug_changed();

  bool is_reading() const { return !read_.sayings.empty(); }
  bool is_paused() const { return is_reading() && paused_; }
  int sentence() const { return is_reading() ? read_.at : -1; }

 private:
  struct Batch {
    Sayings sayings{};
    int at = 0;
  };
  void speak_on(Batch& batch);       ///< From `at` on: the first that may be said.
  bool try_to_say(Saying const& saying);

  platform::Voice& voice_;
  platform::Headphones& headphones_;
  VoiceRules rules_;
  Batch said_, read_;
  bool reads_ = false;               // What was voiced last is of the reading.
  bool paused_ = false, told_hidden_ = false, private_now_ = false;
  int rate_ = 175, volume_ = 50;
};

}  // namespace carrel::client
