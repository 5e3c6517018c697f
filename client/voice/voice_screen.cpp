#include "client/voice/voice_screen.h"

#include <array>
#include <cstdlib>
#include <optional>

namespace carrel::client {
namespace {

using Kind = VoiceWish::Kind;

constexpr std::array rates{80, 120, 175, 230, 300, 400};
constexpr std::array volumes{10, 30, 50, 70, 100};

// The offered number nearest to what is set: the keys know steps in between.
template <std::size_t N>
int nearest(std::array<int, N> const& all, int value) {
  int best = all[0];
  for (int const one : all)
    if (std::abs(one - value) < std::abs(best - value)) best = one;
  return best;
}

template <std::size_t N>
std::optional<int> number_chips(Page& page, std::string_view title, std::array<int, N> const& all, int now, kit::Language const* percents) {
  auto& kit = page.kit;
  std::optional<int> picked;
  int const chosen = nearest(all, now);
  kit.label(page.word(title));
  kit.space(kit::Space::s);
  kit.named(title, [&] {
    kit.flow([&] {
      for (int const one : all)
        if (kit.chip(percents ? kit::percentage_text(one, *percents) : std::to_string(one), one == chosen, true)) picked = one;
    });
  });
  kit.space(kit::Space::l);
  return picked;
}

std::optional<bool> on_chips(Page& page, std::string_view title, bool on) {
  auto& kit = page.kit;
  std::optional<bool> picked;
  kit.label(page.word(title));
  kit.space(kit::Space::s);
  kit.named(title, [&] {
    kit.flow([&] {
      if (kit.chip(page.word("voice.choose.off"), !on, true)) picked = false;
      if (kit.chip(page.word("voice.choose.on"), on, true)) picked = true;
    });
  });
  kit.space(kit::Space::l);
  return picked;
}

void draw_standing(Page& page) {
  using Standing = VoiceView::Standing;
  auto const tell = [&](std::string_view key) {
    page.kit.note({.tone = kit::Tone::warn, .icon = kit::Icon::info, .text = page.word(key), .id = "voice standing"});
    page.kit.space(kit::Space::l);
  };
  switch (page.state.voice.standing) {
    case Standing::ready: return;
    case Standing::no_program: return tell("voice.standing.no_program");
    case Standing::no_sound: return tell("voice.standing.no_sound");
    case Standing::needs_headphones: return tell("voice.headphones_only");
  }
}

}  // namespace

void draw_voice_sheet(Page& page) {
  if (!page.nav.voice_sheet) return;
  auto& kit = page.kit;
  auto const& voice = page.state.voice;
  auto const wish = [&](Kind kind, int value = 0) { page.nav.voice.push_back({kind, value}); };
  bool reads = false;
  bool const closed = kit.sheet(page.word("voice.title"), [&] {
    draw_standing(page);
    if (auto const on = on_chips(page, "voice.choose.now", voice.on)) wish(*on ? Kind::on : Kind::off);
    if (auto const rate = number_chips(page, "voice.choose.rate", rates, voice.rate, nullptr)) wish(Kind::rate, *rate);
    if (auto const volume =
            number_chips(page, "voice.choose.volume", volumes, voice.volume, &page.kit.language())) wish(Kind::volume, *volume);
    if (auto const explore = on_chips(page, "voice.choose.explore", voice.explores)) wish(Kind::explore, *explore ? 1 : 0);
    kit.flow([&] {
      reads = kit.second_button({.label = page.word("voice.read_page"), .icon = kit::Icon::listen});
      if (kit.second_button({.label = page.word("voice.repeat"), .icon = kit::Icon::again})) wish(Kind::repeat);
    });
    kit.space(kit::Space::l);
    kit.small(page.word("voice.until_leave"));
    kit.small(page.word("voice.keys"));
  });
  if (closed || reads) page.nav.voice_sheet = false;
  if (reads) page.nav.listen = true;
}

void draw_voice_habits(Page& page) {
  auto settings = page.state.settings;
  if (auto const on = on_chips(page, "voice.choose.start", settings.voice.on)) settings.voice.on = *on;
  if (auto const rate = number_chips(page, "voice.choose.rate", rates, settings.voice.rate, nullptr)) settings.voice.rate = *rate;
  if (auto const volume = number_chips(page, "voice.choose.volume", volumes, settings.voice.volume, &page.kit.language()))
    settings.voice.volume = *volume;
  if (settings.voice.headphones_only) page.kit.small(page.word("voice.only_headphones"));
  if (settings != page.state.settings) page.ask(ChangeSettings{std::move(settings)});
}

}  // namespace carrel::client
