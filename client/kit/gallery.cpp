// carrel-gallery DIR: draws the gallery without a display and writes a PNG and a trace for each page, size, language and theme.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "client/app/frame_gate.h"
#include "client/kit/gallery.h"
#include "client/kit/painter.h"
#include "platform/window/window.h"

using namespace carrel;
using namespace carrel::kit;

namespace {

struct Wish {
  char const* suffix;
  int width, height;
  Language language = Language::en;
  ThemeName theme = ThemeName::light;
  int percent = 100;
};

constexpr Wish every_page[] = {{"1280-en", 1280, 800}, {"800-en", 800, 480}};
constexpr Wish more[] = {{"1280-fr", 1280, 800, Language::fr},
                         {"800-fr", 800, 480, Language::fr},
                         {"1280-dark-en", 1280, 800, Language::en, ThemeName::dark},
                         {"1280-sepia-en", 1280, 800, Language::en, ThemeName::sepia},
                         {"1280-hc-fr", 1280, 800, Language::fr, ThemeName::contrast},
                         {"1280-hc-200-en", 1280, 800, Language::en, ThemeName::contrast, 200},
                         {"800-150-fr", 800, 480, Language::fr, ThemeName::light, 150}};

sync::Done draw_all(std::filesystem::path const& share, std::filesystem::path const& folder, std::string const& only) {
  for (int const width : {1280, 800}) {
    TRY(window, platform::Window::open(platform::WindowMode::headless, width, width == 1280 ? 800 : 480, "gallery"));
    TRY(kit, Kit::open(share, Language::en));
    TRY(painter, Painter::open(kit));
    auto const draw = [&](GalleryPage const& page, Wish const& wish) -> sync::Done {
      if (wish.width != width || (!only.empty() && std::string(page.name) + "-" + wish.suffix != only && page.name != only)) return {};
      if (kit.language() != wish.language) CHECKED(kit.set_language(wish.language));
      kit.set_theme(wish.theme);
      kit.set_text_percent(wish.percent);
      kit.set_screen_keyboard(false);
      kit.forget_focus();
      client::FrameGate gate;
      auto const build = [&]() -> client::BuiltFrame {
        kit.begin({static_cast<float>(wish.width), static_cast<float>(wish.height), 1});
        page.draw(kit);
        kit.end();
        return {kit.picture_hash(), kit.settled(), kit.has_input()};
      };
      for (int i = 0; i < 12; ++i) {
        if (i == 4 && page.tap) kit.inject_tap(page.tap);
        if (i == 6 && page.key != Key::none) kit.inject_key(page.key);
        gate.draw_if_needed({}, build, [&] { painter.paint(); });
        gate.touch();
      }
      auto const stem = (folder / (std::string(page.name) + "-" + wish.suffix)).string();
      CHECKED(platform::write_png(window->read_pixels(), stem + ".png"));
      std::ofstream(stem + ".txt") << kit.trace_text();
      std::printf("%s: %lld frames built, %lld shown\n", stem.c_str(), static_cast<long long>(gate.counts().built),
                  static_cast<long long>(gate.counts().submitted));
      return {};
    };
    for (auto const pages : {gallery_pages(), gallery_tables()})
      for (auto const& page : pages) {
        for (auto const& wish : every_page) CHECKED(draw(page, wish));
        for (auto const& wish : more) CHECKED(draw(page, wish));
      }
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: carrel-gallery DIR [PAGE | PAGE-SUFFIX]\n");
    return 2;
  }
  std::filesystem::path const folder = argv[1];
  std::filesystem::create_directories(folder);
  auto const share = std::filesystem::canonical("/proc/self/exe").parent_path() / "../share/carrel";
  auto const done = draw_all(share, folder, argc > 2 ? argv[2] : "");
  if (!done)
    std::fprintf(stderr, "carrel-gallery: %s: %s\n", std::string(sync::name_of(done.error().fault)).c_str(), done.error().place.c_str());
  return done ? 0 : 1;
}
