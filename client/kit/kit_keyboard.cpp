// The keyboard on the screen: three rows of letters and of accents as the language has them, a page of signs, and a row of deeds.
// Its last key leads to the next field of the form, or away where there is none.
// It types into the queue like any other keyboard, so a field cannot tell.
#include <array>
#include <cmath>

#include "client/kit/kit.h"
#include "client/kit/letters.h"

namespace carrel::kit {
namespace {

using Rows = std::array<std::string, 3>;

Rows rows_for(Language const& language, int page, bool shift, Keys keys) {
  if (page == 1) return shift ? Rows{"[]{}<>«»“”", "%=+*\\^~|°§", "£$€#!…–"} : Rows{"1234567890", "@#&()-_/:;", "\"'!?+%€"};
  auto rows = page == 2 ? language.accents : language.keyboard;
  for (auto& row : rows) {
    if (shift) row = upper_case(row);
    // An address needs its sign more than an apostrophe.
    auto const at = row.find("’");
    if (page == 0 && keys == Keys::mail && at != row.npos) row.erase(at, Text("’").size()).insert(at, 1, '@');
  }
  return rows;
}

int letters_in(Text text) {
  int count = 0;
  for (std::size_t at = 0; at < text.size(); next_code_point(text, at)) ++count;
  return count;
}

constexpr float key_gap = 6, key_side = 7, key_height = 48;
constexpr int plain = 0, dark = 1, filled = 2;

}  // namespace

bool Kit::key_cap(Rect r, Text label, Text said, Icon with, int look) {
  if (mirrored()) r.x = extent().width - r.right();  // Keys stand where fingers know them.
  auto const t = touch(id_for(said), r, {Role::key, said});
  float const radius = metrics().field_radius * 0.7f;
  bool const high = theme().high_contrast();
  Colour const ground = look == filled ? colour(Token::accent)
                        : look == dark ? mixed(colour(Token::sunk), colour(Token::edge), 0.22f)
                                       : colour(Token::surface);
  if (!high && look != filled) fill(r.moved(0, 1), colour(Token::line), radius);
  fill(r, t.pressed ? colour(Token::soft) : ground, radius);
  if (t.hovered && !high) outline(r, colour(Token::accent), 1.5f, radius);
  if (high) outline(r, colour(t.pressed ? Token::accent : Token::edge), t.pressed ? 3.0f : t.hovered ? 2.0f : 1.0f, radius);
  Token const ink = look == filled && !t.pressed ? Token::onaccent : Token::ink;
  if (with != Icon::none) icon(with, r.centre(), 26, colour(ink));
  bool const letter = letters_in(label) == 1;
  TypeSize const size = letter ? TypeSize{21, 28} : look == filled ? TypeSize{18, 24, true} : TypeSize{16, 22};
  line_of_text(label, size, {std::round(r.centre().x - text_width(label, size) / 2), std::round(r.centre().y - size.line / 2)},
               colour(ink));
  return t.tapped;
}

void Kit::key_row(Rect row, Text letters, float from, float width) {
  int const count = letters_in(letters);
  float const w = (width - key_gap * static_cast<float>(count - 1)) / static_cast<float>(count);
  int i = 0;
  for (std::size_t at = 0; at < letters.size(); ++i) {
    auto const begin = at;
    char32_t const c = next_code_point(letters, at);
    auto const label = letters.substr(begin, at - begin);
    Rect const r{std::round(from + static_cast<float>(i) * (w + key_gap)), row.y, std::floor(w), row.h};
    if (!key_cap(r, label, label, Icon::none, plain)) continue;
    type_in(c);
    if (keyboard_page_ != 1) shift_ = false;
  }
}

void Kit::screen_keyboard() {
  float const h = metrics().keyboard;
  Rect const all{0, extent().height - h, extent().width, h};
  int const layer_before = std::exchange(layer_, 2), group_before = std::exchange(group_, 1);
  holds_focus_ = true;
  push_place("keyboard");
  fill(all, colour(theme().high_contrast() ? Token::page : Token::sunk));
  line({all.x, all.y + 0.5f}, {all.right(), all.y + 0.5f}, colour(Token::line), 1);
  auto const rows = rows_for(language(), keyboard_page_, shift_, writing_.keys);
  float const x = all.x + key_side, w = all.w - 2 * key_side, tenth = (w - 9 * key_gap) / 10;
  auto const row = [&](int n) { return Rect{x, all.y + 9 + static_cast<float>(n) * (key_height + key_gap), w, key_height}; };
  key_row(row(0), rows[0], x, w);
  key_row(row(1), rows[1], x, w);
  Rect const third = row(2), last = row(3);
  float const wide_key = tenth * 1.5f + key_gap * 0.5f;
  if (key_cap({x, third.y, wide_key, key_height}, {}, word("kit.key_shift"), Icon::key_shift, shift_ ? filled : dark)) shift_ = !shift_;
  key_row(third, rows[2], x + wide_key + key_gap, w - 2 * (wide_key + key_gap));
  if (key_cap({x + w - wide_key, third.y, wide_key, key_height}, {}, word("kit.key_delete"), Icon::key_back, dark))
    inject_key(Key::backspace);
  // 123 | accents | space | , | . | hide | done
  float at = x;
  auto const key = [&](float tenths, Text label, Text said, Icon with, int look) {
    float const key_w = std::floor(tenth * tenths + key_gap * (tenths - 1));
    Rect const r{std::round(at), last.y, key_w, key_height};
    at += key_w + key_gap;
    return key_cap(r, label, said, with, look);
  };
  Text const letters = "abc";
  if (key(1.25f, keyboard_page_ == 1 ? letters : "123", "123", Icon::none, dark)) keyboard_page_ = keyboard_page_ == 1 ? 0 : 1;
  if (key(1.25f, keyboard_page_ == 2 ? letters : "é à ç", "é à ç", Icon::none, dark)) keyboard_page_ = keyboard_page_ == 2 ? 0 : 2;
  std::string const space_word = word("kit.key_space");
  if (key(3.35f, space_word, space_word, Icon::none, plain)) type_in(' ');
  if (key(0.85f, ",", ",", Icon::none, plain)) type_in(',');
  if (key(0.85f, ".", ".", Icon::none, plain)) type_in('.');
  if (key(1.0f, {}, word("kit.key_hide"), Icon::key_hide, dark)) keyboard_hidden_ = changed_ = true;
  float const done_w = x + w - at;
  std::string const done = word(writing_.edit.many_lines ? "kit.key_line" : writing_.next ? "kit.key_next" : "kit.key_done");
  if (key_cap({std::round(at), last.y, done_w, key_height}, done, done, Icon::none, filled)) {
    if (writing_.edit.many_lines) {
      inject_key(Key::enter);
    } else if (writing_.next) {
      focus_on(writing_.next);
      reveal_ = writing_.next;
    } else {
      lay_down_focus();
      changed_ = true;
    }
  }
  pop_place();
  holds_focus_ = false;
  layer_ = layer_before;
  group_ = group_before;
}

}  // namespace carrel::kit
