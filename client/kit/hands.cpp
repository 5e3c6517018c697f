#include "client/kit/hands.h"

#include <algorithm>
#include <cmath>

namespace carrel::kit {
namespace {

constexpr float move_counts_px = 0.5f;

WidgetId hashed(WidgetId seed, std::string_view text) {
  std::uint32_t h = seed ^ 0x811C9DC5u;
  for (unsigned char const c : text) h = (h ^ c) * 0x01000193u;
  return h ? h : 1;
}

}  // namespace

bool Hands::feed(InputEvent const& given) {
  auto event = given;
  using Kind = InputEvent::Kind;
  bool const somewhere = event.kind == Kind::move || event.kind == Kind::press || event.kind == Kind::release ||
                         event.kind == Kind::second_press || event.kind == Kind::second_move;
  if (somewhere && mirrored()) event.x = extent().width - event.x;  // From here on everything is in pixels of the layout.
  if (event.kind == InputEvent::Kind::move && !hand_down_ && queue_.empty()) {
    hand_ = {event.x, event.y};
    mouse_here_ = true;
    return look_for_hover();
  }
  if (event.kind == InputEvent::Kind::leave) {
    mouse_here_ = false;
    return look_for_hover();
  }
  if (event.kind == InputEvent::Kind::wheel && event.y == 0) return false;
  queue_.push_back(event);
  return true;
}

// True when the mouse is over something else than before.
bool Hands::look_for_hover() {
  WidgetId over = 0;
  if (mouse_here_)
    for (auto const& one : hoverable_)
      if (one.area.contains(hand_)) over = one.id;  // The last one lies on top.
  return std::exchange(hover_, over) != over;
}

bool Hands::inject_tap(Text label, int nth) {
  for (auto const& entry : trace_)
    if (entry.touchable && entry.label == label && nth-- == 0) {
      tap_wanted_ = entry.id;
      tap_tries_ = 0;
      return true;
    }
  return false;
}

void Hands::inject_text(Text text) {
  for (std::size_t at = 0; at < text.size();)
    queue_.push_back({.kind = InputEvent::Kind::text, .character = next_code_point(text, at)});
}

void Hands::inject_key(Key key) { queue_.push_back({.kind = InputEvent::Kind::key, .key = key}); }

void Hands::forget_focus() {
  focus_ = resume_ = reveal_ = pointed_ = chosen_ = 0;
  focus_seen_ = strayed_ = enters_modal_ = false;
  focus_stop_ = {};
  below_ = {};
}

void Hands::lay_down_focus() {
  if (focus_ != 0) resume_ = focus_;
  focus_ = 0;
  focus_seen_ = false;
}

void Hands::focus_on(WidgetId id) {
  focus_ = id;
  changed_ = true;
}

Hands::Focus Hands::focus() const {
  auto const id = focus_ != 0 ? focus_ : resume_;
  auto const it = std::find_if(trace_.begin(), trace_.end(), [id](auto const& e) { return e.id == id; });
  return {id, focus_seen_, focus_ == 0 || (it != trace_.end() && it->role == Role::field)};
}

void Hands::return_focus(Focus const& focus) {
  forget_focus();
  if (!focus.seen || focus.field) {
    resume_ = focus.id;
    return;
  }
  focus_ = focus.id;
  focus_seen_ = changed_ = true;
}

bool Hands::take_escape() {
  if (key_ != Key::escape || modal_ > 0) return false;
  key_ = Key::none;
  return true;
}

void Hands::say(Said const& said, Rect bounds, Rect room) {
  TraceEntry entry{said.role, std::string(said.label), std::string(said.value), std::string(said.state), bounds,
                   room,      bounds.common(clip())};
  if (room.empty()) entry.room = bounds;
  entry.visible = !entry.seen.empty();
  entry.group = group_;
  entry.layer = layer_;
  if (ledger()) entry.region = ledger()->region;
  entry.personal = personal_;
  entry.lesson = lesson_;
  trace_.push_back(std::move(entry));
}

// ---- one frame ----

void Hands::begin_hands() {
  trace_.clear();
  stops_before_ = std::move(stops_);
  stops_.clear();
  hoverable_.clear();
  seen_ids_.clear();
  places_.assign(1, 0x0C0FFEE);
  typed_.clear();
  key_ = Key::none;
  wheel_ = 0;
  press_edge_ = release_edge_ = changed_ = revealed_ = candidate_holds_focus_ = holds_focus_ = false;
  candidate_ = 0;
  group_ = layer_ = 0;
  ring_ = ring_room_ = {};
  follow_modal(std::exchange(modal_, std::exchange(modal_next_, 0)));
  last_hand_ = hand_;
  last_second_ = second_;
  second_before_ = second_down_;
  by_switch_ = std::exchange(chosen_, 0);
  take_events();
}

// A sheet takes the keyboard when it comes, and gives it back to what opened it when it goes.
void Hands::follow_modal(int before) {
  if (modal_ > before) {
    below_ = focus();
    enters_modal_ = focus_seen_;
    focus_ = resume_ = 0;
  } else if (modal_ < before) {
    bool const in_use = focus_seen_;
    return_focus({below_.id, in_use, below_.field});
    stops_before_.clear();
  }
}

void Hands::take_events() {
  while (!queue_.empty()) {
    auto const event = queue_.front();
    queue_.pop_front();
    using Kind = InputEvent::Kind;
    if (event.kind == Kind::move) {
      hand_ = {event.x, event.y};
      mouse_here_ = !hand_down_;
    }
    if (event.kind == Kind::cancel) {
      hand_down_ = second_down_ = false;
      active_ = 0;
      changed_ = true;
    }
    if (event.kind == Kind::second_press || event.kind == Kind::second_move) {
      second_ = {event.x, event.y};
      if (!second_down_) active_ = 0;  // Two fingers tap nothing.
      second_down_ = true;
    }
    if (event.kind == Kind::second_release) second_down_ = false;
    if (event.kind == Kind::wheel) wheel_ += event.y;
    if (event.kind == Kind::text) typed_.push_back(event);
    if (event.kind == Kind::key) return take_key(event);
    if (event.kind == Kind::press || event.kind == Kind::release) {
      hand_ = {event.x, event.y};
      bool const down = event.kind == Kind::press;
      press_edge_ = down;
      release_edge_ = !down;
      hand_down_ = down;
      mouse_here_ = false;  // It may have been a finger, which is over nothing once it is lifted.
      if (down) pressed_at_ = last_hand_ = hand_;
      return;  // Each edge is seen by a frame of its own.
    }
  }
}

void Hands::take_key(InputEvent const& event) {
  if (event.key == Key::tab) return move_focus(event.shift ? -1 : 1);
  typed_.push_back(event);
  key_ = event.key;
  // Arrows go where they point.
  if (mirrored() && (key_ == Key::left || key_ == Key::right)) key_ = key_ == Key::left ? Key::right : Key::left;
}

std::vector<WidgetId> Hands::focus_order() const {
  std::vector<WidgetId> ids;
  for (auto const& stop : tab_order(stops_, modal_next_)) ids.push_back(stop.id);
  return ids;
}

void Hands::move_focus(int by) {
  auto const order = tab_order(stops_before_, modal_);
  if (order.empty()) return;
  focus_ = reveal_ = order[next_stop(order, focus_ != 0 ? focus_ : resume_, by, strayed_)].id;
  focus_seen_ = true;
  strayed_ = false;
  pointed_ = 0;
}

// ---- asking what lies where ----

TraceEntry const* Hands::under(Point at) const {
  if (mirrored()) at.x = extent().width - at.x;
  TraceEntry const* best = nullptr;
  auto const room = [](TraceEntry const& one) { return one.seen.w * one.seen.h; };
  for (auto const& one : trace_) {
    if (one.layer < modal_next_ || !one.seen.contains(at) || one.role == Role::missing_word) continue;
    bool const better = !best || one.layer > best->layer || (one.id != 0 && one.layer == best->layer);  // The last one lies on top.
    bool const closer = best && best->id == 0 && one.layer == best->layer && room(one) < room(*best);
    if (better || closer) best = &one;
  }
  return best;
}

void Hands::point_at(WidgetId id) {
  bool const key = std::any_of(stops_.begin(), stops_.end(), [id](auto const& s) { return s.id == id && s.key; });
  pointed_ = id;
  changed_ = true;
  if (id == 0 || key) return;
  if (!focus().field) lay_down_focus();
  resume_ = id;
}

void Hands::point_next(int by) {
  auto const order = tab_order(stops_, modal_next_);
  if (order.empty()) return;
  bool const known = std::any_of(order.begin(), order.end(), [this](auto const& s) { return s.id == pointed_; });
  point_at(order[next_stop(order, known ? pointed_ : focus().id, by, strayed_)].id);
  reveal_ = pointed_;
  strayed_ = false;
}

// What had the keyboard may be gone: a row that was removed, a button that had done its work. The nearest thing takes its place.
void Hands::keep_focus() {
  if (enters_modal_ && modal_ > 0 && !stops_.empty()) {
    enters_modal_ = false;
    stops_before_ = stops_;
    if (focus_ == 0) move_focus(1);
    changed_ = true;
  }
  auto const here = std::find_if(stops_.begin(), stops_.end(), [this](auto const& s) { return s.id == focus_; });
  if (here != stops_.end()) {
    focus_stop_ = *here;
    return;
  }
  bool const was_here = focus_ != 0 && focus_stop_.id == focus_ && focus_stop_.layer >= modal_ && !focus_stop_.seen.empty();
  if (!was_here || !focus_seen_ || strayed_) return;
  auto const order = tab_order(stops_, modal_);
  auto const* near = nearest_stop(order, focus_stop_);
  if (!near) return;
  focus_ = reveal_ = near->id;
  changed_ = true;
}

void Hands::end_press() {
  if (press_edge_) {
    active_ = candidate_;
    pointed_ = 0;
    if (!candidate_holds_focus_) {
      if (focus_ != 0) resume_ = focus_;
      focus_ = candidate_;
      focus_seen_ = false;
    }
    changed_ = true;
  }
  if (release_edge_) {
    if (active_ != 0) changed_ = true;
    active_ = 0;
  }
}

void Hands::tap_if_wanted() {
  if (tap_wanted_ == 0) return;
  auto const it = std::find_if(trace_.begin(), trace_.end(), [this](auto const& e) { return e.id == tap_wanted_; });
  changed_ = true;
  if (it == trace_.end() || ++tap_tries_ > 8) {
    tap_wanted_ = 0;
    return;
  }
  bool const whole = it->seen.h >= std::min(it->bounds.h, 24.0f);
  if (!whole) {
    reveal_ = tap_wanted_;
    return;
  }
  auto const at = it->seen.centre();
  queue_.push_back({.kind = InputEvent::Kind::press, .x = at.x, .y = at.y});
  queue_.push_back({.kind = InputEvent::Kind::release, .x = at.x, .y = at.y});
  tap_wanted_ = 0;
}

void Hands::end_hands() {
  end_press();
  if (look_for_hover()) changed_ = true;
  // Arrows that nobody needed go from thing to thing, once the keyboard is in use; for switch control too.
  bool const forward = key_ == Key::down || key_ == Key::right, backward = key_ == Key::up || key_ == Key::left;
  if (focus_seen_ && (forward || backward)) {
    stops_before_ = stops_;
    move_focus(forward ? 1 : -1);
    changed_ = true;
  }
  keep_focus();
  tap_if_wanted();
  by_switch_ = 0;
}

// ---- widgets ----

void Hands::push_place(Text name) { places_.push_back(hashed(places_.back(), name)); }

WidgetId Hands::id_for(Text name) {
  auto const id = hashed(places_.back(), name);
  int const nth = seen_ids_[id]++;
  return nth == 0 ? id : hashed(id, std::to_string(nth));
}

// A field is opened by it, as by a finger; everything else is tapped.
void Hands::take_by_switch(Touch& touch, Said const& said) {
  by_switch_ = 0;
  touch.tapped = said.role != Role::field;
  changed_ = true;
  if (holds_focus_) return;
  focus_ = touch.id;
  focus_seen_ = false;
}

Touch Hands::touch(WidgetId id, Rect area, Said const& said, bool enabled) {
  say(said, area);
  auto& entry = trace_.back();
  entry.id = id;
  entry.touchable = enabled;
  Touch touch{id};
  if (id == reveal_) {
    reveal_area_ = area;
    revealed_ = true;
  }
  if (!enabled || layer_ < modal_) return touch;
  stops_.push_back({id, group_, layer_, area, entry.seen, trace_.size() - 1, holds_focus_});
  hoverable_.push_back({id, entry.seen});
  bool const hit = entry.seen.contains(hand_);
  if (hit && press_edge_) {
    candidate_ = id;
    candidate_holds_focus_ = holds_focus_;
  }
  touch.pressed = active_ == id && hand_down_ && hit;
  touch.tapped = release_edge_ && active_ == id && hit;
  bool const by_key = focus_ == id && said.role != Role::field && (key_ == Key::enter || key_ == Key::space);
  if (by_key) {
    key_ = Key::none;
    focus_seen_ = touch.tapped = true;
  }
  if (id == by_switch_) take_by_switch(touch, said);
  touch.focused = (focus_ == id && focus_seen_) || pointed_ == id;
  touch.hovered = hover_ == id || (pointed_ == id && holds_focus_);
  if (pose_ != Pose::none) {
    touch.hovered = pose_ == Pose::hovered;
    touch.pressed = pose_ == Pose::pressed;
    touch.focused = pose_ == Pose::focused;
  }
  return touch;
}

void Hands::focus_ring(Rect r, float radius, Token behind) {
  ring_ = r.inset(-6);
  ring_room_ = clip();
  outline(r.inset(-2), colour(behind), 2, radius + 2);
  outline(r.inset(-5), colour(Token::ink), 3, radius + 5);
}

float Hands::remembered(WidgetId id, float fallback) const {
  auto const it = memory_.find(id);
  return it == memory_.end() ? fallback : it->second;
}

void Hands::remember(WidgetId id, float value) {
  auto const [it, fresh] = memory_.try_emplace(id, value);
  if (!fresh && std::abs(it->second - value) <= move_counts_px) return;
  it->second = value;
  changed_ = true;
}

}  // namespace carrel::kit
