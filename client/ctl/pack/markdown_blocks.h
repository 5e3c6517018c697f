// A chapter's Markdown as blocks.
#pragma once

#include "client/ctl/pack/block_builder.h"
#include "client/ctl/pack/markdown_outline.h"

namespace carrel::client {

/// CommonMark with tables, strike-through, task lists and bare web addresses. `names` receives every place a link can find.
Blocks read_markdown(SourceLines const& lines, SourceLines const& references, Surroundings& around, PlaceNames& names);

/// The whole outline: text, fenced divs as callouts, definition lists, and the footnotes at the end.
Blocks read_outline_blocks(Outline const& outline, Surroundings& around, PlaceNames& names);

/// A short text such as a quiz's question.
Blocks read_markdown_text(std::string_view text, int first_line, Surroundings& around);

}  // namespace carrel::client
