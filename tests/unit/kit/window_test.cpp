#include "platform/window/window.h"

#include <doctest/doctest.h>

#include <thread>

#include "client/kit/painter.h"

using namespace carrel;

TEST_CASE("a frame is drawn without any display, at both sizes, from edge to edge") {
  for (auto const& [width, height] : {std::pair{1280, 800}, std::pair{800, 480}}) {
    auto window = platform::Window::open(platform::WindowMode::headless, width, height, "test");
    REQUIRE_MESSAGE(window, window.error().place);
    auto kit = kit::Kit::open(HOUSE_BUILD "/share/carrel", "en");
    REQUIRE(kit);
    auto painter = kit::Painter::open(*kit);
    REQUIRE(painter);
    for (int i = 0; i < 3; ++i) {
      kit->begin({static_cast<float>(width), static_cast<float>(height), 1});
      kit->page("p", [&] { kit->button({.label = "A button", .fill = true}); });
      kit->end();
    }
    painter->paint();
    auto const pixels = (*window)->read_pixels();
    REQUIRE(pixels.rgba.size() == static_cast<std::size_t>(width * height * 4));
    auto const at = [&](int x, int y) {
      auto const* p = &pixels.rgba[static_cast<std::size_t>((y * width + x) * 4)];
      return kit::Colour{p[0], p[1], p[2]};
    };
    auto const page = kit->colour(kit::Token::page), accent = kit->colour(kit::Token::accent);
    CHECK(at(0, 0) == page);
    CHECK(at(width - 1, height - 1) == page);
    int filled = 0;
    for (int x = 0; x < width; ++x) filled += at(x, static_cast<int>(kit->metrics().margin_y) + 8) == accent;
    CHECK(filled > width / 2);
  }
}

TEST_CASE("a window that sleeps is woken from another thread, also before it sleeps") {
  auto window = platform::Window::open(platform::WindowMode::headless, 64, 64, "test");
  REQUIRE(window);
  (*window)->wake();
  CHECK((*window)->wait({}).empty());
  std::thread waker([&] { (*window)->wake(); });
  CHECK((*window)->wait({}).empty());
  waker.join();
  CHECK((*window)->wait(std::chrono::milliseconds{0}).empty());
}
