// The stop "Account": the way to Premium, privacy and settings, each with what it says now.
#pragma once

#include "client/app/page.h"

namespace carrel::client {

void draw_account(Page& page);

}  // namespace carrel::client
