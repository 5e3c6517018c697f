// One complaint: what happened, what comes, and what the person can do about it now.
#pragma once

#include "client/app/page.h"

namespace carrel::client {

void draw_timeline(Page& page);

}  // namespace carrel::client
