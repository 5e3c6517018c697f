// Text made ready for md4c: what CommonMark does not know is replaced by marks that md4c carries through untouched.
// The marks are Unicode noncharacters, which no source may contain (see markdown_outline).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/ctl/pack/markdown_outline.h"
#include "client/ctl/pack/markup.h"

namespace carrel::client {

inline constexpr std::string_view mark_attributes =
    "\xEF\xB7\x90";  ///< Followed by an index and mark_end: attributes of what stands before.
inline constexpr std::string_view mark_open = "\xEF\xB7\x91";        ///< Followed by an index and mark_end: a bracketed span begins.
inline constexpr std::string_view mark_close = "\xEF\xB7\x92";       ///< The span ends.
inline constexpr std::string_view mark_footnote = "\xEF\xB7\x93";    ///< Followed by an index and mark_end: a call of a footnote.
inline constexpr std::string_view mark_end = "\xEF\xB7\x94";
inline constexpr std::string_view mark_caption = "\xEF\xB7\x95";     ///< At the start of a paragraph: the caption of the table before.

struct MarkedText {
  std::string text;
  std::vector<std::pair<std::size_t, int>> lines;  ///< Where each line begins in `text`, and its number in the file.
  std::vector<Attributes> attributes;
  std::vector<std::string> footnotes;              ///< Labels, by index of the mark.

  int line_at(std::size_t offset) const;
};

/// `references` are appended, so that every piece of a file can be read by itself.
MarkedText mark_text(SourceLines const& lines, SourceLines const& references);

}  // namespace carrel::client
