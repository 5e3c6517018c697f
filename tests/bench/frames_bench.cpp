// What a frame costs: each screen drawn again and again by the window's own side of the house over a real desk, against one frame
// of a bare window. CPU of all threads, the graphics driver's too.
// usage: frames_bench [CHAPTERS_MAX]
#include <GLES2/gl2.h>

#include <algorithm>

#include "client/app/front.h"
#include "client/app/office_inner.h"
#include "client/app/routes.h"
#include "platform/clock/clock.h"
#include "tests/bench/measure.h"
#include "tests/bench/world.h"

using namespace carrel;
using namespace carrel::bench;
using client::Route;

namespace {

constexpr int tries = 15;

double bare_frame() {
  Process bare({HOUSE_BUILD "/bench/peers/bare_window"});
  static_cast<void>(bare.line());
  std::vector<double> used;
  for (int i = 0; i < tries; ++i) {
    bare.say("frame");
    used.push_back(std::stod(bare.line()));
  }
  return middle(used);
}

bool has_screen(Route route) {
  auto const all = client::screens();
  return std::any_of(all.begin(), all.end(), [&](auto const& screen) { return screen.route == route; });
}

class Stand {
 public:
  explicit Stand(Device& device)
      : device_(device),
        window_(std::move(*platform::Window::open(platform::WindowMode::headless, 1280, 800, "bench"))),
        kit_(std::move(*kit::Kit::open(HOUSE_BUILD "/share/carrel", "en"))),
        painter_(std::move(*kit::Painter::open(kit_))),
        front(kit_, painter_, *window_, [this](client::Intent intent) { asked_.push_back(std::move(intent)); }) {
    front.prefer_language("en");
  }

  /// Until nothing wants to be drawn any more.
  void settle() {
    for (int i = 0; i < 50; ++i) {
      for (auto& intent : std::exchange(asked_, {})) front.absorb(device_.ask(std::move(intent)));
      front.draw_if_needed(platform::read_clocks());
      auto const nap = front.gate().nap(platform::read_clocks().awake);
      if (asked_.empty() && (!nap || nap->count() > 0)) break;
    }
    glFinish();
  }
  void go(Route route) {
    front.nav().go(route);
    front.touch();
    settle();
  }
  /// CPU of one frame that is built and shown, and of one that is built only, because it looks the same.
  struct Cost {
    double shown, built;
    std::optional<double> instructions;
  };
  Cost cost() {
    std::vector<double> shown, built, counted;
    for (int i = 0; i < tries; ++i) {
      front.gate().surface_lost();
      auto before = cpu_now();
      auto const count = instructions_.count();
      front.draw_if_needed(platform::read_clocks());
      glFinish();
      shown.push_back(ms(cpu_now() - before));
      if (count) counted.push_back(static_cast<double>(*instructions_.count() - *count));
      front.touch();
      before = cpu_now();
      front.draw_if_needed(platform::read_clocks());
      built.push_back(ms(cpu_now() - before));
    }
    return {middle(shown), middle(built), counted.empty() ? std::nullopt : std::optional(middle(counted))};
  }

 private:
  Instructions instructions_;  // Before the driver makes its threads, so that they are counted.
  Device& device_;
  client::Intents asked_;
  std::unique_ptr<platform::Window> window_;
  kit::Kit kit_;
  kit::Painter painter_;

