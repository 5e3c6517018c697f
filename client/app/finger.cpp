#include "client/app/finger.h"

#include <cmath>
#include <utility>

namespace carrel::client {

using Kind = Finger::Deed::Kind;

Finger::Deed Finger::feed(platform::WindowEvent const& event, sync::AwakeTime now) {
  using Event = platform::WindowEvent::Kind;
  if (event.kind == Event::press) {
    auto const first = std::exchange(tap_, std::nullopt);
    bool const twice = first && now - first->since <= twice_within && std::hypot(event.x - first->x, event.y - first->y) <= tap_px;
    down_ = {event.x, event.y, event.x, event.y, now, false, twice, false};
    return {};
  }
  if (!down_) return {};
  switch (event.kind) {
    case Event::move:
      down_->x = event.x;
      down_->y = event.y;
      return moved(now);
    case Event::second_press:
      down_->two_fingers = true;
      return {};
    case Event::second_release: return {down_->asks ? Kind::choose : Kind::none};
    case Event::cancel:
      forget();
      return {};
    case Event::release:
      down_->x = event.x;
      down_->y = event.y;
      return lifted(now);
    default: return {};
  }
}

Finger::Deed Finger::moved(sync::AwakeTime now) {
  if (down_->two_fingers) return {};
  if (std::hypot(down_->x - down_->from_x, down_->y - down_->from_y) > tap_px) down_->second_tap = false;
  if (down_->second_tap) return {};
  down_->asks = down_->asks || now - down_->since >= rests_after;
  return down_->asks ? Deed{Kind::say, down_->x, down_->y} : Deed{};
}

Finger::Deed Finger::lifted(sync::AwakeTime now) {
  auto const down = *std::exchange(down_, std::nullopt);
  if (down.two_fingers) return {};
  if (down.asks) return {Kind::lift, down.x, down.y};
  float const dx = down.x - down.from_x, dy = down.y - down.from_y;
  bool const stroke = std::hypot(dx, dy) > tap_px;
  if (down.second_tap && !stroke) return {Kind::choose};
  if (now - down.since >= rests_after) return {Kind::say, down.x, down.y};
  if (!stroke) {
    tap_ = Tap{down.from_x, down.from_y, down.since};
    return {};
  }
  if (std::abs(dx) > std::abs(dy)) return {dx > 0 ? Kind::next : Kind::previous};
  return {dy < 0 ? Kind::further : Kind::back};
}

Finger::Deed Finger::pass(sync::AwakeTime now) {
  auto const at = due();
  if (!at || now < *at) return {};
  if (down_) return moved(now);
  auto const tap = *std::exchange(tap_, std::nullopt);
  return {Kind::say, tap.x, tap.y};
}

std::optional<sync::AwakeTime> Finger::due() const {
  if (down_) {
    bool const waits = !down_->asks && !down_->second_tap && !down_->two_fingers;
    return waits ? std::optional(down_->since + rests_after) : std::nullopt;
  }
  if (tap_) return tap_->since + twice_within + std::chrono::milliseconds{1};
  return {};
}

}  // namespace carrel::client
