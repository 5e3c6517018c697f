#include "client/app/contact_sheet.h"

#include <algorithm>

namespace carrel::client {
namespace {

using platform::Pixels;

constexpr int columns = 3, rows_max = 5, between = 16, caption = 30;
constexpr float caption_px = 17;

std::size_t at(Pixels const& p, int x, int y) {
  return (static_cast<std::size_t>(y) * static_cast<std::size_t>(p.width) + static_cast<std::size_t>(x)) * 4;
}

Pixels halved(Pixels const& picture) {
  Pixels half{picture.width / 2, picture.height / 2, {}};
  half.rgba.resize(static_cast<std::size_t>(half.width) * static_cast<std::size_t>(half.height) * 4);
  for (int y = 0; y < half.height; ++y)
    for (int x = 0; x < half.width; ++x)
      for (std::size_t c = 0; c < 4; ++c) {
        int const sum = picture.rgba[at(picture, 2 * x, 2 * y) + c] + picture.rgba[at(picture, 2 * x + 1, 2 * y) + c] +
                        picture.rgba[at(picture, 2 * x, 2 * y + 1) + c] + picture.rgba[at(picture, 2 * x + 1, 2 * y + 1) + c];
        half.rgba[at(half, x, y) + c] = static_cast<std::uint8_t>(sum / 4);
      }
  return half;
}

// The first `height` rows of `from` go to (x, y) of the sheet.
void paste(Pixels& sheet, Pixels const& from, int x, int y, int width, int height) {
  for (int row = 0; row < std::min(height, from.height); ++row) {
    auto const source = from.rgba.begin() + static_cast<std::ptrdiff_t>(at(from, 0, row));
    std::copy(source, source + std::min(width, from.width) * 4, sheet.rgba.begin() + static_cast<std::ptrdiff_t>(at(sheet, x, y + row)));
  }
}

// The name in the letters of the house, at the top left of a frame that is never shown.
Pixels written(std::string const& name, kit::Kit& kit, kit::Painter& painter, platform::Window& window) {
  auto const size = window.size();
  kit.begin({static_cast<float>(size.width), static_cast<float>(size.height), size.density});
  kit.line_of_text(name, {caption_px, static_cast<float>(caption), true}, {2, 0}, kit.colour(kit::Token::ink));
  kit.end();
  painter.paint();
  return window.read_pixels();
}

}  // namespace

void ContactSheet::add(Pixels const& picture, std::string name) { cells_.push_back({halved(picture), std::move(name)}); }

sync::Result<int> ContactSheet::write(kit::Kit& kit, kit::Painter& painter, platform::Window& window,
                                      std::filesystem::path const& folder) const {
  if (cells_.empty()) return 0;
  int const width = cells_.front().small.width, height = cells_.front().small.height;
  int const on_one = columns * rows_max;
  int sheets = 0;
  for (int first = 0; first < static_cast<int>(cells_.size()); first += on_one) {
    int const count = std::min(on_one, static_cast<int>(cells_.size()) - first), rows = (count + columns - 1) / columns;
    Pixels sheet{between + columns * (width + between), between + rows * (caption + height + between), {}};
    auto const ground = kit.colour(kit::Token::sunk);  // Pictures of paper would run into each other on paper.
    for (int i = 0; i < sheet.width * sheet.height; ++i) sheet.rgba.insert(sheet.rgba.end(), {ground.r, ground.g, ground.b, 255});
    for (int i = 0; i < count; ++i) {
      auto const& cell = cells_[static_cast<std::size_t>(first + i)];
      int const x = between + i % columns * (width + between), y = between + i / columns * (caption + height + between);
      paste(sheet, written(cell.name, kit, painter, window), x, y, width, caption);
      paste(sheet, cell.small, x, y + caption, width, height);
    }
    CHECKED(platform::write_png(sheet, (folder / ("sheet-" + std::to_string(++sheets) + ".png")).string()));
  }
  return sheets;
}

}  // namespace carrel::client
