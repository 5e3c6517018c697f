// Pixels in and out of PNG and JPEG.
#pragma once

#include "sync/base/bytes.h"

namespace carrel::client {

struct PixelPicture {
  int width = 0, height = 0, channels = 3;  ///< 3: RGB, 4: RGBA.
  sync::Bytes bytes;
};
struct PictureSize {
  int width, height;
};
enum class PictureKind { png, jpeg, gif, bmp, other };

PictureKind picture_kind(sync::BytesView bytes);
/// From the header alone; Fault::invalid when it is damaged or beyond 12,000 pixels a side.
sync::Result<PictureSize> picture_size(sync::BytesView bytes);
sync::Result<PixelPicture> read_picture(sync::BytesView bytes);
/// Up to 256 colours become a palette: a diagram then costs a third of the air time. With `colour_error_max` above 0 a channel
/// may move by up to that much (of 255) to get there, which nobody sees in the soft edges of drawn letters.
sync::Bytes write_png(PixelPicture const& picture, int colour_error_max = 0);
sync::Bytes write_jpeg(PixelPicture const& picture);

}  // namespace carrel::client
