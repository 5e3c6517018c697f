// Switch control: groups, rows, things; a way out of each; a rest by itself; and nothing that a switch cannot reach.
#include "client/kit/scan.h"

#include "tests/access/switcher.h"

using namespace carrel;
using namespace carrel::client;
using namespace std::chrono_literals;
using kit::Key;
using kit::Scan;
using kit::ScanLook;
using kit::ScanPart;
using kit::ScanRing;

namespace {

using Way = ScanLook::Way;
using Kind = ScanRing::Kind;

std::vector<kit::ScanThing> grid(int rows, int columns, ScanPart part = ScanPart::page, std::uint32_t first = 1) {
  std::vector<kit::ScanThing> things;
  for (int y = 0; y < rows; ++y)
    for (int x = 0; x < columns; ++x, ++first)
      things.push_back({first, part, {x * 60.0f, y * 60.0f, 50, 50}, std::to_string(first)});
  return things;
}

std::vector<kit::ScanThing> with_menu(std::vector<kit::ScanThing> things) {
  for (auto const& one : grid(2, 1, ScanPart::spine, 900)) things.push_back(one);
  return things;
}

/// A scan whose clock is turned by hand.
struct Turned {
  Scan scan;
  std::chrono::milliseconds now{10'000};

  explicit Turned(std::vector<kit::ScanThing> things, ScanLook look = {Way::one, 1000ms, false}) {
    scan.set(look);
    scan.see(std::move(things));
    scan.tick(now);
  }
  void wait() {
    REQUIRE(scan.due());
    now = *scan.due();
    scan.tick(now);
  }
  std::optional<kit::ScanThing> take() {
    now += 300ms;
    return scan.take(now);
  }
};

}  // namespace

TEST_CASE("a group is offered first, then its rows, then its things, and each has a way out") {
  Turned t(with_menu(grid(3, 4)));
  REQUIRE(t.scan.ring());
  CHECK(t.scan.ring()->kind == Kind::part);
  CHECK_FALSE(t.take());
  CHECK(t.scan.ring()->kind == Kind::row);
  t.wait();
  CHECK_FALSE(t.take());  // The second row.
  CHECK(t.scan.ring()->kind == Kind::thing);
  CHECK(t.scan.ring()->name == "5");
  for (int i = 0; i < 4; ++i) t.wait();
  CHECK(t.scan.ring()->kind == Kind::out);
  CHECK_FALSE(t.take());
  CHECK(t.scan.ring()->kind == Kind::row);  // Out of the row, not out of the group.
  for (int i = 0; i < 3; ++i) t.wait();
  CHECK(t.scan.ring()->kind == Kind::out);
  CHECK_FALSE(t.take());
  CHECK(t.scan.ring()->kind == Kind::part);
  CHECK(t.scan.ring()->part == ScanPart::page);
}

TEST_CASE("what is taken is told once, and the screen is offered again from its beginning") {
  Turned t(with_menu(grid(1, 3)));
  t.take();
  t.wait();
  auto const taken = t.take();
  REQUIRE(taken);
  CHECK(taken->id == 2);
  CHECK(t.scan.ring()->kind == Kind::part);
}

TEST_CASE("after three rounds the scan rests, promises nothing, and the next press only wakes it") {
  Turned t(with_menu(grid(2, 2)));
  int steps = 0;
  while (t.scan.due() && steps < 100) t.wait(), ++steps;
  CHECK(steps == 3 * 2);
  CHECK(t.scan.rests());
  CHECK_FALSE(t.scan.ring());
  CHECK_FALSE(t.scan.tick(t.now + 24h));
  CHECK_FALSE(t.take());
  CHECK(t.scan.ring());
  CHECK(t.scan.due());
}

TEST_CASE("whoever went into a group by mistake and waits comes out of it, and to rest") {
  Turned t(with_menu(grid(3, 4)));
  t.take();
  t.take();
  CHECK(t.scan.ring()->kind == Kind::thing);
  int steps = 0;
  while (t.scan.due() && steps < 200) t.wait(), ++steps;
  CHECK(t.scan.rests());
  CHECK(steps < 60);
}

TEST_CASE("a step takes the chosen time, the first one of a group half as much again, and a trembling hand presses once") {
  Turned t(with_menu(grid(1, 3)), {Way::one, 2000ms, false});
  CHECK(*t.scan.due() == t.now + 3000ms);
  t.wait();
  CHECK(*t.scan.due() == t.now + 2000ms);
  t.now += 500ms;
  CHECK_FALSE(t.scan.take(t.now));  // Into the menu.
  CHECK_FALSE(t.scan.take(t.now + 100ms));
  CHECK(t.scan.ring()->part == ScanPart::spine);
  CHECK(t.scan.ring()->kind == Kind::thing);
}

TEST_CASE("with two switches nothing moves by itself and nobody is ever out of time") {
  Turned t(with_menu(grid(1, 3)), {Way::two, 1000ms, false});
  CHECK_FALSE(t.scan.due());
  for (int i = 0; i < 50; ++i) {
    t.now += 300ms;
    t.scan.step(t.now);
    CHECK(t.scan.ring());
    CHECK_FALSE(t.scan.due());
  }
}

TEST_CASE("a field that was chosen leads into the keyboard, and after each letter its rows are offered again") {
  Turned t(with_menu(grid(1, 3)));
  auto things = with_menu(grid(1, 3));
  for (auto const& key : grid(4, 10, ScanPart::keyboard, 100)) things.push_back(key);
  t.scan.see(things);
  CHECK(t.scan.ring()->part == ScanPart::keyboard);
  CHECK(t.scan.ring()->kind == Kind::row);
  t.take();
  t.wait();
  auto const letter = t.take();
  REQUIRE(letter);
  CHECK(letter->id == 101);
  CHECK(t.scan.ring()->kind == Kind::row);
  CHECK(t.scan.ring()->part == ScanPart::keyboard);
}

TEST_CASE("what goes away while it is offered does no harm") {
  Turned t(with_menu(grid(3, 4)));
  t.take();
  for (int i = 0; i < 2; ++i) t.wait();
  t.take();
  t.scan.see(grid(1, 1));
  REQUIRE(t.scan.ring());
  CHECK(t.scan.ring()->kind == Kind::thing);
  t.scan.see({});
  CHECK_FALSE(t.scan.ring());
  CHECK_FALSE(t.take());
}

// ---- on the real screens ----

TEST_CASE("one switch comes to everything on every screen, by scrolling where there is more") {
  for (auto& scene : access_scenes()) {
    if (scene.name == "library-many") continue;  // A thousand rows: the same by the virtual list, only longer.
    Switcher person(scene, {800, 480});
    std::set<std::uint32_t> left = person.panel.reachable();
    // Every thing that Scan holds can be opened by its rows (above); here: that what is seen is offered, page after page.
    for (int page = 0; page < 40; ++page) {
      for (auto const& thing : person.panel.kit.scan().things()) left.erase(thing.id);
      if (!person.has_more(kit::ScanDeed::further_down)) break;
      if (!person.scroll(kit::ScanDeed::further_down)) FAIL_CHECK(scene.name << ": further down is never offered");
    }
    for (auto const id : left)
      if (auto const* one = person.panel.entry(id)) FAIL_CHECK(scene.name << ": “" << one->label << "” is never offered");
  }
}

TEST_CASE("a press opens a course, a sheet keeps the scan to itself, and its cross leads out") {
  auto panel = Panel::at("home", {800, 480});
  Switcher person(panel.scene, {800, 480});
  REQUIRE(person.take_thing(person.panel.kit.word("kit.display")));
  CHECK(person.panel.scene.nav.display_sheet);
  for (auto const& thing : person.panel.kit.scan().things())
    if (auto const* one = person.panel.entry(thing.id)) CHECK(one->layer == 1);
  REQUIRE(person.take_thing(person.panel.kit.word("kit.close")));
  CHECK_FALSE(person.panel.scene.nav.display_sheet);
  REQUIRE(person.take_thing(person.panel.kit.word("kit.library")));
  CHECK(person.panel.scene.nav.route == Route::library);
}

TEST_CASE("a text is written with one switch on the screen keyboard") {
  auto panel = Panel::at("complaint-who", {800, 480});
  Switcher person(panel.scene, {800, 480});
  auto& name = person.panel.scene.drafts.complaint.form.name;
  name.clear();
  person.panel.settle();
  REQUIRE(person.take_thing(person.panel.kit.word("complaint.field.complainant_name")));
  REQUIRE(person.panel.kit.keyboard_shown());
  for (char const* letter : {"a", "w", "a"}) REQUIRE(person.take_thing(letter));
  CHECK(name == "awa");
  REQUIRE(person.take_thing(person.panel.kit.word("kit.key_hide")));
  CHECK_FALSE(person.panel.kit.keyboard_shown());
}

TEST_CASE("while the whole screen is the switch, a touch takes what is offered and nothing under the finger") {
  auto panel = Panel::at("home", {800, 480});
  Switcher person(panel.scene, {800, 480}, {Way::one, 1000ms, true});
  auto const* leave = person.panel.find(person.panel.kit.word("kit.leave"));
  REQUIRE(leave);
  auto const at = leave->bounds.centre();
  auto const before = person.ring()->kind;
  person.panel.kit.tell_time(person.now += 400ms);
  person.panel.kit.feed({.kind = kit::InputEvent::Kind::press, .x = at.x, .y = at.y});
  person.panel.kit.feed({.kind = kit::InputEvent::Kind::release, .x = at.x, .y = at.y});
  person.panel.settle();
  CHECK(person.panel.scene.nav.route == Route::home);
  CHECK(before == Kind::part);
  CHECK(person.ring()->kind != Kind::part);
}

TEST_CASE("a switch that is held down presses once, and its letter is not written") {
  auto panel = Panel::at("home", {800, 480});
  Switcher person(panel.scene, {800, 480});
  CHECK_FALSE(person.panel.kit.feed({.kind = kit::InputEvent::Kind::key, .key = Key::space, .repeat = true}));
  CHECK_FALSE(person.panel.kit.feed({.kind = kit::InputEvent::Kind::text, .character = ' '}));
  CHECK(person.ring()->kind == Kind::part);
}

TEST_CASE("what is offered has a name in words, in a ring on the screen, and the rest says how to go on") {
  auto panel = Panel::at("home", {800, 480});
  Switcher person(panel.scene, {800, 480});
  for (int i = 0; i < 100 && person.panel.kit.wants_frame_at(); ++i) {
    CHECK_FALSE(person.panel.kit.offered().empty());
    if (auto const ring = person.ring()) CHECK_FALSE(ring->area.common({0, 0, 800, 480}).empty());
    person.wait();
  }
  CHECK_FALSE(person.panel.kit.wants_frame_at());
  CHECK(person.panel.kit.offered() == person.panel.kit.word("kit.scan.rests"));
}
