// carrel: puts the window, the desk and the courier together, and hands over to the loop or to the tour.
#include <cstdlib>
#include <iostream>

#include "client/app/gallery_pictures.h"
#include "client/app/gallery_window.h"
#include "client/app/loop.h"
#include "client/app/options.h"
#include "client/app/places.h"
#include "client/app/proofs.h"
#include "client/app/settings.h"
#include "client/app/tour.h"
#include "platform/process/core_dumps.h"
#include "platform/voice/espeak_voice.h"
#include "platform/voice/headphones.h"

namespace {

using namespace carrel;

int fail(std::string const& words) {
  std::cerr << "carrel: " << words << '\n';
  return 1;
}

// The language asked for must be there; the one of first use may be left out of a house of other languages.
sync::Result<kit::Kit> open_kit(std::filesystem::path const& share, std::optional<std::string> const& wanted) {
  auto kit = kit::Kit::open(share, wanted.value_or(client::Settings{}.language));
  if (!kit && !wanted) kit = kit::Kit::open(share, "en");
  if (kit)
    for (auto const& problem : kit->words().problems()) std::cerr << "carrel: words/" << problem << '\n';
  return kit;
}

// Writes the pictures, or opens the window; either way without data of anybody.
int open_gallery(client::Options const& options) {
  auto const share = client::share_beside_program();
  if (options.gallery_folder) {
    auto const written = client::write_gallery(share, *options.gallery_folder, options.page);
    if (!written) return fail("the gallery could not be drawn: " + written.error().place);
    std::cout << *written << " pictures in " << options.gallery_folder->string() << '\n';
    return *written > 0 ? 0 : fail("no page of the gallery is called " + options.page);
  }
  auto const mode = options.kiosk ? platform::WindowMode::fullscreen : platform::WindowMode::window;
  auto window = platform::Window::open(mode, options.width, options.height, "Carrel");
  if (!window) return fail("no window could be opened (" + window.error().place + "); --gallery DIR works without a display");
  auto kit = open_kit(share, options.language);
  if (!kit) return fail("the fonts or words in " + share.string() + " cannot be read: " + kit.error().place);
  auto painter = kit::Painter::open(*kit);
  if (!painter) return fail("the graphics driver does not do OpenGL ES 2: " + painter.error().place);
  client::run_gallery(*kit, *painter, **window, options.page);
  return 0;
}

int open_house(client::Options const& options) {
  auto const share = client::share_beside_program();
  auto const mode = options.tour ? platform::WindowMode::headless
                    : options.kiosk ? platform::WindowMode::fullscreen
                                    : platform::WindowMode::window;
  auto window = platform::Window::open(mode, options.width, options.height, "Carrel");
  if (!window) return fail("no window could be opened (" + window.error().place + "); --tour DIR works without a display");
  auto kit = open_kit(share, options.language);
  if (!kit) return fail("the fonts or words in " + share.string() + " cannot be read: " + kit.error().place);
  auto painter = kit::Painter::open(*kit);
  if (!painter) return fail("the graphics driver does not do OpenGL ES 2: " + painter.error().place);
  kit->set_screen_keyboard(options.kiosk);
  kit->set_clipboard({[&] { return (*window)->clipboard(); }, [&](std::string const& text) { (*window)->set_clipboard(text); }});

  auto const keys = options.keys.value_or(options.data / "keys");
  std::vector<std::string> tags;
  for (auto const& one : kit->languages()) tags.push_back(one.tag);
  client::DeskThread desk({options.data, keys, share, options.offline || options.tour, options.scan, options.language, tags,
                           options.sticks},
                          [&] { (*window)->wake(); });
  client::Front front(*kit, *painter, **window, [&](client::Intent intent) { desk.post(std::move(intent)); });
  platform::EspeakVoice voice({.ended = [&] { (*window)->wake(); }});
  platform::SoundCardHeadphones headphones;
  client::Ears ears(voice, headphones, *kit);
  if (!options.tour) {
    ears.on_a_panel(options.kiosk);
    headphones.watch([&] { (*window)->wake(); });
    front.use_ears(ears);
  }
  if (options.language) front.prefer_language(*options.language);
  if (!options.tour) {
    client::run_loop(front, desk, **window);
    return 0;
  }
  auto const sheets = options.sheets ? client::Sheets::written : client::Sheets::none;
  auto const report = options.course ? client::read_proofs(front, desk, **window, *painter, *options.tour, *options.course)
                                     : client::play_tour(front, desk, **window, *painter, *options.tour, sheets);
  std::cout << report.pictures << " pictures in " << options.tour->string() << '\n';
  return report.stopped_at.empty() ? 0 : fail("the tour stopped: " + report.stopped_at);
}

}  // namespace

int main(int count, char** words) {
  platform::refuse_core_dumps();
  auto const options = client::read_options({words + 1, static_cast<std::size_t>(count - 1)}, client::default_data());
  if (!options) {
    std::cerr << "carrel: " << options.error().place << "\n\n" << client::usage();
    return 2;
  }
  if (options->help) std::cout << client::usage();
  else if (options->version) std::cout << "carrel " CARREL_VERSION "\n";
  else if (options->gallery) return open_gallery(*options);
  else return open_house(*options);
  return 0;
}
