#include "client/kit/text_block.h"

#include <algorithm>

namespace carrel::kit {
namespace {

struct Letter {
  int span;
  std::uint32_t begin, end;
  char32_t code_point;
  float advance;
};

bool is_space(char32_t c) { return c == ' ' || c == '\t'; }

// A line may end after this letter.
bool breaks_after(std::vector<Letter> const& letters, std::size_t i) {
  char32_t const c = letters[i].code_point;
  if (is_space(c)) return true;
  bool const joins = c == '-' || c == '/' || c == 0x2013 || c == 0x2014 || c == 0x200B;
  if (!joins || i == 0 || i + 1 >= letters.size()) return false;
  char32_t const before = letters[i - 1].code_point, after = letters[i + 1].code_point;
  bool const between_words = !is_space(before) && !is_space(after) && before != c && after != c;
  bool const digits = after >= '0' && after <= '9';  // "-1", "1/2" and references stay whole.
  return between_words && !digits;
}

std::vector<Letter> letters_of(Spans spans, Advance advance) {
  std::vector<Letter> letters;
  for (int s = 0; s < static_cast<int>(spans.size()); ++s) {
    std::string_view const text = spans[static_cast<std::size_t>(s)].text;
    for (std::size_t at = 0; at < text.size();) {
      auto const begin = at;
      char32_t const c = next_code_point(text, at);
      float const w = c == '\n' || c == 0x200B ? 0 : advance(spans[static_cast<std::size_t>(s)], c == '\t' ? U' ' : c);
      letters.push_back({s, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at), c, w});
    }
  }
  return letters;
}

void add_line(TextBlock& block, std::vector<Letter> const& letters, std::size_t begin, std::size_t end) {
  TextLine line{static_cast<std::uint32_t>(block.pieces.size()), 0, 0, 0, 0};
  if (!letters.empty()) {
    line.begin = begin < letters.size() ? letters[begin].begin : letters.back().end;
    line.end = end > begin ? letters[end - 1].end : line.begin;
  }
  while (end > begin && is_space(letters[end - 1].code_point)) --end;
  for (std::size_t i = begin; i < end; ++i) {
    auto const& letter = letters[i];
    if (i == begin || letter.span != letters[i - 1].span)
      block.pieces.push_back({letter.span, letter.begin, letter.begin, line.width, 0, false});
    auto& piece = block.pieces.back();
    piece.end = letter.end;
    piece.width += letter.advance;
    line.width += letter.advance;
  }
  line.piece_count = static_cast<std::uint32_t>(block.pieces.size()) - line.first_piece;
  block.width = std::max(block.width, line.width);
  block.lines.push_back(line);
}

// The last line that is allowed, shortened so that three dots fit.
void add_cut_line(TextBlock& block, Spans spans, std::vector<Letter> const& letters, std::size_t begin, float width_max, Advance advance) {
  float const dots = advance(spans[static_cast<std::size_t>(letters[begin].span)], 0x2026);
  float width = 0;
  std::size_t end = begin;
  while (end < letters.size() && letters[end].code_point != '\n' && width + letters[end].advance + dots <= width_max)
    width += letters[end++].advance;
  if (end == begin) end = begin + 1;
  add_line(block, letters, begin, end);
  if (block.lines.back().piece_count == 0) return;
  block.pieces.back().ellipsis = true;
  block.lines.back().width += dots;
  block.width = std::max(block.width, block.lines.back().width);
  block.cut = true;
}

// Where the line that begins here ends, and where the next one begins.
struct LineEnd { std::size_t end, next; };

LineEnd line_end(std::vector<Letter> const& letters, std::size_t begin, float width_max) {
  float width = 0;
  std::size_t last_break = begin;
  for (std::size_t i = begin; i < letters.size(); ++i) {
    auto const& letter = letters[i];
    if (letter.code_point == '\n') return {i, i + 1};
    // Half a pixel of grace: a text measured to fit its own width must not break by rounding.
    bool const over = width + letter.advance > width_max + 0.5f && !is_space(letter.code_point) && i > begin;
    if (over) return last_break > begin ? LineEnd{last_break, last_break} : LineEnd{i, i};
    width += letter.advance;
    if (breaks_after(letters, i)) last_break = i + 1;
  }
  return {letters.size(), letters.size()};
}

}  // namespace

