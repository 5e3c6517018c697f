// A place at the window: the real Front over the real desk, a hub in memory, and a clock turned by hand. What is done there goes in as
// events of the window and as nothing else.
#pragma once

#include "client/app/front.h"
#include "sync/hub/shelves.h"
#include "tests/walk/day.h"

namespace carrel::client {

class Seat {
 public:
  explicit Seat(int width = 800, int height = 480)
      : window_(opened(platform::Window::open(platform::WindowMode::headless, width, height, "seat"))),
        kit_(opened(kit::Kit::open(HOUSE_BUILD "/share/carrel", "en"))),
        painter_(opened(kit::Painter::open(kit_))),
        front_(kit_, painter_, *window_, [this](Intent intent) { asked_.push_back(std::move(intent)); }),
        height_(static_cast<float>(height)) {
    REQUIRE(walk::run({HOUSE_BIN "/carrelctl", "pack", walk::weather, "-o", layouts_.path / "weather"}).exit == 0);
    REQUIRE(hub::publish(day.world.books(), layouts_.path / "weather", day.world.now));
    day.pass(std::chrono::seconds{1});
    day.does(FetchCourse{"read-the-weather"});
    day.pass(std::chrono::seconds{60});
    auto settings = day.state.settings;
    settings.language = "en";
    day.does(CloseSession{});
    day.does(ChangeSettings{settings});
    day.hears = [this](Events const& events) { front_.absorb(events); };
    front_.absorb({SettingsKnown{day.state.settings}, PoliciesKnown{day.state.policies}, PlatformKnown{day.state.platform},
                   LearnersListed{day.state.learners}});
    settle();
  }

  walk::Day day{"access"};
  kit::Kit& kit() { return kit_; }
  Front& front() { return front_; }
  AppState const& state() const { return front_.state(); }
  SessionView const& session() const {
    REQUIRE(state().session);
    return *state().session;
  }
  std::string word(std::string_view key) { return kit_.word(key); }
  float height() const { return height_; }

  /// Until nothing wants to be drawn at this moment.
  void settle() {
    for (int turn = 0; turn < 80; ++turn) {
      for (auto& intent : std::exchange(asked_, {})) day.does(intent);
      front_.draw_if_needed(now());
      auto const nap = front_.gate().nap(now().awake);
      if (asked_.empty() && (!nap || nap->count() > 0)) return;
    }
    FAIL("the window does not come to rest");
  }
  void key(platform::WindowKey key, bool shift = false) {
    front_.feed({.kind = platform::WindowEvent::Kind::key, .key = key, .shift = shift});
    settle();
  }
  void finger(platform::WindowEvent::Kind kind, float x, float y) {
    front_.feed({.kind = kind, .by = platform::WindowEvent::By::finger, .x = x, .y = y}, now().awake);
    settle();
  }
  void type(std::string_view text) {
    for (std::size_t at = 0; at < text.size();)
      front_.feed({.kind = platform::WindowEvent::Kind::text, .character = kit::next_code_point(text, at)});
    settle();
  }
  void pass(std::chrono::milliseconds time) {
    awake_ += time;
    settle();
  }
  std::optional<std::chrono::milliseconds> nap() { return front_.gate().nap(now().awake); }

  kit::TraceEntry const* entry(std::uint32_t id) const {
    for (auto const& one : kit_.trace())
      if (id != 0 && one.id == id) return &one;
    return nullptr;
  }
  /// What can be touched under that name, of the page or of the sheet above it; else nothing.
  kit::TraceEntry const* find(std::string const& label) const {
    kit::TraceEntry const* found = nullptr;  // Of two of that name the one above the other.
    for (auto const& one : kit_.trace())
      if (one.touchable && one.label == label && (!found || one.layer > found->layer)) found = &one;
    return found;
  }
  kit::TraceEntry const* focused() const { return kit_.focus().seen ? entry(kit_.focus().id) : nullptr; }

 private:
  template <class T>
  static T opened(sync::Result<T> result) {
    REQUIRE_MESSAGE(result, result.error().place);
    return std::move(*result);
  }
  sync::Now now() const {
    sync::Now now{day.world.now + std::chrono::floor<std::chrono::seconds>(awake_), {}};
    now.awake.since_start = awake_;
    return now;
  }

  walk::Folder layouts_;
  Intents asked_;
  std::chrono::milliseconds awake_{100'000};
  std::unique_ptr<platform::Window> window_;
  kit::Kit kit_;
  kit::Painter painter_;
  Front front_;
  float height_;
};

}  // namespace carrel::client
