// How this device shows itself, for everybody who sits down; and what it knows of its connection.
#pragma once

#include "client/app/page.h"

namespace carrel::client {

void draw_settings(Page& page);

}  // namespace carrel::client
