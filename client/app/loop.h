// One turn after the other: sleep until there is a reason, take what came, draw once if it looks different.
#pragma once

#include "client/app/desk_thread.h"
#include "client/app/front.h"

namespace carrel::client {

/// Waits until the desk has said who may sit down, two tenths of a second at most, and draws the first frame. False when the
/// window was closed meanwhile.
bool open_curtain(Front& front, DeskThread& desk, platform::Window& window);

/// Runs until the window is closed.
void run_loop(Front& front, DeskThread& desk, platform::Window& window);

/// One turn; false when the window was closed. `patience` bounds the sleep, for the tour; nothing: as long as nothing happens.
bool take_turn(Front& front, DeskThread& desk, platform::Window& window, std::optional<std::chrono::milliseconds> patience = {});

}  // namespace carrel::client
