// Pictures made of flat shapes: emblems, covers for courses without one, the lamp. No text, no outlines, no people.
// They keep their colours in every theme.
#pragma once

#include "client/kit/stage.h"

namespace carrel::kit {

void draw_emblem(Stage& stage, Emblem emblem, Point centre, float radius);
void draw_cover(Stage& stage, CoverArt art, Rect r, float radius, Corners corners, float strength);
/// The part of `strip` that lies in a card with round corners.
void draw_strip(Stage& stage, Rect card, float radius, Rect strip, Colour c);
void draw_lamp_mark(Stage& stage, Point centre, float px);   ///< The small lamp at the top of the spine.
void draw_lamp_behind(Stage& stage, Rect r, float radius);   ///< A large faint lamp at the right of a card.
void draw_booth(Stage& stage, Rect r);                       ///< The lamp, a book, a plant: the panel of the first screen.

}  // namespace carrel::kit
