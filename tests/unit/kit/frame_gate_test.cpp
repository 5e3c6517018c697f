#include "client/app/frame_gate.h"

#include <doctest/doctest.h>

using namespace carrel;
using namespace std::chrono_literals;

namespace {

struct Screen {
  client::FrameGate gate;
  sync::AwakeTime now{};
  std::uint64_t picture = 1;
  int unsettled = 0;

  bool draw() {
    return gate.draw_if_needed(now, [this]() -> client::BuiltFrame { return {picture, --unsettled < 0, false}; }, [] {});
  }
};

}  // namespace

TEST_CASE("at rest nothing is built and the loop sleeps for ever") {
  Screen screen;
  CHECK(screen.draw());
  auto const before = screen.gate.counts();
  CHECK_FALSE(screen.gate.nap(screen.now).has_value());
  screen.now = screen.now + 30s;
  CHECK_FALSE(screen.draw());
  CHECK(screen.gate.counts().built == before.built);
  CHECK(screen.gate.counts().submitted == before.submitted);
}

TEST_CASE("a frame that looks like the one on the screen is not shown again") {
  Screen screen;
  screen.draw();
  screen.gate.touch();
  CHECK(screen.gate.nap(screen.now) == 0ms);
  CHECK_FALSE(screen.draw());
  CHECK(screen.gate.counts().submitted == 1);
  screen.picture = 2;
  screen.gate.touch();
  CHECK(screen.draw());
  screen.gate.surface_lost();
  CHECK(screen.draw());
}

TEST_CASE("at most three frames are built to settle, and one is shown") {
  Screen screen;
  screen.unsettled = 99;
  screen.draw();
  CHECK(screen.gate.counts().built == client::frames_to_settle);
  CHECK(screen.gate.counts().submitted == 1);
}

TEST_CASE("a promised moment wakes once, the earliest first") {
  Screen screen;
  screen.draw();
  screen.gate.wake_at(screen.now + 60s);
  screen.gate.wake_at(screen.now + 10s);
  screen.gate.wake_at(screen.now + 20s);
  CHECK(screen.gate.nap(screen.now) == 10s);
  screen.now = screen.now + 11s;
  screen.picture = 2;
  CHECK(screen.draw());
  CHECK_FALSE(screen.gate.nap(screen.now).has_value());
}
