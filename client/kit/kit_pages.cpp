// The parts of a page of a course: code, tables, quotes, lists, callouts, figures.
#include <cmath>

#include "client/kit/kit.h"

namespace carrel::kit {

bool Kit::code_block(Code const& c, Text copy_label) {
  auto const& m = metrics();
  float const pad_x = wide() ? 20.0f : 16.0f, pad_y = wide() ? 16.0f : 12.0f;
  bool const copies = !copy_label.empty() && clipboard_.write != nullptr;
  // What it is stands in the corner, where there is room for it.
  float const kind_w = c.language.empty() ? 0 : std::ceil(text_width(c.language, type(Style::small))) + 16;
  float const copy_w = copies ? Metrics::touch + 4 : 0;
  Span const letter{"0", false, false, true};
  float const text_w = width() - 2 * pad_x - copy_w, letter_w = block(Spans{&letter, 1}, type(Style::code), text_w).width;
  Span const span{wrapped_code(c.text, static_cast<int>(text_w / std::max(1.0f, letter_w))), false, false, true};
  Spans const spans{&span, 1};
  auto const& laid = block(spans, type(Style::code), text_w);
  Rect const r = place(std::max(laid.height() + 2 * pad_y, copies ? Metrics::touch + 8 : 0));
  if (theme().high_contrast()) outline(r, colour(Token::edge), 2, m.field_radius);
  else fill(r, colour(Token::code), m.field_radius);
  say({Role::code, c.text}, r);
  upright({r.x + pad_x, r.y, text_w, r.h}, [&] {
    draw_block(laid, spans, {r.x + pad_x, r.y + pad_y}, colour(c.output ? Token::ink2 : Token::ink), colour(Token::ink));
  });
  float const beside_first = width() - 2 * pad_x - copy_w - (laid.lines.empty() ? 0 : laid.lines.front().width);
  if (kind_w > 0 && kind_w <= beside_first) {
    // Code begins at the left on every page, so what it is stands at the right.
    float const kind_x = mirrored() ? r.x + pad_x : r.right() - pad_x - kind_w + 16 - (copies ? Metrics::touch - 8 : 0);
    float const shift = (type(Style::code).line - type(Style::small).line) / 2;
    put(Role::text, Style::small, c.language, {kind_x, std::round(r.y + pad_y + shift)}, kind_w, {.colour = Token::ink2});
  }
  if (!copies) return false;
  Rect const b{r.right() - Metrics::touch - 4, r.y + 4, Metrics::touch, Metrics::touch};
  auto const t = touch(id_for(copy_label), b, {Role::button, copy_label});
  if (t.pressed || t.hovered) fill(b, lit(Token::code, t), 12);
  if (theme().high_contrast()) hand_rim(b, t, 12);
  icon(Icon::copy, b.centre(), m.icon, colour(Token::accent));
  if (t.focused) focus_ring(b.inset(5), 10, Token::code);
  if (t.tapped) clipboard_.write(std::string(c.text));
  return t.tapped;
}

std::optional<std::string> Kit::table(Table const& table) {
  std::size_t columns = table.head.size();
  for (auto const& row : table.rows) columns = std::max(columns, row.size());
  if (columns == 0) return {};
  float const pad = 12, w = width();
  auto size = type(Style::body);
  // A column gets what it needs, as far as there is room; what is left over is shared by need.
  std::vector<float> need(columns, 40);
  auto const measure = [&](std::vector<std::vector<Span>> const& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      float cell = 0;
      for (auto const& span : row[i]) cell += text_width(span.text, {size.px, size.line, true});
      need[i] = std::max(need[i], std::min(cell + 2, w * 0.6f));
    }
  };
  measure(table.head);
  for (auto const& row : table.rows) measure(row);
  float total = 0;
  for (float const n : need) total += n + 2 * pad;
  float const scale = total > w ? (w - 2 * pad * static_cast<float>(columns)) / (total - 2 * pad * static_cast<float>(columns)) : 1;
  std::optional<std::string> went;
  auto const draw_row = [&](std::vector<std::vector<Span>> const& row, bool head, bool odd) {
    auto const type_size = TypeSize{size.px, size.line, head};
    float tallest = size.line;
    for (std::size_t i = 0; i < row.size(); ++i)
      tallest = std::max(tallest, block(Spans{row[i]}, type_size, std::floor(need[i] * scale)).height());
    Rect const r = place(tallest + 18);
    float const used = std::min(w, total);
    if (head) fill({r.x, r.y, used, r.h}, colour(Token::sunk), 8);
    else if (odd) fill({r.x, r.bottom() - 1, used, 1}, colour(Token::line));
    float x = r.x;
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      float const cell_w = std::floor(need[i] * scale);
      auto const& laid = block(Spans{row[i]}, type_size, cell_w);
      char const align = i < table.align.size() ? table.align[i] : 'l';
      float const shift = align == 'r' ? cell_w - laid.width : align == 'c' ? (cell_w - laid.width) / 2 : 0;
      draw_block(laid, Spans{row[i]}, {std::round(x + pad + shift), r.y + 9}, colour(Token::ink), colour(Token::accent));
      line += i ? " | " : "";
      for (auto const& span : row[i]) {
        line += span.text;
        if (span.href.empty()) continue;
        Rect const area{x, r.centre().y - Metrics::touch / 2, cell_w + 2 * pad, Metrics::touch};
        auto const t = touch(id_for(span.href), area, {Role::link, span.text});
        if (t.focused) focus_ring(area.inset(8), 6, Token::surface);
        if (t.tapped) went = span.href;
      }
      x += cell_w + 2 * pad;
    }
    say({head ? Role::heading : Role::table, line}, r);
  };
  gap(0, [&] {
    if (!table.head.empty()) draw_row(table.head, true, false);
    for (auto const& row : table.rows) draw_row(row, false, true);
  });
  return went;
}

