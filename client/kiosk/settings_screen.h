// How this device shows itself, for everybody who sits down; and what it knows of its connection.
#pragma once

#include "client/app/page.h"

namespace carrel::client {

void draw_settings(Page& page);
/// What this device is, for whoever looks after it: name, last connection, room, version.
enum class DeviceFacts { few, all };
void draw_device_card(Page& page, DeviceFacts facts);

}  // namespace carrel::client
