#include "client/ctl/pack/figure.h"

#include <cairo.h>
#include <librsvg/rsvg.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <memory>

#include "client/ctl/pack/markup.h"
#include "client/ctl/pack/picture_codec.h"

namespace carrel::client {
using sync::Bytes;
using sync::Error;
using sync::Fault;
using sync::Result;
namespace {

struct FreeSurface {
  void operator()(cairo_surface_t* s) const { cairo_surface_destroy(s); }
};
struct FreeCairo {
  void operator()(cairo_t* c) const { cairo_destroy(c); }
};
struct FreeObject {
  void operator()(gpointer o) const { g_object_unref(o); }
};
using Surface = std::unique_ptr<cairo_surface_t, FreeSurface>;
using Pen = std::unique_ptr<cairo_t, FreeCairo>;

constexpr double small_figure_width = 480, small_figure_growth_max = 1.8;
constexpr int drawn_colour_error_max = 10;
constexpr std::uintmax_t picture_file_bytes_max = 64u << 20;

Error not_a_picture(std::string const& why) { return {Fault::invalid, why}; }

Result<Bytes> read_file(std::filesystem::path const& file) {
  std::error_code failed;
  if (auto size = std::filesystem::file_size(file, failed); failed || size > picture_file_bytes_max)
    return not_a_picture("the file is larger than 64 MB");
  std::ifstream in(file, std::ios::binary);
  return Bytes((std::istreambuf_iterator<char>(in)), {});
}

// How much smaller a picture must become to fit; 1 when it fits.
double fitting(double width, double height) {
  return std::min({1.0, figure_width_max / width, figure_height_max / height});
}

// The opaque pixels of a surface as RGB bytes.
PixelPicture pixels_of(cairo_surface_t* surface) {
  cairo_surface_flush(surface);
  PixelPicture out{cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface), 3, {}};
  out.bytes.reserve(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height) * 3);
  for (int y = 0; y < out.height; ++y) {
    auto const* row = cairo_image_surface_get_data(surface) + static_cast<std::ptrdiff_t>(y) * cairo_image_surface_get_stride(surface);
    for (int x = 0; x < out.width; ++x) {
      std::uint32_t pixel;
      std::memcpy(&pixel, row + x * 4, 4);
      for (int shift : {16, 8, 0}) out.bytes.push_back(static_cast<std::uint8_t>(pixel >> shift));
    }
  }
  return out;
}

Result<PackedPicture> draw_svg(std::filesystem::path const& file) {
  TRY(source, read_file(file));
  GError* failed = nullptr;
  // Without a base folder librsvg loads nothing beside the file itself.
  std::unique_ptr<GInputStream, FreeObject> stream(
      g_memory_input_stream_new_from_data(source.data(), static_cast<gssize>(source.size()), nullptr));
  std::unique_ptr<RsvgHandle, FreeObject> handle(
      rsvg_handle_new_from_stream_sync(stream.get(), nullptr, RSVG_HANDLE_FLAGS_NONE, nullptr, &failed));
  if (!handle) {
    std::string why = failed ? failed->message : "unknown reason";
    g_clear_error(&failed);
    return not_a_picture("the SVG cannot be read: " + why);
  }
  rsvg_handle_set_dpi(handle.get(), 96);
  double width = 0, height = 0;
  if (!rsvg_handle_get_intrinsic_size_in_pixels(handle.get(), &width, &height) || width < 1 || height < 1) {
    gboolean has_width, has_height, has_box;
    RsvgLength unused_width, unused_height;
    RsvgRectangle box{};
    rsvg_handle_get_intrinsic_dimensions(handle.get(), &has_width, &unused_width, &has_height, &unused_height, &has_box, &box);
    width = has_box && box.width >= 1 ? box.width : 600;
    height = has_box && box.height >= 1 ? box.height : 400;
  }
  // Drawn for a page of print, small figures have letters too small for a screen; a drawing grows without loss.
  double const grown = std::clamp(small_figure_width / width, 1.0, small_figure_growth_max);
  width *= grown;
  height *= grown;
  double const scale = 2 * fitting(width * 2, height * 2);
  int const columns = std::max(1, static_cast<int>(std::lround(width * scale)));
  int const rows = std::max(1, static_cast<int>(std::lround(height * scale)));
  Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, columns, rows));
  Pen pen(cairo_create(surface.get()));
  cairo_set_source_rgb(pen.get(), 1, 1, 1);
  cairo_paint(pen.get());
  RsvgRectangle const page{0, 0, static_cast<double>(columns), static_cast<double>(rows)};
  if (!rsvg_handle_render_document(handle.get(), pen.get(), &page, &failed)) {
    std::string why = failed ? failed->message : "unknown reason";
    g_clear_error(&failed);
    return not_a_picture("the SVG cannot be drawn: " + why);
  }
  return PackedPicture{write_png(pixels_of(surface.get()), drawn_colour_error_max), ".png", columns, rows,
                       static_cast<int>(std::lround(std::min(width, columns + 0.0)))};
}

