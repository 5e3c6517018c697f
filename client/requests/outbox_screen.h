// "Waiting to be sent": each thing with where it is, why it waits, how big it is and when it is tried again.
#pragma once

#include "client/app/page.h"

namespace carrel::client {

void draw_outbox(Page& page);

/// What a row is, in words; and the icon that goes with it. Also for the card of the home page.
std::string say_what(Page const& page, OutboxRow const& row);
kit::Icon icon_of(OutboxRow const& row);

}  // namespace carrel::client
