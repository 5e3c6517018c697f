// Breaking text into lines. Pure: how wide a letter is comes in as a function, so the rules are tested without fonts.
// Breaks after spaces, hyphens and slashes, never at a no-break space; a word longer than the line is cut.
#pragma once

#include <cstdint>
#include <vector>

#include "client/kit/parts.h"

namespace carrel::kit {

/// A run of one span on one line: bytes [begin, end) of the span's text, drawn at x.
struct Piece {
  int span = 0;
  std::uint32_t begin = 0, end = 0;
  float x = 0, width = 0;
  bool ellipsis = false;  ///< Three dots follow.
};

struct TextLine {
  std::uint32_t first_piece = 0, piece_count = 0;
  float width = 0;
  std::uint32_t begin = 0, end = 0;  ///< Bytes of the first span on this line, with the spaces at its end: for a cursor.
};

struct TextBlock {
  std::vector<Piece> pieces;
  std::vector<TextLine> lines;
  TypeSize size;
  float width = 0;    ///< Of the widest line.
  bool cut = false;   ///< An ellipsis stands at the end.
  float height() const { return static_cast<float>(lines.size()) * size.line; }
};

/// Width in pixels of one code point of a span.
using Advance = FunctionRef<float(Span const&, char32_t)>;

TextBlock lay_out(Spans spans, TypeSize size, float width_max, int lines_max, Advance advance);

/// Code whose long lines do not fit: broken after spaces, and what follows hangs under the last column of a line of two columns
/// (an option and what it does), else two letters deeper than its line began. `columns`: letters a line holds; below 16 as 16.
std::string wrapped_code(std::string_view text, int columns);

/// Reads one code point at `at` and moves on; malformed bytes count as U+FFFD, one at a time.
char32_t next_code_point(std::string_view text, std::size_t& at);
void append_utf8(std::string& text, char32_t code_point);

}  // namespace carrel::kit
