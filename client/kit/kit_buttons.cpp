// Buttons, chips, switches, answers: what a finger lands on.
#include <cmath>

#include "client/kit/kit.h"

namespace carrel::kit {
namespace {

Text id_or(Text id, Text label) { return id.empty() ? label : id; }
constexpr Colour black{0, 0, 0};

}  // namespace

Colour Kit::lit(Token rest, Touch const& t) const {
  if (t.pressed) return colour(Token::soft);
  return t.hovered ? mixed(colour(rest), colour(Token::soft), 0.6f) : colour(rest);
}

void Kit::hand_rim(Rect r, Touch const& t, float radius) {
  if (theme().high_contrast() && (t.pressed || t.hovered)) outline(r, colour(Token::accent), t.pressed ? 5.0f : 3.0f, radius);
  else if (t.hovered) outline(r, colour(Token::accent), 1.5f, radius);
}

Rect Kit::button_size(Button const& b, ButtonKind kind, float width_max) {
  auto const& m = metrics();
  float const pad = kind == ButtonKind::text ? (m.wide ? 12.0f : 10.0f) : m.wide ? 26.0f : 18.0f;
  float const aside = b.icon == Icon::none ? 0 : m.icon + 10;
  float const natural = std::ceil(text_width(b.label, type(Style::label)));
  float const text_w = std::min(natural, width_max - 2 * pad - aside);
  float const text_h = height_of(Style::label, b.label, text_w);
  float const least = kind == ButtonKind::text ? std::max(Metrics::touch, m.of(Style::label).line + 20) : m.button;
  return {pad, aside, text_w + aside + 2 * pad, std::max(least, text_h + 20)};
}

bool Kit::button_in(Rect r, Button const& b, ButtonKind kind) {
  auto const& m = metrics();
  bool const closed = !b.disabled_because.empty(), busy = !closed && !b.waiting.empty();
  auto const t = touch(id_for(id_or(b.id, b.label)), r, {Role::button, b.label, {}, closed ? "disabled" : busy ? "busy" : ""}, !closed);
  float const radius = m.button_radius;
  Token ink = kind == ButtonKind::filled ? Token::onaccent : Token::accent;
  if (closed) ink = Token::ink2;
  if (closed) {
    if (theme().high_contrast()) outline(r, colour(Token::edge), 1, radius);
    else fill(r, colour(Token::sunk), radius);
  } else if (kind == ButtonKind::filled) {
    // Darker under the finger, lighter under the mouse; without greys a line inside says the same.
    auto const ground = t.pressed ? mixed(colour(Token::accent), black, 0.08f)
                                  : mixed(colour(Token::accent), colour(Token::onaccent), t.hovered ? 0.12f : 0.0f);
    fill(r, theme().high_contrast() ? colour(Token::accent) : ground, radius);
    if (theme().high_contrast() && (t.pressed || t.hovered))
      outline(r.inset(4), colour(Token::onaccent), t.pressed ? 3.0f : 1.5f, std::max(0.0f, radius - 4));
  } else {
    if (t.pressed || t.hovered) fill(r, lit(Token::page, t), radius);
    if (kind == ButtonKind::outlined) outline(r, colour(Token::accent), 2, radius);
    if (theme().high_contrast()) hand_rim(r, t, radius);
  }
  auto const size = button_size(b, kind, r.w);
  float const text_w = size.w - 2 * size.x - size.y, text_h = height_of(Style::label, b.label, text_w);
  float const x = r.x + std::round((r.w - text_w - size.y) / 2), y = r.y + std::round((r.h - text_h) / 2);
  bool const before = b.icon != Icon::none && !b.icon_after;
  Icon const with = busy && b.icon != Icon::none ? Icon::unconfirmed : b.icon;  // An hourglass; it does not turn.
  paint(Style::label, b.label, {x + (before ? size.y : 0), y}, text_w,
        {.colour = ink, .centred = (kind != ButtonKind::text || b.fill) && text_h > type(Style::label).line});
  float const icon_x = before ? x + m.icon / 2 : x + text_w + 10 + m.icon / 2;
  icon(with, {icon_x, r.centre().y}, m.icon, colour(ink));
  if (t.focused) focus_ring(r, radius);
  return t.tapped && !busy;
}

bool Kit::any_button(Button const& b, ButtonKind kind) {
  float const most = width();
  auto const size = button_size(b, kind, most);
  float const reason_w = most - size.w - 16;
  bool const reason_beside = !b.disabled_because.empty() && !area().flows && reason_w > 200;
  bool const first_of_line = area().flows && area().flow_x == 0 && !area().right;
  Rect r = place(size.h, b.fill && !area().flows ? 0 : size.w);
  // A text button's letters stand on the line of the column, so its room for the finger reaches out to the left.
  if (kind == ButtonKind::text && (first_of_line || (!area().flows && !b.fill))) {
    r.x -= size.x;
    if (first_of_line) area().flow_x -= size.x;
  }
  bool const tapped = button_in(r, b, kind);
  if (reason_beside) {
    float const h = height_of(Style::small, b.disabled_because, reason_w);
    put(Role::text, Style::small, b.disabled_because, {r.right() + 16, r.centre().y - h / 2}, reason_w, {.colour = Token::ink2});
  } else if (!b.disabled_because.empty()) {
    space(Space::s);
    small(b.disabled_because);
  }
  if (!b.waiting.empty()) {
    space(Space::s);
    small(b.waiting, {.colour = Token::ink2, .icon = Icon::waits});
  }
  return tapped;
}

bool Kit::button(Button const& b) { return any_button(b, ButtonKind::filled); }
bool Kit::second_button(Button const& b) { return any_button(b, ButtonKind::outlined); }
bool Kit::text_button(Button const& b) { return any_button(b, ButtonKind::text); }

bool Kit::round_button(Rect r, Icon with, Text label, Text shown, Text id) {
  auto const t = touch(id_for(id.empty() ? label : id), r, {Role::button, label});
  float const radius = r.h / 2;
  fill(r, lit(Token::surface, t), radius);
  outline(r, colour(Token::edge), theme().high_contrast() ? 2.0f : 1.0f, radius);
  hand_rim(r, t, radius);
  float const px = metrics().icon;
  if (shown.empty()) {
    icon(with, r.centre(), px, colour(Token::accent));
  } else {
    bool const word_only = with == Icon::none;
    float const aside = word_only ? 0 : px + 8, text_w = text_width(shown, type(word_only ? Style::label : Style::body));
    float const x = std::round(r.centre().x - (text_w + aside) / 2), line = type(Style::body).line;
    icon(with, {x + px / 2, r.centre().y}, px, colour(Token::accent));
    paint(word_only ? Style::label : Style::body, shown,
          {x + aside, std::round(r.centre().y - (word_only ? type(Style::label).line : line) / 2)}, r.w,
          {.colour = word_only ? Token::accent : Token::ink});
  }
  if (t.focused) focus_ring(r, radius);
  return t.tapped;
}

bool Kit::icon_button(Icon with, Text label) {
  float const px = std::max(Metrics::touch, metrics().icon + 20);
  return round_button(place(px, px), with, label, {});
}

bool Kit::chip(Text label, bool chosen, bool tick) {
  auto const& m = metrics();
  bool const with_tick = chosen && tick;
  TextLook const look{.colour = chosen ? Token::onaccent : Token::ink, .bold = chosen};
  float const pad = m.wide ? 20.0f : 14.0f, aside = with_tick ? m.icon + 6 : 0;
  float const text_w = std::min(std::ceil(text_width(label, type(Style::body, look))), width() - 2 * pad - aside);
  float const h = std::max(Metrics::touch, height_of(Style::body, label, text_w, look) + 16);
  Rect const r = place(h, text_w + aside + 2 * pad);
  auto const t = touch(id_for(label), r, {Role::chip, label, {}, chosen ? "chosen" : ""});
  float const radius = std::min(h / 2, 28.0f);
  fill(r, chosen ? colour(Token::accent) : lit(Token::surface, t), radius);
  if (!chosen) outline(r, colour(Token::edge), theme().high_contrast() ? 2.0f : 1.0f, radius);
  if (!chosen) hand_rim(r, t, radius);
  else if (t.pressed || t.hovered) outline(r.inset(3), colour(Token::onaccent), t.pressed ? 2.0f : 1.0f, radius - 3);
  if (with_tick) icon(Icon::check, {r.x + pad + m.icon / 2 - 2, r.centre().y}, m.icon, colour(Token::onaccent));
  paint(Style::body, label, {r.x + pad + aside, std::round(r.centre().y - height_of(Style::body, label, text_w, look) / 2)}, text_w, look);
  if (t.focused) focus_ring(r, radius);
  return t.tapped;
}

SwitchEvent Kit::switch_row(SwitchRow const& row, bool& on) {
  auto const& m = metrics();
  float const grown = 1 + (static_cast<float>(m.percent) / 100 - 1) / 3;
  float const knob_w = 64 * grown, knob_h = 36 * grown;
  std::string const state = word(on ? "kit.on" : "kit.off");
  float const word_w = std::max(text_width(word("kit.on"), type(Style::body)), text_width(word("kit.off"), type(Style::body)));
  float const right_w = row.read_only ? 0 : knob_w + word_w + 16 + 24;
  float const text_w = width() - right_w;
  float const label_h = height_of(Style::label, row.label, text_w), line = type(Style::small).line;
  float const label_natural = text_width(row.label, type(Style::label));
  float const tag_w = row.tag.empty() ? 0 : text_width(row.tag, type(Style::small)) + std::round(type(Style::small).px * 1.2f) + 32;
  bool const tag_beside = tag_w > 0 && label_natural + 14 + tag_w <= text_w;
  float const link_w = row.link.empty() ? 0 : text_width(row.link, type(Style::small));
  std::string const dot = row.second.empty() ? "" : " · ";
  float const second_w = text_w - (link_w > 0 ? link_w + std::max(18.0f, text_width(dot, type(Style::small))) : 0);
  float const second_h = height_of(Style::small, row.second, second_w);
  float const tag_h = line + 7;
  float const inner = label_h + (row.tag.empty() || tag_beside ? 0 : tag_h + 6) + std::max(second_h, link_w > 0 ? line : 0) + 2;
  float const height = std::max(m.wide ? 78.0f : 65.0f, inner + 24);
  Rect const r = place(height);
  SwitchEvent event;
  push_place(row.id.empty() ? row.label : row.id);
  if (!row.read_only) {
    Rect const knob{r.right() - knob_w, std::round(r.centre().y - knob_h / 2), knob_w, knob_h};
    float const x = knob.x - 16 - word_w;
    Rect const hit{x - 8, std::round(r.centre().y - std::max(Metrics::touch, knob_h) / 2), r.right() - x + 8,
                   std::max(Metrics::touch, knob_h)};
    auto const t = touch(id_for("switch"), hit, {Role::toggle, row.label, row.second, on ? "on" : "off"});
    if (t.tapped) {
      on = !on;
      event.switched = changed_ = true;
    }
    paint(Style::body, state, {x, std::round(r.centre().y - type(Style::body).line / 2)}, word_w, {.colour = Token::ink2, .right = true});
    bool const high = theme().high_contrast();
    fill(knob, colour(on ? Token::accent : high ? Token::page : Token::sunk), knob_h / 2);
    if (!on) outline(knob, colour(Token::ink2), 2, knob_h / 2);
    float const ball = on ? knob_h * 0.33f : knob_h * 0.32f;
    disc({on ? knob.right() - knob_h / 2 : knob.x + knob_h / 2, knob.centre().y}, ball, colour(on ? Token::onaccent : Token::ink2));
    if (t.pressed || t.hovered) outline(knob.inset(-3), colour(Token::accent), t.pressed ? 3.0f : 1.5f, knob_h / 2 + 3);
    if (t.focused) focus_ring(knob, knob_h / 2, Token::surface);
  }
  float y = std::round(r.centre().y - inner / 2);
  if (row.read_only) say({Role::text, row.label, row.second}, r);
  paint(Style::label, row.label, {r.x, y}, text_w, {});
  auto const put_tag = [&](Point at) {
    Rect const box{at.x, at.y, tag_w, tag_h};
    tinted(box, row.tag_tone, Metrics::tag_radius);
    say({Role::tag, row.tag}, box);
    float const px = std::round(type(Style::small).px * 1.2f);
    icon(Icon::waits, {box.x + 12 + px / 2, box.centre().y}, px, colour(ink_of(row.tag_tone)));
    paint(Style::small, row.tag, {box.x + 18 + px, box.y + 3.5f}, tag_w, {.colour = ink_of(row.tag_tone)});
  };
  if (tag_beside) put_tag({r.x + label_natural + 14, y + (type(Style::label).line - tag_h) / 2});
  y += label_h + 2;
  if (!row.tag.empty() && !tag_beside) {
    put_tag({r.x, y + 2});
    y += tag_h + 6;
  }
  paint(Style::small, row.second, {r.x, y}, second_w, {.colour = Token::ink2});
  if (link_w > 0) {
    // After the last word of the second line, however many lines it takes.
    float const dot_w = text_width(dot, type(Style::small));
    float const last = row.second.empty() ? 0 : block(row.second, type(Style::small), second_w).lines.back().width;
    float const link_y = y + std::max(0.0f, second_h - line), x = r.x + last + dot_w;
    paint(Style::small, dot, {x - dot_w, link_y}, 40, {.colour = Token::ink2});
    float const reach = std::max(Metrics::touch, link_w + 16);
    Rect const hit{x + link_w / 2 - reach / 2, link_y + line / 2 - Metrics::touch / 2, reach, Metrics::touch};
    auto const t = touch(id_for("link"), hit, {Role::link, row.link, row.label});
    paint(Style::small, row.link, {x, link_y}, link_w + 4, {.colour = Token::accent});
    fill({x, link_y + line - 3, link_w, t.pressed || t.hovered ? 2.0f : 1.0f}, colour(Token::accent));
    if (t.focused) focus_ring({x, link_y, link_w, line}, 4, Token::surface);
    event.link = t.tapped;
  }
  pop_place();
  return event;
}

}  // namespace carrel::kit
