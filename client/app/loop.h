// One turn after the other: sleep until there is a reason, take what came, draw once if it looks different.
#pragma once

#include "client/app/desk_thread.h"
#include "client/app/front.h"

namespace carrel::client {

/// Runs until the window is closed.
void run_loop(Front& front, DeskThread& desk, platform::Window& window);

/// One turn; false when the window was closed. `patience` bounds the sleep, for the tour; nothing: as long as nothing happens.
bool take_turn(Front& front, DeskThread& desk, platform::Window& window, std::optional<std::chrono::milliseconds> patience = {});

}  // namespace carrel::client
