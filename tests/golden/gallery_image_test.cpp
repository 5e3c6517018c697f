// A handful of pages of the gallery look as agreed: themes, states and both sizes. What a page says is the text goldens' matter.
// UPDATE_GOLDEN=1 rewrites the pictures.
#include <doctest/doctest.h>

#include <cstdlib>
#include <functional>
#include <string>

#include "client/app/gallery_pictures.h"
#include "client/app/gallery_window.h"
#include "tests/golden/small_image.h"

using namespace carrel;
using namespace carrel::client;

namespace {

std::filesystem::path const share = std::filesystem::path(HOUSE_BUILD) / "share/carrel";
std::filesystem::path const golden = std::filesystem::path(HOUSE_TOP) / "tests/golden/gallery";

using kit::ThemeName;

struct Wish {
  char const* page;
  GalleryLook look;
};
constexpr Wish wishes[] = {{"buttons", {"light-en", 1280, 800}},
                           {"choices", {"dark-fr", 1280, 800, "fr", ThemeName::dark}},
                           {"fields", {"contrast-en", 1280, 800, "en", ThemeName::contrast}},
                           {"cards", {"light-fr", 1280, 800, "fr"}},
                           {"lists", {"sepia-en", 1280, 800, "en", ThemeName::sepia}},
                           {"waiting", {"800-150-fr", 800, 480, "fr", ThemeName::light, 150}}};

kit::GalleryPage const& page_called(std::string_view name) {
  for (auto const& page : kit::gallery_pages())
    if (name == page.name) return page;
  FAIL("no page of the gallery is called " << name);
  return kit::gallery_pages().front();
}

// A window of one size, and everything that draws into it.
struct Easel {
  std::unique_ptr<platform::Window> window;
  kit::Kit kit;
  kit::Painter painter;

  static Easel open(int width, int height) {
    auto window = platform::Window::open(platform::WindowMode::headless, width, height, "gallery");
    REQUIRE_MESSAGE(window, window.error().place);
    auto kit = kit::Kit::open(share, "en");
    REQUIRE_MESSAGE(kit, kit.error().place);
    return Easel(std::move(*window), std::move(*kit));
  }
  platform::Pixels draw(Wish const& wish) {
    auto picture = gallery_picture(kit, painter, *window, page_called(wish.page), wish.look);
    REQUIRE_MESSAGE(picture, picture.error().place);
    return std::move(*picture);
  }

 private:
  Easel(std::unique_ptr<platform::Window> w, kit::Kit k) : window(std::move(w)), kit(std::move(k)), painter(painted(kit)) {}
  static kit::Painter painted(kit::Kit& kit) {
    auto painter = kit::Painter::open(kit);
    REQUIRE_MESSAGE(painter, painter.error().place);
    return std::move(*painter);
  }
};

// A window whose hands are written down before, one batch of events a time; then it is closed.
class PlayedWindow final : public platform::Window {
 public:
  PlayedWindow(platform::Window& under, std::vector<platform::WindowEvent> events, std::function<void()> seen)
      : under_(under), events_(std::move(events)), seen_(std::move(seen)) {}
  std::vector<platform::WindowEvent> wait(std::optional<std::chrono::milliseconds>) override {
    seen_();
    if (next_ < events_.size()) return {events_[next_++]};
    return {{.kind = platform::WindowEvent::Kind::close}};
  }
  void wake() override {}
  void swap() override { ++shown; }
  platform::WindowSize size() const override { return under_.size(); }
  float content_scale() const override { return 1; }
  std::string clipboard() const override { return {}; }
  void set_clipboard(std::string const&) override {}
  std::string display_name() const override { return "played"; }
  int shown = 0;

 private:
  platform::Window& under_;
  std::vector<platform::WindowEvent> events_;
  std::function<void()> seen_;
  std::size_t next_ = 0;
};

std::size_t at(platform::Pixels const& p, int x, int y) {
  return (static_cast<std::size_t>(y) * static_cast<std::size_t>(p.width) + static_cast<std::size_t>(x)) * 4;
}

// What lies in the rectangle goes `by` pixels to the right; what it leaves takes the colour beside it.
platform::Pixels moved(platform::Pixels picture, kit::Rect r, int by) {
  auto const before = picture;
  for (int y = static_cast<int>(r.y); y < static_cast<int>(r.bottom()); ++y)
    for (int x = static_cast<int>(r.x); x < static_cast<int>(r.right()) + by; ++x) {
      int const from = x - by < static_cast<int>(r.x) ? static_cast<int>(r.x) - 6 : x - by;
      for (std::size_t c = 0; c < 3; ++c) picture.rgba[at(picture, x, y) + c] = before.rgba[at(before, from, y) + c];
    }
  return picture;
}

}  // namespace

