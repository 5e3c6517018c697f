#include "client/app/frame_gate.h"

namespace carrel::client {

std::optional<std::chrono::milliseconds> FrameGate::nap(sync::AwakeTime now) const {
  using std::chrono::milliseconds;
  if (pending_) return milliseconds{0};
  if (!next_) return {};
  return std::max(milliseconds{0}, *next_ - now);
}

bool FrameGate::draw_if_needed(sync::AwakeTime now, kit::FunctionRef<BuiltFrame()> build, kit::FunctionRef<void()> submit) {
  if (next_ && *next_ <= now) {
    next_.reset();
    pending_ = true;
  }
  if (!pending_) return false;
  pending_ = false;
  BuiltFrame frame;
  for (int settling = 0; settling < frames_to_settle; ++settling) {
    frame = build();
    ++counts_.built;
    if (frame.settled && !frame.input_left) break;
    if (frame.input_left) {
      // A press is seen before its release: what it looks like is shown first.
      pending_ = true;
      break;
    }
  }
  if (shown_ == frame.picture) return false;
  submit();
  shown_ = frame.picture;
  ++counts_.submitted;
  return true;
}

}  // namespace carrel::client
