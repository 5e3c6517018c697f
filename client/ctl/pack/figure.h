// Pictures made ready for a kiosk: SVG drawn here once and never there, wide pictures made smaller.
#pragma once

#include <filesystem>
#include <string>

#include "sync/base/bytes.h"

namespace carrel::client {

/// The widest a picture is shown, at two pixels per point; the oldest Raspberry Pi takes textures of 2048 at most.
inline constexpr int figure_width_max = 1380;
inline constexpr int figure_height_max = 2048;

struct PackedPicture {
  sync::Bytes bytes;       ///< PNG or JPEG.
  std::string ending;      ///< ".png" or ".jpg"
  int width = 0, height = 0;
  int shown_width = 0;     ///< Points at 100 %.
};

/// Fault::invalid with a sentence when the file is no picture that we can carry.
/// SVG: fetches nothing, draws on white paper (authors draw for a white page, and a dark theme shows it as a sheet of paper).
/// PNG, JPEG: kept byte for byte unless too large; GIF and BMP become PNG (the first picture of an animation).
sync::Result<PackedPicture> pack_picture(std::filesystem::path const& file);

}  // namespace carrel::client
