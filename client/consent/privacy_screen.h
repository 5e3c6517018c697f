// Consents as switches, read-only ones as sentences, and what was decided when. A refusal is as easy as an agreement.
#pragma once

#include "client/app/page.h"

namespace carrel::client {

void draw_privacy(Page& page);

}  // namespace carrel::client
