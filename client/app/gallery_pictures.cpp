#include "client/app/gallery_pictures.h"

#include <array>
#include <fstream>
#include <string_view>

#include "client/app/frame_gate.h"

namespace carrel::client {
namespace {

using kit::ThemeName;

constexpr std::array looks{GalleryLook{"1280-en", 1280, 800},
                           GalleryLook{"1280-fr", 1280, 800, "fr"},
                           GalleryLook{"1280-dark-en", 1280, 800, "en", ThemeName::dark},
                           GalleryLook{"1280-sepia-en", 1280, 800, "en", ThemeName::sepia},
                           GalleryLook{"1280-contrast-fr", 1280, 800, "fr", ThemeName::contrast},
                           GalleryLook{"1280-contrast-200-en", 1280, 800, "en", ThemeName::contrast, 200},
                           GalleryLook{"800-en", 800, 480},
                           GalleryLook{"800-fr", 800, 480, "fr"},
                           GalleryLook{"800-150-fr", 800, 480, "fr", ThemeName::light, 150}};

constexpr int frames_built = 12, tap_at = 4;

// All looks of one width share a window, its kit and its textures.
sync::Result<int> write_width(std::filesystem::path const& share, std::filesystem::path const& folder, std::string const& only, int width) {
  TRY(window, platform::Window::open(platform::WindowMode::headless, width, width == 1280 ? 800 : 480, "gallery"));
  TRY(kit, kit::Kit::open(share, "en"));
  TRY(painter, kit::Painter::open(kit));
  int written = 0;
  for (auto const& page : kit::gallery_pages())
    for (auto const& look : looks) {
      if (look.width != width || (!only.empty() && only != page.name)) continue;
      TRY(pixels, gallery_picture(kit, painter, *window, page, look));
      auto const stem = (folder / (std::string(page.name) + "-" + look.suffix)).string();
      CHECKED(platform::write_png(pixels, stem + ".png"));
      std::ofstream(stem + ".txt") << kit.trace_text();
      ++written;
    }
  return written;
}

}  // namespace

sync::Result<platform::Pixels> gallery_picture(kit::Kit& kit, kit::Painter& painter, platform::Window& window,
                                               kit::GalleryPage const& page, GalleryLook const& look) {
  if (kit.language().tag != look.language) CHECKED(kit.set_language(look.language));
  kit.set_theme(look.theme);
  kit.set_text_percent(look.percent);
  kit.set_screen_keyboard(false);
  kit.forget_focus();
  kit.forget_writing();
  FrameGate gate;
  auto const build = [&]() -> BuiltFrame {
    kit.begin({static_cast<float>(look.width), static_cast<float>(look.height), 1});
    page.draw(kit);
    if (page.above) page.above(kit);
    kit.end();
    return {kit.picture_hash(), kit.settled(), kit.has_input()};
  };
  for (int i = 0; i < frames_built; ++i) {
    if (i == tap_at && page.tap) kit.inject_tap(page.tap);
    gate.draw_if_needed({}, build, [&] { painter.paint(); });
    gate.touch();
  }
  painter.paint();
  return window.read_pixels();
}

sync::Result<int> write_gallery(std::filesystem::path const& share, std::filesystem::path const& folder, std::string const& only) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return sync::Error{sync::Fault::full, "folder of the gallery"};
  TRY(wide, write_width(share, folder, only, 1280));
  TRY(narrow, write_width(share, folder, only, 800));
  return wide + narrow;
}

}  // namespace carrel::client
