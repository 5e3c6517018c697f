#include "client/kit/layout.h"

#include <cmath>

namespace carrel::kit {
namespace {

constexpr float grab_px = 10;        // A finger that moved so far scrolls and no longer taps.
constexpr float wheel_px = 80;
constexpr float side_gap_wide = 32;

// A flick: how fast the finger must be, over which last moments, and how the speed dies away.
constexpr float flick_least = 0.25f, flick_most = 4, run_least = 0.03f, run_decay_ms = 325;
constexpr std::chrono::milliseconds flick_memory{100}, flick_span{8}, frame_time{16};

}  // namespace

void Layout::begin_layout() {
  free_ = {0, 0, extent().width, extent().height};
  areas_.clear();
  areas_.push_back({.w = free_.w});
  page_top_ = metrics().margin_y;
  main_scroll_ = sheet_scroll_ = 0;
  if (!hand_down_ && !release_edge_)
    for (auto& [id, s] : scrolls_) s.grabbed = false;
}

void Layout::end_layout() {
  scroll_keys();
  keys_scroll_ = modal_ > 0 ? sheet_scroll_ : main_scroll_;
}

Layout::ScrollRoom Layout::scroll_room() const {
  auto const it = scrolls_.find(keys_scroll_);
  if (it == scrolls_.end()) return {};
  auto const& p = it->second.place;
  return {keys_view_, p.offset > 1, p.offset + p.view < p.content - 1};
}

void Layout::scroll_page(int by) {
  auto const it = scrolls_.find(keys_scroll_);
  if (it == scrolls_.end()) return;
  auto& p = it->second.place;
  float const page = std::max(60.0f, p.view * 0.85f) * static_cast<float>(by);
  p.offset = std::clamp(p.offset + page, 0.0f, std::max(0.0f, p.content - p.view));
  changed_ = strayed_ = true;
}

float Layout::width() const { return area().w; }
float Layout::left_height() const { return free_.bottom() - area().y; }

// ---- places ----

float Layout::open_y() {
  auto& a = area();
  if (!a.first) a.y += a.pending >= 0 ? a.pending : a.gap;
  a.pending = -1;
  return a.y;
}

void Layout::close_y(float bottom) {
  auto& a = area();
  a.y = bottom;
  a.first = false;
  ++a.parts;
}

Rect Layout::place(float height, float width) {
  auto& a = area();
  if (a.flows) return flow_place(height, width > 0 ? std::min(width, a.w) : a.w);
  float const y = open_y();
  close_y(y + height);
  float const w = width > 0 ? std::min(width, a.w) : a.w;
  return {a.right ? a.x + a.w - w : a.x, y, w, height};
}

Rect Layout::flow_place(float height, float width) {
  auto& a = area();
  bool const breaks = a.flow_x > 0 && a.flow_x + a.gap + width > a.w + 0.5f;
  if (breaks) {
    remember(a.id + static_cast<WidgetId>(a.line) * 2 + 1, a.line_height);
    remember(a.id + static_cast<WidgetId>(a.line) * 2 + 2, a.flow_x);
    a.line_top += a.line_height + a.gap;
    a.line_height = a.flow_x = 0;
    ++a.line;
  }
  if (a.flow_x > 0) a.flow_x += a.pending >= 0 ? a.pending : a.gap;
  a.pending = -1;
  a.line_height = std::max(a.line_height, height);
  float const tallest = std::max(height, remembered(a.id + static_cast<WidgetId>(a.line) * 2 + 1));
  float const shift = a.right ? a.w - remembered(a.id + static_cast<WidgetId>(a.line) * 2 + 2, a.w) : 0;
  Rect const r{a.x + shift + a.flow_x, a.line_top + (tallest - height) / 2, width, height};
  a.flow_x += width;
  close_y(a.line_top + a.line_height);
  return r;
}

Layout::Area Layout::inside(Rect r, float gap, Body body, float stretch_to) {
  areas_.push_back({.x = r.x, .y = r.y, .w = r.w, .gap = gap, .stretch_to = stretch_to});
  body();
  Area const left = areas_.back();
  areas_.pop_back();
  return left;
}

void Layout::column(float width_max, Body body) {
  float const y = open_y(), w = std::min(width_max, area().w);
  float const gap = area().gap;
  close_y(inside({area().x + std::round((area().w - w) / 2), y, w, 0}, gap, body).y);
}

void Layout::row(int count, Cell cell) {
  // Large letters: two beside each other when wide, one when not.
  int const beside_max = !metrics().one_column ? count : wide() ? 2 : 1;
  if (count > beside_max) {
    for (int first = 0; first < count; first += beside_max)
      row_of(first, std::min(beside_max, count - first), beside_max, cell);
    return;
  }
  row_of(0, count, count, cell);
}

void Layout::row_of(int first, int count, int places, Cell cell) {
  if (count <= 0) return;
  float const y = open_y(), gap = metrics().gap;
  float const w = (area().w - gap * static_cast<float>(places - 1)) / static_cast<float>(places);
  auto const id = id_for("row");
  float const tallest = remembered(id);
  float natural = 0, bottom = y;
  for (int i = 0; i < count; ++i) {
    auto const only = id + 1 + static_cast<WidgetId>(i);
    float const stretch = remembered(only) == 1 && tallest > 0 ? y + tallest : 0;
    float const x = std::round(area().x + static_cast<float>(i) * (w + gap));
    push_place(std::to_string(first + i));
    auto const left = inside({x, y, std::floor(w), 0}, area().gap, [&] { cell(first + i); }, stretch);
    pop_place();
    remember(only, static_cast<float>(left.parts));
    natural = std::max(natural, left.y - left.slack - y);
    bottom = std::max(bottom, left.y);
  }
  remember(id, natural);
  close_y(bottom);
}

void Layout::grid(int count, int per_row, Cell cell) {
  gap(metrics().gap, [&] {
    for (int first = 0; first < count; first += per_row)
      row(per_row, [&](int i) {
        if (first + i < count) cell(first + i);
      });
  });
}

void Layout::two_columns(float side_width, Body main, Body side, float keep_narrow) {
  bool const beside = !metrics().one_column && (wide() || keep_narrow > 0);
  auto const in_side = [&] {
    int const before = std::exchange(group_, 2);
    side();
    group_ = before;
  };
  if (!beside) {
    main();
    in_side();
    return;
  }
  float const y = open_y(), between = wide() ? side_gap_wide : metrics().gap, gap = area().gap;
  float const side_w = wide() ? side_width : keep_narrow, main_w = area().w - side_w - between;
  float const x = area().x;
  float const left = inside({x, y, main_w, 0}, gap, main).y;
  float const right = inside({x + main_w + between, y, side_w, 0}, gap, in_side).y;
  close_y(std::max(left, right));
}

void Layout::flow(Body body, bool right) {
  float const y = open_y();
  auto const id = id_for("flow");
  areas_.push_back({.x = area().x, .y = y, .w = area().w, .gap = 12, .flows = true, .right = right, .line_top = y, .id = id});
  body();
  Area const a = areas_.back();
  areas_.pop_back();
  remember(a.id + static_cast<WidgetId>(a.line) * 2 + 1, a.line_height);
  remember(a.id + static_cast<WidgetId>(a.line) * 2 + 2, a.flow_x);
  close_y(a.line_top + a.line_height);
}

void Layout::beside(Body left, Body right) {
  auto const id = id_for("beside");
  float const y = open_y(), x = area().x, w = area().w, gap = area().gap;
  float const right_w = std::min(remembered(id, w * 0.3f), w * 0.7f);
  float const left_h = remembered(id + 1), right_h = remembered(id + 2), tallest = std::max(left_h, right_h);
  auto const a = inside({x, y + std::max(0.0f, tallest - left_h) / 2, w - right_w - 16, 0}, gap, left);
  areas_.push_back(
      {.x = x + w - right_w, .y = y + std::max(0.0f, tallest - right_h) / 2, .w = right_w, .gap = 12, .flows = true, .id = id + 3});
  area().line_top = area().y;
  area().w = w * 0.7f;  // The natural width is wanted, so nothing may break before it is known.
  right();
  Area const b = areas_.back();
  areas_.pop_back();
  remember(id, b.flow_x);
  remember(id + 1, a.y - (y + std::max(0.0f, tallest - left_h) / 2));
  remember(id + 2, b.line_height);
  remember(b.id + 1, b.line_height);
  close_y(y + std::max(tallest, std::max(remembered(id + 1), remembered(id + 2))));
}

void Layout::indent(float by, Body body) {
  float const y = open_y(), gap = area().gap;
  close_y(inside({area().x + by, y, area().w - by, 0}, gap, body).y);
}

void Layout::space(Space space) { area().pending = metrics().space(space); }

void Layout::gap(float px, Body body) {
  float const before = std::exchange(area().gap, px);
  body();
  area().gap = before;
}

void Layout::named(Text id, Body body) {
  push_place(id);
  body();
  pop_place();
}

void Layout::kept(float& height, Body body) {
  float const y = open_y();
  Rect const view = clip();
  // A little more than is seen, so that the keyboard can step out of it.
  float const near = view.h / 4;
  if (height >= 0 && (y > view.bottom() + near || y + height < view.y - near)) return close_y(y + height);
  auto const filled = inside({area().x, y, area().w, 0}, area().gap, body);
  float const now = filled.y - y;
  if (now != height) changed_ = true;
  height = now;
  close_y(y + now);
}

// ---- docks ----

Rect Layout::dock_top(float h) {
  Rect const r{free_.x, free_.y, free_.w, h};
  free_.y += h;
  free_.h -= h;
  return r;
}

Rect Layout::dock_bottom(float h) {
  free_.h -= h;
  return {free_.x, free_.bottom(), free_.w, h};
}

Rect Layout::dock_left(float w) {
  Rect const r{free_.x, free_.y, w, free_.h};
  free_.x += w;
  free_.w -= w;
  return r;
}

void Layout::page(Text id, Body body) {
  auto const& m = metrics();
  main_scroll_ = scroll_id(id);
  push_place(id);
  scroll_in(main_scroll_, free_, {m.margin_x, page_top_, m.margin_x, m.wide ? 32.0f : 14.0f}, body);
  pop_place();
}

void Layout::side_panel(Text id, float width, Body body) {
  if (!wide()) return;
  Rect const r = dock_left(width);
  fill(r, colour(Token::surface));
  line({r.right() - 0.5f, r.y}, {r.right() - 0.5f, r.bottom()}, colour(Token::line), 1);
  int const before = std::exchange(group_, 2);
  push_place(id);
  scroll_in(scroll_id(id), {r.x, r.y, r.w - 1, r.h}, {20, 24, 20, 24}, body);
  pop_place();
  group_ = before;
}

void Layout::scroll(Text id, float height, Body body) {
  float const h = height > 0 ? height : std::max(Metrics::touch, left_height());
  push_place(id);
  scroll_in(scroll_id(id), place(h), {0, 0, 0, 0}, body);
  pop_place();
}

// ---- scrolling ----

WidgetId Layout::scroll_id(Text id) { return static_cast<WidgetId>(std::hash<std::string_view>{}(id)) | 1u; }

ScrollPlace Layout::place_of(Text id) const {
  auto const it = scrolls_.find(scroll_id(id));
  return it == scrolls_.end() ? ScrollPlace{} : it->second.place;
}

void Layout::scroll_to(Text id, float offset) {
  scrolls_[scroll_id(id)].place.offset = std::max(0.0f, offset);
  changed_ = strayed_ = true;
}

void Layout::forget_places() { scrolls_.clear(); }

void Layout::scroll_in(WidgetId id, Rect view, Rect pads, Body body) {
  auto const before = scrolls_[id].place;
  float const start = view.y + pads.y - std::round(before.offset);
  push_clip(view);
  if (ledger()) ledger()->enter(view, before.offset);
  auto const left = inside({view.x + pads.x, start, view.w - pads.x - pads.w, 0}, metrics().gap, body);
  if (ledger()) ledger()->leave(left.y - start + pads.y + pads.h);
  pop_clip();
  if (id == main_scroll_ || id == sheet_scroll_) keys_view_ = view;
  auto& s = scrolls_[id];
  s.place.content = left.y - start + pads.y + pads.h;
  s.place.view = view.h;
  if (s.place.content != before.content && before.content == 0) changed_ = true;
  drive(s, view);
  float const most = std::max(0.0f, s.place.content - s.place.view);
  // A page not filled yet keeps the place that was asked for.
  if (before.content > 0 || s.place.offset > most) s.place.offset = std::clamp(s.place.offset, 0.0f, most);
  if (std::round(s.place.offset) != std::round(before.offset)) changed_ = true;
  mark(s, view);
}

void Layout::drive(Scroll& s, Rect view) {
  bool const reachable = layer_ >= modal_ && s.place.content > s.place.view + 1;
  if (revealed_) {
    revealed_ = false;
    reveal_ = 0;
    float const margin = std::clamp((view.h - reveal_area_.h) / 2, 0.0f, std::min(40.0f, view.h / 8));
    // What is taller than the view is seen from its top.
    if (reveal_area_.y < view.y + margin || reveal_area_.h > view.h) s.place.offset -= view.y + margin - reveal_area_.y;
    else if (reveal_area_.bottom() > view.bottom() - margin) s.place.offset += reveal_area_.bottom() - view.bottom() + margin;
  }
  if (!reachable) return;
  if (s.speed != 0) run_on(s);
  if (wheel_ != 0 && view.contains(hand_)) {
    s.place.offset -= wheel_ * wheel_px;
    wheel_ = 0;
    strayed_ = true;
  }
  if (release_edge_ && s.grabbed) let_go(s);
  if (hand_down_ && !press_edge_ && !second_down_ && view.contains(pressed_at_)) {
    if (!s.grabbed && std::abs(hand_.y - pressed_at_.y) > grab_px && !holds_drag_) {
      s.grabbed = true;
      trail_.clear();
      active_ = 0;
      last_hand_ = pressed_at_;
    }
    if (s.grabbed) {
      strayed_ = true;
      s.place.offset -= hand_.y - last_hand_.y;
      last_hand_ = hand_;
      trail_.push_back({clock_, hand_.y});
    }
  }
}

void Layout::let_go(Scroll& s) {
  std::erase_if(trail_, [this](auto const& sample) { return sample.at + flick_memory < clock_; });
  if (reduced_motion_ || trail_.size() < 2) return;
  auto const& first = trail_.front();
  auto const& last = trail_.back();
  if (last.at - first.at < flick_span) return;
  float const speed = (first.y - last.y) / static_cast<float>((last.at - first.at).count());
  if (std::abs(speed) < flick_least) return;
  s.speed = std::clamp(speed, -flick_most, flick_most);
  s.ran_at = clock_;
}

// It dies away, ends at an edge, and stops at a touch, which then taps nothing.
void Layout::run_on(Scroll& s) {
  if (press_edge_ || hand_down_ || wheel_ != 0 || key_ != Key::none || reduced_motion_) {
    s.speed = 0;
    if (press_edge_) candidate_ = 0;
    return;
  }
  auto const ms = static_cast<float>((clock_ - s.ran_at).count());
  if (ms <= 0) return;
  s.ran_at = clock_;
  float const most = std::max(0.0f, s.place.content - s.place.view), left = std::exp(-ms / run_decay_ms);
  s.place.offset += s.speed * run_decay_ms * (1 - left);
  s.speed *= left;
  if (s.place.offset <= 0 || s.place.offset >= most || std::abs(s.speed) < run_least) s.speed = 0;
}

std::optional<std::chrono::milliseconds> Layout::runs_on_at() const {
  for (auto const& [id, s] : scrolls_)
    if (s.speed != 0) return clock_ + frame_time;
  return {};
}

void Layout::scroll_keys() {
  auto const it = scrolls_.find(modal_ > 0 ? sheet_scroll_ : main_scroll_);
  if (it == scrolls_.end()) return;
  auto& p = it->second.place;
  float const before = p.offset, page = std::max(60.0f, p.view * 0.85f);
  switch (key_) {
    case Key::page_down: p.offset += page; break;
    case Key::page_up: p.offset -= page; break;
    case Key::home: p.offset = 0; break;
    case Key::end: p.offset = p.content; break;
    case Key::down: if (!focus_seen_) p.offset += wheel_px; break;
    case Key::up: if (!focus_seen_) p.offset -= wheel_px; break;
    case Key::space: if (!focus_seen_) p.offset += page; break;
    default: return;
  }
  p.offset = std::clamp(p.offset, 0.0f, std::max(0.0f, p.content - p.view));
  if (p.offset != before) changed_ = strayed_ = true;
}

int Layout::take_page_turn() {
  if (modal_ > 0) return 0;
  bool const forward = key_ == Key::page_down || (key_ == Key::space && !focus_seen_);
  if (!forward && key_ != Key::page_up) return 0;
  key_ = Key::none;
  return forward ? 1 : -1;
}

void Layout::mark(Scroll const& s, Rect view) {
  if (s.place.content <= s.place.view + 1) return;
  float const h = std::max(32.0f, view.h * view.h / s.place.content);
  float const way = s.place.offset / (s.place.content - s.place.view);
  fill({view.right() - 9, view.y + 6 + (view.h - 12 - h) * way, 4, h}, faded(colour(Token::edge), 0.55f), 2);
}

void Layout::virtual_list(Text id, int count, float row_height, Cell row) {
  float const y = open_y(), x = area().x, w = area().w;
  float const total = row_height * static_cast<float>(count);
  say({Role::list, id, std::to_string(count)}, {x, y, w, total});
  Rect const seen = clip();
  // One more at each end, so that the keyboard can step out of what is seen.
  int const first = std::max(0, static_cast<int>((seen.y - y) / row_height) - 1);
  int const last = std::min(count, static_cast<int>(std::ceil((seen.bottom() - y) / row_height)) + 1);
  push_place(id);
  for (int i = first; i < last; ++i) {
    push_place(std::to_string(i));
    inside({x, y + static_cast<float>(i) * row_height, w, row_height}, 0, [&] { row(i); });
    pop_place();
  }
  pop_place();
  close_y(y + total);
}

}  // namespace carrel::kit
