// A link that leaves the course, explained where there is no web: what it is, where it leads, and the address to note down.
#pragma once

#include <string>

#include "client/app/page.h"

namespace carrel::client {

/// Draws the sheet for Span::href; true when it was closed.
bool draw_link_sheet(Page& page, std::string const& href);

/// "swcarpentry.github.io" of "https://swcarpentry.github.io/shell-novice/data.zip".
std::string host_of(std::string const& address);

}  // namespace carrel::client
