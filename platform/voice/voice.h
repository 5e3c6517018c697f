// Speech out of this device, one utterance at a time. Interrupting is the normal case: whoever moves on must not wait for a voice.
// What is said, in which order and who may hear it is not known here; see client/voice and client/app/speaker.
#pragma once

#include <cstddef>
#include <string>

namespace carrel::platform {

struct Utterance {
  std::string text;             ///< UTF-8 without markup, at most utterance_bytes_max; more is cut at a character.
  std::string language = "fr";  ///< A language tag: "fr", "en", "pt-br".
  int words_per_minute = 175;   ///< 80 to 400; beyond is brought back into it.
  int volume = 50;              ///< 0 to 100.
  /// For the learner's ears alone. Whoever asks has made sure that only headphones are heard; the voice does not look.
  bool is_private = false;
};

inline constexpr std::size_t utterance_bytes_max = 16 * 1024;
inline constexpr int rate_min = 80, rate_max = 400;

enum class VoiceStanding {
  ready,
  no_program,  ///< The program that speaks is not installed.
  no_sound,    ///< There is nothing that sound could leave by.
};

class Voice {
 public:
  virtual ~Voice() = default;
  /// Looked up at each call: a headset with a sound card of its own may come and go.
  virtual VoiceStanding standing() = 0;
  /// Ends what is being said and begins this. False when it could not be begun; nothing is said then.
  virtual bool speak(Utterance const& utterance) = 0;
  /// Silence, and nothing that runs, when it returns.
  virtual void stop() = 0;
  virtual bool is_speaking() const = 0;
  /// True once after an utterance came to its own end; not after stop().
  virtual bool take_end() = 0;
};

}  // namespace carrel::platform
