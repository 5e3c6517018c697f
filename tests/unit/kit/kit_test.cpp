// Widgets with real faces and without a screen: what they say, how large they are, what a hand does to them.
#include <doctest/doctest.h>

#include <unistd.h>

#include <filesystem>
#include <functional>
#include <set>

#include "client/kit/gallery.h"

using namespace carrel;
using namespace carrel::kit;

namespace {

struct Bench {
  Kit kit;
  Extent extent{1280, 800, 1};
  std::function<void(Kit&)> screen;

  explicit Bench(std::function<void(Kit&)> draw, Text language = "en")
      : kit(opened(language)), screen(std::move(draw)) { settle(); }

  static Kit opened(Text language) {
    auto kit = Kit::open(HOUSE_BUILD "/share/carrel", language);
    REQUIRE_MESSAGE(kit, kit.error().place);
    return std::move(*kit);
  }
  void frame() {
    kit.begin(extent);
    screen(kit);
    kit.end();
  }
  int settle() {
    int frames = 0;
    do {
      frame();
      ++frames;
    } while ((!kit.settled() || kit.has_input()) && frames < 30);
    return frames;
  }
  TraceEntry const* find(std::string_view label) const {
    for (auto const& entry : kit.trace())
      if (entry.label == label) return &entry;
    return nullptr;
  }
};

}  // namespace

TEST_CASE("a tap reaches its button once, and no other") {
  int first = 0, second = 0;
  Bench bench([&](Kit& k) {
    k.page("p", [&] {
      first += k.button({.label = "First"});
      second += k.second_button({.label = "Second"});
    });
  });
  REQUIRE(bench.kit.inject_tap("Second"));
  bench.settle();
  CHECK(first == 0);
  CHECK(second == 1);
  CHECK_FALSE(bench.kit.inject_tap("Third"));
}

TEST_CASE("the keyboard reaches everything: Tab goes on, Enter and Space press") {
  std::vector<std::string> pressed;
  Bench bench([&](Kit& k) {
    k.page("p", [&] {
      for (char const* name : {"A", "B", "C"})
        if (k.button({.label = name})) pressed.emplace_back(name);
    });
  });
  for (auto const key : {Key::tab, Key::enter, Key::tab, Key::space, Key::down, Key::enter}) {
    bench.kit.inject_key(key);
    bench.settle();
  }
  CHECK(pressed == std::vector<std::string>{"A", "B", "C"});
}

TEST_CASE("a mouse is a reason for a frame where the thing under it changes, and a finger leaves nothing lit") {
  int tapped = 0;
  Bench bench([&](Kit& k) {
    k.page("p", [&] {
      tapped += k.button({.label = "First"});
      tapped += k.second_button({.label = "Second"});
    });
  });
  using Kind = InputEvent::Kind;
  auto const at = [&](char const* label) { return bench.find(label)->bounds.centre(); };
  auto const first = at("First"), second = at("Second");
  auto const bare = bench.kit.picture_hash();
  CHECK_FALSE(bench.kit.feed({.kind = Kind::move, .x = 900, .y = 700}));
  CHECK(bench.kit.feed({.kind = Kind::move, .x = first.x, .y = first.y}));
  bench.settle();
  auto const over_first = bench.kit.picture_hash();
  CHECK(over_first != bare);
  CHECK_FALSE(bench.kit.feed({.kind = Kind::move, .x = first.x + 3, .y = first.y + 2}));
  CHECK(bench.kit.feed({.kind = Kind::move, .x = second.x, .y = second.y}));
  bench.settle();
  CHECK(bench.kit.picture_hash() != over_first);
  CHECK(bench.kit.feed({.kind = Kind::leave}));
  bench.settle();
  CHECK(bench.kit.picture_hash() == bare);
  for (auto const kind : {Kind::press, Kind::release}) bench.kit.feed({.kind = kind, .x = first.x, .y = first.y});
  bench.settle();
  CHECK(tapped == 1);
  CHECK(bench.kit.picture_hash() == bare);
}

TEST_CASE("a button that works keeps its label and takes no second tap") {
  int sent = 0;
  Bench bench([&](Kit& k) {
    k.page("p", [&] { sent += k.button({.label = "Send", .icon = Icon::again, .waiting = "Something travels now."}); });
  });
  REQUIRE(bench.kit.inject_tap("Send"));
  bench.settle();
  CHECK(sent == 0);
  CHECK(bench.kit.trace_text() == "| button   Send (busy)\n| text     Something travels now.\n");
}

TEST_CASE("a face that was cut short is refused, wherever it was cut") {
  namespace fs = std::filesystem;
  fs::path const share = fs::temp_directory_path() / ("carrel-faces-" + std::to_string(::getpid()));
  for (auto const part : {0.02, 0.5, 0.99}) {
    fs::remove_all(share);
    fs::create_directories(share);
    fs::copy(HOUSE_BUILD "/share/carrel/fonts", share / "fonts");
    auto const face = share / "fonts/signs-math.ttf";
    fs::resize_file(face, static_cast<std::uintmax_t>(static_cast<double>(fs::file_size(face)) * part));
    auto const kit = Kit::open(share, "en");
    REQUIRE_FALSE(kit);
    CHECK(kit.error().fault == sync::Fault::corrupt);
  }
  fs::remove_all(share);
}

