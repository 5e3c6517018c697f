// The first screen: who is learning? A first name and an emblem each, and nothing else; the next person learns nothing.
#pragma once

#include "client/app/page.h"

namespace carrel::client {

void draw_welcome(Page& page);

}  // namespace carrel::client