void Kit::quote(Body body) {
  float const y = open_y(), x = area().x, w = area().w, between = area().gap;
  float const bottom = inside({x + 24, y, w - 24, 0}, between, body).y;
  fill({x + 4, y, 4, bottom - y}, colour(Token::edge), 2);
  close_y(bottom);
}

void Kit::list_item(Text marker, Body body, Style style) {
  float const y = open_y(), x = area().x, w = area().w, between = area().gap;
  auto const size = type(style);
  bool const dot = marker == "•";
  float const aside = std::max(34.0f, dot ? 0 : std::ceil(text_width(marker, size)) + 12);
  if (dot) disc({x + 14, y + size.line / 2 + 1}, std::max(3.0f, std::round(size.px / 3) / 2), colour(Token::accent));
  else line_of_text(marker, size, {x + aside - 12 - text_width(marker, size), y}, colour(Token::ink2));
  close_y(inside({x + aside, y, w - aside, 0}, between, body).y);
}

void Kit::task_item(bool done, Style style, Body body) {
  float const y = open_y(), x = area().x, w = area().w, between = area().gap, aside = metrics().icon + 12;
  float const mark = std::round(metrics().icon * 0.8f);
  Rect const box{x + 2, std::round(y + (type(style).line - mark) / 2), mark, mark};
  if (done) fill(box, colour(Token::accent), 5);
  else outline(box, colour(Token::ink2), 2, 5);
  if (done) icon(Icon::check, box.centre(), mark, colour(Token::onaccent));
  say({Role::check, {}, {}, done ? "done" : "to do"}, box);
  close_y(inside({x + aside, y, w - aside, 0}, between, body).y);
}

