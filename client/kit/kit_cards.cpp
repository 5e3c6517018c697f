// Cards: of anything, of a course, of a learner, of a membership.
#include <cmath>

#include "client/kit/drawn.h"
#include "client/kit/kit.h"

namespace carrel::kit {
namespace {

constexpr Text untouched = "";

}  // namespace

bool Kit::card_frame(Text label, CardLook const& look, bool touchable, Body body) {
  auto const& m = metrics();
  auto const id = id_for(look.id.empty() ? touchable ? label : Text("card") : look.id);
  float const pad = look.padding >= 0 ? look.padding : look.main ? m.pad_main : m.pad;
  float const y = open_y(), stretch = area().stretch_to;
  float const natural = remembered(id), height = std::max(natural, stretch > 0 ? stretch - y : 0.0f);
  Rect const r{area().x, y, area().w, height};
  Touch t;
  if (touchable) t = touch(id, r, {Role::card, label});
  if (look.sunk) outline(r, colour(Token::line), theme().high_contrast() ? 2.0f : 1.0f, m.field_radius);
  else ground(r, m.card_radius);
  if (t.pressed || t.hovered) fill(r, lit(Token::surface, t), m.card_radius);
  hand_rim(r, t, m.card_radius);
  push_place(look.id.empty() ? label : look.id);
  auto const left = inside({r.x + pad, y + pad, r.w - 2 * pad, 0}, look.gap >= 0 ? look.gap : m.wide ? 8.0f : 6.0f, body);
  pop_place();
  float const needed = left.y + pad - y;
  remember(id, needed);
  float const drawn = std::max(needed, stretch > 0 ? stretch - y : 0.0f);
  close_y(y + drawn);
  area().slack += drawn - needed;
  if (t.focused) focus_ring(r, m.card_radius);
  return t.tapped;
}

void Kit::card(CardLook const& look, Body body) { card_frame(untouched, look, false, body); }
bool Kit::touch_card(Text label, CardLook const& look, Body body) { return card_frame(label, look, true, body); }

bool Kit::hero_card(HeroCard const& c) {
  auto const& m = metrics();
  auto const id = id_for("hero");
  bool const tall = m.one_column || width() < 560;
  float const cover_w = tall ? 0 : wide() ? std::round(std::min(262.0f, width() * 0.38f)) : 150.0f, pad = m.pad_main;
  float const y = open_y(), height = std::max(remembered(id), wide() ? 280.0f : 172.0f);
  Rect const r{area().x, y, area().w, height};
  ground(r, m.card_radius);
  float const rim = theme().high_contrast() ? 2.0f : theme().name == ThemeName::dark ? 1.0f : 0.0f;
  if (!tall) cover_in(c.cover, {r.x + rim, r.y + rim, cover_w, r.h - 2 * rim}, m.card_radius - rim, Corners::left());
  bool tapped = false;
  float const x = r.x + cover_w + pad, w = r.w - cover_w - 2 * pad;
  push_place("hero");
  auto const parts = [&] {
    label(c.kicker, {.colour = Token::accent});
    space(Space::xs);
    text_of(wide() ? Style::title : Style::head, c.title, {.lines_max = 3});
    space(Space::xs);
    body(c.second, {.colour = Token::ink2, .lines_max = 2});
    auto const bar = [&] {
      if (c.done) progress(*c.done, c.done_text);
    };
    if (wide() || tall) {
      space(wide() ? Space::l : Space::m);
      bar();
      space(wide() ? Space::l : Space::m);
      flow([&] {
        tapped = button({.label = c.button, .icon = Icon::forward, .icon_after = true});
        if (!c.aside.empty()) {
          space(Space::l);
          body(c.aside, {.colour = Token::ink2});
        }
      });
    } else {
      space(Space::s);
      Button const b{.label = c.button, .icon = Icon::forward, .icon_after = true};
      auto const size = button_size(b, ButtonKind::filled, w);
      Rect const box = place(size.h);
      tapped = button_in({box.x, box.y, size.w, size.h}, b, ButtonKind::filled);
      float const bx = box.x + size.w + 16, bw = box.right() - bx;
      if (c.done && bw > 80) {
        std::string said(c.done_text);
        if (!c.aside.empty()) said += " · " + std::string(c.aside);
        say({Role::progress, said}, {bx, box.y, bw, box.h}, {bx, box.y, bw, box.h});
        bar_of({bx, box.y + 9, bw, 10}, *c.done);
        paint(Style::small, said, {bx, box.y + 22}, bw, {.colour = Token::ink2, .lines_max = 2});
      }
    }
  };
  float const used = remembered(id + 1);
  float const top = y + std::max(pad, std::round((height - used) / 2));
  auto const left = inside({x, top, w, 0}, 8, parts);
  pop_place();
  remember(id + 1, left.y - top);
  remember(id, left.y - top + 2 * pad);
  close_y(y + std::max(height, left.y - top + 2 * pad));
  return tapped;
}

bool Kit::course_card(CourseCard const& c) {
  auto const& m = metrics();
  bool const closed = !c.disabled_because.empty();
  auto const id = id_for(c.id.empty() ? c.title : c.id);
  float const pad = wide() ? 18.0f : 12.0f, cover_h = std::round(width() * (wide() ? 0.56f : 0.41f));
  float const y = open_y(), stretch = area().stretch_to;
  float const natural = remembered(id), height = std::max(natural, stretch > 0 ? stretch - y : 0.0f);
  Rect const r{area().x, y, area().w, height};
  auto const t = touch(id, r, {Role::card, c.title, c.second, closed ? c.disabled_because : c.state}, !closed);
  ground(r, m.card_radius);
  if (t.pressed || t.hovered) fill(r, lit(Token::surface, t), m.card_radius);
  float const inset = theme().high_contrast() ? 2.0f : theme().name == ThemeName::dark ? 1.0f : 0.0f;
  auto cover = c.cover;
  if (closed) cover.strength = 0.45f;
  cover_in(cover, {r.x + inset, r.y + inset, r.w - 2 * inset, cover_h}, m.card_radius - inset, Corners::top());
  hand_rim(r, t, m.card_radius);
  float const x = r.x + pad, w = r.w - 2 * pad;
  float at = y + cover_h + (wide() ? 16 : 8);
  at += paint(Style::label, c.title, {x, at}, w, {.lines_max = 2});
  at += paint(Style::small, c.second, {x, at + 1}, w, {.colour = Token::ink2, .lines_max = 2}) + 1;
  // The state stands at the bottom, on one line with its neighbours'.
  Text const state = closed ? c.disabled_because : c.state;
  float const aside = c.state_icon == Icon::none || closed ? 0 : m.icon + 4;
  TextLook const look{.colour = c.state_good ? Token::accent : Token::ink2, .bold = c.state_good};
  float const state_h = height_of(Style::small, state, w - aside, look), bar_h = c.done ? 18.0f : 0;
  float const bottom_gap = state.empty() && !c.done ? 0 : wide() ? 14.0f : 6.0f;
  float const needed = at + bottom_gap + bar_h + state_h + (wide() ? 16 : 9) - y;
  float const foot = y + std::max(height, needed) - (wide() ? 16 : 9) - state_h - bar_h;
  if (c.done) bar_of({x, foot + (state.empty() ? 6.0f : 2.0f), w, 10}, *c.done);
  if (aside > 0) icon(c.state_icon, {x + m.icon / 2 - 1, foot + bar_h + type(Style::small).line / 2}, m.icon * 0.86f, colour(look.colour));
  paint(Style::small, state, {x + aside, foot + bar_h}, w - aside, look);
  remember(id, needed);
  float const drawn = std::max(needed, height);
  close_y(y + drawn);
  area().slack += drawn - needed;
  if (t.focused) focus_ring(r, m.card_radius);
  return t.tapped;
}

bool Kit::learner_card(Text name, Emblem which, bool large) {
  auto const& m = metrics();
  float const px = wide() ? (large ? 168.0f : 108.0f) : large ? 112.0f : 78.0f;
  float const name_h = height_of(wide() ? Style::head : Style::label, name, width() - 24, {.lines_max = 2});
  float const more = large ? (wide() ? 100.0f : 56.0f) : 0;  // As tall as a door.
  Rect const r = place(px + name_h + more + (wide() ? 72.0f : 36.0f));
  auto const t = touch(id_for(name), r, {Role::card, name, name_of(which)});
  ground(r, m.card_radius);
  if (t.pressed || t.hovered) fill(r, lit(Token::surface, t), m.card_radius);
  hand_rim(r, t, m.card_radius);
  draw_emblem(*this, which, {r.centre().x, r.y + more / 2 + (wide() ? 30 : 15) + px / 2}, px / 2);
  Style const style = wide() ? Style::head : Style::label;
  paint(style, name, {r.x + 12, r.bottom() - more / 2 - name_h - (wide() ? 26 : 13)}, r.w - 24, {.lines_max = 2, .centred = true});
  if (t.focused) focus_ring(r, m.card_radius);
  return t.tapped;
}

// The plan at the top, who holds it at the foot, like a card one carries; gives the height that it needs.
float Kit::membership_face(MembershipCard const& c, Rect r) {
  auto const& m = metrics();
  float const pad = wide() ? 28.0f : 15.0f, x = r.x + pad, w = r.w - 2 * pad;
  TextLook const strong{.colour = Token::spineink}, quiet{.colour = Token::spine2};
  Style const plan = wide() ? Style::title : Style::head, second = wide() ? Style::lead : Style::body,
              name = wide() ? Style::head : Style::label;
  bool const high = theme().high_contrast();
  float const medal = c.emblem ? (wide() ? 52.0f : 38.0f) : 0, aside = medal > 0 ? medal + 14 : 0;
  float const shield = c.checked ? m.icon + 8 : 0;
  float const head_h = height_of(plan, c.plan, w, strong) + height_of(second, c.second, w, quiet);
  float const name_h = height_of(name, c.name, w - aside, strong), status_h = height_of(Style::body, c.status, w - aside, quiet);
  float const as_of_h = c.as_of.empty() ? 0 : height_of(Style::small, c.as_of, w - shield, quiet);
  float const holder_h = std::max(medal, name_h + status_h), foot_h = holder_h + (as_of_h > 0 ? as_of_h + 21 : 0);
  float const top = r.y + pad + 4, foot = std::max(top + head_h + (wide() ? 26 : 12), r.bottom() - pad - foot_h);
  float y = top;
  y += paint(plan, c.plan, {x, y}, w, strong);
  paint(second, c.second, {x, y}, w, quiet);
  if (c.emblem) {
    Point const centre{x + medal / 2, foot + holder_h / 2};
    draw_emblem(*this, *c.emblem, centre, medal / 2 - 4);
    ring(centre, medal / 2, colour(c.in_words ? Token::spine2 : Token::brass), 2);
  }
  y = foot + (holder_h - name_h - status_h) / 2;
  y += paint(name, c.name, {x + aside, y}, w - aside, strong);
  paint(Style::body, c.status, {x + aside, y}, w - aside, quiet);
  if (as_of_h > 0) {
    y = foot + holder_h + 10;
    fill({x, y, w, 1}, high ? colour(Token::line) : mixed(colour(Token::spine), colour(Token::brass), 0.55f));
    y += 11;
    if (shield > 0) icon(Icon::signature, {x + m.icon / 2, y + type(Style::small).line / 2}, m.icon, colour(Token::brass));
    paint(Style::small, c.as_of, {x + shield, y}, w - shield, strong);
  }
  return foot + foot_h + pad - r.y;
}

bool Kit::membership_card(MembershipCard const& c) {
  auto const& m = metrics();
  constexpr float card_shape = 1.586f;  // ISO/IEC 7810, ID-1: as the cards in a purse.
  auto const id = id_for("membership");
  float const pad = wide() ? 24.0f : 15.0f, y = open_y(), stretch = area().stretch_to;
  float const natural = remembered(id), shape = c.large && !m.one_column ? std::round(area().w / card_shape) : 0;
  float const height = std::max({natural, stretch > 0 ? stretch - y : 0.0f, shape});
  Rect const r{area().x, y, area().w, height};
  std::string const value = std::string(c.date.empty() ? c.status : c.date);
  auto const t = touch(id, r, {Role::card, c.plan, value, c.as_of});
  bool const high = theme().high_contrast(), brass = !c.in_words;
  float const radius = m.card_radius;
  if (!high) shadow(r, radius);
  if (high) {
    outline(r, colour(brass ? Token::brass : Token::edge), t.pressed ? 6.0f : t.hovered ? 4.0f : brass ? 3.0f : 2.0f, radius);
  } else {
    float const light = t.pressed ? 0.14f : t.hovered ? 0.07f : 0;
    fill(r, mixed(colour(Token::spine), colour(Token::spineink), light), radius);
    if (c.large && width() > 230 && !m.one_column) draw_lamp_behind(*this, r, radius);
    if (brass) draw_strip(*this, r, radius, c.large ? Rect{r.x, r.y, r.w, 6} : Rect{r.x, r.y, 6, r.h}, colour(Token::brass));
    if (theme().name == ThemeName::dark) outline(r, colour(Token::line), 1, radius);
  }
  float const needed = c.large ? membership_face(c, r) : membership_lines(c, {r.x + pad, y + pad - 2, r.w - 2 * pad, 0}) + pad - y;
  remember(id, needed);
  float const drawn = std::max(needed, height);
  close_y(y + drawn);
  area().slack += drawn - std::max(needed, shape);
  if (t.focused) focus_ring(r, radius);
  return t.tapped;
}

// The card in a side column: plan, status, the next date; gives where it ends.
float Kit::membership_lines(MembershipCard const& c, Rect r) {
  auto const& m = metrics();
  float const x = r.x, w = r.w, shield = c.checked ? m.icon + 18 : 0;
  float at = r.y;
  TextLook const strong{.colour = Token::spineink}, quiet{.colour = Token::spine2};
  at += paint(Style::head, c.plan, {x, at}, w - shield, strong);
  at += paint(Style::body, c.second, {x, at}, w - shield, quiet);
  if (shield > 0) icon(Icon::signature, {r.right() - m.icon / 2 - 4, (r.y + at) / 2}, m.icon * 1.35f, colour(Token::brass));
  if (!c.name.empty() || !c.status.empty()) {
    at += wide() ? 20 : 8;
    at += paint(Style::label, c.name, {x, at}, w, strong);
    at += paint(Style::body, c.status, {x, at}, w, quiet);
  }
  if (!c.date.empty()) {
    bool const high = theme().high_contrast();
    at += wide() ? 14 : 6;
    if (wide()) fill({x, at, w, 1}, mixed(colour(Token::spine), colour(Token::spine2), high ? 1.0f : 0.35f));
    at += wide() ? 18 : 2;
    float const aside = wide() ? m.icon + 12 : 0;
    if (aside > 0) icon(Icon::date, {x + m.icon / 2, at + type(Style::label).line / 2}, m.icon, colour(Token::brass));
    at += paint(Style::label, c.date, {x + aside, at}, w - aside, strong);
    at += paint(Style::body, c.date_second, {x + aside, at + 2}, w - aside, quiet) + 2;
  }
  if (!c.as_of.empty()) {
    at += wide() ? 16 : 6;
    at += paint(Style::small, c.as_of, {x, at}, w, quiet);
  }
  return at - (wide() ? 4 : 2);
}

void Kit::lamp_panel(Text clock, Text date) {
  Rect const r = dock_left(wide() ? 404.0f : std::round(extent().width * 0.29f));
  int const before = std::exchange(group_, 3);
  fill(r, colour(Token::spine));
  if (extent().height >= 400) draw_booth(*this, r);
  float const x = r.x + (wide() ? 40.0f : 22.0f), mark = wide() ? 36.0f : 26.0f;
  draw_lamp_mark(*this, {x + mark * 0.6f, r.y + (wide() ? 58.0f : 33.0f)}, mark);
  TypeSize const name = wide() ? TypeSize{32, 40, true} : TypeSize{21, 28, true},
                 time = wide() ? TypeSize{42, 50, true} : TypeSize{28, 34, true};
  line_of_text("Carrel", name, {x + mark + 18, r.y + (wide() ? 58.0f : 33.0f) - name.line / 2}, colour(Token::spineink));
  float const foot = r.bottom() - (wide() ? 108.0f : 68.0f);
  say({Role::text, clock, date}, {x, foot, r.w - 40, 80});
  line_of_text(clock, time, {x, foot}, colour(Token::spineink));
  line_of_text(date, wide() ? TypeSize{18, 27} : TypeSize{15, 20}, {x, foot + time.line - (wide() ? 1 : 0)}, colour(Token::spine2));
  group_ = before;
}

}  // namespace carrel::kit