TEST_CASE("a handful of gallery pages look as agreed") {
  bool const update = std::getenv("UPDATE_GOLDEN") != nullptr;
  for (int const width : {1280, 800}) {
    auto easel = Easel::open(width, width == 1280 ? 800 : 480);
    for (auto const& wish : wishes) {
      if (wish.look.width != width) continue;
      auto const name = std::string(wish.page) + "-" + wish.look.suffix + ".png";
      auto const now = shrunk(easel.draw(wish));
      if (update) REQUIRE(write_small(now, golden / name));
      auto const agreed = read_small(golden / name);
      REQUIRE_MESSAGE(agreed, name);
      for (auto const& spot : differences(*agreed, now))
        FAIL_CHECK(name << " is off by " << spot.off << " at " << spot.x << ", " << spot.y << "; carrel --gallery DIR --page " << wish.page
                        << " draws it anew");
      CHECK_MESSAGE(std::filesystem::file_size(golden / name) < 60 * 1024, name);
    }
  }
}

TEST_CASE("the gallery's window turns pages, changes theme, language and text size by key, and ends when it is closed") {
  auto easel = Easel::open(1280, 800);
  using Kind = platform::WindowEvent::Kind;
  auto const typed = [](char32_t c) { return platform::WindowEvent{.kind = Kind::text, .character = c}; };
  platform::WindowEvent const page_down{.kind = Kind::key, .key = platform::WindowKey::page_down};
  std::vector<std::string> titles;
  PlayedWindow window(*easel.window, {page_down, page_down, typed('t'), typed('l'), typed('+')}, [&] {
    for (auto const& one : easel.kit.trace())
      if (one.role == kit::Role::title) titles.push_back(one.label);
  });
  run_gallery(easel.kit, easel.painter, window, "buttons");
  CHECK(titles == std::vector<std::string>{"Buttons and chips", "Choices and switches", "Fields", "Fields", "Champs", "Champs"});
  CHECK(easel.kit.theme().name == ThemeName::dark);
  CHECK(easel.kit.metrics().percent == 125);
  CHECK(window.shown == 6);
}

TEST_CASE("a wrong colour and a thing that moved are seen, and a hair's breadth is not") {
  auto easel = Easel::open(1280, 800);
  auto const picture = easel.draw(wishes[0]);
  auto const agreed = shrunk(picture);
  kit::Rect button;
  for (auto const& one : easel.kit.trace())
    if (one.label == "Try now" && button.empty()) button = one.bounds;
  REQUIRE(!button.empty());

  CHECK(differences(agreed, shrunk(picture)).empty());
  CHECK_FALSE(differences(agreed, shrunk(moved(picture, button.inset(-6), 3))).empty());

  auto recoloured = picture;
  for (int y = static_cast<int>(button.y) + 8; y < static_cast<int>(button.bottom()) - 8; ++y)
    for (int x = static_cast<int>(button.x) + 8; x < static_cast<int>(button.right()) - 8; ++x) {
      auto& blue = recoloured.rgba[at(recoloured, x, y) + 2];
      blue = static_cast<std::uint8_t>(std::min(255, blue + 48));
    }
  CHECK_FALSE(differences(agreed, shrunk(recoloured)).empty());

  // Every edge half a pixel further right, as another version of the drawing library may have it.
  auto hair = picture;
  for (int y = 0; y < picture.height; ++y)
    for (int x = 1; x < picture.width; ++x)
      for (std::size_t c = 0; c < 3; ++c)
        hair.rgba[at(hair, x, y) + c] =
            static_cast<std::uint8_t>((picture.rgba[at(picture, x, y) + c] + picture.rgba[at(picture, x - 1, y) + c]) / 2);
  CHECK(differences(agreed, shrunk(hair)).empty());
}
