// The first page after sitting down: where to go on, what is here, what waits, and the membership.
#pragma once

#include "client/app/page.h"

namespace carrel::client {

void draw_home(Page& page);

}  // namespace carrel::client
