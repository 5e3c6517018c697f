// Contact sheets: many pictures small beside each other, each with its name, so that a whole day is looked at in one glance.
// Gathers what the tour took and writes sheets of a few pictures; the names are written in the house's own letters.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "client/kit/painter.h"
#include "platform/window/window.h"

namespace carrel::client {

class ContactSheet {
 public:
  /// Keeps the picture at half its width and height, 1 MB for one of 1280 × 800.
  void add(platform::Pixels const& picture, std::string name);
  bool empty() const { return cells_.empty(); }

  /// Writes sheet-1.png, sheet-2.png … into `folder`, three pictures wide. Draws the names into the window's surface, so what stood
  /// there is gone. Gives how many were written; Fault::full when the medium has no room.
  sync::Result<int> write(kit::Kit& kit, kit::Painter& painter, platform::Window& window, std::filesystem::path const& folder) const;

 private:
  struct Cell {
    platform::Pixels small;
    std::string name;
  };
  std::vector<Cell> cells_;
};

}  // namespace carrel::client