// Draws a picture smaller, on white where it is transparent.
PixelPicture made_smaller(PixelPicture const& from, double scale) {
  Surface source(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, from.width, from.height));
  auto* data = cairo_image_surface_get_data(source.get());
  auto const stride = cairo_image_surface_get_stride(source.get());
  for (int y = 0; y < from.height; ++y)
    for (int x = 0; x < from.width; ++x) {
      auto const* p = &from.bytes[(static_cast<std::size_t>(y) * static_cast<std::size_t>(from.width) +
                                   static_cast<std::size_t>(x)) *
                                  static_cast<std::size_t>(from.channels)];
      std::uint32_t const alpha = from.channels == 4 ? p[3] : 255u;
      std::uint32_t const pixel = alpha << 24 | (p[0] * alpha / 255) << 16 | (p[1] * alpha / 255) << 8 | p[2] * alpha / 255;
      std::memcpy(data + static_cast<std::ptrdiff_t>(y) * stride + x * 4, &pixel, 4);
    }
  cairo_surface_mark_dirty(source.get());
  int const width = std::max(1, static_cast<int>(std::lround(from.width * scale)));
  int const height = std::max(1, static_cast<int>(std::lround(from.height * scale)));
  Surface target(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
  Pen pen(cairo_create(target.get()));
  cairo_set_source_rgb(pen.get(), 1, 1, 1);
  cairo_paint(pen.get());
  cairo_scale(pen.get(), scale, scale);
  cairo_set_source_surface(pen.get(), source.get(), 0, 0);
  cairo_pattern_set_filter(cairo_get_source(pen.get()), CAIRO_FILTER_BEST);
  cairo_paint(pen.get());
  return pixels_of(target.get());
}

}  // namespace

Result<PackedPicture> pack_picture(std::filesystem::path const& file) {
  auto const ending = lower_ascii(file.extension().string());
  if (ending == ".svg") return draw_svg(file);
  TRY(bytes, read_file(file));
  auto const kind = picture_kind(bytes);
  if (kind == PictureKind::other) return not_a_picture("pictures can be SVG, PNG, JPEG, GIF or BMP");
  TRY(size, picture_size(bytes));
  auto const scale = fitting(size.width, size.height);
  bool const keep = scale == 1.0 && (kind == PictureKind::png || kind == PictureKind::jpeg);
  auto const jpeg = kind == PictureKind::jpeg;
  if (keep) return PackedPicture{std::move(bytes), jpeg ? ".jpg" : ".png", size.width, size.height, size.width};
  TRY(pixels, read_picture(bytes));
  if (scale < 1.0) pixels = made_smaller(pixels, scale);
  auto packed = jpeg ? write_jpeg(pixels) : write_png(pixels);
  return PackedPicture{std::move(packed), jpeg ? ".jpg" : ".png", pixels.width, pixels.height, pixels.width};
}

}  // namespace carrel::client
