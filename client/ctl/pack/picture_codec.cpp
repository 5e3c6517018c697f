#include "client/ctl/pack/picture_codec.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <memory>

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_ONLY_GIF
#define STBI_ONLY_BMP
#define STBI_NO_STDIO
#define STBI_MAX_DIMENSIONS 12000
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#include <stb_image.h>
#include <stb_image_write.h>
#pragma GCC diagnostic pop

namespace carrel::client {
using sync::Bytes;
using sync::BytesView;
using sync::Error;
using sync::Fault;
using sync::Result;
namespace {

struct FreePixels {
  void operator()(stbi_uc* pixels) const { stbi_image_free(pixels); }
};

void put_u32(Bytes& out, std::uint32_t value) {
  for (int shift : {24, 16, 8, 0}) out.push_back(static_cast<std::uint8_t>(value >> shift));
}

void put_chunk(Bytes& out, std::string_view kind, Bytes const& data) {
  put_u32(out, static_cast<std::uint32_t>(data.size()));
  auto const from = out.size();
  out.insert(out.end(), kind.begin(), kind.end());
  out.insert(out.end(), data.begin(), data.end());
  put_u32(out, static_cast<std::uint32_t>(crc32(0, out.data() + from, static_cast<uInt>(out.size() - from))));
}

Bytes deflated(Bytes const& raw) {
  Bytes out(compressBound(raw.size()));
  auto size = static_cast<uLongf>(out.size());
  compress2(out.data(), &size, raw.data(), raw.size(), 9);
  out.resize(size);
  return out;
}

std::uint8_t paeth(int left, int up, int corner) {
  int const guess = left + up - corner;
  int const a = std::abs(guess - left), b = std::abs(guess - up), c = std::abs(guess - corner);
  return static_cast<std::uint8_t>(a <= b && a <= c ? left : b <= c ? up : corner);
}

// Each row by the filter that leaves the smallest sum, as the PNG specification suggests; palettes stay as they are.
Bytes filtered(Bytes const& pixels, std::size_t stride, std::size_t step, bool adaptive) {
  Bytes out;
  Bytes best, tried(stride);
  Bytes const nothing(stride, 0);
  for (std::size_t row = 0; row * stride < pixels.size(); ++row) {
    auto const* now = &pixels[row * stride];
    auto const* up = row ? now - stride : nothing.data();
    long best_sum = -1;
    int best_kind = 0;
    for (int kind = 0; kind < (adaptive ? 5 : 1); ++kind) {
      long sum = 0;
      for (std::size_t i = 0; i < stride; ++i) {
        int const left = i >= step ? now[i - step] : 0, corner = i >= step ? up[i - step] : 0;
        int const guess = kind == 0   ? 0
                          : kind == 1 ? left
                          : kind == 2 ? up[i]
                          : kind == 3 ? (left + up[i]) / 2
                                      : paeth(left, up[i], corner);
        tried[i] = static_cast<std::uint8_t>(now[i] - guess);
        sum += std::abs(static_cast<signed char>(tried[i]));
      }
      if (best_sum < 0 || sum < best_sum) best_sum = sum, best_kind = kind, best = tried;
    }
    out.push_back(static_cast<std::uint8_t>(best_kind));
    out.insert(out.end(), best.begin(), best.end());
  }
  return out;
}

using Colour = std::array<std::uint8_t, 3>;
Colour colour_at(PixelPicture const& picture, std::size_t at) { return {picture.bytes[at], picture.bytes[at + 1], picture.bytes[at + 2]}; }

struct Palette {
  Bytes colours, indices;
};
// Colours in cells of `cell` levels a side become the commonest colour of their cell; nothing when more than 256 remain.
std::unique_ptr<Palette> palette_of(PixelPicture const& picture, std::map<Colour, std::size_t> const& counts, int cell) {
  auto cell_of = [&](Colour colour) {
    for (auto& channel : colour) channel = static_cast<std::uint8_t>(channel / cell);
    return colour;
  };
  struct Entry {
    Colour colour{};
    std::size_t count = 0;
    std::uint8_t index = 0;
  };
  std::map<Colour, Entry> cells;
  for (auto const& [colour, count] : counts) {
    auto& entry = cells[cell_of(colour)];
    if (count > entry.count) entry.colour = colour, entry.count = count;
    if (cells.size() > 256) return nullptr;
  }
  auto out = std::make_unique<Palette>();
  std::uint8_t next = 0;
  for (auto& [name, entry] : cells) {
    entry.index = next++;
    out->colours.insert(out->colours.end(), entry.colour.begin(), entry.colour.end());
  }
  for (std::size_t at = 0; at + 2 < picture.bytes.size(); at += 3) out->indices.push_back(cells.at(cell_of(colour_at(picture, at))).index);
  return out;
}

std::unique_ptr<Palette> palette_of(PixelPicture const& picture, int colour_error_max) {
  if (picture.channels != 3) return nullptr;
  std::map<Colour, std::size_t> counts;
  for (std::size_t at = 0; at + 2 < picture.bytes.size(); at += 3) ++counts[colour_at(picture, at)];
  for (int cell = 1; cell <= colour_error_max + 1; ++cell)
    if (auto found = palette_of(picture, counts, cell)) return found;
  return nullptr;
}

void append(void* context, void* data, int size) {
  auto* out = static_cast<Bytes*>(context);
  auto const* bytes = static_cast<std::uint8_t const*>(data);
  out->insert(out->end(), bytes, bytes + size);
}

}  // namespace

PictureKind picture_kind(BytesView bytes) {
  auto const text = sync::as_text(bytes.first(std::min<std::size_t>(bytes.size(), 8)));
  if (text.starts_with("\x89PNG\r\n\x1a\n")) return PictureKind::png;
  if (text.starts_with("\xFF\xD8\xFF")) return PictureKind::jpeg;
  if (text.starts_with("GIF8")) return PictureKind::gif;
  if (text.starts_with("BM")) return PictureKind::bmp;
  return PictureKind::other;
}

Result<PictureSize> picture_size(BytesView bytes) {
  PictureSize size{};
  int channels = 0;
  if (!stbi_info_from_memory(bytes.data(), static_cast<int>(bytes.size()), &size.width, &size.height, &channels) ||
      size.width < 1 || size.height < 1)
    return Error{Fault::invalid, "the picture is damaged or larger than 12,000 pixels"};
  return size;
}

Result<PixelPicture> read_picture(BytesView bytes) {
  int width = 0, height = 0, channels = 0;
  std::unique_ptr<stbi_uc, FreePixels> pixels(
      stbi_load_from_memory(bytes.data(), static_cast<int>(bytes.size()), &width, &height, &channels, 0));
  if (!pixels) return Error{Fault::invalid, "the picture is damaged"};
  int const wanted = channels == 2 || channels == 4 ? 4 : 3;
  if (wanted != channels) {
    pixels.reset(stbi_load_from_memory(bytes.data(), static_cast<int>(bytes.size()), &width, &height, &channels, wanted));
    if (!pixels) return Error{Fault::invalid, "the picture is damaged"};
  }
  auto const size = static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * static_cast<std::size_t>(wanted);
  return PixelPicture{width, height, wanted, Bytes(pixels.get(), pixels.get() + size)};
}

Bytes write_png(PixelPicture const& picture, int colour_error_max) {
  auto const palette = palette_of(picture, colour_error_max);
  Bytes out{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  Bytes header;
  put_u32(header, static_cast<std::uint32_t>(picture.width));
  put_u32(header, static_cast<std::uint32_t>(picture.height));
  header.insert(header.end(), {8, static_cast<std::uint8_t>(palette ? 3 : picture.channels == 4 ? 6 : 2), 0, 0, 0});
  put_chunk(out, "IHDR", header);
  auto const width = static_cast<std::size_t>(picture.width);
  if (palette) {
    put_chunk(out, "PLTE", palette->colours);
    put_chunk(out, "IDAT", deflated(filtered(palette->indices, width, 1, false)));
  } else {
    auto const step = static_cast<std::size_t>(picture.channels);
    put_chunk(out, "IDAT", deflated(filtered(picture.bytes, width * step, step, true)));
  }
  put_chunk(out, "IEND", {});
  return out;
}

Bytes write_jpeg(PixelPicture const& picture) {
  Bytes out;
  stbi_write_jpg_to_func(append, &out, picture.width, picture.height, picture.channels, picture.bytes.data(), 85);
  return out;
}

}  // namespace carrel::client
