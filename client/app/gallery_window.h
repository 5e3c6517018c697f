// `carrel --gallery`: every widget in every state, to look at and to try, in the theme, language and text size one asks for.
// Needs no desk, no data and no learner.
#pragma once

#include <string>

#include "client/kit/gallery.h"
#include "client/kit/painter.h"
#include "platform/window/window.h"

namespace carrel::client {

/// Until the window is closed. `first` is the name of the page to begin with; empty or unknown: the first one.
void run_gallery(kit::Kit& kit, kit::Painter& painter, platform::Window& window, std::string const& first);

}  // namespace carrel::client
