// What an eye meets at a point of the picture: colours composed from what was painted, and how far they stand apart.
// Knows shapes and colours only; what is too little is decided in judge.
#pragma once

#include "client/kit/ledger.h"

namespace carrel::audit {

/// Whether the shape covers the point. Soft rims of half a pixel do not count; lines of free shape cover nothing.
bool covers(kit::Stroke const& stroke, kit::Point p);

/// The colour at `p` after the first `count` strokes. Letters and icons are no ground. `pictures` is set when a
/// photograph or figure has a part in it, whose colours are not known here.
kit::Colour ground_at(kit::Ledger const& ledger, std::size_t count, kit::Point p, bool* pictures = nullptr);

/// The least ratio between a stroke of letters or an icon and what was painted below it, over a grid of points of its ink.
double least_contrast(kit::Ledger const& ledger, std::size_t stroke, bool* pictures = nullptr);

/// The least ratio between the rim of a shape and the ground just outside of it, at the middle of its four sides;
/// 21 where no side can be seen.
double edge_contrast(kit::Ledger const& ledger, std::size_t stroke);

}  // namespace carrel::audit
