// Writing. One field at a time holds the cursor; its text is broken into lines by the same rules as every other text.
#include <cmath>

#include "client/kit/kit.h"

namespace carrel::kit {
namespace {

// A secret is shown as dots, one for each character; positions are counted over.
std::string dots_for(std::string_view text) {
  std::string dots;
  for (std::size_t at = 0; at < text.size(); at = next_character(text, at)) dots += "•";
  return dots;
}

std::size_t to_dots(std::string_view text, std::size_t at) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < at; i = next_character(text, i)) ++count;
  return count * 3;
}

std::size_t from_dots(std::string_view text, std::size_t at) {
  std::size_t i = 0;
  for (std::size_t n = at / 3; n > 0 && i < text.size(); --n) i = next_character(text, i);
  return i;
}

std::size_t line_of(TextBlock const& block, std::size_t at) {
  std::size_t line = 0;
  for (std::size_t i = 0; i < block.lines.size(); ++i)
    if (block.lines[i].begin <= at) line = i;
  return line;
}

}  // namespace

void Kit::type_in(char32_t c) {
  queue_.push_back({.kind = InputEvent::Kind::text, .character = c});
  changed_ = true;
}

void Kit::edit_keys(TypeSize size, TextBlock const& block, FieldEvent& event) {
  auto& edit = writing_.edit;
  std::string const before = edit.text;
  std::string typed;
  auto const flush = [&] {
    if (!typed.empty()) edit.insert(typed);
    typed.clear();
  };
  for (auto const& e : typed_) {
    if (e.kind == InputEvent::Kind::text) {
      bool const digit = e.character >= '0' && e.character <= '9';
      if (!writing_.digits || digit) append_utf8(typed, e.character);
      continue;
    }
    flush();
    auto const vertical = [&](int by) {
      auto const line = line_of(block, edit.cursor);
      auto const to = static_cast<std::ptrdiff_t>(line) + by;
      if (to < 0 || to >= static_cast<std::ptrdiff_t>(block.lines.size())) return;
      std::string_view const text = edit.text;
      float const x = text_width(text.substr(block.lines[line].begin, edit.cursor - block.lines[line].begin), size);
      auto const& target = block.lines[static_cast<std::size_t>(to)];
      std::size_t at = target.begin;
      for (float w = 0; at < target.end; at = next_character(text, at)) {
        float const step = text_width(text.substr(at, next_character(text, at) - at), size);
        if (w + step / 2 > x) break;
        w += step;
      }
      edit.move_to(at, e.shift);
    };
    switch (e.key) {
      case Key::up: vertical(-1); break;
      case Key::down: vertical(1); break;
      case Key::enter:
        if (edit.many_lines) edit.insert("\n");
        else event.submitted = true;
        break;
      case Key::escape: lay_down_focus(); break;
      case Key::copy: case Key::cut:
        if (clipboard_.write && edit.has_selection()) clipboard_.write(edit.selected());
        if (e.key == Key::cut && edit.has_selection()) edit.press({.kind = InputEvent::Kind::key, .key = Key::backspace});
        break;
      case Key::paste:
        if (clipboard_.read) edit.insert(clipboard_.read());
        break;
      default: edit.press(e); break;
    }
    key_ = Key::none;
  }
  flush();
  if (!typed_.empty()) changed_ = true;
  event.changed = edit.text != before;
}

