// A figure by itself: two fingers, and everything two fingers do also by buttons, keys and one finger; and scrolling that runs on.
#include <fstream>

#include "platform/window/window.h"
#include "tests/access/panel.h"

using namespace carrel;
using namespace carrel::kit;
using namespace std::chrono_literals;
using Kind = InputEvent::Kind;

namespace {

/// A page with one figure, which opens.
struct Book {
  Kit kit = client::Panel::opened();
  FigureView look{};
  bool open = false;
  std::chrono::milliseconds now{1000};
  int frames = 0;

  Book() {
    auto const picture = kit.keep_picture("figure", png());
    REQUIRE(picture);
    settle();
  }
  // A white picture of 64 by 32 points, as small as a PNG can be.
  static sync::Bytes png();
  void frame() {
    kit.tell_time(now);
    kit.begin({800, 480, 1});
    kit.page("page", [&] {
      if (kit.figure({.picture = "figure", .alt = "A drawing", .width = 300, .height = 150, .opens = true})) open = true, look = {};
      for (int i = 0; i < 60; ++i) kit.body("Line " + std::to_string(i));
    });
    if (open && kit.figure_view({.picture = "figure", .alt = "A drawing"}, look)) open = false;
    kit.end();
    ++frames;
  }
  void settle() {
    for (int i = 0; i < 12; ++i) {
      frame();
      if (i > 1 && kit.settled() && !kit.has_input()) return;
    }
  }
  void tap(std::string const& label) {
    REQUIRE_MESSAGE(kit.inject_tap(label), label);
    settle();
  }
  void hand(Kind kind, float x, float y) {
    kit.feed({.kind = kind, .x = x, .y = y});
    settle();
  }
  void key(Key key) {
    kit.inject_key(key);
    settle();
  }
  float offset() const { return kit.place_of("page").offset; }
  /// A finger goes up by `by`, in so many milliseconds, and lets go.
  void flick(float by, std::chrono::milliseconds time) {
    hand(Kind::press, 400, 400);
    for (int i = 1; i <= 8; ++i) {
      now += time / 8;
      hand(Kind::move, 400, 400 - by * static_cast<float>(i) / 8);
    }
    hand(Kind::release, 400, 400 - by);
  }
};

sync::Bytes Book::png() {
  auto const path = std::filesystem::temp_directory_path() / "carrel-figure-test.png";
  platform::Pixels pixels{64, 32, std::vector<std::uint8_t>(64 * 32 * 4, 255)};
  REQUIRE(platform::write_png(pixels, path.string()));
  std::ifstream file(path, std::ios::binary);
  sync::Bytes const bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  std::filesystem::remove(path);
  return bytes;
}

}  // namespace

TEST_CASE("a figure opens by a tap and by the keyboard, over the whole window, and Escape gives the page and the keyboard back") {
  Book book;
  book.key(Key::tab);
  book.key(Key::enter);
  CHECK(book.open);
  book.key(Key::escape);
  CHECK_FALSE(book.open);
  CHECK(book.kit.focus().seen);
  book.tap("A drawing");
  CHECK(book.open);
  book.tap(book.kit.word("kit.close"));
  CHECK_FALSE(book.open);
}

TEST_CASE("two fingers make a figure larger and smaller, and tap nothing") {
  Book book;
  book.tap("A drawing");
  book.hand(Kind::press, 350, 240);
  book.hand(Kind::second_press, 450, 240);
  book.hand(Kind::second_move, 550, 240);
  CHECK(book.look.zoom == doctest::Approx(2).epsilon(0.02));
  book.hand(Kind::second_move, 450, 240);
  CHECK(book.look.zoom == doctest::Approx(1).epsilon(0.02));
  book.hand(Kind::second_release, 0, 0);
  book.hand(Kind::release, 350, 240);
  CHECK(book.open);
}

TEST_CASE("what two fingers and a drag do, buttons and keys do as well") {
  Book book;
  book.tap("A drawing");
  book.tap(book.kit.word("kit.figure.larger"));
  float const larger = book.look.zoom;
  CHECK(larger > 1);
  book.kit.inject_text("+");
  book.settle();
  CHECK(book.look.zoom > larger);
  book.kit.inject_text("+");
  book.settle();
  float const middle = book.look.x;
  book.tap(book.kit.word("kit.figure.right"));
  CHECK(book.look.x > middle);
  book.key(Key::left);
  CHECK(book.look.x == doctest::Approx(middle).epsilon(0.01));
  book.hand(Kind::press, 400, 240);
  book.hand(Kind::move, 340, 240);
  book.hand(Kind::release, 340, 240);
  CHECK(book.look.x > middle);
  for (int i = 0; i < 20; ++i) book.tap(book.kit.word("kit.figure.smaller"));
  CHECK(book.look.zoom == 1);
  CHECK(book.look.x == doctest::Approx(0.5));
}

TEST_CASE("a flick runs on, slows down and comes to rest, and then no frame is promised") {
  Book book;
  book.flick(160, 80ms);
  float const at_release = book.offset();
  CHECK(at_release > 100);
  int steps = 0;
  while (auto const next = book.kit.wants_frame_at()) {
    REQUIRE(++steps < 300);
    CHECK(*next > book.now);
    book.now = *next;
    book.settle();
  }
  CHECK(steps > 5);
  CHECK(book.offset() > at_release + 50);
}

TEST_CASE("a touch stops what runs on, and taps nothing") {
  Book book;
  book.flick(160, 80ms);
  for (int i = 0; i < 3; ++i) {
    REQUIRE(book.kit.wants_frame_at());
    book.now = *book.kit.wants_frame_at();
    book.settle();
  }
  book.hand(Kind::press, 400, 60);
  CHECK_FALSE(book.kit.wants_frame_at());
  float const stopped = book.offset();
  book.hand(Kind::release, 400, 60);
  book.now += 200ms;
  book.settle();
  CHECK(book.offset() == stopped);
  CHECK_FALSE(book.open);
}

TEST_CASE("a slow finger, an edge, and reduced motion let nothing run on") {
  Book slow;
  slow.flick(160, 2000ms);
  CHECK_FALSE(slow.kit.wants_frame_at());
  Book edge;
  edge.flick(-160, 80ms);  // Down, at the top already.
  for (int i = 0; i < 3 && edge.kit.wants_frame_at(); ++i) {
    edge.now = *edge.kit.wants_frame_at();
    edge.settle();
  }
  CHECK_FALSE(edge.kit.wants_frame_at());
  CHECK(edge.offset() == 0);
  Book calm;
  calm.kit.set_reduced_motion(true);
  calm.flick(160, 80ms);
  CHECK_FALSE(calm.kit.wants_frame_at());
}
