// Every screen by the keyboard alone: all of it can be reached, what is reached is seen, and there is a way out of everywhere.
#include "tests/access/panel.h"

using namespace carrel;
using namespace carrel::client;
using kit::Key;
using kit::Role;

namespace {

Look const looks[] = {{1280, 800, 100}, {800, 480, 100}, {800, 480, 200}};

bool lies_in(kit::Rect const& inner, kit::Rect const& outer) {
  return inner.x >= outer.x - 0.5f && inner.y >= outer.y - 0.5f && inner.right() <= outer.right() + 0.5f &&
         inner.bottom() <= outer.bottom() + 0.5f;
}

/// The order of Tab, or of Shift and Tab, from here until it comes round.
std::vector<kit::TraceEntry> tour(Panel& panel, bool back = false) {
  std::vector<kit::TraceEntry> seen;
  for (int i = 0; i < 100; ++i) {
    panel.press(Key::tab, back);
    auto const* at = panel.focused();
    if (!at || (!seen.empty() && at->id == seen.front().id)) break;
    seen.push_back(*at);
  }
  return seen;
}

Panel form() { return Panel::at("complaint-who"); }

}  // namespace

TEST_CASE("Tab reaches everything that can be touched on every screen, and comes round again") {
  for (auto& scene : access_scenes())
    for (auto const& look : looks) {
      Panel panel(scene, look);
      CAPTURE(scene.name);
      CAPTURE(look.percent);
      auto left = panel.reachable();
      for (auto const& one : tour(panel)) left.erase(one.id);
      if (!left.empty()) {  // Past a thousand rows the way leads backwards.
        panel.kit.forget_focus();
        for (auto const& one : tour(panel, true)) left.erase(one.id);
      }
      for (auto const id : left)
        if (auto const* one = panel.entry(id)) FAIL_CHECK(scene.name << " " << look.width << ": Tab never comes to “" << one->label << "”");
    }
}

TEST_CASE("what the keyboard comes to is seen, with the whole of its ring, and no bar lies over it") {
  for (auto& scene : access_scenes())
    for (auto const& look : looks) {
      Panel panel(scene, look);
      for (int i = 0, first = 0; i < 120; ++i) {
        panel.press(Key::tab);
        auto const* at = panel.focused();
        if (!at) break;
        if (i == 0) first = static_cast<int>(at->id);
        else if (static_cast<int>(at->id) == first) break;
        auto const where = scene.name + " " + std::to_string(static_cast<int>(look.width)) + " at " + std::to_string(look.percent) +
                           " %: “" + at->label + "”";
        bool const tall = at->bounds.h > panel.kit.focus_room().h - 20;
        CHECK_MESSAGE(at->seen.h >= std::min(at->bounds.h - 0.5f, 48.0f), where);
        if (at->role != Role::field)
          CHECK_MESSAGE((tall || lies_in(panel.kit.focus_shown(), panel.kit.focus_room())), where << " has a ring that is cut");
      }
    }
}

TEST_CASE("the order is the page first, then what stands beside it, the utilities and the spine") {
  for (auto& scene : access_scenes()) {
    Panel panel(scene, {});
    int group = -2;
    for (auto const& one : tour(panel)) {
      CHECK_MESSAGE(one.group >= group, scene.name << ": “" << one.label << "” comes late");
      group = one.group;
    }
  }
}

TEST_CASE("Shift and Tab lead the same way back") {
  auto panel = form();
  auto const there = tour(panel);
  REQUIRE(there.size() > 5);
  for (auto it = there.rbegin(); it != there.rend(); ++it) {
    panel.press(Key::tab, true);
    REQUIRE(panel.focused());
    CHECK(panel.focused()->id == it->id);
  }
}

