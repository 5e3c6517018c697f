// The way through a course beside its text: chapters with what was read, and the headings of the open one.
// At the side where there is room; else above the page, behind a button.
#pragma once

#include <optional>
#include <string>

#include "client/app/page.h"
#include "client/reader/reader_layout.h"

namespace carrel::client {

struct ContentsChoice {
  std::optional<int> chapter;  ///< Another chapter was chosen.
  std::optional<int> part;     ///< A heading of this one.
};

/// `part` is the first one seen, so that its heading is marked.
ContentsChoice draw_contents(Page& page, ReadingView const& reading, ReaderLayout const& layout, int part);

}  // namespace carrel::client
