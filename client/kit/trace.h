// What was drawn, as a list of words: golden text for tests, order for keyboard and switch control, what a voice reads.
// Two frames that say the same give the same text, whatever the font, the size of the window or the theme.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "client/kit/geometry.h"

namespace carrel::kit {

enum class Role {
  title, heading, text, button, link, chip, field, toggle, radio, check, tab, card, row, tag, note, progress, step,
  image, icon, table, code, key, list, question, missing_word,
};
std::string_view name_of(Role role);

/// What of a thing is about the learner, and said to their ears alone: nothing, what it holds (value, state), or its words too.
enum class Personal : std::uint8_t { no, held, all };

struct TraceEntry {
  Role role = Role::text;
  std::string label;   ///< What is read first.
  std::string value;   ///< What it holds: a field's text, "3 of 9".
  std::string state;   ///< Words such as "on", "chosen", "disabled: reason", "right".
  Rect bounds;         ///< Where it stands; for touchable entries the area that takes the finger.
  Rect room;           ///< What it may fill; wider bounds would be an overflow.
  Rect seen;           ///< The part of bounds that is on the screen.
  std::uint32_t id = 0;     ///< Zero for what cannot be touched.
  int region = 0;           ///< While a ledger is kept: the scrolled part it stands in, as in Stroke::region.
  int group = 0;            ///< Keyboard order: -1 a way on that comes first, 0 content, 1 forward, 2 side, 3 utilities, 4 spine.
  int layer = 0;            ///< 0 the page, 1 a sheet or question above it, 2 the screen keyboard.
  bool touchable = false;
  bool visible = false;     ///< Some of it is on the screen and not scrolled away.
  Personal personal = Personal::no;
  bool lesson = false;      ///< In the language of the course, whatever the screen speaks.
};

/// One line an entry: `| role     label = "value" (state)`. Keys of the on-screen keyboard are one line together.
std::string write_trace(std::vector<TraceEntry> const& entries);

}  // namespace carrel::kit
