// Sizes and distances of the two layouts, and how text grows. Pure: a width and a percentage in, numbers out.
#pragma once

#include <algorithm>
#include <array>

namespace carrel::kit {

enum class Style { display, title, head, lead, body, label, small, code };
enum class Space { xs, s, m, l, xl, xxl };  ///< 4, 8, 12, 16|14, 24|16, 32|22: wide | narrow.

struct TypeSize {
  float px = 0;    ///< Size of the em square.
  float line = 0;  ///< Distance of base lines.
  bool bold = false;
};

struct Metrics {
  bool wide = true;         ///< At least 1000 px: the layout of 1280x800; else that of 800x480.
  int percent = 100;        ///< 100, 125, 150, 175 or 200.
  bool one_column = false;  ///< Narrow text columns are worse than scrolling: from 150 %.
  std::array<TypeSize, 8> type{};
  float spine = 0, margin_x = 0, margin_y = 0, gap = 0, pad = 0, pad_main = 0, row = 0;
  float button = 0, button_radius = 0, card_radius = 0, field_radius = 0, icon = 24;
  float bar = 0, bottom_bar = 0, keyboard = 228, measure = 690;
  static constexpr float touch = 48, tag_radius = 8;

  float round_button() const { return std::max(touch, icon + 24); }
  TypeSize of(Style style) const { return type[static_cast<std::size_t>(style)]; }
  float space(Space space) const;
};

/// `width_px`: logical width of the window. `percent` is brought to the nearest step of 25 between 100 and 200.
Metrics metrics_for(float width_px, int percent);

}  // namespace carrel::kit
