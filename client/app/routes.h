// Every screen of the window in one table. A newcomer starts reading here.
#pragma once

#include <span>

#include "client/app/page.h"

namespace carrel::client {

struct Screen {
  Route route;
  void (*draw)(Page& page);
  kit::Personal personal = kit::Personal::no;  ///< What of it a voice says to the learner's ears alone.
};

std::span<Screen const> screens();

/// Draws where the person is, and the Display sheet above it. Without a learner only the first screen is drawn.
void draw(Page& page);

}  // namespace carrel::client
