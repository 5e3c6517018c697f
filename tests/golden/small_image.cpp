#include "tests/golden/small_image.h"

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#endif
#include <stb_image.h>
#include <stb_image_write.h>

#include <cmath>
#include <cstdlib>

namespace carrel::client {
namespace {

constexpr int shrink = 4, tile = 10;
constexpr double off_max = 9.5;   // Every edge half a pixel off is 8 at most, a button that moved by three pixels beyond 12.
constexpr int colour_steps = 8;   // Fewer colours pack better; half a step is far below what counts.

struct Freed {
  void operator()(unsigned char* pixels) const { stbi_image_free(pixels); }
};

}  // namespace

SmallImage shrunk(platform::Pixels const& picture) {
  SmallImage small{picture.width / shrink, picture.height / shrink, {}};
  auto const at = [&](int x, int y, int channel) {
    return picture.rgba[(static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) + static_cast<std::size_t>(x)) * 4 +
                        static_cast<std::size_t>(channel)];
  };
  for (int y = 0; y < small.height; ++y)
    for (int x = 0; x < small.width; ++x)
      for (int channel = 0; channel < 3; ++channel) {
        int sum = 0;
        for (int i = 0; i < shrink * shrink; ++i) sum += at(x * shrink + i % shrink, y * shrink + i / shrink, channel);
        int const mean = sum / (shrink * shrink);
        small.rgb.push_back(static_cast<std::uint8_t>(std::min(255, (mean + colour_steps / 2) / colour_steps * colour_steps)));
      }
  return small;
}

sync::Result<SmallImage> read_small(std::filesystem::path const& file) {
  SmallImage image;
  int channels = 0;
  std::unique_ptr<unsigned char, Freed> const pixels(stbi_load(file.c_str(), &image.width, &image.height, &channels, 3));
  if (!pixels) return sync::Error{sync::Fault::corrupt, file.filename().string()};
  auto const size = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 3;
  image.rgb.assign(pixels.get(), pixels.get() + size);
  return image;
}

sync::Done write_small(SmallImage const& image, std::filesystem::path const& file) {
  stbi_write_png_compression_level = 64;
  if (!stbi_write_png(file.c_str(), image.width, image.height, 3, image.rgb.data(), image.width * 3))
    return sync::Error{sync::Fault::full, file.filename().string()};
  return {};
}

std::vector<Spot> differences(SmallImage const& a, SmallImage const& b) {
  std::vector<Spot> spots;
  bool const same_size = a.width == b.width && a.height == b.height;
  for (int top = 0; top < a.height; top += tile)
    for (int left = 0; left < a.width; left += tile) {
      int const right = std::min(left + tile, a.width), bottom = std::min(top + tile, a.height);
      double sum = 0;
      for (int y = top; y < bottom && same_size; ++y)
        for (int x = left * 3; x < right * 3; ++x) {
          auto const at = static_cast<std::size_t>(y) * static_cast<std::size_t>(a.width) * 3 + static_cast<std::size_t>(x);
          sum += std::abs(static_cast<int>(a.rgb[at]) - static_cast<int>(b.rgb[at]));
        }
      double const off = same_size ? sum / ((right - left) * (bottom - top) * 3) : 255;
      if (off > off_max) spots.push_back({left * shrink, top * shrink, off});
    }
  return spots;
}

}  // namespace carrel::client
