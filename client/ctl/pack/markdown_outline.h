// The lines of a Markdown file, cut where CommonMark stops: front matter, comments, fenced divs, definition lists, footnotes.
// What remains in each piece is CommonMark with tables and goes to md4c in markdown_blocks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/ctl/pack/report.h"

namespace carrel::client {

struct SourceLine {
  std::string text;
  int number = 0;        ///< From 1, in the file as its author sees it.
  bool is_code = false;  ///< Within a fenced code block, or one of its fences.
};
using SourceLines = std::vector<SourceLine>;

struct OutlineEntry {
  SourceLines term;
  SourceLines body;
};

struct OutlineNode {
  enum class Kind { text, div, definitions } kind = Kind::text;
  SourceLines lines;                  ///< text
  std::string name, id;               ///< div
  int line = 0;                       ///< div: where it opens.
  std::vector<OutlineNode> children;  ///< div
  std::vector<OutlineEntry> entries;  ///< definitions
};

struct OutlineFootnote {
  std::string label;
  SourceLines body;
};

struct Outline {
  std::string front_matter;  ///< YAML between the dashes, or empty.
  std::vector<OutlineNode> nodes;
  SourceLines references;    ///< `[label]: target` lines, wherever they stood.
  std::vector<OutlineFootnote> footnotes;
};

/// Never fails: what is malformed (a comment or a block that does not end) is kept as text and named in `report`.
Outline read_outline(std::string_view text, std::string const& file, PackReport& report);

/// `[label]: target` lines of a file that holds nothing else (links.md).
SourceLines read_references(std::string_view text);

}  // namespace carrel::client
