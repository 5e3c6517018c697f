// Rows, time lines, notes and bars: what is read rather than touched.
#include <cmath>

#include "client/kit/drawn.h"
#include "client/kit/formats.h"
#include "client/kit/kit.h"

namespace carrel::kit {

void Kit::bar_of(Rect r, double done) {
  bool const high = theme().high_contrast();
  fill(r, colour(high ? Token::page : Token::sunk), r.h / 2);
  if (high) outline(r, colour(Token::edge), 1, r.h / 2);
  float const w = r.w * static_cast<float>(std::clamp(done, 0.0, 1.0));
  if (w > 0.5f) fill({r.x, r.y, std::max(w, r.h), r.h}, colour(Token::accent), r.h / 2);
}

void Kit::progress(double done, Text text) {
  auto const size = type(Style::body);
  float const text_w = text.empty() ? 0 : std::ceil(text_width(text, size));
  bool const beside = text_w > 0 && text_w < width() * 0.5f;
  float const text_h = text.empty() || beside ? 0 : height_of(Style::small, text, width()) + 4;
  Rect const r = place(beside ? size.line : 10 + text_h);
  say({Role::progress, text, percent_text(done, language())}, r);
  float const bar_w = beside ? r.w - text_w - 16 : r.w;
  bar_of({r.x, beside ? std::round(r.centre().y - 5) : r.y, bar_w, 10}, done);
  if (beside) paint(Style::body, text, {r.x + bar_w + 16, r.y}, text_w + 4, {.colour = Token::ink2});
  else paint(Style::small, text, {r.x, r.y + 14}, r.w, {.colour = Token::ink2});
}

void Kit::portions(std::span<Portion const> parts) {
  Rect const r = place(14);
  fill(r, colour(Token::sunk), 7);
  float x = r.x;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    float const part = r.w * static_cast<float>(std::clamp(parts[i].part, 0.0, 1.0));
    float const w = parts[i].part > 0 ? std::max(part, 10.0f) : 0;  // However little it is, it is there.
    bool const first = i == 0, last = x + w >= r.right() - 1;
    if (parts[i].colour != Token::sunk && w > 1)
      fill_corners({x, r.y, w - (last ? 0 : 2), r.h}, colour(parts[i].colour), 7, {first, last, last, first});
    x += w;
  }
  if (theme().high_contrast()) outline(r, colour(Token::edge), 1, 7);
  space(Space::m);
  gap(2, [&] {
    for (auto const& part : parts) {
      float const value_w = text_width(part.value, type(Style::body));
      Rect const line = place(std::max(type(Style::body).line, height_of(Style::body, part.label, width() - value_w - 40)));
      Point const c{line.x + 6, line.y + type(Style::body).line / 2};
      disc(c, 6, colour(part.colour));
      ring(c, 6, colour(part.colour == Token::sunk ? Token::edge : part.colour), 1.5f);
      say({Role::text, part.label, part.value}, line);
      paint(Style::body, part.label, {line.x + 20, line.y}, line.w - value_w - 36, {});
      paint(Style::body, part.value, {line.right() - value_w - 2, line.y}, value_w + 4, {.colour = Token::ink2});
    }
  });
}

bool Kit::note(Note const& n) {
  auto const& m = metrics();
  float const pad_x = wide() ? 22.0f : 14.0f, pad_y = wide() ? 16.0f : 11.0f;
  float const aside = n.icon == Icon::none ? 0 : m.icon + 14;
  std::vector<Span> spans;
  if (!n.title.empty()) spans.push_back({std::string(n.title) + (n.text.empty() && n.link.empty() ? "" : " "), true});
  if (!n.text.empty()) spans.push_back({std::string(n.text) + (n.link.empty() ? "" : " ")});
  if (!n.link.empty()) spans.push_back({std::string(n.link), false, false, false, false, "note"});
  auto const size = type(Style::body);
  float const text_w = width() - 2 * pad_x - aside;
  float const text_h = block(Spans{spans}, size, text_w).height();
  Rect const r = place(text_h + 2 * pad_y);
  tinted(r, n.tone, m.field_radius);
  Token const ink = n.tone == Tone::plain ? Token::ink : ink_of(n.tone);
  icon(n.icon, {r.x + pad_x + m.icon / 2, r.y + pad_y + size.line / 2}, m.icon, colour(ink));
  bool touched = false;
  push_place(n.id.empty() ? Text("note") : n.id);
  inside({r.x + pad_x + aside, r.y + pad_y, text_w, 0}, 0, [&] { touched = rich(Spans{spans}, Style::body, {.colour = ink}).has_value(); });
  pop_place();
  for (auto it = trace_.rbegin(); it != trace_.rend(); ++it)
    if (it->role == Role::text) {
      it->role = Role::note;
      break;
    }
  return touched;
}