 public:
  client::Front front;
};

double measure(Stand& stand, std::string const& name, double bare) {
  auto const cost = stand.cost();
  report("frame." + name + ".shown.cpu", cost.shown, "ms");
  report("frame." + name + ".built_only.cpu", cost.built, "ms");
  if (cost.instructions) report("frame." + name + ".instructions", *cost.instructions, "count");
  report("frame." + name + ".of_bare", cost.shown / bare, "ratio");
  return cost.built;
}

// Rows like the first one, with names of their own, so that nothing is found in a cache by accident.
client::Events many_courses(client::SessionView const& session, int count) {
  std::vector<client::CourseRow> rows;
  for (int i = 0; i < count; ++i) {
    rows.push_back(session.courses[static_cast<std::size_t>(i) % session.courses.size()]);
    rows.back().id += "-" + std::to_string(i);
    rows.back().title += " " + std::to_string(i);
  }
  return {client::CoursesListed{std::move(rows), session.go_on}};
}

void measure_lists(Stand& stand, double bare) {
  if (!has_screen(Route::library)) return tell("the library has no screen: its lists are not measured");
  auto const session = *stand.front.state().session;
  double built[2];
  int i = 0;
  for (int const count : {20, 1000}) {
    stand.front.absorb(many_courses(session, count));
    stand.go(Route::library);
    built[i++] = measure(stand, "list_of_" + std::to_string(count), bare);
  }
  report("frame.list_1000_of_20.built_only", built[1] / built[0], "ratio");
  stand.front.absorb({client::CoursesListed{session.courses, session.go_on}});
}

// The longest chapter of everything that is here.
std::pair<std::string, std::string> longest_chapter(Device& device, client::SessionView const& session) {
  std::pair<std::string, std::string> best;
  std::size_t most = 0;
  for (auto const& course : session.courses)
    for (auto const& chapter : course.contents)
      for (auto const& event : device.ask(client::OpenChapter{course.id, chapter.id}))
        if (auto const* opened = std::get_if<client::ChapterOpened>(&event); opened && opened->reading.chapter->blocks.size() > most) {
          most = opened->reading.chapter->blocks.size();
          best = {course.id, chapter.id};
        }
  tell("the longest chapter is " + best.second + " of " + best.first + " with " + std::to_string(most) + " blocks");
  return best;
}

void measure_reader(Stand& stand, Device& device, double bare) {
  if (!has_screen(Route::reader)) return tell("the reader has no screen: it is not measured");
  auto const [course, chapter] = longest_chapter(device, *stand.front.state().session);
  auto const before_open = cpu_now();
  stand.front.absorb(device.ask(client::OpenChapter{course, chapter}));
  stand.front.nav().go_course(Route::reader, course, chapter);
  stand.go(Route::reader);
  report("frame.reader.open_chapter.cpu", ms(cpu_now() - before_open), "ms");
  measure(stand, "reader", bare);
  std::vector<double> turns, shown;
  for (int i = 0; i < tries; ++i) {
    auto const frames = stand.front.gate().counts().submitted;
    platform::WindowEvent event{.kind = platform::WindowEvent::Kind::key, .key = platform::WindowKey::page_down};
    auto const before = cpu_now();
    stand.front.feed(event);
    stand.settle();
    turns.push_back(ms(cpu_now() - before));
    shown.push_back(static_cast<double>(stand.front.gate().counts().submitted - frames));
  }
  report("frame.page_turn.cpu", middle(turns), "ms");
  report("frame.page_turn.shown", middle(shown), "count");
  report("frame.page_turn.of_bare", middle(turns) / bare, "ratio");
}

void measure_idle_input(Stand& stand) {
  stand.go(Route::home);
  auto const before = stand.front.gate().counts();
  auto const cpu = cpu_now();
  for (int i = 0; i < 100; ++i) {
    stand.front.feed({.kind = platform::WindowEvent::Kind::move, .x = 1270.0f + static_cast<float>(i % 5), .y = 790});
    stand.front.draw_if_needed(platform::read_clocks());
  }
  auto const after = stand.front.gate().counts();
  report("frame.mouse_over_nothing.built", static_cast<double>(after.built - before.built), "count", Better::zero);
  report("frame.mouse_over_nothing.cpu", ms(cpu_now() - cpu) / 100, "ms");
}

}  // namespace

int main() {
  Hub const hub;
  auto const real = real_courses();
  if (!real) tell("the real courses are not here: the reader is measured with a course of our own (CARREL_COURSES names their folder)");
  hub.publish(hub.pack(real ? *real / "shell-novice/edition-2026" : HOUSE_TOP "/assets/courses/read-the-weather", "course"));
  Device device(hub, "device");
  device.office().inner().driver.sync_now();
  device.work_until_resting();
  Stand stand(device);
  stand.front.absorb(device.sit());
  for (auto const& row : stand.front.state().session->courses) stand.front.absorb(device.ask(client::FetchCourse{row.id}));
  device.work_until_resting();
  stand.front.absorb(device.sit());

  auto const bare = bare_frame();
  report("frame.bare.cpu", bare, "ms");
  stand.settle();
  measure(stand, "home", bare);
  measure_reader(stand, device, bare);
  measure_lists(stand, bare);
  measure_idle_input(stand);
}