TextBlock lay_out(Spans spans, TypeSize size, float width_max, int lines_max, Advance advance) {
  TextBlock block;
  block.size = size;
  auto const letters = letters_of(spans, advance);
  std::size_t begin = 0;
  while (begin < letters.size()) {
    auto const [end, next] = line_end(letters, begin, width_max);
    bool const last_allowed = lines_max > 0 && static_cast<int>(block.lines.size()) + 1 == lines_max;
    if (last_allowed && next < letters.size()) {
      add_cut_line(block, spans, letters, begin, width_max, advance);
      return block;
    }
    add_line(block, letters, begin, end);
    begin = next;
  }
  // A text that ends with a line break has an empty line after it: the cursor of a field stands there.
  if (letters.empty() || letters.back().code_point == '\n') add_line(block, letters, letters.size(), letters.size());
  return block;
}

char32_t next_code_point(std::string_view text, std::size_t& at) {
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  unsigned char const first = byte(at);
  int const more = first < 0x80                    ? 0
                   : first >= 0xC2 && first < 0xE0 ? 1
                   : first >= 0xE0 && first < 0xF0 ? 2
                   : first >= 0xF0 && first < 0xF5 ? 3
                                                   : -1;
  if (more < 0 || at + static_cast<std::size_t>(more) >= text.size()) {
    ++at;
    return 0xFFFD;
  }
  char32_t c = more == 0 ? first : static_cast<char32_t>(first & (0x3F >> more));
  for (int i = 1; i <= more; ++i) {
    unsigned char const b = byte(at + static_cast<std::size_t>(i));
    if ((b & 0xC0) != 0x80) {
      ++at;
      return 0xFFFD;
    }
    c = c << 6 | (b & 0x3F);
  }
  at += static_cast<std::size_t>(more) + 1;
  return c;
}

void append_utf8(std::string& text, char32_t c) {
  auto const put = [&text](char32_t byte) { text += static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6), put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 0x3F)), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
  }
}

namespace {

// Where the rest of a line that is too long hangs; `leading` spaces stand before it.
std::size_t hang_of(std::u32string_view line, std::size_t leading, std::size_t columns) {
  std::size_t gaps = 0, after = 0;
  for (std::size_t i = leading; i + 2 < line.size(); ++i)
    if (line[i] != U' ' && line[i + 1] == U' ' && line[i + 2] == U' ') {
      ++gaps;
      after = std::min(line.find_first_not_of(U' ', i + 1), line.size());
    }
  if (gaps == 1 && after <= columns * 3 / 5) return after;
  return leading + 2 <= columns * 3 / 5 ? leading + 2 : 2;
}

void wrap_line(std::u32string_view line, std::size_t columns, std::string& out) {
  auto const put = [&](std::u32string_view part) {
    for (char32_t const c : part) append_utf8(out, c);
  };
  auto const leading = std::min(line.find_first_not_of(U' '), line.size());
  auto const hang = hang_of(line, leading, columns);
  for (std::size_t room = columns, first = leading; line.size() > room; room = columns - hang, first = 0) {
    // A break at a space that is not before the text of the line; a word longer than the room is cut.
    auto const space = line.rfind(U' ', room);
    auto const cut = space != line.npos && space > first ? space : room;
    put(line.substr(0, line.find_last_not_of(U' ', cut - 1) + 1));
    line.remove_prefix(std::min(line.find_first_not_of(U' ', cut), line.size()));
    out += '\n';
    out.append(hang, ' ');
  }
  put(line);
}

}  // namespace

std::string wrapped_code(std::string_view text, int columns) {
  auto const room = static_cast<std::size_t>(std::max(columns, 16));
  std::string out;
  std::u32string line;
  for (std::size_t at = 0; at <= text.size();) {
    bool const end = at == text.size();
    char32_t const c = end ? U'\n' : next_code_point(text, at);
    if (c != U'\n') {
      line += c;
      continue;
    }
    wrap_line(line, room, out);
    line.clear();
    if (end) break;
    out += '\n';
  }
  return out;
}

}  // namespace carrel::kit
