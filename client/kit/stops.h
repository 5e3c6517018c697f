// What a keyboard and a switch can reach, and in which order: title and main action first, then content, the side, the utilities
// and the spine. Pure: places of one frame in, the next one out; scrolls, draws and remembers nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "client/kit/geometry.h"

namespace carrel::kit {

using WidgetId = std::uint32_t;

/// One thing that can be reached in this frame.
struct Stopover {
  WidgetId id = 0;
  int group = 0, layer = 0;  ///< As in the trace.
  Rect area{}, seen{};       ///< Where it takes the finger, and the part of it that is on the screen.
  std::size_t said = 0;      ///< Its entry in the trace.
  bool key = false;          ///< A key of the screen keyboard: a stop of the switch, and none of Tab.
};

/// Those of `layer` and above without keys, sorted by group, and in a group as they were drawn.
std::vector<Stopover> tab_order(std::vector<Stopover> const& stops, int layer);

/// Index in `order`, which is not empty, of the stop after (`by` 1) or before (-1) `from`, round and round; zero or an unknown one
/// begins at the first or at the last. Who has `strayed`, that is scrolled away by hand from where the keyboard was, goes on with
/// what is seen.
std::size_t next_stop(std::vector<Stopover> const& order, WidgetId from, int by, bool strayed);

/// The stop nearest to where `lost` stood, of its group if that has any; nothing when there are no stops.
Stopover const* nearest_stop(std::vector<Stopover> const& order, Stopover const& lost);

}  // namespace carrel::kit
