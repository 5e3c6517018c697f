// The house as client/main.cpp puts it together, on a surface without a display, and with a voice: it says when the first
// interactive frame stood, and answers lines on its input. "sit": the first learner sits down; "counts": frames and wake-ups so far.
// usage: carrel_window DATA STARTED_NS
#include <GLES2/gl2.h>
#include <time.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <thread>

#include "client/app/front.h"
#include "client/app/loop.h"
#include "client/app/mailbox.h"

using namespace carrel;

namespace {

double ms_of(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

void say(std::string const& words) {
  std::puts(words.c_str());
  std::fflush(stdout);
}

// Turns until `done`, at most twenty seconds.
template <class Done>
bool turn_until(client::Front& front, client::DeskThread& desk, platform::Window& window, Done done) {
  auto const end = ms_of(CLOCK_MONOTONIC) + 20'000;
  while (!done() && ms_of(CLOCK_MONOTONIC) < end) client::take_turn(front, desk, window, std::chrono::milliseconds{1000});
  return done();
}

int run(std::filesystem::path const& data, double started) {
  auto const share = std::filesystem::path(HOUSE_BUILD) / "share/carrel";
  auto window = platform::Window::open(platform::WindowMode::headless, 1280, 800, "Carrel");
  if (!window) return 1;
  auto kit = kit::Kit::open(share, "en");
  if (!kit) return 1;
  auto painter = kit::Painter::open(*kit);
  if (!painter) return 1;
  client::DeskThread desk({data, data / "keys", share, false}, [&] { (*window)->wake(); });
  client::Front front(*kit, *painter, **window, [&](client::Intent intent) { desk.post(std::move(intent)); });
  front.prefer_language("en");

  if (!client::open_curtain(front, desk, **window)) return 1;
  // Interactive: the learners stand on the screen and can be touched.
  if (!turn_until(front, desk, **window, [&] { return !front.state().learners.empty() && front.gate().counts().submitted > 0; })) return 1;
  glFinish();
  say(std::to_string(ms_of(CLOCK_MONOTONIC) - started) + " " + std::to_string(ms_of(CLOCK_PROCESS_CPUTIME_ID)) + " " +
      std::to_string(front.gate().counts().built) + " " + std::to_string(front.gate().counts().submitted));

  std::atomic<bool> open = true;
  client::Mailbox<std::string> asked([&] { (*window)->wake(); });
  std::thread listener([&] {
    for (std::string line; std::getline(std::cin, line);) asked.post(std::move(line));
    open = false;
    (*window)->wake();
  });
  while (open) {
    client::take_turn(front, desk, **window);
    for (auto const& line : asked.take()) {
      if (line == "sit") {
        desk.post(client::OpenSession{front.state().learners.front().id});
        if (!turn_until(front, desk, **window, [&] { return front.state().session && !front.state().session->courses.empty(); })) return 1;
      }
      auto const& counts = front.gate().counts();
      say(std::to_string(counts.built) + " " + std::to_string(counts.submitted) + " " + std::to_string(counts.wakeups));
    }
  }
  listener.join();
  return 0;
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) return 2;
  return run(words[1], count > 2 ? std::strtod(words[2], nullptr) / 1e6 : ms_of(CLOCK_MONOTONIC));
}
