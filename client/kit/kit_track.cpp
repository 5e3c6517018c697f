// How far something came on its way, as a parcel's tracker says it.
#include <cmath>

#include "client/kit/kit.h"

namespace carrel::kit {
namespace {

constexpr float least_stop = 118;  // Pixels at 100 %: a narrower one would break its word.

struct Dot {
  Point centre;
  float radius;
};

Icon icon_of(TrackStop const& stop) {
  if (stop.icon != Icon::none) return stop.icon;
  return stop.state == StepState::done ? Icon::check : stop.state == StepState::latest ? Icon::waits : Icon::none;
}

Text name_of(StepState state) { return state == StepState::done ? "done" : state == StepState::latest ? "here" : "to come"; }

}  // namespace

void Kit::track(std::span<TrackStop const> stops) {
  auto const count = static_cast<float>(stops.size());
  float const radius = std::round(metrics().icon * 0.5f), line = type(Style::small).line;
  bool const level = width() / count >= least_stop * static_cast<float>(metrics().percent) / 100;
  float const stop_w = level ? std::floor(width() / count) : width(), aside = level ? 0 : 2 * radius + 14;
  auto const look = [&](TrackStop const& stop) {
    return TextLook{.colour = stop.state == StepState::to_come ? Token::ink2 : Token::ink, .bold = stop.state == StepState::latest};
  };
  float tallest = 0;
  for (auto const& stop : stops)
    tallest = std::max(tallest, height_of(Style::small, stop.label, stop_w - 12, look(stop)) +
                                    height_of(Style::small, stop.when, stop_w - 12));
  Rect const all = level ? place(2 * radius + 6 + tallest) : Rect{};
  Dot before{};
  gap(6, [&] {
    for (std::size_t i = 0; i < stops.size(); ++i) {
      auto const& stop = stops[i];
      bool const to_come = stop.state == StepState::to_come;
      float const text_w = level ? stop_w - 12 : stop_w - aside;
      float const label_h = height_of(Style::small, stop.label, text_w, look(stop)), when_h = height_of(Style::small, stop.when, text_w);
      Rect const r = level ? Rect{all.x + static_cast<float>(i) * stop_w, all.y, stop_w, all.h}
                           : place(std::max(2 * radius, label_h + when_h));
      Dot const dot{{r.x + radius, r.y + radius}, radius};
      Colour const way = colour(to_come ? Token::line : Token::accent);
      if (i > 0 && level) fill({before.centre.x + radius + 5, dot.centre.y - 1.5f, stop_w - 2 * radius - 10, 3}, way);
      if (i > 0 && !level) fill({dot.centre.x - 1.5f, before.centre.y + radius + 3, 3, r.y - before.centre.y - radius - 6}, way);
      if (to_come) ring(dot.centre, radius - 1, colour(Token::ink2), 2, true);
      else disc(dot.centre, radius, colour(Token::accent));
      icon(icon_of(stop), dot.centre, std::round(radius * 1.4f), colour(to_come ? Token::ink2 : Token::onaccent));
      say({Role::step, stop.label, stop.when, name_of(stop.state)}, r);
      Point const text = level ? Point{r.x, r.y + 2 * radius + 6} : Point{r.x + aside, r.y + std::max(0.0f, radius - line / 2)};
      paint(Style::small, stop.label, text, text_w, look(stop));
      paint(Style::small, stop.when, {text.x, text.y + label_h}, text_w, {.colour = Token::ink2});
      before = dot;
    }
  });
}

}  // namespace carrel::kit