void Kit::callout(Tone tone, Icon with, Text title, Body body) {
  auto const& m = metrics();
  auto const id = id_for(title);
  float const pad_x = wide() ? 22.0f : 16.0f, pad_y = wide() ? 16.0f : 12.0f, aside = with == Icon::none ? 0 : m.icon + 12;
  float const y = open_y(), x = area().x, w = area().w;
  Rect const r{x, y, w, remembered(id)};
  tinted(r, tone, m.field_radius);
  icon(with, {x + pad_x + m.icon / 2, y + pad_y + type(Style::label).line / 2}, m.icon,
       colour(tone == Tone::plain ? Token::accent : ink_of(tone)));
  push_place(title);
  auto const left = inside({x + pad_x + aside, y + pad_y, w - 2 * pad_x - aside, 0}, 6, [&] {
    if (!title.empty()) label(title, {.colour = tone == Tone::plain ? Token::ink : ink_of(tone)});
    body();
  });
  pop_place();
  remember(id, left.y + pad_y - y);
  close_y(left.y + pad_y);
}

void Kit::foldable(Text title, bool& open, Body body) {
  auto const& m = metrics();
  auto const id = id_for(title);
  float const y = open_y(), x = area().x, w = area().w;
  float const head_h = std::max(56.0f, height_of(Style::label, title, w - 80) + 24);
  Rect const all{x, y, w, open ? std::max(head_h, remembered(id)) : head_h}, head{x, y, w, head_h};
  outline(all, colour(Token::edge), theme().high_contrast() ? 2.0f : 1.0f, m.field_radius);
  auto const t = touch(id, head, {Role::button, title, {}, open ? "open" : "closed"});
  if (t.pressed || t.hovered) fill(head.inset(1), lit(Token::surface, t), m.field_radius);
  if (theme().high_contrast()) hand_rim(head, t, m.field_radius);
  icon(open ? Icon::up : Icon::down, {x + 28, head.centre().y}, m.icon, colour(Token::accent));
  paint(Style::label, title, {x + 52, std::round(head.centre().y - height_of(Style::label, title, w - 80) / 2)}, w - 80,
        {.colour = Token::accent});
  if (t.focused) focus_ring(head, m.field_radius);
  float bottom = y + head_h;
  if (open) {
    push_place(title);
    bottom = inside({x + 24, bottom, w - 48, 0}, wide() ? 14.0f : 10.0f, body).y + 20;
    pop_place();
    remember(id, bottom - y);
  }
  if (t.tapped) {
    open = !open;
    changed_ = true;
  }
  close_y(bottom);
}

bool Kit::figure(Figure const& f) {
  auto const kept = picture(f.picture);
  float const original_w = kept ? static_cast<float>(kept->width) : f.width,
              original_h = kept ? static_cast<float>(kept->height) : f.height;
  float const shown_w = f.width > 0 ? f.width : original_w;
  float const w = std::min(width(), shown_w > 0 ? shown_w : width());
  float const h = original_w > 0 ? std::round(w * original_h / original_w) : std::round(w * 0.56f);
  Rect const r = place(h);
  Rect const at{r.x + std::round((r.w - w) / 2), r.y, w, h};
  Touch t;
  bool const opens = f.opens && kept && w >= Metrics::touch && h >= Metrics::touch;
  if (opens) t = touch(id_for("figure"), at, {Role::image, f.alt});
  else say({Role::image, f.alt}, at);
  if (kept) {
    // Figures are drawn for white paper: in the dark they keep it.
    if (theme().name != ThemeName::light) fill(at.inset(-6), {0xFF, 0xFD, 0xF8}, 12);
    image(*kept, at, 8);
  } else {
    fill(at, colour(Token::sunk), metrics().field_radius);
    float const text_h = height_of(Style::small, f.alt, w - 40);
    paint(Style::small, f.alt, {at.x + 20, std::round(at.centre().y - text_h / 2)}, w - 40, {.colour = Token::ink2, .centred = true});
  }
  if (!f.caption.empty()) {
    space(Space::m);
    small(f.caption);
  }
  if (t.focused) focus_ring(at, 8);
  return t.tapped;
}

}  // namespace carrel::kit
