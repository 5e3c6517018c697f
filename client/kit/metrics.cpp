#include "client/kit/metrics.h"

#include <algorithm>
#include <cmath>

namespace carrel::kit {
namespace {

// Order of Style: display title head lead body label small code.
constexpr std::array<TypeSize, 8> wide_type{
    {{42, 50, true}, {32, 40, true}, {24, 31, true}, {21, 31}, {18, 27}, {18, 24, true}, {16, 23}, {18, 28}}};
constexpr std::array<TypeSize, 8> narrow_type{
    {{29, 36, true}, {24, 30, true}, {20, 26, true}, {18, 26}, {17, 24}, {17, 22, true}, {15, 20}, {16, 25}}};

}  // namespace

float Metrics::space(Space space) const {
  constexpr std::array<float, 6> at_wide{4, 8, 12, 16, 24, 32}, at_narrow{4, 8, 12, 14, 16, 22};
  return (wide ? at_wide : at_narrow)[static_cast<std::size_t>(space)];
}

Metrics metrics_for(float width_px, int percent) {
  Metrics m;
  m.wide = width_px >= 1000;
  m.percent = std::clamp((percent + 12) / 25 * 25, 100, 200);
  m.one_column = m.percent >= 150;
  float const grown = static_cast<float>(m.percent) / 100, heads = 1 + 0.55f * (grown - 1);
  m.type = m.wide ? wide_type : narrow_type;
  for (std::size_t i = 0; i < m.type.size(); ++i) {
    float const by = i <= static_cast<std::size_t>(Style::title) ? heads : grown;
    m.type[i].px = std::round(m.type[i].px * by);
    m.type[i].line = std::round(m.type[i].line * by);
  }
  m.icon = std::min(40.0f, std::round((m.wide ? 24 : 22) * grown));
  auto const pick = [&m](float at_wide, float at_narrow) { return m.wide ? at_wide : at_narrow; };
  m.spine = pick(116, 84) + (grown - 1) * pick(76, 60);
  m.margin_x = pick(48, 22);
  m.margin_y = pick(34, 14);
  m.gap = pick(24, 12);
  m.pad = pick(24, 14);
  m.pad_main = pick(32, 16);
  m.row = pick(76, 60);
  m.card_radius = pick(20, 14);
  m.field_radius = pick(16, 12);
  m.button_radius = pick(14, 12);
  float const label_grows = m.of(Style::label).line - (m.wide ? 24 : 22);
  m.button = pick(56, 50) + label_grows;
  m.bar = pick(76, 60) + label_grows;
  m.bottom_bar = pick(92, 64) + label_grows;
  m.measure = pick(690, 640) * std::min(grown, 1.5f);
  return m;
}

}  // namespace carrel::kit