TEST_CASE("formulas, arrows, boxes and ticks each have a letter of their own, in text and in code") {
  std::string sign;
  bool code = false;
  Bench bench([&](Kit& k) {
    Span const span{sign, false, false, code};
    k.page("p", [&] { k.rich(Spans{&span, 1}); });
  });
  for (bool const in_code : {false, true}) {
    std::set<std::uint64_t> seen;
    code = in_code;
    // The last one is in no face: what stands for a missing letter must be none of the others.
    for (char const* one : {"∀", "∈", "ℝ", "∑", "≤", "√", "≠", "∞", "→", "⇒", "⊂", "α", "½", "☐", "☑", "✓", "✗", "①",
                            "⌘", "\xEE\x80\x80"}) {
      sign = one;
      bench.settle();
      CHECK_MESSAGE(seen.insert(bench.kit.picture_hash()).second, one);
    }
  }
}

TEST_CASE("tabs go to their page by tap and by key, and long work can be stopped") {
  int page = 0, stopped = 0;
  std::string const names[] = {"Buttons", "Fields"};
  Bench bench([&](Kit& k) {
    k.page("p", [&] {
      k.tabs(names, page);
      stopped += k.long_work({.label = "A course", .done = 0.5, .text = "50 %", .cancel = "Stop"});
    });
  });
  REQUIRE(bench.kit.inject_tap("Fields"));
  bench.settle();
  CHECK(page == 1);
  CHECK(bench.find("Fields")->state == "here");
  REQUIRE(bench.kit.inject_tap("Stop"));
  bench.settle();
  CHECK(stopped == 1);
}

TEST_CASE("a disabled button says why and does nothing") {
  bool sent = false;
  Bench bench([&](Kit& k) {
    k.page("p", [&] { sent = sent || k.button({.label = "Send", .disabled_because = "Two answers are missing."}); });
  });
  CHECK_FALSE(bench.kit.inject_tap("Send"));
  CHECK(bench.kit.trace_text() == "| button   Send (disabled)\n| text     Two answers are missing.\n");
}

TEST_CASE("what is typed stands in the field, and the trace says it") {
  std::string text;
  int changes = 0;
  Bench bench([&](Kit& k) {
    k.page("p", [&] { changes += k.field({.label = "Tell us", .lines = 4, .bytes_max = 100}, text).changed; });
  });
  bench.kit.inject_tap("Tell us", 0);
  bench.settle();
  bench.kit.inject_text("Léa a écrit");
  bench.settle();
  bench.kit.inject_key(Key::enter);
  bench.kit.inject_text("deux lignes");
  bench.settle();
  CHECK(text == "Léa a écrit\ndeux lignes");
  CHECK(changes >= 2);
  CHECK(bench.kit.trace_text() == "| text     Tell us\n| field    Tell us = \"Léa a écrit deux lignes\"\n");
}

TEST_CASE("the keyboard on the screen types like any other, and a tap on it keeps the field") {
  std::string text;
  Bench bench([&](Kit& k) {
    k.set_screen_keyboard(true);
    k.page("p", [&] { k.field({.label = "Name"}, text); });
  }, "fr");
  bench.extent = {800, 480, 1};
  bench.kit.inject_tap("Name");
  bench.settle();
  REQUIRE(bench.kit.keyboard_shown());
  for (char const* key : {"Majuscules", "a", "z", "espace", ",", "Effacer"}) {
    bool const shifted = bench.kit.inject_tap(key) || bench.kit.inject_tap("A");
    REQUIRE_MESSAGE(shifted, key);
    bench.settle();
  }
  CHECK(text == "Az ");
  CHECK(bench.kit.inject_tap("Terminé"));
  bench.settle();
  CHECK_FALSE(bench.kit.keyboard_shown());
}

TEST_CASE("a question stands above the page: what lies below cannot be touched, Escape says no") {
  int below = 0;
  Reply reply = Reply::none;
  bool asks = true;
  Bench bench([&](Kit& k) {
    k.page("p", [&] { below += k.button({.label = "Below"}); });
    if (!asks) return;
    reply = k.question({.title = "Sure?", .text = "It cannot be undone.", .yes = "Yes", .no = "No"});
    if (reply != Reply::none) asks = false;
  });
  bench.kit.inject_tap("Below");
  bench.settle();
  CHECK(below == 0);
  asks = true;
  reply = Reply::none;
  bench.settle();
  bench.kit.inject_tap("Yes");
  while (asks && bench.kit.has_input()) bench.frame();
  CHECK(reply == Reply::yes);
  asks = true;
  bench.settle();
  bench.kit.inject_key(Key::escape);
  bench.frame();
  CHECK(reply == Reply::no);
}