RowEvent Kit::list_row(ListRow const& row) {
  auto const& m = metrics();
  bool const boxed = row.icon != Icon::none && row.icon_tone != Tone::plain;
  float const box = boxed ? std::max(wide() ? 48.0f : 40.0f, m.icon + 14) : m.icon;
  float const thumb_w = wide() ? 64.0f : 46.0f, thumb_h = wide() ? 54.0f : 44.0f;
  float const aside = row.cover ? thumb_w + 16 : row.icon == Icon::none ? 0 : box + (boxed ? 16 : wide() ? 18 : 12);
  bool const contents = row.opens && !row.divider && !boxed && !row.cover;  // A line of a table of contents.
  float const inset = contents || row.chosen ? 14 : 0;
  // At the right: an action, or a text with its tag, or an icon.
  Button const action{.label = row.action};
  auto const action_size = row.action.empty() ? Rect{} : button_size(action, ButtonKind::outlined, width() * 0.5f);
  Style const trail_style = row.trailing_strong || wide() ? Style::body : Style::small;
  TextLook const trail{.colour = row.trailing_strong || !boxed ? Token::ink : Token::ink2, .right = true, .bold = row.trailing_strong};
  float const tag_w = row.tag.empty() ? 0 : text_width(row.tag, type(Style::small)) + 24;
  float const trail_natural = std::max(std::ceil(text_width(row.trailing, type(trail_style, trail))), tag_w);
  // Large letters leave no room beside each other.
  bool const trail_below = trail_natural > (width() - aside) * (m.one_column ? 0.25f : 0.52f);
  float right_w = row.trailing_icon != Icon::none ? m.icon + 12 : 0;
  if (!row.action.empty()) right_w += action_size.w + 16;
  if (trail_natural > 0 && !trail_below) right_w += trail_natural + 16;
  bool const action_below = !row.action.empty() && width() - aside - right_w < 180 * static_cast<float>(m.percent) / 100;
  if (action_below) right_w -= action_size.w + 16;
  float const text_w = width() - aside - right_w - 2 * inset;
  bool const fixed = row.height > 0;
  TextLook const title{.colour = row.chosen ? Token::onsoft : Token::ink,
                       .lines_max = fixed ? (trail_below ? 1 : 2) : 0,
                       .bold = row.strong || row.chosen};
  Style const second_style = wide() && boxed ? Style::body : Style::small;
  TextLook const second{.colour = row.second_tone == Tone::plain ? Token::ink2 : ink_of(row.second_tone), .lines_max = fixed ? 1 : 0};
  float const title_h = height_of(Style::body, row.title, text_w, title), second_h = height_of(second_style, row.second, text_w, second);
  float const below_h =
      trail_below ? height_of(trail_style, row.trailing, text_w, trail) + (tag_w > 0 ? type(Style::small).line + 10 : 0) : 0;
  float const inner = title_h + second_h + below_h + (action_below ? action_size.h + 10 : 0);
  float const least = row.chosen || (row.second.empty() && !boxed) ? (wide() ? 50.0f : 48.0f)
                      : boxed                                      ? (wide() ? 84.0f : 64.0f)
                      : wide()                                     ? 56.0f
                                                                   : 52.0f;
  float const beside_h = row.action.empty() ? 0 : action_size.h + 16;  // Eight pixels at least to what stands above and below.
  Rect const r = place(fixed ? row.height : std::max({least, inner + (wide() ? 18 : 12), row.cover ? thumb_h + 14 : 0, beside_h}));
  RowEvent event;
  Text const state = !row.trailing.empty() ? row.trailing : !row.tag.empty() ? row.tag : row.icon_means;
  push_place(row.id.empty() ? row.title : row.id);
  if (row.opens) {
    auto const t = touch(id_for("row"), r, {Role::row, row.title, row.second, state});
    event.opened = t.tapped;
    // Letters and pictures reach to both ends of a line, so what surrounds it stands further out.
    Rect const around = inset > 0 ? r : Rect{r.x - 10, r.y, r.w + 20, r.h};
    if (row.chosen || t.pressed || t.hovered) {
      if (theme().high_contrast()) outline(around, colour(Token::accent), t.pressed ? 4.0f : 2.0f, 12);
      else fill(around, row.chosen ? colour(Token::soft) : lit(Token::surface, t), 12);
    }
    if (t.focused) focus_ring(around.inset(4), 10, Token::surface);
  } else {
    say({Role::row, row.title, row.second, row.trailing.empty() ? row.icon_means : row.trailing}, r);
    if (row.chosen) tinted(r, Tone::soft, 12);
  }
  float const left = r.x + inset;
  Rect const sign{left, std::round(r.centre().y - box / 2), box, box};
  auto const thread = [&](Thread part, float top, float bottom) {
    if (part != Thread::none && bottom > top)
      fill({left + box / 2 - 1.5f, top, 3, bottom - top}, colour(part == Thread::past ? Token::accent : Token::edge));
  };
  thread(row.above, r.y, r.centre().y - m.icon / 2 - 4);
  thread(row.below, r.centre().y + m.icon / 2 + 2, r.bottom());
  if (row.cover) cover_in(*row.cover, {left, std::round(r.centre().y - thumb_h / 2), thumb_w, thumb_h}, 10, {});
  else if (boxed) {
    tinted(sign, row.icon_tone, 12);
    icon(row.icon, sign.centre(), m.icon, colour(row.icon_tone == Tone::soft ? Token::accent : ink_of(row.icon_tone)));
  } else {
    float const line_middle = row.second.empty() ? r.centre().y : r.centre().y - 1;
    bool const informs = row.icon == Icon::circle || row.icon == Icon::waits || row.icon == Icon::lock || row.icon == Icon::hidden ||
                         row.icon == Icon::offline || row.icon == Icon::unconfirmed || row.icon == Icon::info;
    icon(row.icon, {left + box / 2, line_middle}, m.icon, colour(informs ? Token::ink2 : Token::accent));
  }
  float y = std::round(r.centre().y - inner / 2);
  y += paint(Style::body, row.title, {left + aside, y}, text_w, title);
  y += paint(second_style, row.second, {left + aside, y}, text_w, second);
  float right = r.right() - inset;
  if (row.trailing_icon != Icon::none) {
    icon(row.trailing_icon, {right - m.icon / 2, r.centre().y}, m.icon,
         colour(row.trailing_icon == Icon::certificate ? Token::accent : Token::ink2));
    right -= m.icon + 12;
  }
  auto const put_tag = [&](float x, float top) {
    Rect const tag_box{x, top, tag_w, type(Style::small).line + 7};
    tinted(tag_box, row.tag_tone, Metrics::tag_radius);
    say({Role::tag, row.tag}, tag_box);
    paint(Style::small, row.tag, {x + 12, top + 3.5f}, tag_w, {.colour = ink_of(row.tag_tone)});
  };
  if (!row.action.empty()) {
    Rect const button_box = action_below
                                ? Rect{left + aside, y + below_h + 8, action_size.w, action_size.h}
                                : Rect{right - action_size.w, std::round(r.centre().y - action_size.h / 2), action_size.w, action_size.h};
    event.action = button_in(button_box, action, ButtonKind::outlined);
    if (!action_below) right = button_box.x - 16;
  }
  if (trail_below) {
    y += paint(trail_style, row.trailing, {left + aside, y}, text_w, {.colour = trail.colour, .bold = trail.bold});
    if (tag_w > 0) put_tag(left + aside, y + 2);
  } else if (trail_natural > 0) {
    float const line = row.trailing.empty() ? 0 : type(trail_style).line, tag_h = tag_w > 0 ? type(Style::small).line + 7 : 0;
    float const top = std::round(r.centre().y - (line + tag_h) / 2);
    paint(trail_style, row.trailing, {right - trail_natural, top}, trail_natural, trail);
    if (tag_w > 0) put_tag(right - tag_w, top + line);
  }
  if (row.divider) fill({r.x, r.bottom() - 1, r.w, 1}, colour(Token::line));
  pop_place();
  return event;
}

