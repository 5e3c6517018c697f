// One course: what it is about, who wrote it, its chapters, and getting or removing it.
#pragma once

#include "client/app/page.h"

namespace carrel::client {

void draw_course(Page& page);

}  // namespace carrel::client
