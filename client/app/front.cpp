#include "client/app/front.h"

#include <ctime>

#include "client/app/page.h"
#include "client/app/routes.h"

namespace carrel::client {
namespace {

using platform::WindowEvent;
using platform::WindowKey;

// Frames built at most before one is shown: heights are learned in one and used in the next.
constexpr int frames_to_settle = 3;

// How far local clocks stand from UTC at that moment, as the system knows it.
std::chrono::seconds offset_at(sync::WallTime moment) {
  std::time_t const seconds = moment.time_since_epoch().count();
  std::tm local{};
  localtime_r(&seconds, &local);
  return std::chrono::seconds{local.tm_gmtoff};
}

kit::InputEvent for_kit(WindowEvent const& event) {
  kit::InputEvent out;
  out.kind = static_cast<kit::InputEvent::Kind>(event.kind);
  out.x = event.x;
  out.y = event.y;
  out.key = static_cast<kit::Key>(event.key);
  out.shift = event.shift;
  out.jump = event.control;
  out.character = event.character;
  return out;
}
// The two lists are the same on purpose: the platform knows no kit, the kit no platform.
static_assert(static_cast<int>(WindowEvent::Kind::leave) == static_cast<int>(kit::InputEvent::Kind::leave));
static_assert(static_cast<int>(WindowKey::undo) == static_cast<int>(kit::Key::undo));

kit::ThemeName theme_of(std::string const& name) {
  if (name == "dark") return kit::ThemeName::dark;
  if (name == "contrast") return kit::ThemeName::contrast;
  if (name == "sepia") return kit::ThemeName::sepia;
  return kit::ThemeName::light;
}

}  // namespace

Front::Front(kit::Kit& kit, kit::Painter& painter, platform::Window& window, std::function<void(Intent)> ask)
    : kit_(kit), painter_(painter), window_(window), ask_(std::move(ask)) {}

void Front::prefer_language(std::string language) {
  preferred_language_ = std::move(language);
  if (preferred_language_ != state_.settings.language) state_.settings.language = *preferred_language_;
  follow_settings();
}

void Front::follow_settings() {
  auto const language = state_.settings.language == "en" ? kit::Language::en : kit::Language::fr;
  // A language whose words cannot be read leaves the one there is.
  if (kit_.language() != language) static_cast<void>(kit_.set_language(language));
  kit_.set_theme(theme_of(state_.settings.theme));
  kit_.set_text_percent(state_.settings.text_percent);
}

void Front::absorb(Events const& events, sync::WallTime now) {
  for (auto const& event : events) {
    bool const was_here = state_.session.has_value();
    client::absorb(state_, event);
    if (!was_here && state_.session) nav_.go(Route::home);
    if (was_here && !state_.session) {
      // Leave: nothing of a person stays on the screen or in memory.
      drafts_ = {};
      nav_ = {};
      kit_.drop_pictures();
    }
    if (std::holds_alternative<SettingsKnown>(event)) {
      // The first settings are what was kept from the last time: the command line stands above them. Later ones are a person's choice.
      if (preferred_language_) state_.settings.language = *std::exchange(preferred_language_, {});
      follow_settings();
    }
    wanted_ = true;
  }
  state_.now = now;
}

void Front::feed(WindowEvent const& event) {
  if (event.kind == WindowEvent::Kind::resized || event.kind == WindowEvent::Kind::exposed) {
    wanted_ = exposed_ = true;
    return;
  }
  if (event.kind != WindowEvent::Kind::close && kit_.feed(for_kit(event))) wanted_ = true;
}

void Front::build() {
  auto const size = window_.size();
  Route const before = nav_.route;
  Intents asked;
  kit_.begin({static_cast<float>(size.width), static_cast<float>(size.height), size.density});
  Page page{kit_, state_, drafts_, nav_, asked};
  draw(page);
  kit_.end();
  if (nav_.route != before) kit_.forget_focus();
  for (auto& intent : asked) ask_(std::move(intent));
  ++counts_.built;
}

bool Front::draw_if_needed(sync::WallTime now) {
  if (!wanted_ && !kit_.has_input()) return false;
  state_.now = now;
  state_.utc_offset = offset_at(now);
  wanted_ = false;
  // Each waiting press and release needs a frame of its own, so the count to settle begins when no input is left.
  for (int left = frames_to_settle; left > 0; left = kit_.has_input() ? frames_to_settle : left - 1) {
    Route const before = nav_.route;
    build();
    if (kit_.settled() && nav_.route == before) break;
  }
  if (!exposed_ && kit_.picture_hash() == shown_hash_) return false;
  painter_.paint();
  window_.swap();
  shown_hash_ = kit_.picture_hash();
  exposed_ = false;
  ++counts_.shown;
  return true;
}

// The first screen shows the hour; every other screen changes by facts and hands only.
std::optional<sync::WallTime> Front::next_change() const {
  if (nav_.route != Route::welcome || state_.session) return {};
  return std::chrono::ceil<std::chrono::minutes>(state_.now + std::chrono::seconds{1});
}

}  // namespace carrel::client
