// Draws one screen until it rests and scrolls through every part of it with the wheel, as a hand would, showing each place to a judge.
#pragma once

#include <functional>

#include "tests/audit/judge.h"

namespace carrel::audit {

/// Builds one frame: kit.begin, what is drawn, kit.end.
using DrawFrame = std::function<void()>;

/// Frames until nothing changes any more, at most `frames_max`. False when it never rests.
bool settle(kit::Kit& kit, DrawFrame const& draw, int frames_max = 14);

/// From the top of every scrolled part to its end, at most `places_max` places a part; `ledger` is the one the kit keeps.
void walk(kit::Kit& kit, kit::Ledger const& ledger, DrawFrame const& draw, Judge& judge, int places_max = 200);

}  // namespace carrel::audit
