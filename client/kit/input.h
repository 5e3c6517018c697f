// What a hand does, as plain values. The window gives them, the tour and the tests make them; the kit cannot tell who did.
#pragma once

#include <cstdint>

namespace carrel::kit {

enum class Key {
  none, tab, enter, space, escape, left, right, up, down, page_up, page_down, home, end, backspace, del,
  select_all, copy, cut, paste, undo,
};

struct InputEvent {
  /// cancel: the press that was begun counts for nothing. second_…: another finger, while the first is down.
  enum class Kind { move, press, release, cancel, wheel, key, text, leave, second_press, second_move, second_release };
  Kind kind = Kind::move;
  float x = 0, y = 0;        ///< move, press, release: logical pixels. wheel: y is in notches, up is positive.
  Key key = Key::none;
  bool shift = false;        ///< With key: extend the selection, or go backwards with tab.
  bool repeat = false;       ///< With key: it is held down, and this is not its first press.
  bool jump = false;         ///< With left, right, backspace: by words.
  char32_t character = 0;    ///< text
};

}  // namespace carrel::kit
