#include "client/kit/text_block.h"

#include <doctest/doctest.h>

using namespace carrel::kit;

namespace {

// Every letter is ten pixels wide; bold ones are twenty.
TextBlock laid(std::vector<Span> const& spans, float width, int lines_max = 0) {
  return lay_out(Spans{spans}, {18, 27}, width, lines_max, [](Span const& span, char32_t) { return span.bold ? 20.0f : 10.0f; });
}

std::vector<std::string> lines_of(std::vector<Span> const& spans, float width, int lines_max = 0) {
  std::vector<std::string> lines;
  auto const block = laid(spans, width, lines_max);
  for (auto const& line : block.lines) {
    std::string text;
    for (std::uint32_t i = 0; i < line.piece_count; ++i) {
      auto const& piece = block.pieces[line.first_piece + i];
      text += spans[static_cast<std::size_t>(piece.span)].text.substr(piece.begin, piece.end - piece.begin);
      if (piece.ellipsis) text += "…";
    }
    lines.push_back(text);
  }
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("text breaks at spaces, and the space at the end of a line is gone") {
  CHECK(lines_of({{"one two three"}}, 75) == Lines{"one two", "three"});
  CHECK(lines_of({{"one two"}}, 70) == Lines{"one two"});
  CHECK(lines_of({{"one\ntwo"}}, 500) == Lines{"one", "two"});
  CHECK(lines_of({{"one\n"}}, 500) == Lines{"one", ""});
  CHECK(lines_of({{""}}, 500) == Lines{""});
}

TEST_CASE("a no-break space keeps its words together") {
  CHECK(lines_of({{"Qui apprend\xC2\xA0?"}}, 120) == Lines{"Qui", "apprend\xC2\xA0?"});
}

TEST_CASE("text breaks after a hyphen between words, not in a number or an option") {
  CHECK(lines_of({{"vis-à-vis"}}, 60) == Lines{"vis-à-", "vis"});
  CHECK(lines_of({{"a head -n 1"}}, 75) == Lines{"a head", "-n 1"});
  CHECK(lines_of({{"RC-2026-004817"}}, 140) == Lines{"RC-2026-004817"});
}

TEST_CASE("a word longer than the line is cut, and nothing is lost") {
  CHECK(lines_of({{"abcdefghij"}}, 40) == Lines{"abcd", "efgh", "ij"});
  CHECK(lines_of({{"abc"}}, 1) == Lines{"a", "b", "c"});
}

TEST_CASE("the last line allowed ends with three dots only when something is left out") {
  CHECK(lines_of({{"one two three four"}}, 90, 2) == Lines{"one two", "three fo…"});
  CHECK(lines_of({{"one two three"}}, 75, 2) == Lines{"one two", "three"});
  CHECK(laid({{"one two three four"}}, 90, 2).cut);
}

TEST_CASE("spans of several kinds share lines, and a word may change its kind") {
  std::vector<Span> const spans{{"see "}, {"bold", true}, {"ly now"}};
  CHECK(lines_of(spans, 145) == Lines{"see boldly", "now"});
  auto const block = laid(spans, 145);
  REQUIRE(block.pieces.size() == 4);
  CHECK(block.pieces[1].x == 40);
  CHECK(block.pieces[1].width == 80);
  CHECK(block.pieces[2].x == 120);
}

TEST_CASE("malformed bytes become one mark each, and never read past the end") {
  std::string const text = "a\xE2\x82";
  std::size_t at = 0;
  CHECK(next_code_point(text, at) == U'a');
  CHECK(next_code_point(text, at) == 0xFFFD);
  CHECK(next_code_point(text, at) == 0xFFFD);
  CHECK(at == text.size());
  std::string round;
  for (char32_t const c : {U'a', U'é', U'€', U'\U0001F600'}) append_utf8(round, c);
  at = 0;
  CHECK(next_code_point(round, at) == U'a');
  CHECK(next_code_point(round, at) == U'é');
  CHECK(next_code_point(round, at) == U'€');
  CHECK(next_code_point(round, at) == U'\U0001F600');
}

TEST_CASE("a line of code that is too long goes on where it can still be read as one") {
  CHECK(wrapped_code("$ ls -l\n$ cd", 20) == "$ ls -l\n$ cd");
  CHECK(wrapped_code("echo one two three four five", 20) == "echo one two three\n  four five");
  CHECK(wrapped_code("    echo one two three", 16) == "    echo one two\n      three");
  // Two columns: the second one stays a column.
  CHECK(wrapped_code("  -a, --all   do not ignore entries starting with .", 32) ==
        "  -a, --all   do not ignore\n              entries starting\n              with .");
  // A remark that stands under the second column of the line above stays there.
  CHECK(wrapped_code("              with -l: show the time", 32) == "              with -l: show the\n                time");
  // More columns are a list of names, which hangs only a little.
  CHECK(wrapped_code("a.pdb  b.pdb  c.pdb  d.pdb", 20) == "a.pdb  b.pdb  c.pdb\n  d.pdb");
  CHECK(wrapped_code("abcdefghijklmnopqrstuvwxyz", 16) == "abcdefghijklmnop\n  qrstuvwxyz");
  CHECK(wrapped_code("                              x", 16).size() < 64);
  CHECK(wrapped_code("", 16).empty());
}
