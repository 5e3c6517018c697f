// Where the parts of an open chapter stand: measured once, kept while width and text size stay, so that a page turn touches only
// what is seen. Pure: heights come in, places go out. Drawing is blocks_screen and reader_screen.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "client/reader/chapter.h"

namespace carrel::client {

/// What is drawn or skipped as a whole: a block, or one entry of a long block (a list's item, a definition).
struct ReaderPart {
  int block = 0;
  int item = -1;  ///< -1: all of the block.
};

struct ReaderLayout {
  std::string key{};               ///< What the heights hold for: chapter, width, text size …
  Blocks const* blocks = nullptr;  ///< … and which text; compared, never read.
  std::vector<ReaderPart> parts{};
  std::vector<float> heights{};    ///< Pixels; below 0 until it was drawn once. Written by the kit.
  std::vector<float> tops{};       ///< Pixels from the top of the text.
  std::set<std::string> unshown{};  ///< Figures whose picture could not be decoded.
  std::vector<float> pages{};      ///< Where pages begin; see page_starts().
  float text_top = 0;              ///< Pixels from the top of everything that scrolls to the text.
  int first_seen = 0;              ///< The part at the top of what is seen.
  int wanted = -1;                 ///< The part to go to as soon as all are measured; -1: none.

  /// Every part has been drawn once, so that `tops` are true.
  bool measured() const;
  /// The part at or just above this distance from the top of the text.
  int part_at(float offset) const;
};

std::vector<ReaderPart> parts_of(Blocks const& blocks);

/// The first part that belongs to a block; -1 when there is none.
int part_of_block(std::vector<ReaderPart> const& parts, int block);

/// The part that holds the place `id` (of a heading, a callout, a definition or a point in the text).
std::optional<int> part_of_place(Blocks const& blocks, std::vector<ReaderPart> const& parts, std::string_view id);

/// A heading of the chapter's own level, for the list at the side.
struct ReaderPlace {
  std::string text;
  int level = 2;
  int part = 0;
};
std::vector<ReaderPlace> headings_of(Blocks const& blocks, std::vector<ReaderPart> const& parts);

/// What turning pages must know: pixels, from the top of everything that scrolls.
struct PageRoom {
  float content = 0, view = 0;
  float line = 31;  ///< Of running text.
};
/// Where each page begins, as in a book: at a part that was not wholly seen before, at its heading, or at a whole line of a
/// long part. The first is 0, the last shows the end.
std::vector<float> page_starts(ReaderLayout const& layout, Blocks const& blocks, PageRoom const& room);

struct PagePlace {
  int page = 1, pages = 1;
  bool at_end = false;
  float back = 0, next = 0;  ///< Where the pages around this one begin.
};
PagePlace page_place(std::vector<float> const& starts, float offset);

}  // namespace carrel::client
