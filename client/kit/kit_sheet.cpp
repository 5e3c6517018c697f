// The one question or sheet above a page. What lies below cannot be touched while it stands.
#include <cmath>

#include "client/kit/kit.h"

namespace carrel::kit {
namespace {

constexpr float room_for_ring = 8;  // Around the first and the last part, so that nothing cuts the ring of the keyboard.

}  // namespace

bool Kit::sheet(Text title, Body body) {
  auto const& m = metrics();
  auto const id = id_for(title);
  Rect const window{0, 0, extent().width, extent().height - (keyboard_up_ ? m.keyboard : 0)};
  fill(window, {0, 0, 0, 102});
  float const w = std::min(wide() ? 640.0f : 560.0f, window.w - 32), h = std::min(remembered(id, 200), window.h - 24);
  Rect const r{std::round((window.w - w) / 2), std::round((window.h - h) / 2), w, h};
  int const layer_before = std::exchange(layer_, 1), group_before = std::exchange(group_, 0);
  modal_next_ = std::max(modal_next_, 1);
  float const pad = wide() ? 32.0f : 20.0f, close = 48;
  shadow(r, m.card_radius, true);
  if (theme().high_contrast()) {
    fill(r, colour(Token::page), m.card_radius);
    outline(r, colour(Token::edge), 2, m.card_radius);
  } else {
    fill(r, colour(Token::surface), m.card_radius);
    if (theme().name == ThemeName::dark) outline(r, colour(Token::line), 1, m.card_radius);
  }
  push_place(title);
  float const title_w = w - 2 * pad - close - 8, title_h = height_of(Style::head, title, title_w);
  put(Role::question, Style::head, title, {r.x + pad, r.y + pad}, title_w, {});
  // The keyboard comes to what is asked first, and to the way out last.
  group_ = 3;
  bool closed = round_button({r.right() - pad - close + 10, r.y + pad - (close - type(Style::head).line) / 2, close, close}, Icon::close,
                             word("kit.close"), {});
  group_ = 0;
  float const top = r.y + pad + title_h + 16;
  Rect const view{r.x, top - room_for_ring, r.w, r.bottom() - pad - top + 2 * room_for_ring};
  // What does not fit is scrolled; what does is as high as it needs.
  auto const inner = id + 1;
  sheet_scroll_ = inner;
  scroll_in(inner, view, {pad, room_for_ring, pad, room_for_ring}, body);
  float const content = content_of(inner) - 2 * room_for_ring;
  remember(id, pad + title_h + 16 + content + pad);
  pop_place();
  bool const outside = press_edge_ && !r.contains(hand_) && modal_ == 1 && !(keyboard_up_ && hand_.y > window.h);
  if (key_ == Key::escape) {
    closed = true;
    key_ = Key::none;
  }
  layer_ = layer_before;
  group_ = group_before;
  if (closed || outside) changed_ = true;
  return closed || outside;
}

Reply Kit::question(Question const& q) {
  Reply reply = Reply::none;
  bool const closed = sheet(q.title, [&] {
    body(q.text);
    space(Space::xl);
    flow([&] {
      if (!q.no.empty() && second_button({.label = q.no})) reply = Reply::no;
      if (q.yes_is_filled ? button({.label = q.yes}) : second_button({.label = q.yes})) reply = Reply::yes;
    }, true);
    space(Space::xs);
    place(4);
  });
  return reply == Reply::none && closed ? Reply::no : reply;
}

}  // namespace carrel::kit
