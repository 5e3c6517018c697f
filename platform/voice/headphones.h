// Whether headphones are plugged in, as the sound card feels it: what is private may only be said there.
// Many small computers have a socket without a feeler; then nobody knows, and "unknown" is never taken for "in".
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace carrel::platform {

enum class Headset { unknown, out, in };

class Headphones {
 public:
  virtual ~Headphones() = default;
  virtual Headset state() = 0;
  /// Somebody watches and would be told: looking costs something only then.
  virtual bool feels() const = 0;
  /// Calls `changed`, from a thread of its own, when a plug goes in or out; an empty one ends it. Costs nothing where no socket feels.
  virtual void watch(std::function<void()> changed) = 0;
};

/// For tests, and for devices whose operator says what is attached.
class FixedHeadphones final : public Headphones {
 public:
  explicit FixedHeadphones(Headset now) : now(now) {}
  Headset state() override { return now; }
  bool feels() const override { return true; }
  void watch(std::function<void()>) override {}
  Headset now;
};

/// What one sound card says of one of its sockets.
struct Jack {
  std::string name;  ///< As the driver calls it: "Headphone Jack", "Front Headphone Jack", "Mic Jack".
  bool plugged = false;
};
/// A socket for the ears: headphones or a headset, not a microphone, a line or a screen.
bool is_for_ears(std::string_view jack);
Headset headset_of(std::vector<Jack> const& jacks);

/// Reads the kernel's sound controls (`controlC*`); no sound library, no polling.
class SoundCardHeadphones final : public Headphones {
 public:
  explicit SoundCardHeadphones(std::filesystem::path devices = "/dev/snd");
  ~SoundCardHeadphones() override;
  SoundCardHeadphones(SoundCardHeadphones const&) = delete;
  SoundCardHeadphones& operator=(SoundCardHeadphones const&) = delete;
  Headset state() override;
  bool feels() const override { return watcher_.joinable(); }
  void watch(std::function<void()> changed) override;

 private:
  std::filesystem::path devices_;
  int end_bell_ = -1;
  std::thread watcher_;  // Sleeps in poll() until a control changes.
};

}  // namespace carrel::platform
