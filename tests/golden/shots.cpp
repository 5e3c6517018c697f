// carrel-shots DIR [NAME]: every golden scene as a picture, for people who look. No display is needed.
#include <cstdio>
#include <filesystem>
#include <string>

#include "client/kit/painter.h"
#include "client/policies/policy_store.h"
#include "platform/window/window.h"
#include "tests/golden/stage_hand.h"

using namespace carrel;
using namespace carrel::client;

namespace {

struct Wish {
  char const* suffix;
  Look look;
  char const* language = "en";
  bool only_some = false;  ///< A few screens show what a theme or a size does; the others would show the same again.
};

constexpr Wish wishes[] = {
    {"1280-light-en", {1280, 800}},
    {"1280-light-fr", {1280, 800}, "fr"},
    {"800-light-en", {800, 480}},
    {"800-light-fr", {800, 480}, "fr"},
    {"1280-dark-en", {1280, 800, 100, kit::ThemeName::dark}, "en", true},
    {"1280-contrast-fr", {1280, 800, 100, kit::ThemeName::contrast}, "fr", true},
    {"1280-200-fr", {1280, 800, 200}, "fr"},
    {"1280-light-accented", {1280, 800}, "en-XA", true},
    {"1280-light-mirrored", {1280, 800}, "ar-XB"},
    {"800-light-mirrored", {800, 480}, "ar-XB", true},
    {"800-200-fr", {800, 480, 200}, "fr", true},
};

bool is_shown_in_every_look(std::string const& name) {
  for (auto const* one : {"welcome", "home", "complaint-happened", "timeline-received", "premium-lucas", "privacy", "outbox"})
    if (name == one) return true;
  return false;
}

sync::Done draw_all(std::filesystem::path const& share, std::filesystem::path const& folder, std::string const& only) {
  auto const facts = load_policies(share / "policies", {}).policies;
  for (int const width : {1280, 800}) {
    TRY(window, platform::Window::open(platform::WindowMode::headless, width, width == 1280 ? 800 : 480, "shots"));
    TRY(kit, kit::Kit::open(share, "en"));
    TRY(painter, kit::Painter::open(kit));
    for (auto const& wish : wishes) {
      if (static_cast<int>(wish.look.width) != width) continue;
      CHECKED(kit.set_language(wish.language));
      for (auto& scene : sample_scenes(wish.language, facts)) {
        auto const name = scene.name + "-" + wish.suffix;
        if (!only.empty() && only != scene.name && only != name) continue;
        if (only.empty() && wish.only_some && !is_shown_in_every_look(scene.name)) continue;
        draw_settled(kit, scene, wish.look);
        painter.paint();
        CHECKED(platform::write_png(window->read_pixels(), (folder / (name + ".png")).string()));
      }
    }
  }
  return {};
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    std::fprintf(stderr, "usage: carrel-shots DIR [NAME]\n");
    return 2;
  }
  std::filesystem::path const folder = words[1];
  std::filesystem::create_directories(folder);
  auto const share = std::filesystem::canonical("/proc/self/exe").parent_path().parent_path() / "share/carrel";
  auto const done = draw_all(share, folder, count > 2 ? words[2] : "");
  if (!done) std::fprintf(stderr, "carrel-shots: %s\n", done.error().place.c_str());
  return done ? 0 : 1;
}
