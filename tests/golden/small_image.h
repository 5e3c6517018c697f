// Pictures made a quarter as wide and high, and compared tile by tile: what a person would see, and no more.
// The same page differs by a hair between versions of FreeType and Mesa; a wrong colour or a thing that moved is no hair.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "platform/window/window.h"

namespace carrel::client {

struct SmallImage {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgb;  ///< Rows from the top.
};

/// Each pixel is the mean of 4 × 4.
SmallImage shrunk(platform::Pixels const& picture);

/// Fault::corrupt when it cannot be read.
sync::Result<SmallImage> read_small(std::filesystem::path const& file);
sync::Done write_small(SmallImage const& image, std::filesystem::path const& file);

/// A tile of 40 × 40 pixels of the picture, at its left and top, and how far it is off (0 to 255, mean of pixels and colours).
struct Spot {
  int x = 0, y = 0;
  double off = 0;
};

/// The tiles that a person would call different. All of them when the sizes differ.
std::vector<Spot> differences(SmallImage const& a, SmallImage const& b);

}  // namespace carrel::client
