// How the device is worked, chosen on the screen: switch control with its pace, and motion. Changes the settings it is given; who
// asks the desk to keep them is the Display sheet, of which this is a part.
#pragma once

#include "client/app/page.h"

namespace carrel::client {

void draw_control_choices(Page& page, Settings& settings);

}  // namespace carrel::client
