// What a Wayland compositor offers to hands, and fingers in particular.
// GLFW 3.4 hears no touch on Wayland and does not survive a compositor without a seat; X11 makes a pointer of a finger by itself.
// Knows wl_seat and wl_touch; which window it belongs to and what events mean stays with its owner.
#pragma once

#include <functional>
#include <memory>

#include "platform/window/window.h"

struct wl_display;
struct wl_surface;

namespace carrel::platform {

/// Whether the compositor behind `display` has a seat, that is anything that hands could ever use. Waits for one answer of it.
bool has_seat(wl_display* display);

/// True when the compositor that the environment names (WAYLAND_DISPLAY, XDG_RUNTIME_DIR) answers and has a seat.
bool wayland_is_usable();

/// The first finger on a surface, told as press, move and release, and one more as second_press, second_move and second_release; the
/// compositor's cancel as cancel. Further fingers are not told.
/// Listens on the display's default queue: whoever dispatches that queue calls `tell`, on that thread. Coordinates are logical pixels.
class WaylandTouch {
 public:
  /// Borrows both, which must outlive it.
  static std::unique_ptr<WaylandTouch> listen(wl_display* display, wl_surface* surface, std::function<void(WindowEvent)> tell);
  virtual ~WaylandTouch() = default;
};

}  // namespace carrel::platform
