// A line or a page of text being written: cursor, selection, undo. Pure, without drawing.
// Positions are bytes of UTF-8 and always stand between whole characters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "client/kit/input.h"

namespace carrel::kit {

struct TextEdit {
  std::string text;
  std::size_t cursor = 0, anchor = 0;  ///< Equal when nothing is selected.
  std::size_t bytes_max = 400;
  bool many_lines = false;
  std::vector<std::string> before{};   ///< What undo goes back to, latest last; at most 50.

  std::size_t selection_begin() const { return cursor < anchor ? cursor : anchor; }
  std::size_t selection_end() const { return cursor < anchor ? anchor : cursor; }
  bool has_selection() const { return cursor != anchor; }
  std::string selected() const { return text.substr(selection_begin(), selection_end() - selection_begin()); }

  /// Puts text in the place of the selection. What would pass bytes_max is left out whole; control characters never enter.
  void insert(std::string_view what);
  /// left, right, home, end (of all), backspace, del, select_all, undo. Others give false. Up and down need a layout.
  bool press(InputEvent const& key);
  void move_to(std::size_t at, bool keep_anchor);
};

std::size_t previous_character(std::string_view text, std::size_t at);
std::size_t next_character(std::string_view text, std::size_t at);

}  // namespace carrel::kit
