// The stop "Requests": the complaints a learner filed, the way to a new one, and how much waits to be sent.
#pragma once

#include "client/app/page.h"

namespace carrel::client {

void draw_requests(Page& page);

}  // namespace carrel::client
