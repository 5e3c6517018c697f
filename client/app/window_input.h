// The window's events in the kit's words. Neither side knows the other.
#pragma once

#include <optional>

#include "client/kit/input.h"
#include "platform/window/window.h"

namespace carrel::client {

inline std::optional<kit::InputEvent> to_kit(platform::WindowEvent const& event) {
  using From = platform::WindowEvent::Kind;
  using To = kit::InputEvent::Kind;
  if (event.key >= platform::WindowKey::voice_on) return {};
  kit::InputEvent out{.x = event.x, .y = event.y, .key = static_cast<kit::Key>(event.key), .shift = event.shift,
                      .jump = event.control, .character = event.character};
  static_assert(static_cast<int>(platform::WindowKey::undo) == static_cast<int>(kit::Key::undo), "the two lists of keys are one list");
  out.repeat = event.repeat;
  switch (event.kind) {
    case From::move: out.kind = To::move; return out;
    case From::press: out.kind = To::press; return out;
    case From::release: out.kind = To::release; return out;
    case From::cancel: out.kind = To::cancel; return out;
    case From::wheel: out.kind = To::wheel; return out;
    case From::key: out.kind = To::key; return out;
    case From::text: out.kind = To::text; return out;
    case From::second_press: out.kind = To::second_press; return out;
    case From::second_move: out.kind = To::second_move; return out;
    case From::second_release: out.kind = To::second_release; return out;
    case From::leave: out.kind = To::leave; return out;
    case From::resized: case From::exposed: case From::close: return {};
  }
  return {};
}

}  // namespace carrel::client