TEST_CASE("Escape leads one step up from every screen, closes what stands above it first, and does nothing at Home and before sign-in") {
  for (auto& scene : access_scenes()) {
    Panel panel(scene, {800, 480});
    auto const before = panel.scene.nav.route;
    auto const sheets = !panel.reachable().empty() && panel.entry(*panel.reachable().begin())->layer > 0;
    panel.press(Key::escape);
    CAPTURE(scene.name);
    if (sheets) {
      CHECK(panel.scene.nav.route == before);
      CHECK(panel.entry(*panel.reachable().begin())->layer == 0);
    } else if (before == Route::home || before == Route::welcome) {
      CHECK(panel.scene.nav.route == before);
    } else {
      CHECK(panel.scene.nav.route != before);
    }
    for (int i = 0; i < 6; ++i) panel.press(Key::escape);
    CHECK((panel.scene.nav.route == Route::home || panel.scene.nav.route == Route::welcome));
  }
}

TEST_CASE("a text field is left by Tab, and by Escape, after which Tab goes on from it") {
  auto panel = form();
  auto const name = panel.kit.word("complaint.field.complainant_name"), mail = panel.kit.word("complaint.field.complainant_email");
  for (int i = 0; i < 40 && !(panel.focused() && panel.focused()->role == Role::field); ++i) panel.press(Key::tab);
  REQUIRE(panel.focused());
  CHECK(panel.focused()->label == name);
  CHECK(panel.kit.writing());
  panel.press(Key::escape);
  CHECK_FALSE(panel.kit.writing());
  CHECK(panel.scene.nav.route == Route::complaint);
  panel.press(Key::tab);
  REQUIRE(panel.focused());
  CHECK(panel.focused()->label == mail);
  panel.press(Key::tab);
  CHECK(panel.focused()->label != mail);
}

TEST_CASE("a sheet takes the keyboard when it opens, keeps it, and gives it back to what opened it") {
  auto panel = Panel::at("home");
  auto const display = panel.kit.word("kit.display");
  for (int i = 0; i < 40 && !(panel.focused() && panel.focused()->label == display); ++i) panel.press(Key::tab);
  REQUIRE(panel.focused());
  panel.press(Key::enter);
  REQUIRE(panel.scene.nav.display_sheet);
  REQUIRE(panel.focused());
  CHECK(panel.focused()->layer == 1);
  CHECK(panel.focused()->role == Role::chip);  // The first thing that is asked, not the cross.
  for (int i = 0; i < 30; ++i) {
    panel.press(Key::tab);
    REQUIRE(panel.focused());
    CHECK(panel.focused()->layer == 1);
  }
  panel.press(Key::escape);
  CHECK_FALSE(panel.scene.nav.display_sheet);
  REQUIRE(panel.focused());
  CHECK(panel.focused()->label == display);
}

TEST_CASE("when the thing that had the keyboard goes away, what stands nearest has it") {
  auto panel = Panel::at("quiz");
  panel.press(Key::tab);
  REQUIRE(panel.focused());
  panel.press(Key::enter);  // An answer.
  auto const check = panel.kit.word("quiz.check");
  for (int i = 0; i < 40 && !(panel.focused() && panel.focused()->label == check); ++i) panel.press(Key::tab);
  REQUIRE(panel.focused());
  CHECK(panel.focused()->label == check);
  panel.press(Key::enter);
  REQUIRE(panel.focused());
  CHECK(panel.focused()->label != check);
  CHECK(panel.focused()->group == 1);
}

TEST_CASE("pages and sheets are scrolled by keys though nothing on them could have the keyboard") {
  auto panel = Panel::at("privacy", {800, 480, 200});
  auto const offset = [&] { return panel.kit.place_of("privacy").offset; };
  CHECK(offset() == 0);
  panel.press(Key::page_down);
  float const one = offset();
  CHECK(one > 0);
  panel.press(Key::end);
  CHECK(offset() > one);
  panel.press(Key::tab);  // Goes on with what is seen, and does not jump back.
  REQUIRE(panel.focused());
  CHECK(offset() > one / 2);
  panel.press(Key::home);
  CHECK(offset() == 0);
  panel.scene.nav.display_sheet = true;
  panel.settle();
  auto const words = panel.kit.word("app.display.theme.contrast");
  REQUIRE(panel.find(words));
  float const before = panel.find(words)->bounds.y;
  panel.press(Key::page_down);
  CHECK(panel.find(words)->bounds.y < before);
}
