// What the platform invoiced, as far as it has told this device: a list, and one of them with everything that was stated. The documents
// themselves stay with the platform; the page says how to get them.
#pragma once

#include "client/app/page.h"

namespace carrel::client {

void draw_invoices(Page& page);

}  // namespace carrel::client
