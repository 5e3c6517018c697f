// Somebody who sees nothing: presses keys, and knows of the screen only what the voice said since the last one.
#pragma once

#include "client/app/ears.h"
#include "client/voice/spoken.h"
#include "platform/voice/headphones.h"
#include "platform/voice/recorded_voice.h"
#include "tests/access/seat.h"

namespace carrel::client {

class Listener {
 public:
  enum class By { keys, finger };  ///< What there is to turn the voice on with.
  explicit Listener(platform::Headset plug = platform::Headset::in, By by = By::keys) : headphones_(plug) {
    seat_.front().use_ears(ears_);
    if (by == By::keys) press(platform::WindowKey::voice_on);
    else slide({{400, 240}}, long_press);
  }

  Seat& seat() { return seat_; }
  /// All that was said since the last key, one utterance a line.
  std::string const& heard() const { return heard_; }
  std::vector<platform::Utterance> const& transcript() const { return transcript_; }

  void press(platform::WindowKey key, bool shift = false) {
    seat_.key(key, shift);
    listen();
  }
  void type(std::string_view text) {
    seat_.type(text);
    listen();
  }
  /// Tab by Tab until the voice names it; false when it never does.
  bool come_to(std::string const& label) {
    for (int i = 0; i < 150; ++i) {
      press(platform::WindowKey::tab);
      if (names(label)) return true;
    }
    return false;
  }
  /// Goes round once and listens whether it is there.
  bool offers(std::string const& label) {
    press(platform::WindowKey::tab);
    auto const first = heard_;
    for (int i = 0; i < 150; ++i) {
      if (names(label)) return true;
      press(platform::WindowKey::tab);
      if (heard_ == first) return false;
    }
    return false;
  }
  /// A finger comes down, goes from place to place, and is lifted.
  void slide(std::vector<kit::Point> const& way, std::chrono::milliseconds each = Finger::rests_after) {
    using Kind = platform::WindowEvent::Kind;
    seat_.finger(Kind::press, way.front().x, way.front().y);
    for (auto const& at : way) {
      seat_.pass(each);
      seat_.finger(Kind::move, at.x, at.y);
    }
    seat_.finger(Kind::release, way.back().x, way.back().y);
    listen();
  }
  void stroke(float dx, float dy) {
    slide({{400, 240}, {400 + dx, 240 + dy}}, std::chrono::milliseconds{20});
  }
  void tap_twice() {
    for (int i = 0; i < 2; ++i) slide({{20.0f + 30.0f * static_cast<float>(i), 20}}, std::chrono::milliseconds{60});
  }
  /// Stroke by stroke until the voice names it; false when it never does.
  bool stroke_to(std::string const& label) {
    for (int i = 0; i < 150; ++i) {
      stroke(200, 10);
      if (names(label)) return true;
    }
    return false;
  }
  bool named(std::string const& label) const { return names(label); }
  /// Lets the voice go on until it has nothing more to say.
  void listen() {
    heard_.clear();
    for (int quiet = 0; quiet < 3; ++quiet) {
      for (auto& one : std::exchange(voice_.said, {})) {
        heard_ += one.text + "\n";
        transcript_.push_back(std::move(one));
        quiet = 0;
      }
      seat_.pass(std::chrono::milliseconds{1});
    }
  }

 private:
  // It is the thing that was named, not a word of a longer name: "Next", not "Next question".
  bool names(std::string const& label) const {
    auto const said = spoken(label, seat_.state().settings.language);
    bool const clause = !said.empty() && std::string_view(".!?:").find(said.back()) != std::string_view::npos;
    for (auto at = heard_.find(said); at != heard_.npos; at = heard_.find(said, at + 1)) {
      bool const sentence = at >= 2 && heard_[at - 1] == ' ' && std::string_view(".!?:").find(heard_[at - 2]) != std::string_view::npos;
      bool const begins = at == 0 || heard_[at - 1] == '\n' || sentence;
      auto const after = at + said.size();
      bool const ends = after == heard_.size() || heard_[after] == ',' || heard_[after] == '\n' || (clause && heard_[after] == ' ');
      if (begins && ends) return true;
    }
    return false;
  }

  Seat seat_;
  platform::RecordedVoice voice_;
  platform::FixedHeadphones headphones_;
  Ears ears_{voice_, headphones_, seat_.kit()};
  std::string heard_;
  std::vector<platform::Utterance> transcript_;
};

}  // namespace carrel::client