TEST_CASE("a list of a thousand rows draws no more than a list of twenty") {
  int count = 20, drawn = 0;
  Bench bench([&](Kit& k) {
    drawn = 0;
    k.page("p", [&] {
      k.virtual_list("rows", count, 76, [&](int i) {
        ++drawn;
        k.list_row({.title = "Row " + std::to_string(i), .opens = true});
      });
    });
  });
  int const few = drawn;
  count = 1000;
  bench.settle();
  CHECK(drawn == few);
  bench.kit.scroll_to("p", 76 * 500);
  bench.settle();
  CHECK(drawn <= few + 2);  // In the middle there is a row cut at each end, and one in waiting at each.
  CHECK(bench.find("Row 500") != nullptr);
}

TEST_CASE("a finger that drags scrolls and does not tap; what is tapped below is scrolled to first") {
  int tapped = 0;
  std::string last;
  Bench bench([&](Kit& k) {
    k.page("p", [&] {
      for (int i = 0; i < 40; ++i)
        if (k.button({.label = "Button " + std::to_string(i)})) ++tapped, last = "Button " + std::to_string(i);
    });
  });
  using Kind = InputEvent::Kind;
  for (auto const& event : {InputEvent{.kind = Kind::press, .x = 100, .y = 300}, InputEvent{.kind = Kind::move, .x = 100, .y = 250},
                            InputEvent{.kind = Kind::move, .x = 100, .y = 200}, InputEvent{.kind = Kind::release, .x = 100, .y = 200}}) {
    bench.kit.feed(event);
    bench.frame();
  }
  bench.settle();
  CHECK(tapped == 0);
  CHECK(bench.kit.place_of("p").offset == doctest::Approx(100).epsilon(0.15));
  REQUIRE(bench.kit.inject_tap("Button 35"));
  bench.settle();
  CHECK(tapped == 1);
  CHECK(last == "Button 35");
}

TEST_CASE("a mouse that moves over nothing is no reason for a frame") {
  Bench bench([](Kit& k) { k.page("p", [&] { k.button({.label = "A"}); }); });
  CHECK_FALSE(bench.kit.feed({.kind = InputEvent::Kind::move, .x = 10, .y = 10}));
  CHECK_FALSE(bench.kit.feed({.kind = InputEvent::Kind::leave}));
  CHECK(bench.kit.feed({.kind = InputEvent::Kind::press, .x = 10, .y = 10}));
}

TEST_CASE("a finger that was taken away taps nothing, and the next one taps") {
  int tapped = 0;
  Bench bench([&](Kit& k) { k.page("p", [&] { if (k.button({.label = "A"})) ++tapped; }); });
  bench.settle();
  auto const* const button = bench.find("A");
  REQUIRE(button);
  float const x = button->bounds.x + 5, y = button->bounds.y + 5;
  for (auto const kind : {InputEvent::Kind::press, InputEvent::Kind::cancel}) {
    CHECK(bench.kit.feed({.kind = kind, .x = x, .y = y}));
    bench.settle();
  }
  CHECK(tapped == 0);
  CHECK(bench.kit.settled());
  for (auto const kind : {InputEvent::Kind::press, InputEvent::Kind::release}) {
    bench.kit.feed({.kind = kind, .x = x, .y = y});
    bench.settle();
  }
  CHECK(tapped == 1);
}

TEST_CASE("two frames that say the same are the same picture, and another word is another picture") {
  std::string word = "one";
  Bench bench([&](Kit& k) { k.page("p", [&] { k.title(word); }); });
  auto const before = bench.kit.picture_hash();
  bench.frame();
  CHECK(bench.kit.picture_hash() == before);
  word = "two";
  bench.settle();
  CHECK(bench.kit.picture_hash() != before);
}

TEST_CASE("everything to touch is at least 48 px, nothing is wider than its place, and three frames settle a page") {
  for (auto const& page : gallery_pages())
    for (auto const language : {"en", "fr"})
      for (float const width : {1280.0f, 800.0f})
        for (int const percent : {100, 150, 200}) {
          CAPTURE(page.name);
          CAPTURE(language);
          CAPTURE(width);
          CAPTURE(percent);
          Bench bench([&](Kit& k) {
            page.draw(k);
            if (page.above) page.above(k);
          }, language);
          bench.extent = {width, width > 1000 ? 800.0f : 480.0f, 1};
          bench.kit.set_text_percent(percent);
          CHECK(bench.settle() <= 4);
          for (auto const& entry : bench.kit.trace()) {
            CAPTURE(entry.label);
            CHECK(entry.role != Role::missing_word);
            if (entry.touchable && entry.role != Role::key) {
              CHECK(entry.bounds.w >= 47.5f);
              CHECK(entry.bounds.h >= 47.5f);
            }
            CHECK(entry.bounds.w <= entry.room.w + 1.5f);
            if (entry.visible) CHECK(entry.bounds.right() <= width + 0.5f);
          }
        }
}
