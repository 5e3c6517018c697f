// The reader: one chapter, read page by page, with its place kept on this device.
#pragma once

#include "client/app/page.h"

namespace carrel::client {

void draw_reader(Page& page);

}  // namespace carrel::client
