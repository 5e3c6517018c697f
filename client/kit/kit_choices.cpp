// One of many, some of many, and answers of a quiz.
#include <cmath>

#include "client/kit/kit.h"

namespace carrel::kit {

bool Kit::option_row(Text label, Text second, bool on, bool many) {
  auto const& m = metrics();
  float const mark = std::round(26 * (1 + (static_cast<float>(m.percent) / 100 - 1) / 3)), pad = m.wide ? 18.0f : 14.0f;
  float const text_w = width() - 2 * pad - mark - 14;
  TextLook const look{.bold = on};
  float const label_h = height_of(Style::body, label, text_w, look), second_h = height_of(Style::small, second, text_w);
  Rect const r = place(std::max(m.wide ? 56.0f : 52.0f, label_h + second_h + 26));
  auto const t = touch(id_for(label), r, {many ? Role::check : Role::radio, label, {}, on ? "chosen" : ""});
  fill(r, on ? colour(Token::soft) : lit(Token::surface, t), m.field_radius);
  outline(r, colour(on ? Token::accent : Token::edge), on ? 2.5f : 1.0f, m.field_radius);
  hand_rim(r, t, m.field_radius);
  Point const c{r.x + pad + mark / 2, r.centre().y};
  if (many) {
    Rect const box{c.x - mark / 2 + 1, c.y - mark / 2 + 1, mark - 2, mark - 2};
    if (on) fill(box, colour(Token::accent), 6);
    else outline(box, colour(Token::ink2), 2, 6);
    if (on) icon(Icon::check, box.centre(), mark * 0.8f, colour(Token::onaccent));
  } else {
    ring(c, mark / 2, colour(on ? Token::accent : Token::ink2), 2);
    if (on) disc(c, mark * 0.28f, colour(Token::accent));
  }
  float const y = std::round(r.centre().y - (label_h + second_h) / 2);
  paint(Style::body, label, {r.x + pad + mark + 14, y}, text_w, {.colour = on ? Token::onsoft : Token::ink, .bold = on});
  paint(Style::small, second, {r.x + pad + mark + 14, y + label_h}, text_w, {.colour = Token::ink2});
  if (t.focused) focus_ring(r, m.field_radius);
  return t.tapped;
}

bool Kit::choice(Choice const& c, int& chosen) {
  push_place(c.id.empty() ? c.label : c.id);
  if (!c.label.empty()) label(c.label);
  if (!c.hint.empty()) {
    space(Space::xs);
    small(c.hint);
  }
  int const before = chosen;
  auto const pick = [&](int i, bool touched) {
    if (touched) chosen = i;
  };
  space(Space::s);
  if (c.as_chips) {
    flow([&] {
      for (int i = 0; i < static_cast<int>(c.options.size()); ++i) pick(i, chip(c.options[static_cast<std::size_t>(i)], chosen == i, true));
    });
  } else {
    gap(8, [&] {
      space(Space::s);
      for (int i = 0; i < static_cast<int>(c.options.size()); ++i)
        pick(i, option_row(c.options[static_cast<std::size_t>(i)], {}, chosen == i, false));
    });
  }
  if (!c.error.empty()) {
    space(Space::s);
    small(c.error, {.colour = Token::bad, .icon = Icon::needs_you});
  }
  pop_place();
  if (chosen != before) changed_ = true;
  return chosen != before;
}

bool Kit::check(Text label, bool& on, Text second, Text error) {
  bool const touched = option_row(label, second, on, true);
  if (touched) {
    on = !on;
    changed_ = true;
  }
  if (!error.empty()) {
    space(Space::s);
    small(error, {.colour = Token::bad, .icon = Icon::needs_you});
  }
  return touched;
}

bool Kit::answer(Answer const& a, bool& chosen) {
  auto const& m = metrics();
  bool const right = a.mark == Mark::right, again = a.mark == Mark::look_again, missed = a.mark == Mark::missed;
  float const badge = std::max(36.0f, std::round(type(Style::lead).px * 1.6f)), pad = m.wide ? 18.0f : 12.0f;
  float const mark_w = right || again || missed ? m.icon + 12 : 0;
  float const text_w = width() - 2 * pad - badge - 16 - mark_w;
  TextLook const look{.bold = right || again || (chosen && !a.closed)};
  float const text_h = height_of(Style::lead, a.text, text_w, look), advice_h = height_of(Style::small, a.advice, text_w);
  Rect const r = place(std::max(m.wide ? 78.0f : 60.0f, text_h + advice_h + 28));
  std::string const letter(1, a.letter);
  Text const state = right ? "right" : again ? "look again" : missed ? "missed" : chosen ? "chosen" : "";
  auto const t = touch(id_for(a.text), r, {a.multiple ? Role::check : Role::radio, a.text, letter, state}, !a.closed);
  bool const tinted_ground = right || t.pressed || (chosen && !again);
  Token const rim = again ? Token::bad : right || missed || chosen ? Token::accent : Token::edge;
  fill(r, again ? colour(Token::badbg) : tinted_ground ? colour(Token::soft) : lit(Token::surface, t), m.field_radius);
  outline(r, colour(rim), right || again || chosen ? 3.0f : missed ? 2.0f : 1.0f, m.field_radius);
  if (!right && !again && !missed && !chosen) hand_rim(r, t, m.field_radius);
  Rect const box{r.x + pad, std::round(r.centre().y - badge / 2), badge, badge};
  bool const strong = right || again || chosen;
  float const round = a.multiple ? 8 : badge / 2;
  if (!theme().high_contrast() || strong) fill(box, colour(again ? Token::bad : strong ? Token::accent : Token::sunk), round);
  Token const on_badge = again ? Token::surface : strong ? Token::onaccent : Token::ink;
  paint(Style::label, letter, {box.x, std::round(box.centre().y - type(Style::label).line / 2)}, badge,
        {.colour = on_badge, .centred = true});
  float const x = box.right() + 16, y = std::round(r.centre().y - (text_h + advice_h) / 2);
  paint(Style::lead, a.text, {x, y}, text_w, look);
  paint(Style::small, a.advice, {x, y + text_h}, text_w, {.colour = again ? Token::bad : Token::ink2});
  if (!a.advice.empty()) say({Role::text, a.advice}, {x, y + text_h, text_w, advice_h});
  Icon const with = right ? Icon::check_circle : again ? Icon::needs_you : missed ? Icon::check : Icon::none;
  icon(with, {r.right() - pad - m.icon / 2, r.centre().y}, m.icon, colour(again ? Token::bad : Token::accent));
  if (t.focused) focus_ring(r, m.field_radius);
  if (t.tapped) {
    chosen = a.multiple ? !chosen : true;
    changed_ = true;
  }
  return t.tapped;
}

}  // namespace carrel::kit
