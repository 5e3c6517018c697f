#include "client/app/front.h"

#include <algorithm>
#include <ctime>

#include "client/app/page.h"
#include "client/app/routes.h"
#include "client/app/window_input.h"
#include "platform/clock/clock.h"

namespace carrel::client {
namespace {

using platform::WindowEvent;

// How far local clocks stand from UTC at that moment, as the system knows it.
std::chrono::seconds offset_at(sync::WallTime moment) {
  std::time_t const seconds = moment.time_since_epoch().count();
  std::tm local{};
  localtime_r(&seconds, &local);
  return std::chrono::seconds{local.tm_gmtoff};
}

kit::ThemeName theme_of(std::string const& name) {
  if (name == "dark") return kit::ThemeName::dark;
  if (name == "contrast") return kit::ThemeName::contrast;
  if (name == "sepia") return kit::ThemeName::sepia;
  return kit::ThemeName::light;
}

kit::ScanLook scan_of(Settings const& settings) {
  using Way = kit::ScanLook::Way;
  auto const way = settings.scan == "one" ? Way::one : settings.scan == "two" ? Way::two : Way::off;
  return {way, std::chrono::milliseconds{settings.scan_ms}, settings.scan_anywhere};
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
  // A language whose words cannot be read leaves the one there is.
  if (kit_.language().tag != state_.settings.language) static_cast<void>(kit_.set_language(state_.settings.language));
  kit_.set_theme(theme_of(state_.settings.theme));
  kit_.set_text_percent(state_.settings.text_percent);
  kit_.set_scan(scan_of(state_.settings));
  kit_.set_reduced_motion(state_.settings.reduced_motion);
  if (ears_) ears_->follow(state_.settings.voice);
}

void Front::use_ears(Ears& ears) {
  ears_ = &ears;
  follow_settings();
}

void Front::absorb(Events const& events) {
  for (auto const& event : events) {
    bool const was_here = state_.session.has_value();
    client::absorb(state_, event);
    if (!was_here && state_.session) nav_.go(Route::home);
    if (was_here && !state_.session) {
      // Leave: nothing of a person stays on the screen or in memory.
      drafts_ = {};
      nav_ = {};
      places_.clear();
      spot_ = spot_of(nav_);
      kit_.forget_focus();
      kit_.forget_places();
      kit_.drop_pictures();
      kit_.forget_writing();
      if (ears_) ears_->left();
      window_.set_clipboard({});  // The next person must not paste what this one copied.
    }
    if (std::holds_alternative<SettingsKnown>(event)) {
      // The first settings are what was kept from the last time: the command line stands above them. Later ones are a person's choice.
      if (preferred_language_) state_.settings.language = *std::exchange(preferred_language_, {});
      follow_settings();
    }
    gate_.touch();
  }
}

void Front::feed(WindowEvent const& event, std::optional<sync::AwakeTime> at) {
  if (event.kind == WindowEvent::Kind::resized || event.kind == WindowEvent::Kind::exposed) return gate_.surface_lost();
  auto const heard = ears_ ? ears_->feed(event, at.value_or(platform::read_clocks().awake), nav_) : Ears::Heard::nothing;
  if (heard == Ears::Heard::key || heard == Ears::Heard::press) gate_.touch();
  if (heard == Ears::Heard::key || heard == Ears::Heard::finger) return;
  if (heard == Ears::Heard::press) static_cast<void>(kit_.feed({.kind = kit::InputEvent::Kind::cancel}));
  else if (auto const input = to_kit(event); input && kit_.feed(*input)) gate_.touch();
}

// Another page: the keyboard begins where it was when the page was left, else at the top. True when there is another page.
bool Front::follow_spot() {
  auto const spot = spot_of(nav_);
  if (spot == spot_) return false;
  places_[std::exchange(spot_, spot)] = kit_.focus();
  if (auto const kept = places_.find(spot); kept != places_.end()) kit_.return_focus(kept->second);
  else kit_.forget_focus();
  return true;
}

// What can be taken back is offered until the person goes on: another deed, another page.
void Front::follow_undo(std::string const& offered, Intents& asked, bool moved) {
  auto const is_deed = [](Intent const& one) {
    return !std::holds_alternative<KeepPlace>(one) && !std::holds_alternative<ChangeSettings>(one);
  };
  bool const goes_on = moved || std::any_of(asked.begin(), asked.end(), is_deed);
  if (offered.empty() || drafts_.undo != offered || !goes_on) return;
  drafts_.undo.clear();
  asked.insert(asked.begin(), ForgetUndo{});
}

BuiltFrame Front::build() {
  auto const size = window_.size();
  bool const came = follow_spot();
  auto const offered = drafts_.undo;
  Intents asked;
  if (ears_) state_.voice = ears_->view(nav_.voice_sheet);
  kit_.begin({static_cast<float>(size.width), static_cast<float>(size.height), size.density});
  Page page{kit_, state_, drafts_, nav_, asked};
  draw(page);
  kit_.end();
  bool const moved = follow_spot();
  follow_undo(offered, asked, moved || came);
  for (auto& intent : asked) ask_(std::move(intent));
  return {kit_.picture_hash(), kit_.settled() && !moved, kit_.has_input()};
}

// The first screen shows the hour, and switch control offers the next thing; all else changes by facts and hands alone.
void Front::promise(sync::Now now) {
  gate_.promise_nothing();
  if (auto const at = kit_.wants_frame_at()) gate_.wake_at({*at});
  if (auto const at = ears_ ? ears_->due() : std::nullopt) gate_.wake_at(*at);
  if (state_.session) return;
  auto const next = std::chrono::floor<std::chrono::minutes>(now.wall) + std::chrono::minutes{1};
  gate_.wake_at(now.awake + std::chrono::milliseconds{next - now.wall});
}

bool Front::draw_if_needed(sync::Now now) {
  state_.now = now.wall;
  state_.utc_offset = offset_at(now.wall);
  kit_.tell_time(now.awake.since_start);
  if (ears_ && ears_->turn(now.awake)) gate_.touch();
  auto const built = gate_.counts().built;
  bool const shown = gate_.draw_if_needed(now.awake, [this] { return build(); }, [this] {
    painter_.paint();
    window_.swap();
  });
  bool const fresh = gate_.counts().built != built;
  if (ears_ && fresh && !kit_.has_input() && ears_->after_frame(state_, nav_, drafts_)) gate_.touch();
  promise(now);
  return shown;
}

}  // namespace carrel::client
