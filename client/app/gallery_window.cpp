#include "client/app/gallery_window.h"

#include <algorithm>
#include <array>

#include "client/app/frame_gate.h"
#include "client/app/window_input.h"
#include "platform/clock/clock.h"

namespace carrel::client {
namespace {

using kit::either;
using platform::WindowEvent;
using platform::WindowKey;

constexpr std::array sizes{100, 125, 150, 175, 200};
constexpr std::array themes{kit::ThemeName::light, kit::ThemeName::dark, kit::ThemeName::sepia, kit::ThemeName::contrast};

struct Shown {
  std::size_t page = 0, theme = 0, size = 0;
  bool choosing = false;  // The sheet with pages, themes, languages and sizes.
};

std::size_t stepped(std::size_t at, int by, std::size_t count) { return (at + count + static_cast<std::size_t>(by)) % count; }

void turn(Shown& shown, int by) { shown.page = stepped(shown.page, by, kit::gallery_pages().size()); }

void change_language(kit::Kit& kit) {
  static_cast<void>(kit.set_language(kit.language().tag == "fr" ? "en" : "fr"));
}

template <class Labels>
void chips(kit::Kit& k, char const* title, Labels const& labels, std::size_t& chosen) {
  k.label(title);
  k.space(kit::Space::s);
  k.flow([&] {
    for (std::size_t i = 0; i < labels.size(); ++i)
      if (k.chip(labels[i], chosen == i, true)) chosen = i;
  });
}

void draw_choices(kit::Kit& k, Shown& shown) {
  std::vector<std::string> names;
  for (auto const& page : kit::gallery_pages()) names.emplace_back(page.name);
  bool const closed = k.sheet(either(k, "Gallery", "Galerie"), [&] {
    int page = static_cast<int>(shown.page);
    if (k.tabs(names, page)) {
      shown.page = static_cast<std::size_t>(page);
      shown.choosing = false;
    }
    std::size_t const before = k.language().tag == "fr" ? 1 : 0;
    std::size_t language = before;
    chips(k, either(k, "Colours", "Couleurs"),
          std::array{either(k, "Light", "Clair"), either(k, "Dark", "Sombre"), either(k, "Sepia", "Sépia"),
                     either(k, "High contrast", "Contraste élevé")},
          shown.theme);
    chips(k, either(k, "Text size", "Taille du texte"), std::array{"100 %", "125 %", "150 %", "175 %", "200 %"}, shown.size);
    chips(k, either(k, "Language", "Langue"), std::array{"English", "Français"}, language);
    if (language != before) change_language(k);
  });
  if (closed) shown.choosing = false;
}

void draw(kit::Kit& k, Shown& shown) {
  auto const& page = kit::gallery_pages()[shown.page];
  k.set_screen_keyboard(false);
  auto const event = k.bottom_bar({.left = either(k, "Pages and display", "Pages et affichage"),
                                   .back = either(k, "Page before", "Page précédente"),
                                   .next = either(k, "Next page", "Page suivante")});
  if (event == kit::BottomEvent::left) shown.choosing = true;
  if (event == kit::BottomEvent::back) turn(shown, -1);
  if (event == kit::BottomEvent::next) turn(shown, 1);
  k.named(page.name, [&] { page.draw(k); });
  if (shown.choosing) draw_choices(k, shown);
  else if (page.above && page.above(k)) turn(shown, 1);
}

// Keys that no page of the gallery needs. True when it was one of them.
bool take_key(WindowEvent const& event, kit::Kit& k, Shown& shown) {
  if (event.kind == WindowEvent::Kind::key && (event.key == WindowKey::page_down || event.key == WindowKey::page_up)) {
    turn(shown, event.key == WindowKey::page_down ? 1 : -1);
    return true;
  }
  if (event.kind != WindowEvent::Kind::text || k.writing()) return false;
  switch (event.character) {
    case 't': shown.theme = stepped(shown.theme, 1, themes.size()); return true;
    case 'l': change_language(k); return true;
    case '+': shown.size = std::min(shown.size + 1, sizes.size() - 1); return true;
    case '-': shown.size = shown.size > 0 ? shown.size - 1 : 0; return true;
    default: return false;
  }
}

}  // namespace

void run_gallery(kit::Kit& kit, kit::Painter& painter, platform::Window& window, std::string const& first) {
  Shown shown;
  auto const pages = kit::gallery_pages();
  for (std::size_t i = 0; i < pages.size(); ++i)
    if (first == pages[i].name) shown.page = i;
  FrameGate gate;
  gate.touch();
  auto const build = [&]() -> BuiltFrame {
    kit.set_theme(themes[shown.theme]);
    kit.set_text_percent(sizes[shown.size]);
    auto const size = window.size();
    auto const before = shown.page;
    kit.begin({static_cast<float>(size.width), static_cast<float>(size.height), size.density});
    draw(kit, shown);
    kit.end();
    bool const moved = shown.page != before;
    if (moved) kit.forget_focus();
    return {kit.picture_hash(), kit.settled() && !moved, kit.has_input()};
  };
  for (bool open = true; open;) {
    gate.draw_if_needed(platform::read_clocks().awake, build, [&] {
      painter.paint();
      window.swap();
    });
    for (auto const& event : window.wait(gate.nap(platform::read_clocks().awake))) {
      if (event.kind == WindowEvent::Kind::close) open = false;
      else if (event.kind == WindowEvent::Kind::resized || event.kind == WindowEvent::Kind::exposed) gate.surface_lost();
      else if (take_key(event, kit, shown)) gate.touch();
      else if (auto const input = to_kit(event); input && kit.feed(*input)) gate.touch();
    }
  }
}

}  // namespace carrel::client
