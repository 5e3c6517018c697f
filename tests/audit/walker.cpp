#include "tests/audit/walker.h"

#include <cmath>

namespace carrel::audit {
namespace {

constexpr float notch_px = 80;  // What the layout scrolls for one notch of the wheel.

void turn_wheel(kit::Kit& kit, kit::Region const& region, float notches) {
  auto const middle = region.view.centre();
  kit.feed({.kind = kit::InputEvent::Kind::move, .x = middle.x, .y = middle.y});
  kit.feed({.kind = kit::InputEvent::Kind::wheel, .y = notches});
}

}  // namespace

bool settle(kit::Kit& kit, DrawFrame const& draw, int frames_max) {
  for (int i = 0; i < frames_max; ++i) {
    draw();
    if (i >= 2 && kit.settled()) return true;
  }
  return false;
}

void walk(kit::Kit& kit, kit::Ledger const& ledger, DrawFrame const& draw, Judge& judge, int places_max) {
  if (!settle(kit, draw)) judge.complain("unrest", "never settles");
  auto const moves = [&](std::size_t i) {
    auto const& region = ledger.regions[i];
    return region.content > region.view.h + 1 && region.first_stroke >= above_veil(kit, ledger);
  };
  for (std::size_t i = 0; i < ledger.regions.size(); ++i)
    if (ledger.regions[i].offset > 0 && moves(i)) {
      turn_wheel(kit, ledger.regions[i], 100'000);
      settle(kit, draw);
    }
  judge.look_at(kit, ledger);
  for (std::size_t i = 0; i < ledger.regions.size(); ++i) {
    if (!moves(i)) continue;
    // Short of what is judged as a whole, so that everything smaller than that is whole at one place.
    float const step = std::max(8.0f, ledger.regions[i].view.h * 0.36f) / notch_px;
    for (int place = 0; i < ledger.regions.size(); ++place) {
      float const before = ledger.regions[i].offset;
      if (place == places_max) judge.complain("unreachable", "too long to be walked through");
      if (place == places_max) break;
      turn_wheel(kit, ledger.regions[i], -step);
      settle(kit, draw);
      judge.look_at(kit, ledger);
      if (i >= ledger.regions.size() || ledger.regions[i].offset == before) break;
    }
    if (i >= ledger.regions.size()) break;
    auto const& end = ledger.regions[i];
    if (end.offset + end.view.h < end.content - 1) judge.complain("unreachable", "the end of what is scrolled");
  }
}

}  // namespace carrel::audit
