#include "platform/window/window.h"

#include <GLES2/gl2.h>

#include <algorithm>

namespace carrel::platform {

sync::Result<std::unique_ptr<Window>> Window::open(WindowMode mode, int width, int height, std::string const& title) {
  if (mode == WindowMode::headless) return open_headless(width, height);
  return open_on_display(mode, width, height, title);
}

Pixels Window::read_pixels() const {
  auto const logical = size();
  Pixels pixels;
  pixels.width = static_cast<int>(static_cast<float>(logical.width) * logical.density);
  pixels.height = static_cast<int>(static_cast<float>(logical.height) * logical.density);
  auto const row = static_cast<std::size_t>(pixels.width) * 4;
  pixels.rgba.resize(row * static_cast<std::size_t>(pixels.height));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, pixels.width, pixels.height, GL_RGBA, GL_UNSIGNED_BYTE, pixels.rgba.data());
  // GL counts rows from the bottom.
  for (int top = 0, bottom = pixels.height - 1; top < bottom; ++top, --bottom) {
    auto const a = pixels.rgba.begin() + static_cast<std::ptrdiff_t>(row) * top;
    std::swap_ranges(a, a + static_cast<std::ptrdiff_t>(row), pixels.rgba.begin() + static_cast<std::ptrdiff_t>(row) * bottom);
  }
  for (std::size_t i = 3; i < pixels.rgba.size(); i += 4) pixels.rgba[i] = 255;
  return pixels;
}

}  // namespace carrel::platform
