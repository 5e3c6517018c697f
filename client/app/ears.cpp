#include "client/app/ears.h"

#include <algorithm>
#include <cmath>

#include "client/voice/describe.h"

namespace carrel::client {
namespace {

using platform::WindowEvent;
using platform::WindowKey;

constexpr float same_place_px = 24;  // A finger that trembles stays on one place.
constexpr int rate_step = 25, volume_step = 10;

bool is_act(WindowEvent::Kind kind) {
  return kind == WindowEvent::Kind::press || kind == WindowEvent::Kind::key || kind == WindowEvent::Kind::text ||
         kind == WindowEvent::Kind::wheel;
}

std::string lesson_language(AppState const& state, Nav const& nav) {
  if (!state.session || nav.course.empty()) return {};
  auto const& me = *state.session;
  if (me.reading && me.reading->course == nav.course) return me.reading->language;
  for (auto const& row : me.courses)
    if (row.id == nav.course) return row.language;
  return {};
}

}  // namespace

// ---- habits ----

void Ears::follow(VoiceSettings const& habits) {
  bool const changed = habits != habits_;
  habits_ = habits;
  speaker_.set_rules({.headphones_only = habits.headphones_only, .output = habits.output,
                      .hidden_sentence = kit_.words().say("voice.personal_hidden"), .language = language()});
  if (!changed) return;
  speaker_.set_rate(habits.rate);
  speaker_.set_volume(habits.volume);
  if (habits.on != on_) habits.on ? turn_on() : turn_off();
}

void Ears::left() {
  bool const was_on = on_;
  speaker_.forget();
  before_.reset();
  press_.reset();
  finger_.forget();
  explore_.reset();
  by_finger_ = false;
  chapter_.clear();
  explained_ = false;
  speaker_.set_rate(habits_.rate);
  speaker_.set_volume(habits_.volume);
  on_ = habits_.on;
  starts_ = on_;
  if (was_on && !on_) say_word("voice.farewell");
}

void Ears::turn_on() {
  on_ = starts_ = true;
  before_.reset();
}

void Ears::turn_off() {
  on_ = starts_ = false;
  before_.reset();
  finger_.forget();
  kit_.point_at(0);
  speaker_.forget();
}

void Ears::say_word(std::string_view key, kit::Args args) { speaker_.say({{kit_.words().say(key, args), language()}}); }

// ---- hands ----

void Ears::quiet() {
  acted_ = true;
  ran_ = speaker_.is_reading() && !speaker_.is_paused();
  speaker_.pause();
}

Ears::Heard Ears::feed(WindowEvent const& event, sync::AwakeTime now, Nav& nav) {
  using Kind = WindowEvent::Kind;
  if (event.kind == Kind::key && event.key >= WindowKey::voice_on) return take_key(event, nav) ? Heard::key : Heard::nothing;
  if (is_act(event.kind)) quiet();
  if (event.kind == Kind::key) tabbed_ = event.key == WindowKey::tab;
  bool const finger = is_for_finger(event);
  if (event.kind == Kind::press) {
    by_finger_ = by_finger_ || event.by == WindowEvent::By::finger;
    under_ = {};  // Who touches it again wants to hear it again.
    press_ = {event.x, event.y, now};
  }
  if (press_ && event.kind == Kind::move && std::hypot(event.x - press_->x, event.y - press_->y) > same_place_px) press_.reset();
  if (event.kind == Kind::cancel) press_.reset();
  auto const held = event.kind == Kind::release && press_ ? now - std::exchange(press_, std::nullopt)->since : decltype(now - now){};
  if (held < long_press) {
    if (!finger) return Heard::nothing;
    return do_deed(finger_.feed(event, now)) ? Heard::key : Heard::finger;
  }
  finger_.forget();
  if (!on_ && event.by != WindowEvent::By::mouse) by_finger_ = true;
  nav.voice.push_back({on_ ? VoiceWish::Kind::off : VoiceWish::Kind::on});
  return Heard::press;
}

bool Ears::is_for_finger(WindowEvent const& event) const {
  using Kind = WindowEvent::Kind;
  using By = WindowEvent::By;
  if (event.by == By::mouse) return false;
  bool const of_touch = event.kind == Kind::move || event.kind == Kind::release || event.kind == Kind::cancel ||
                        event.kind == Kind::second_press || event.kind == Kind::second_move || event.kind == Kind::second_release;
  if (finger_.is_down() && of_touch) return true;  // It goes on as it began.
  if (!on_ || event.kind != Kind::press) return false;
  if (kit_.scan().on() && kit_.scan().look().anywhere) return false;  // There it is a switch.
  return event.by == By::finger ? explore_.value_or(true) : explores();
}

// Says what lies there, if it is something else than before. True when the ring moved.
bool Ears::point(kit::Point at) {
  if (!before_) return false;
  auto now = *before_;
  now.trace = kit_.trace();
  auto const* const entry = kit_.under(at);
  if (!entry) {
    under_ = {};
    return false;
  }
  if (std::exchange(under_, entry->bounds) == entry->bounds) return false;
  auto const& told = now.trace[static_cast<std::size_t>(entry - kit_.trace().data())];
  speaker_.say(told.id != 0 ? describe_focus(now, told, kit_.pointed(), kit_.words()) : describe(now, told, kit_.words()));
  kit_.point_at(told.id);
  before_->focus = kit_.focus().id;
  acted_ = false;  // It was said already.
  return true;
}

// True when a frame is due.
bool Ears::do_deed(Finger::Deed const& deed) {
  using Kind = Finger::Deed::Kind;
  if (deed.kind != Kind::none && deed.kind != Kind::say) acted_ = true;
  switch (deed.kind) {
    case Kind::none: return false;
    case Kind::say: return point({deed.x, deed.y});
    case Kind::lift: {
      under_ = {};
      auto const* const entry = kit_.under({deed.x, deed.y});
      if (entry && entry->role == kit::Role::key && entry->id == kit_.pointed()) kit_.choose_pointed();
      else acted_ = false;
      return acted_;
    }
    case Kind::choose:
      under_ = {};
      if (kit_.pointed() == 0) {
        acted_ = false;
        speaker_.repeat();
        return false;
      }
      kit_.choose_pointed();
      return true;
    case Kind::next: case Kind::previous:
      kit_.point_next((deed.kind == Kind::next) == !kit_.mirrored() ? 1 : -1);
      stroked_ = true;
      return true;
    case Kind::further: case Kind::back:
      return kit_.feed({.kind = kit::InputEvent::Kind::key, .key = deed.kind == Kind::further ? kit::Key::page_down : kit::Key::page_up});
  }
  return false;
}

bool Ears::take_key(WindowEvent const& event, Nav& nav) {
  using Kind = VoiceWish::Kind;
  int const by = event.shift ? -1 : 1;
  switch (event.key) {
    case WindowKey::voice_on: nav.voice.push_back({on_ ? Kind::off : Kind::on}); return true;
    case WindowKey::voice_repeat: nav.voice.push_back({Kind::repeat}); return true;
    case WindowKey::voice_read: nav.listen = true; return true;
    case WindowKey::voice_rate: nav.voice.push_back({Kind::rate, speaker_.rate() + by * rate_step}); return true;
    case WindowKey::voice_volume: nav.voice.push_back({Kind::volume, speaker_.volume() + by * volume_step}); return true;
    case WindowKey::voice_step: nav.voice.push_back({Kind::step, by}); return true;
    case WindowKey::voice_pause: nav.voice.push_back({Kind::pause}); return true;
    default: return false;
  }
}

// ---- turns and frames ----

bool Ears::turn(sync::AwakeTime now) {
  auto const plug = on_ || speaker_.is_reading() || headphones_.feels() ? headphones_.state() : plug_;
  bool const went_in = plug == platform::Headset::in && plug_ == platform::Headset::out;
  if (std::exchange(plug_, plug) != plug) speaker_.plug_changed();
  if (went_in && !on_) turn_on();  // Whoever plugs headphones in wants to hear.
  bool const moved = speaker_.turn();
  bool const pointed = do_deed(finger_.pass(now));
  return moved || starts_ || pointed;
}

HeardFrame Ears::heard(AppState const& state, Nav const& nav) const {
  return {.trace = kit_.trace(), .focus = kit_.focus().id, .place = spot_of(nav), .language = language(),
          .lesson_language = lesson_language(state, nav), .reading = nav.route == Route::reader};
}

void Ears::tell_start(HeardFrame const& now) {
  Sayings all{{kit_.words().say("voice.on") + ".", language()}};
  for (auto& one : announce(now, kit_.words())) all.push_back(std::move(one));
  if (!std::exchange(explained_, true)) {
    if (explores()) all.push_back({kit_.words().say("voice.help.touch"), language()});
    all.push_back({kit_.words().say("voice.help"), language()});
  }
  speaker_.say(std::move(all));
}

// The hand that asks to listen has already silenced what ran.
bool Ears::ends_or_goes_on() {
  bool const ran = std::exchange(ran_, false) || (speaker_.is_reading() && !speaker_.is_paused());
  if (ran) speaker_.stop_reading();
  else if (speaker_.is_reading()) speaker_.go_on();
  return ran || speaker_.is_reading();
}

void Ears::grant(VoiceWish const& wish, HeardFrame const& now, Drafts const& drafts) {
  using Kind = VoiceWish::Kind;
  switch (wish.kind) {
    case Kind::on: return turn_on();
    case Kind::off:
      turn_off();
      return say_word("voice.off");
    case Kind::rate:
      speaker_.set_rate(wish.value);
      return say_word("voice.rate", {{"rate", std::to_string(speaker_.rate())}});
    case Kind::volume:
      speaker_.set_volume(wish.value);
      return say_word("voice.volume", {{"volume", std::to_string(speaker_.volume())}});
    case Kind::repeat: return speaker_.repeat();
    case Kind::explore:
      explore_ = wish.value != 0;
      return say_word(*explore_ ? "voice.code.on" : "voice.code.off");
    case Kind::listen_page:
      if (ends_or_goes_on()) return;
      chapter_.clear();
      return speaker_.read(read_page(now, kit_.words()));
    case Kind::listen_chapter:
      if (ends_or_goes_on()) return;
      chapter_ = now.place;
      return speaker_.read(drafts.reader.aloud.text.sayings, wish.value);
    case Kind::stop: return speaker_.stop_reading();
    case Kind::pause: return speaker_.is_paused() && !std::exchange(ran_, false) ? speaker_.go_on() : speaker_.pause();
    case Kind::step: return speaker_.step(wish.value);
  }
}

// What the switch control offers now, if it is something else than before.
Sayings Ears::offer(HeardFrame const& now) {
  auto const name = kit_.offered();
  auto const ring = kit_.scan().ring();
  auto const place = ring ? std::to_string(ring->area.x) + " " + std::to_string(ring->area.y) : std::string();
  auto const offered = name.empty() ? name : name + "\n" + place;
  if (std::exchange(offered_, offered) == offered || name.empty()) return {};
  using Kind = kit::ScanRing::Kind;
  bool const group = !ring || ring->kind == Kind::part || ring->kind == Kind::out || ring->deed != kit::ScanDeed::touch;
  Sayings out;
  if (group || ring->kind == Kind::row) out.push_back({name, now.language});
  if (group) return out;
  // A row is known by the first thing in it.
  auto const meant = [&](kit::ScanThing const& thing) {
    bool const in = ring->kind == Kind::row ? ring->area.contains(thing.seen.centre()) : thing.seen == ring->area;
    return in && thing.part == ring->part;
  };
  auto const& things = kit_.scan().things();
  auto const first = std::find_if(things.begin(), things.end(), meant);
  auto const* const entry = first == things.end() ? nullptr : entry_of(now.trace, first->id);
  if (!entry) return out;
  for (auto& one : describe(now, *entry, kit_.words())) add_sentence(out, std::move(one));
  return out;
}

Sayings Ears::news(HeardFrame const& now) {
  Sayings all;
  if (auto const* pointed = entry_of(now.trace, kit_.pointed()); std::exchange(stroked_, false) && pointed) {
    all = describe_focus(now, *pointed, 0, kit_.words());
    if (before_) before_->focus = now.focus;
  }
  for (auto& one : narrate(before_.value_or(HeardFrame{}), now, acted_ ? Cause::hands : Cause::facts, kit_.words()))
    add_sentence(all, std::move(one));
  // Where there is only one thing to go to, it is said again.
  if (auto const* focus = entry_of(now.trace, now.focus); all.empty() && acted_ && tabbed_ && focus)
    all = describe_focus(now, *focus, 0, kit_.words());
  return all;
}

bool Ears::after_frame(AppState const& state, Nav& nav, Drafts const& drafts) {
  auto const wishes = std::exchange(nav.voice, {});
  if (!on_ && wishes.empty() && !speaker_.is_reading()) return false;
  auto now = heard(state, nav);
  auto const& place = now.place;
  bool const elsewhere = before_ && before_->place != place;
  if (elsewhere) speaker_.new_page();
  // What is read aloud ends with the page it stands on.
  if (speaker_.is_reading() && (chapter_.empty() ? elsewhere : chapter_ != place)) speaker_.stop_reading();
  bool const was_on = on_;
  for (auto const& wish : wishes) {
    grant(wish, now, drafts);
    bool const speaks = wish.kind == VoiceWish::Kind::on || wish.kind == VoiceWish::Kind::listen_page ||
                        wish.kind == VoiceWish::Kind::listen_chapter;
    if (speaks && standing() != VoiceView::Standing::ready) nav.voice_sheet = true;  // Says why nothing is heard.
  }
  if (std::exchange(starts_, false)) tell_start(now);
  else if (on_ && was_on && wishes.empty()) {
    auto told = news(now);
    auto offered = offer(now);
    bool const at_once = acted_ || elsewhere || !offered.empty();  // What the switch offers is soon another thing.
    for (auto& one : offered) add_sentence(told, std::move(one));
    if (at_once) speaker_.say(std::move(told));
    else speaker_.say_after(std::move(told));
  }
  acted_ = false;
  bool const looked_running = !press_ && std::exchange(ran_, false);  // Until the hand that silenced it has said what it wants.
  if (on_ || speaker_.is_reading()) before_ = std::move(now);
  else before_.reset();
  return !wishes.empty() || looked_running;
}

VoiceView Ears::view(bool look) {
  VoiceView view{.explores = explores(), .on = on_, .reading = speaker_.is_reading(), .paused = speaker_.is_paused() && !ran_,
                 .rate = speaker_.rate(), .volume = speaker_.volume(), .sentence = chapter_.empty() ? -1 : speaker_.sentence()};
  if (look) view.standing = standing();
  return view;
}

VoiceView::Standing Ears::standing() {
  switch (speaker_.standing()) {
    case platform::VoiceStanding::no_program: return VoiceView::Standing::no_program;
    case platform::VoiceStanding::no_sound: return VoiceView::Standing::no_sound;
    case platform::VoiceStanding::ready: break;
  }
  return speaker_.may_speak() ? VoiceView::Standing::ready : VoiceView::Standing::needs_headphones;
}

}  // namespace carrel::client
