// A figure by itself, as large as the window: two fingers, buttons, keys or the wheel make it larger; a finger, buttons or arrows move it.
#include <cmath>

#include "client/kit/formats.h"
#include "client/kit/kit.h"

namespace carrel::kit {
namespace {

constexpr float largest = 6, step = 1.4f, nudge = 0.2f;

}  // namespace

// Larger or smaller by `by`, with the point of the picture under `at` staying where it is.
void Kit::zoom_figure(FigureView& look, float by, Point at, Rect view, Point fitted) {
  float const before = look.zoom;
  look.zoom = std::clamp(look.zoom * by, 1.0f, largest);
  float const ratio = 1 / before - 1 / look.zoom;
  look.x += (at.x - view.centre().x) / fitted.x * ratio;
  look.y += (at.y - view.centre().y) / fitted.y * ratio;
  changed_ = true;
}

void Kit::figure_by_hand(FigureView& look, Rect view, Point fitted) {
  auto const move = [&](float dx, float dy) {  // By parts of what is seen.
    look.x += dx * view.w / (fitted.x * look.zoom);
    look.y += dy * view.h / (fitted.y * look.zoom);
    changed_ = true;
  };
  if (second_down_ && hand_down_ && second_before_) {
    auto const apart = [](Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); };
    float const was = apart(last_hand_, last_second_), is = apart(hand_, second_);
    Point const middle{(hand_.x + second_.x) / 2, (hand_.y + second_.y) / 2};
    if (was > 8 && is > 8 && was != is) zoom_figure(look, is / was, middle, view, fitted);
  } else if (hand_down_ && !press_edge_ && !second_down_ && active_ == 0 && view.contains(pressed_at_)) {
    if (hand_.x != last_hand_.x || hand_.y != last_hand_.y) move((last_hand_.x - hand_.x) / view.w, (last_hand_.y - hand_.y) / view.h);
  }
  if (wheel_ != 0 && view.contains(hand_)) {
    zoom_figure(look, std::pow(step, wheel_), hand_, view, fitted);
    wheel_ = 0;
  }
  for (auto const& e : typed_) {
    if (e.kind != InputEvent::Kind::text) continue;
    if (e.character == '+' || e.character == '=') zoom_figure(look, step, view.centre(), view, fitted);
    if (e.character == '-') zoom_figure(look, 1 / step, view.centre(), view, fitted);
  }
  Key const key = key_;
  bool const arrow = key == Key::left || key == Key::right || key == Key::up || key == Key::down;
  if (!arrow || look.zoom <= 1) return;  // Of a figure that is seen whole the arrows go from button to button.
  key_ = Key::none;
  move(key == Key::left ? -nudge : key == Key::right ? nudge : 0, key == Key::up ? -nudge : key == Key::down ? nudge : 0);
}

bool Kit::figure_view(Figure const& f, FigureView& look) {
  auto const& m = metrics();
  Rect const window{0, 0, extent().width, extent().height};
  int const layer_before = std::exchange(layer_, 1), group_before = std::exchange(group_, 0);
  modal_next_ = std::max(modal_next_, 1);
  push_place("figure view");
  fill(window, colour(Token::page));
  float const side = wide() ? 28.0f : 12.0f, round = std::max(Metrics::touch, m.icon + 24), bar = round + 20;
  Rect const view{0, bar, window.w, std::max(80.0f, window.h - 2 * bar)};
  float const text_w = window.w - 2 * side - round - 16;
  put(Role::question, Style::label, f.alt, {side, std::round((bar - type(Style::label).line) / 2)}, text_w, {.lines_max = 1});
  auto const kept = picture(f.picture);
  float const picture_w = kept ? static_cast<float>(kept->width) : 1, picture_h = kept ? static_cast<float>(kept->height) : 1;
  float const fit = std::min((view.w - 2 * side) / picture_w, view.h / picture_h);
  Point const fitted{picture_w * fit, picture_h * fit};
  figure_by_hand(look, view, fitted);
  // − + and, once there is more than is seen, the four ways: nothing here needs two fingers, or a finger that drags.
  float x = window.centre().x - (6 * round + 5 * 10) / 2;
  auto const button = [&](Icon with, Text label) {
    Rect const r{std::round(x), window.h - bar + 10, round, round};
    x += round + 10;
    return round_button(r, with, label, {});
  };
  float const part_x = nudge * view.w / (fitted.x * look.zoom), part_y = nudge * view.h / (fitted.y * look.zoom);
  if (button(Icon::minus, word("kit.figure.smaller"))) zoom_figure(look, 1 / step, view.centre(), view, fitted);
  if (button(Icon::plus, word("kit.figure.larger"))) zoom_figure(look, step, view.centre(), view, fitted);
  if (button(Icon::back, word("kit.figure.left"))) look.x -= part_x, changed_ = true;
  if (button(Icon::forward, word("kit.figure.right"))) look.x += part_x, changed_ = true;
  if (button(Icon::up, word("kit.figure.up"))) look.y -= part_y, changed_ = true;
  if (button(Icon::down, word("kit.figure.down"))) look.y += part_y, changed_ = true;
  // What is seen stays inside the picture; what is smaller than the window stays in its middle.
  auto const inside_of = [&](float centre, float whole, float seen) {
    float const half = std::min(0.5f, seen / (whole * look.zoom) / 2);
    return std::clamp(centre, half, 1 - half);
  };
  look.x = inside_of(look.x, fitted.x, view.w);
  look.y = inside_of(look.y, fitted.y, view.h);
  float const w = fitted.x * look.zoom, h = fitted.y * look.zoom;
  Rect const at{view.centre().x - look.x * w, view.centre().y - look.y * h, w, h};
  push_clip(view);
  say({Role::image, f.alt, percent_text(look.zoom, language())}, at.common(view));
  if (theme().name != ThemeName::light) fill(at, {0xFF, 0xFD, 0xF8});
  if (kept) image(*kept, at);
  pop_clip();
  group_ = 3;
  bool closed = round_button({window.w - side - round, (bar - round) / 2, round, round}, Icon::close, word("kit.close"), {});
  if (key_ == Key::escape) {
    closed = true;
    key_ = Key::none;
  }
  pop_place();
  layer_ = layer_before;
  group_ = group_before;
  if (closed) changed_ = true;
  return closed;
}

}  // namespace carrel::kit
