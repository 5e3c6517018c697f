// The voice of espeak-ng, a child process that lives as long as one utterance.
// Never linked: it is under the GPL, and what it loads (sound servers, 10 MB of voices) is no burden of a window at rest.
// The text goes in by an unnamed file in memory, never by the command line, which every process may read.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <filesystem>
#include <functional>
#include <mutex>
#include <thread>

#include "platform/voice/voice.h"

namespace carrel::platform {

class EspeakVoice final : public Voice {
 public:
  struct Setup {
    std::filesystem::path program{};      ///< Empty: espeak-ng, wherever PATH or the usual folders have it.
    std::filesystem::path wav{};          ///< Where the sound goes instead of the sound card; empty: to the card.
    std::filesystem::path sound_devices = "/dev/snd";
    std::function<void()> ended{};        ///< From a thread of ours, as soon as an utterance came to its end.
  };
  explicit EspeakVoice(Setup setup);
  ~EspeakVoice() override;
  EspeakVoice(EspeakVoice const&) = delete;
  EspeakVoice& operator=(EspeakVoice const&) = delete;

  VoiceStanding standing() override;
  bool speak(Utterance const& utterance) override;
  void stop() override;
  bool is_speaking() const override;
  bool take_end() override;

  pid_t child() const { return child_; }  ///< 0 when nothing is said.

 private:
  void wait_for(pid_t child);
  void bury();

  Setup setup_;
  pid_t child_ = 0;
  std::mutex mutex_;                // Between killing the child and taking note of its end: a process id is used again by others.
  std::atomic<bool> gone_ = false;
  std::thread waiter_;              // Lives as long as the child.
};

/// Where a program lies on this machine: PATH first, then the usual folders. Empty when nowhere.
std::filesystem::path find_program(std::string const& name);

}  // namespace carrel::platform
