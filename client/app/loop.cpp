#include "client/app/loop.h"

#include <algorithm>

#include "platform/clock/clock.h"

namespace carrel::client {

bool take_turn(Front& front, DeskThread& desk, platform::Window& window, std::optional<std::chrono::milliseconds> patience) {
  auto nap = front.gate().nap(platform::read_clocks().awake);
  if (patience) nap = std::min(nap.value_or(*patience), *patience);
  auto const events = window.wait(nap);
  front.gate().woke();
  bool open = true;
  for (auto const& event : events) {
    front.feed(event);
    if (event.kind == platform::WindowEvent::Kind::close) open = false;
  }
  if (auto facts = desk.take(); !facts.empty()) front.absorb(facts);
  front.draw_if_needed(platform::read_clocks());
  return open;
}

bool open_curtain(Front& front, DeskThread& desk, platform::Window& window) {
  // The desk needs some hundredths of a second: a frame before its word would be drawn for nothing, and flash.
  auto const end = platform::read_clocks().awake + std::chrono::milliseconds{200};
  while (front.state().learners.empty() && !front.state().failed) {
    auto const left = end - platform::read_clocks().awake;
    if (left.count() <= 0) break;
    for (auto const& event : window.wait(left)) {
      front.feed(event);
      if (event.kind == platform::WindowEvent::Kind::close) return false;
    }
    if (auto facts = desk.take(); !facts.empty()) front.absorb(facts);
  }
  front.draw_if_needed(platform::read_clocks());
  return true;
}

void run_loop(Front& front, DeskThread& desk, platform::Window& window) {
  if (!open_curtain(front, desk, window)) return;
  while (take_turn(front, desk, window)) {
  }
}

}  // namespace carrel::client
