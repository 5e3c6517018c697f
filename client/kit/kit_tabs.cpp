// Pages of one place beside each other; they break into lines rather than shrink.
#include <cmath>

#include "client/kit/kit.h"

namespace carrel::kit {

bool Kit::tabs(std::span<std::string const> names, int& chosen) {
  auto const& m = metrics();
  int const before = chosen;
  float const pad = m.wide ? 16.0f : 12.0f;
  auto const height = [&] { return std::max(Metrics::touch, type(Style::label).line + 22); };
  flow([&] {
    area().gap = 4;
    for (int i = 0; i < static_cast<int>(names.size()); ++i) {
      Text const name = names[static_cast<std::size_t>(i)];
      bool const here = chosen == i;
      TextLook const look{.colour = here ? Token::accent : Token::ink2, .bold = here};
      // As wide as when it is chosen, so that nothing moves.
      float const text_w = std::ceil(std::min(text_width(name, type(Style::label)), width() - 2 * pad));
      Rect const r = place(height(), text_w + 2 * pad);
      auto const t = touch(id_for(name), r, {Role::tab, name, {}, here ? "here" : ""});
      if (t.tapped) chosen = i;
      if (t.pressed || t.hovered) fill_corners(r, lit(Token::page, t), 12, Corners::top());
      if (theme().high_contrast()) hand_rim(r, t, 12);
      paint(Style::body, name, {r.x + pad, std::round(r.centre().y - type(Style::body).line / 2)}, text_w, look);
      float const thick = here ? 4 : 1;
      fill({r.x, r.bottom() - thick, r.w, thick}, colour(here ? Token::accent : Token::line), here ? 2.0f : 0.0f);
      if (t.focused) focus_ring(r.inset(5), 8);
    }
  });
  if (chosen != before) changed_ = true;
  return chosen != before;
}

}  // namespace carrel::kit
