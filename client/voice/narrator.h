// What a frame is to the ear: two lists of what was drawn go in, what to say comes out. Keeps nothing and starts nothing.
// It finds a new screen, a moved focus, what was typed, what was switched and what appeared; who may hear it is the speaker's business.
#pragma once

#include <string>
#include <vector>

#include "client/kit/trace.h"
#include "client/kit/words.h"
#include "client/voice/saying.h"

namespace carrel::client {


/// One shown frame.
struct HeardFrame {
  std::vector<kit::TraceEntry> trace{};
  std::uint32_t focus = 0;           ///< The id that has the keyboard; 0: none.
  std::string place{};               ///< Which screen; another text is another screen.
  std::string language{};            ///< Of the screen's words.
  std::string lesson_language{};     ///< Of what a course says; empty: the same.
  bool reading = false;              ///< A page of running text: what scrolls into view is no news.
};

/// Why there is a new frame: somebody did something, or a fact came in by itself.
enum class Cause { hands, facts };

/// What is new in `now`. Nothing when nothing is.
Sayings narrate(HeardFrame const& before, HeardFrame const& now, Cause cause, kit::Words const& words);

/// The title, what stands under it, what was noted, and how many things there are to choose.
Sayings announce(HeardFrame const& now, kit::Words const& words);

/// All of it in the order of drawing: content, then what leads on, then the side. Not the utilities, not the spine.
Sayings read_page(HeardFrame const& now, kit::Words const& words);

/// One thing: name, role, state, value. Where it stands among its like, and what it is asked for, only for the focus.
Sayings describe(HeardFrame const& now, kit::TraceEntry const& entry, kit::Words const& words);

}  // namespace carrel::client
