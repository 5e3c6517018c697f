// One window with an OpenGL ES 2 surface, or the same surface without any display.
// Gives what hands do as plain values and sleeps until there is something; draws nothing itself.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/result.h"

namespace carrel::platform {

enum class WindowMode {
  window,      ///< X11 or Wayland, whichever is there.
  fullscreen,  ///< The same, without a frame, on the whole screen.
  headless,    ///< An EGL pbuffer: no display, no X, also as root. Used by tests, the tour and screenshots.
};

/// Keys the window tells apart; letters arrive as text.
enum class WindowKey {
  none, tab, enter, space, escape, left, right, up, down, page_up, page_down, home, end, backspace, del,
  select_all, copy, cut, paste, undo,
  // The voice's own; the kit never sees them.
  voice_on, voice_repeat, voice_read, voice_rate, voice_volume, voice_step, voice_pause,
};

struct WindowEvent {
  /// cancel: the finger that pressed was taken away by somebody else, as by a gesture of the whole screen; nothing was tapped.
  /// second_…: another finger while the first is down, as far as the system tells of it.
  enum class Kind {
    move, press, release, cancel, wheel, key, text, leave, second_press, second_move, second_release, resized, exposed, close,
  };
  /// What moved or pressed, as far as the system tells: X11 gives fingers as if they were a mouse.
  enum class By : std::uint8_t { unknown, mouse, finger };
  Kind kind = Kind::move;
  By by = By::unknown;
  float x = 0, y = 0;      ///< Logical pixels; wheel: y in notches.
  WindowKey key = WindowKey::none;
  bool shift = false, control = false;
  bool repeat = false;     ///< With key: it is held down, and this is not its first press.
  char32_t character = 0;
};

struct WindowSize {
  int width = 0, height = 0;  ///< Logical pixels.
  float density = 1;          ///< Physical pixels in a logical one.
};

/// Rows from the top, four bytes a pixel, opaque.
struct Pixels {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgba;
};

class Window {
 public:
  /// Fault::refused when there is no display, no EGL or no ES 2; `place` says which. The context is current afterwards.
  static sync::Result<std::unique_ptr<Window>> open(WindowMode mode, int width, int height, std::string const& title);
  virtual ~Window() = default;

  /// Sleeps until something happens, `timeout` has passed, or wake() is called. No timeout: for ever. Zero: only looks.
  virtual std::vector<WindowEvent> wait(std::optional<std::chrono::milliseconds> timeout) = 0;
  /// From any thread: wait() returns soon, also one that has not begun yet.
  virtual void wake() = 0;
  virtual void swap() = 0;
  virtual WindowSize size() const = 0;
  /// How far the system would like everything to be enlarged.
  virtual float content_scale() const = 0;
  virtual std::string clipboard() const = 0;
  virtual void set_clipboard(std::string const& text) = 0;
  virtual std::string display_name() const = 0;  ///< "wayland", "x11", "headless".

  /// What was drawn since the last swap. Waits for the GPU.
  Pixels read_pixels() const;
};

/// Writes a PNG. Fault::full when the file cannot be written.
sync::Done write_png(Pixels const& pixels, std::string const& path);

// Made by open(); each lives in its own file.
sync::Result<std::unique_ptr<Window>> open_headless(int width, int height);
sync::Result<std::unique_ptr<Window>> open_on_display(WindowMode mode, int width, int height, std::string const& title);

}  // namespace carrel::platform