void Kit::field_text(Field const& f, Rect inner, Touch const& t, std::string const& value, FieldEvent& event) {
  bool const many = f.lines > 1;
  auto const size = type(many ? Style::lead : Style::body);
  bool const here = writing_.id == t.id;
  auto& edit = writing_.edit;
  auto const shown_text = [&] { return f.secret ? dots_for(here ? edit.text : value) : here ? edit.text : value; };
  float const wrap = many ? inner.w : 100000;
  if (here && layer_ >= modal_) edit_keys(size, block(shown_text(), size, wrap), event);
  std::string const shown = shown_text();
  auto const& laid = block(shown, size, wrap);
  auto const in_shown = [&](std::size_t at) { return f.secret ? to_dots(edit.text, at) : at; };
  auto const place_of = [&](std::size_t at) {
    auto const line = line_of(laid, at);
    auto const begin = laid.lines[line].begin;
    return Point{text_width(std::string_view(shown).substr(begin, at - begin), size), static_cast<float>(line) * size.line};
  };
  Point const caret = here ? place_of(in_shown(edit.cursor)) : Point{};
  float& scroll = writing_.scroll;
  if (here && many) scroll = std::clamp(scroll, std::max(0.0f, caret.y + size.line - inner.h), std::max(0.0f, caret.y));
  if (here && !many) scroll = std::clamp(scroll, std::max(0.0f, caret.x + 4 - inner.w), std::max(0.0f, caret.x));
  Point const origin{inner.x - (here && !many ? scroll : 0), inner.y - (here && many ? scroll : 0)};
  // The finger sets the cursor, and drags a selection.
  if (here && hand_down_ && (t.pressed || holds_drag_) && !shown.empty()) {
    float const line_f = std::clamp((hand_.y - origin.y) / size.line, 0.0f, static_cast<float>(laid.lines.size()) - 1);
    auto const& line = laid.lines[static_cast<std::size_t>(line_f)];
    std::size_t at = line.begin;
    float const hand_x = mirrored() ? inner.x + inner.right() - hand_.x : hand_.x;  // What is typed stands upright.
    for (float x = origin.x; at < line.end; at = next_character(shown, at)) {
      float const step = text_width(std::string_view(shown).substr(at, next_character(shown, at) - at), size);
      if (x + step / 2 > hand_x) break;
      x += step;
    }
    edit.move_to(f.secret ? from_dots(edit.text, at) : at, !press_edge_ && std::abs(hand_.x - pressed_at_.x) > 4);
    changed_ = true;
  }
  upright(inner, [&] {
    push_clip(Rect{inner.x - 2, inner.y, inner.w + 4, inner.h});
    if (here && edit.has_selection()) {
      auto const from = in_shown(edit.selection_begin()), to = in_shown(edit.selection_end());
      for (std::size_t i = line_of(laid, from); i <= line_of(laid, to); ++i) {
        bool const first = i == line_of(laid, from), last = i == line_of(laid, to);
        float const x0 = first ? place_of(from).x : 0, x1 = last ? place_of(to).x : laid.lines[i].width;
        Rect const box{origin.x + x0, origin.y + static_cast<float>(i) * size.line, std::max(4.0f, x1 - x0), size.line};
        if (theme().high_contrast()) outline(box, colour(Token::accent), 2);
        else fill(box, colour(Token::soft));
      }
    }
    Span const span{shown};
    draw_block(laid, Spans{&span, 1}, origin, colour(f.enabled ? Token::ink : Token::ink2), colour(Token::ink));
    if (shown.empty())
      paint(many ? Style::lead : Style::body, f.placeholder, origin, inner.w, {.colour = Token::ink2, .lines_max = many ? 0 : 1});
    if (here) fill({std::round(origin.x + caret.x), origin.y + caret.y + size.line * 0.12f, 2, size.line * 0.76f}, colour(Token::accent));
    pop_clip();
  });
}

