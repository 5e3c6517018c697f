// A chapter as plain values: what `carrelctl pack` writes and what the reader draws.
// One definition for both, so that a block the packer can say is a block the reader can show. Drawing is in reader_screen.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sync/base/json.h"

namespace carrel::client {

/// Bits of Span::style.
enum SpanStyle : std::uint16_t {
  style_bold = 1, style_italic = 2, style_code = 4, style_strike = 8, style_underline = 16,
  style_key = 32,  ///< A key of the keyboard.
  style_sub = 64, style_sup = 128, style_mark = 256,
};

/// A run of text with one look. A line feed in `text` is a wanted line break.
struct Span {
  std::string text;
  std::uint16_t style = 0;
  std::string href;  ///< Empty, or see read_link().
  std::string id;    ///< Empty, or the name of the place just before this text.
  bool operator==(Span const&) const = default;
};
using Spans = std::vector<Span>;

/// Where a link leads. `chapter:ID#PLACE` stays in the course, `file:TITLE` is a file of the pack.
struct Link {
  enum class Kind { chapter, file, web, mail } kind;
  std::string target;  ///< Chapter id, layer title, whole web address, or mail address.
  std::string place;   ///< Chapter links only; may be empty.
};
/// Reads Span::href; nothing when it is of another form (the reader then shows plain text).
std::optional<Link> read_link(std::string_view href);

struct Block;
using Blocks = std::vector<Block>;

struct Heading { int level = 1; std::string id; Spans spans; bool operator==(Heading const&) const; };
struct Paragraph { Spans spans; bool operator==(Paragraph const&) const; };
struct ListItem { std::optional<bool> checked; Blocks blocks; bool operator==(ListItem const&) const; };
struct List { bool ordered = false; std::int64_t start = 1; std::vector<ListItem> items; bool operator==(List const&) const; };

/// `role`: empty, "source", "output" or "error".
struct Code { std::string language, role, text; bool operator==(Code const&) const; };

enum class Align { none, left, center, right };
struct Table {
  std::vector<Align> align;               ///< One a column.
  std::vector<Spans> head;                ///< Empty, or one a column.
  std::vector<std::vector<Spans>> rows;   ///< Every row has one cell a column.
  Spans caption;
  bool operator==(Table const&) const;
};
struct Quote { Blocks blocks; bool operator==(Quote const&) const; };

/// `style`: objectives, questions, keypoints, prereq, callout, challenge, solution, hint, discussion, testimonial,
/// spoiler, instructor, checklist, caution, tab or note. An empty title means: the reader's own word for the style.
struct Callout {
  std::string style;
  bool foldable = false;  ///< Closed until the learner opens it.
  std::string id;
  Spans title;
  Blocks blocks;
  bool operator==(Callout const&) const;
};

/// A picture of the pack. `width` and `height` are its pixels; `shown_width` is how wide it wants to be at 100 %.
struct Figure {
  std::string layer, alt;
  Spans caption;
  int width = 0, height = 0, shown_width = 0;
  std::string href;
  bool operator==(Figure const&) const;
};
struct Rule { bool operator==(Rule const&) const { return true; } };
struct Definition { std::string id; Spans term; Blocks blocks; bool operator==(Definition const&) const; };
struct Definitions { std::vector<Definition> entries; bool operator==(Definitions const&) const; };

struct Block {
  std::variant<Heading, Paragraph, List, Code, Table, Quote, Callout, Figure, Rule, Definitions> value;
  bool operator==(Block const&) const = default;
};

struct Chapter {
  std::string id, title;
  int minutes = 0;
  std::string quiz;  ///< Title of the quiz's layer, or empty.
  Blocks blocks;
  bool operator==(Chapter const&) const = default;
};

/// Blocks and spans a chapter may hold together, and blocks inside blocks: more is an attack, not a course.
inline constexpr std::size_t chapter_parts_max = 100'000;
inline constexpr int block_depth_max = 12;

/// Reads an unpacked chapter document (application/vnd.carrel.chapter.v1+json). Fault::corrupt when malformed or beyond
/// the limits, Fault::stale when its version is newer than this program.
sync::Result<Chapter> parse_chapter(std::string_view json);
sync::Json write_chapter(Chapter const& chapter);

/// Spans alone, as quiz texts hold them.
sync::Result<Spans> parse_spans(sync::JsonArray const& array);
sync::Json write_spans(Spans const& spans);
sync::Result<Blocks> parse_blocks(sync::JsonArray const& array);
sync::Json write_blocks(Blocks const& blocks);

/// The words of some spans without their looks.
std::string plain_text(Spans const& spans);

}  // namespace carrel::client
