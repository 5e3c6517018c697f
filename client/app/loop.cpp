#include "client/app/loop.h"

#include <algorithm>

#include "platform/clock/clock.h"

namespace carrel::client {

using namespace std::chrono_literals;

bool take_turn(Front& front, DeskThread& desk, platform::Window& window, std::optional<std::chrono::milliseconds> patience) {
  auto timeout = patience;
  if (auto change = front.next_change()) {
    auto const until = std::chrono::milliseconds{*change - platform::read_clocks().wall};
    timeout = std::clamp(until, 0ms, patience.value_or(until > 0ms ? until : 0ms));
  }
  auto const events = window.wait(timeout);
  ++front.counts().wakes;
  auto const now = platform::read_clocks().wall;
  if (auto change = front.next_change(); change && now >= *change) front.touch();
  bool open = true;
  for (auto const& event : events) {
    front.feed(event);
    if (event.kind == platform::WindowEvent::Kind::close) open = false;
  }
  if (auto facts = desk.take(); !facts.empty()) front.absorb(facts, now);
  front.draw_if_needed(now);
  return open;
}

void run_loop(Front& front, DeskThread& desk, platform::Window& window) {
  front.draw_if_needed(platform::read_clocks().wall);
  while (take_turn(front, desk, window)) {
  }
}

}  // namespace carrel::client