void Kit::timeline(std::span<TimelineStep const> all) {
  float before_bottom = 0;
  bool before_done = false;
  gap(0, [&] {
    for (std::size_t i = 0; i < all.size(); ++i) {
      auto const& step = all[i];
      bool const latest = step.state == StepState::latest, done = step.state != StepState::to_come;
      float const radius = latest ? (wide() ? 22.0f : 18.0f) : wide() ? 16.0f : 13.0f, column = wide() ? 80.0f : 54.0f;
      Style const title_style = latest ? (wide() ? Style::head : Style::label) : Style::body;
      bool const strong = latest || (!done && !step.replaced);
      Token const ink = step.replaced ? Token::ink2 : Token::ink;
      TextLook const title{.colour = ink, .bold = strong};
      TextLook const when{.colour = ink, .right = true, .bold = strong};
      float const tag_w = step.tag.empty() ? 0 : text_width(step.tag, type(Style::small)) + 24;
      float const natural = text_width(step.when, type(Style::body, when)), when_w = std::max(std::ceil(natural), tag_w);
      bool const when_below = (!wide() && !done) || when_w > (width() - column) * 0.5f;
      float const text_w = width() - column - (when_below ? 0 : when_w + 20);
      float const title_h = height_of(title_style, step.title, text_w, title),
                  second_h = height_of(Style::body, step.second, width() - column);
      float const tag_h = step.tag.empty() ? 0 : type(Style::small).line + 7;
      float const right_h = when_below ? 0 : type(Style::body).line + tag_h;
      // The tag stands beside the date, or below it where both together are too long.
      float const when_h = height_of(Style::body, step.when, width() - column, when);
      bool const tag_below = natural > 0 && tag_h > 0 && natural + 12 + tag_w > width() - column;
      float const below_h = !when_below ? 0 : tag_below ? when_h + tag_h + 6 : std::max(when_h, tag_h) + 2;
      float const inner = std::max(title_h + second_h + below_h, right_h);
      Rect const r = place(std::max(inner + (wide() ? (done ? 26.0f : 34.0f) : 18.0f), wide() ? 76.0f : 46.0f));
      Point const c{r.x + (wide() ? 34.0f : 20.0f), r.y + std::max(radius, type(title_style).line / 2) + (wide() ? 8.0f : 4.0f)};
      if (i > 0)
        fill({c.x - 1.5f, before_bottom, 3, c.y - radius - before_bottom - 3}, colour(done && before_done ? Token::accent : Token::line));
      Icon const with = step.replaced ? Icon::history : step.icon != Icon::none ? step.icon : done ? Icon::check : Icon::waits;
      if (done) disc(c, radius, colour(Token::accent));
      else ring(c, radius, colour(Token::ink2), 2, true);
      icon(with, c, std::round(radius * (latest ? 1.1f : 1.25f)), colour(done ? Token::onaccent : Token::ink2));
      before_bottom = c.y + radius + 3;
      before_done = done;
      float y = std::round(c.y - type(title_style).line / 2);
      float const x = r.x + column;
      Text const stands = done ? "done" : step.replaced ? "replaced" : "to come";
      std::string const state = std::string(stands) + (step.tag.empty() ? "" : ", " + std::string(step.tag));
      say({Role::step, step.title, step.when, state}, r);
      if (!step.second.empty()) say({Role::text, step.second}, {x, y + title_h, width() - column, second_h});
      if (!when_below) {
        paint(Style::body, step.when, {r.right() - when_w, std::round(c.y - type(Style::body).line / 2)}, when_w, when);
        if (step.replaced) fill({r.right() - natural, std::round(c.y), natural, 2}, colour(ink));
        if (tag_h > 0) {
          Rect const box{r.right() - tag_w, std::round(c.y + type(Style::body).line / 2), tag_w, tag_h};
          tinted(box, Tone::plain, Metrics::tag_radius);
          paint(Style::small, step.tag, {box.x + 12, box.y + 3.5f}, tag_w, {});
        }
      }
      y += paint(title_style, step.title, {x, y}, text_w, title);
      float const second_w = tag_h > 0 && !when_below ? text_w : width() - column;
      y += paint(Style::body, step.second, {x, y}, second_w, {.colour = Token::ink2});
      if (when_below) {
        paint(Style::body, step.when, {x, y + 1}, width() - column, {.colour = ink, .bold = when.bold});
        if (step.replaced && natural <= width() - column)
          fill({x, std::round(y + 1 + type(Style::body).line / 2), natural, 2}, colour(ink));
        if (tag_h > 0) {
          Rect const box{x + (tag_below || natural == 0 ? 0 : natural + 12), y + (tag_below ? when_h + 4 : 0), tag_w, tag_h};
          tinted(box, Tone::plain, Metrics::tag_radius);
          paint(Style::small, step.tag, {box.x + 12, box.y + 3.5f}, box.w, {});
        }
      }
    }
  });
}

bool Kit::empty_state(EmptyState const& s) {
  bool tapped = false;
  column(520, [&] {
    float const w = std::min(width(), wide() ? 280.0f : 180.0f), h = std::round(w * 0.6f);
    Rect const r = place(h);
    draw_cover(*this, s.art, {r.x + std::round((r.w - w) / 2), r.y, w, h}, metrics().card_radius, {}, 1);
    space(Space::xl);
    lead(s.sentence, {.centred = true});
    if (s.action.empty()) return;
    space(Space::l);
    auto const size = button_size({.label = s.action}, ButtonKind::outlined, width());
    Rect const b = place(size.h);
    tapped = button_in({b.x + std::round((b.w - size.w) / 2), b.y, size.w, size.h}, {.label = s.action}, ButtonKind::outlined);
  });
  return tapped;
}

}  // namespace carrel::kit