FieldEvent Kit::field(Field const& f, std::string& value) {
  auto const& m = metrics();
  FieldEvent event;
  push_place(f.id.empty() ? f.label.empty() ? f.placeholder : f.label : f.id);
  float top = -1;  // Of its label.
  if (!f.label.empty() && !f.search) {
    label(f.label);
    top = area().y - height_of(Style::label, f.label, width());
    space(Space::s);
  }
  if (!f.hint.empty()) {
    space(Space::xs);
    small(f.hint);
    space(Space::s);
  }
  auto const size = type(f.lines > 1 ? Style::lead : Style::body);
  float const pad_x = m.wide ? (f.lines > 1 ? 24.0f : 16.0f) : 15.0f, pad_y = f.lines > 1 ? (m.wide ? 20.0f : 12.0f) : 11;
  float const least = std::max(Metrics::touch, size.line + 2 * pad_y);
  float height = f.lines > 1 ? size.line * static_cast<float>(f.lines) + 2 * pad_y : least;
  // Under the keyboard a tall field keeps what room there is, at least 120 px.
  if (keyboard_up_ && f.lines > 1) height = std::min(height, std::max(120.0f, free_.h - 70));
  Rect const r = place(height);
  auto const id = id_for("field");
  Text const name = f.label.empty() ? f.placeholder : f.label;
  std::string const said = f.secret ? dots_for(value) : value;
  auto const t = touch(id, r, {Role::field, name, said, !f.enabled ? "disabled" : !f.error.empty() ? f.error : ""}, f.enabled);
  // Whoever writes sees what is asked for, where both have room.
  if (revealed_ && reveal_ == id && top >= 0 && r.bottom() - top <= clip().h) reveal_area_ = {r.x, top, r.w, r.bottom() - top};
  bool const here = focus_ == id && f.enabled;
  if (f.enabled) {
    if (last_field_ != 0 && last_field_ == writing_.id) writing_.next = id;
    last_field_ = id;
  }
  if (here && writing_.id != id) {
    writing_.id = id;
    writing_.edit = {.text = value, .cursor = value.size(), .anchor = value.size()};
    writing_.scroll = 0;
    keyboard_hidden_ = shift_ = false;
    keyboard_page_ = f.digits || f.keys == Keys::digits ? 1 : 0;
    changed_ = true;
  }
  if (here) {
    writing_.seen = true;
    writing_.digits = f.digits;
    writing_.keys = f.keys;
    writing_.edit.bytes_max = static_cast<std::size_t>(f.bytes_max);
    writing_.edit.many_lines = f.lines > 1;
    // A value that was changed elsewhere wins over what stands here.
    if (typed_.empty() && writing_.edit.text != value) writing_.edit = {.text = value, .cursor = value.size(), .anchor = value.size()};
  } else if (writing_.id == id) {
    writing_.id = 0;
    event.left = true;
  }
  float const radius = f.search ? r.h / 2 : m.field_radius;
  fill(r, colour(f.enabled ? Token::surface : Token::sunk), radius);
  bool const lit_up = here || t.focused;
  Token const rim = !f.error.empty() ? Token::bad : lit_up ? Token::accent : Token::edge;
  outline(r, colour(rim), !f.error.empty() || lit_up ? 2.5f : 1.5f, radius);
  if (t.hovered && !here && f.error.empty()) outline(r, colour(Token::accent), 2, radius);
  float const icon_w = f.search ? m.icon + 12 : 0;
  if (f.search) icon(Icon::search, {r.x + pad_x + 4 + m.icon / 2, r.centre().y}, m.icon, colour(Token::ink2));
  Rect const inner{r.x + pad_x + icon_w + (f.search ? 4 : 0), r.y + (f.lines > 1 ? pad_y : std::round((r.h - size.line) / 2)),
                   r.w - 2 * pad_x - icon_w, f.lines > 1 ? r.h - 2 * pad_y : size.line};
  field_text(f, inner, t, value, event);
  if (event.changed) value = writing_.edit.text;
  if (!f.error.empty()) {
    space(Space::s);
    small(f.error, {.colour = Token::bad, .icon = Icon::needs_you});
  }
  if (!f.saved.empty() || !f.aside.empty()) {
    space(Space::s);
    if (f.saved.empty()) small(f.aside);
    else if (f.aside.empty()) tag(f.saved, Tone::soft, Icon::check);
    else beside([&] { tag(f.saved, Tone::soft, Icon::check); }, [&] { small(f.aside); });
  }
  pop_place();
  return event;
}

}  // namespace carrel::kit
