// A voice that writes down instead of speaking: for tests, for the tour, and for whoever can only read what would be heard.
#pragma once

#include <utility>
#include <vector>

#include "platform/voice/voice.h"

namespace carrel::platform {

class RecordedVoice final : public Voice {
 public:
  VoiceStanding standing() override { return stands; }
  bool speak(Utterance const& utterance) override {
    if (stands != VoiceStanding::ready) return false;
    said.push_back(utterance);
    speaking_ = true;
    return true;
  }
  void stop() override {
    if (std::exchange(speaking_, false)) ++stopped;
  }
  bool is_speaking() const override { return speaking_; }
  bool take_end() override { return (ends_at_once || std::exchange(ends_next_, false)) && std::exchange(speaking_, false); }

  std::vector<Utterance> said;
  int stopped = 0;           ///< How often something was cut off.
  bool ends_at_once = true;  ///< Else what was begun lasts until stop() or end().
  void end() { ends_next_ = speaking_; }  ///< What is being said comes to its end.
  VoiceStanding stands = VoiceStanding::ready;

 private:
  bool speaking_ = false, ends_next_ = false;
};

}  // namespace carrel::platform
