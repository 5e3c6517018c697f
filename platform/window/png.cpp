// The one file that compiles the PNG writer.
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#endif
#include <stb_image_write.h>

#include "platform/window/window.h"

namespace carrel::platform {

sync::Done write_png(Pixels const& pixels, std::string const& path) {
  if (!stbi_write_png(path.c_str(), pixels.width, pixels.height, 4, pixels.rgba.data(), pixels.width * 4))
    return sync::Error{sync::Fault::full, "picture of the screen"};
  return {};
}

}  // namespace carrel::platform
