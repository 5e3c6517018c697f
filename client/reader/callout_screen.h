// How each style of callout looks: icon, tone and its own word. Draws none of them; blocks_screen does.
#pragma once

#include <string_view>

#include "client/kit/parts.h"

namespace carrel::client {

enum class CalloutForm {
  tinted,   ///< A coloured ground: what stands beside the text.
  barred,   ///< A bar at the left: what the learner does, with room for code and solutions.
};

struct CalloutLook {
  std::string_view style;
  std::string_view word;   ///< Key of its title when the author gave none.
  kit::Icon icon;
  kit::Tone tone;
  CalloutForm form;
  bool names_itself;       ///< The word stands above the author's title too: "Exercise".
};

/// Every style that a chapter can name; an unknown one looks like a note.
CalloutLook const& callout_look(std::string_view style);

}  // namespace carrel::client
