#include "client/kit/text_edit.h"

namespace carrel::kit {
namespace {

constexpr std::size_t undo_steps_max = 50;

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }
bool is_blank(char c) { return c == ' ' || c == '\n'; }

std::size_t word_before(std::string_view text, std::size_t at) {
  while (at > 0 && is_blank(text[at - 1])) --at;
  while (at > 0 && !is_blank(text[at - 1])) --at;
  return at;
}

std::size_t word_after(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  while (at < text.size() && !is_blank(text[at])) ++at;
  return at;
}

void note_for_undo(TextEdit& edit) {
  if (!edit.before.empty() && edit.before.back() == edit.text) return;
  if (edit.before.size() == undo_steps_max) edit.before.erase(edit.before.begin());
  edit.before.push_back(edit.text);
}

void erase(TextEdit& edit, std::size_t begin, std::size_t end) {
  if (begin == end) return;
  note_for_undo(edit);
  edit.text.erase(begin, end - begin);
  edit.cursor = edit.anchor = begin;
}

}  // namespace

std::size_t previous_character(std::string_view text, std::size_t at) {
  if (at == 0) return 0;
  do --at;
  while (at > 0 && continues(text[at]));
  return at;
}

std::size_t next_character(std::string_view text, std::size_t at) {
  if (at >= text.size()) return text.size();
  do ++at;
  while (at < text.size() && continues(text[at]));
  return at;
}

void TextEdit::insert(std::string_view what) {
  std::string clean;
  for (char const c : what) {
    if (c == '\n' && many_lines) clean += c;
    else if (c == '\n' || c == '\t') clean += ' ';
    else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) clean += c;
  }
  auto const begin = selection_begin(), end = selection_end();
  if (clean.empty() || text.size() - (end - begin) + clean.size() > bytes_max) return;
  note_for_undo(*this);
  text.replace(begin, end - begin, clean);
  cursor = anchor = begin + clean.size();
}

void TextEdit::move_to(std::size_t at, bool keep_anchor) {
  cursor = at;
  if (!keep_anchor) anchor = at;
}

bool TextEdit::press(InputEvent const& key) {
  bool const collapse = has_selection() && !key.shift;
  switch (key.key) {
    case Key::left:
      move_to(collapse ? selection_begin() : key.jump ? word_before(text, cursor) : previous_character(text, cursor), key.shift);
      return true;
    case Key::right:
      move_to(collapse ? selection_end() : key.jump ? word_after(text, cursor) : next_character(text, cursor), key.shift);
      return true;
    case Key::home: move_to(0, key.shift); return true;
    case Key::end: move_to(text.size(), key.shift); return true;
    case Key::backspace:
      if (has_selection()) erase(*this, selection_begin(), selection_end());
      else erase(*this, key.jump ? word_before(text, cursor) : previous_character(text, cursor), cursor);
      return true;
    case Key::del:
      if (has_selection()) erase(*this, selection_begin(), selection_end());
      else erase(*this, cursor, key.jump ? word_after(text, cursor) : next_character(text, cursor));
      return true;
    case Key::select_all:
      anchor = 0;
      cursor = text.size();
      return true;
    case Key::undo:
      if (before.empty()) return true;
      text = before.back();
      before.pop_back();
      cursor = anchor = text.size();
      return true;
    default: return false;
  }
}

}  // namespace carrel::kit
