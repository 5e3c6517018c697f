// The library: every course the platform offers this device, and where each of them is.
#pragma once

#include "client/app/page.h"

namespace carrel::client {

void draw_library(Page& page);

}  // namespace carrel::client
