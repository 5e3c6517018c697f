// What the learner has, what can be done until when, and how sure all of it is. Nothing here cancels or pays.
#pragma once

#include "client/app/page.h"

namespace carrel::client {

void draw_premium(Page& page);

/// The card of the membership; true when it was touched. Large on its own page, small on the home page.
bool draw_membership(Page& page, bool large);

}  // namespace carrel::client
