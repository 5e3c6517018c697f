// A frame needs a reason: input, a fact, or a promised moment. At rest nothing is built and nobody is woken.
// Up to three frames are built so that sizes learned in one are used in the next; the last is put on the screen, and only
// when it differs from what stands there. Knows neither widgets nor windows.
#pragma once

#include <cstdint>
#include <optional>

#include "client/kit/geometry.h"
#include "sync/base/time.h"

namespace carrel::client {

inline constexpr int frames_to_settle = 3;

/// What building one frame found out.
struct BuiltFrame {
  std::uint64_t picture = 0;  ///< Two frames that look alike have the same one (Stage::picture_hash).
  bool settled = true;        ///< The next would be the same (Kit::settled).
  bool input_left = false;    ///< Events wait that need frames of their own; those do not count as settling.
};

/// Since the program began.
struct FrameCounts {
  std::int64_t built = 0, submitted = 0, wakeups = 0;
};

class FrameGate {
 public:
  /// Something happened: input that feed() called a reason, a fact that was absorbed.
  void touch() { pending_ = true; }
  /// A promised moment; the earliest one counts.
  void wake_at(sync::AwakeTime when) { next_ = next_ ? std::min(*next_, when) : when; }
  /// What was promised does not count any more.
  void promise_nothing() { next_.reset(); }
  /// The surface lost its picture (resized, uncovered): the next frame is shown even if it looks the same.
  void surface_lost() {
    pending_ = true;
    shown_.reset();
  }

  /// How long the loop may sleep: nothing for ever, zero when a frame is due.
  std::optional<std::chrono::milliseconds> nap(sync::AwakeTime now) const;
  /// The loop woke; counts it.
  void woke() { ++counts_.wakeups; }

  /// Builds and shows when there is a reason. True when a frame was put on the screen.
  bool draw_if_needed(sync::AwakeTime now, kit::FunctionRef<BuiltFrame()> build, kit::FunctionRef<void()> submit);

  FrameCounts const& counts() const { return counts_; }

 private:
  bool pending_ = true;
  std::optional<sync::AwakeTime> next_;
  std::optional<std::uint64_t> shown_;
  FrameCounts counts_;
};

}  // namespace carrel::client
