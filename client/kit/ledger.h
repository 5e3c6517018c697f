// What was painted, in the order of painting and with its colours: a test composes from it what an eye would meet.
// Kept only while somebody asks (Stage::keep_ledger); without a ledger a shape costs one comparison more. It changes nothing that is
// drawn, and judges nothing: that is tests/audit.
#pragma once

#include <string>
#include <vector>

#include "client/kit/parts.h"

namespace carrel::kit {

struct Stroke {
  enum class Kind { fill, outline, disc, ring, polygon, line, shadow, picture, letters, icon };
  Kind kind = Kind::fill;
  Rect area;                  ///< Bounds of the shape; of letters and icons the ink alone, without the room around it.
  Rect clip;                  ///< What lies outside was cut off.
  Colour colour{};
  float radius = 0;           ///< Of corners; of a disc or ring half its width.
  float thickness = 0;        ///< outline, ring, line; of a shadow how far inwards it takes to reach its full strength
  Corners corners{};
  int region = 0;             ///< Index + 1 in Ledger::regions of the innermost scrolled part it was painted in; 0: none.
  std::string text{};         ///< letters: one run on one line
  float px = 0;               ///< letters, icon: em square
  bool bold = false;
  bool cut = false;           ///< letters: an ellipsis follows
  Icon icon = Icon::none;
  std::vector<Point> points{};  ///< polygon

  Rect seen() const { return area.common(clip); }
};

/// A part that is scrolled: its place in the window, how far it is scrolled, and how high its content is.
struct Region {
  Rect view;
  float offset = 0, content = 0;
  int parent = 0;              ///< The region around it, as in Stroke::region.
  std::size_t first_stroke = 0;  ///< Painted before everything in it.
};

struct Ledger {
  std::vector<Stroke> strokes;
  std::vector<Region> regions;
  int region = 0;  ///< Where the next stroke is painted.

  void clear() { strokes.clear(), regions.clear(), region = 0; }
  void enter(Rect view, float offset) {
    regions.push_back({view, offset, 0, region, strokes.size()});
    region = static_cast<int>(regions.size());
  }
  void leave(float content) {
    auto& done = regions[static_cast<std::size_t>(region) - 1];
    done.content = content;
    region = done.parent;
  }
};

}  // namespace carrel::kit
