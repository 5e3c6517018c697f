#include "tests/audit/eye.h"

#include <algorithm>
#include <cmath>

#include "client/kit/theme.h"

namespace carrel::audit {
namespace {

using kit::Colour;
using kit::Point;
using kit::Rect;
using kit::Stroke;

bool in_round_box(Rect r, float radius, kit::Corners corners, Point p) {
  if (!r.contains(p)) return false;
  float const round = std::min({radius, r.w / 2, r.h / 2});
  bool const left = p.x < r.x + round, right = p.x > r.right() - round, high = p.y < r.y + round, low = p.y > r.bottom() - round;
  if (!(left || right) || !(high || low)) return true;
  bool const is_round = high ? (left ? corners.top_left : corners.top_right) : left ? corners.bottom_left : corners.bottom_right;
  if (!is_round) return true;
  Point const c{left ? r.x + round : r.right() - round, high ? r.y + round : r.bottom() - round};
  return std::hypot(p.x - c.x, p.y - c.y) <= round;
}

bool in_polygon(std::vector<Point> const& points, Point p) {
  bool inside = false;
  for (std::size_t i = 0, j = points.size() - 1; i < points.size(); j = i++) {
    auto const &a = points[i], &b = points[j];
    if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

// How strong a shadow is at a point: it rises softly from each side, as its texture does.
float depth(Stroke const& shadow, Point p) {
  auto const& r = shadow.area;
  auto const rise = [&shadow](float from_side) {
    float const t = std::clamp(from_side / shadow.thickness, 0.0f, 1.0f);
    return t * t * (3 - 2 * t);
  };
  return rise(std::min(p.x - r.x, r.right() - p.x)) * rise(std::min(p.y - r.y, r.bottom() - p.y));
}

Colour over(Colour below, Colour above) {
  return kit::mixed(below, {above.r, above.g, above.b, below.a}, static_cast<float>(above.a) / 255);
}

}  // namespace

bool covers(Stroke const& stroke, Point p) {
  if (!stroke.clip.contains(p)) return false;
  auto const& r = stroke.area;
  using Kind = Stroke::Kind;
  switch (stroke.kind) {
    case Kind::fill:
    case Kind::picture: return in_round_box(r, stroke.radius, stroke.corners, p);
    case Kind::outline:
      return in_round_box(r, stroke.radius, {}, p) &&
             !in_round_box(r.inset(stroke.thickness), std::max(0.0f, stroke.radius - stroke.thickness), {}, p);
    case Kind::disc: return std::hypot(p.x - r.centre().x, p.y - r.centre().y) <= stroke.radius;
    case Kind::ring: {
      float const far = std::hypot(p.x - r.centre().x, p.y - r.centre().y);
      return far <= stroke.radius && far >= stroke.radius - stroke.thickness;
    }
    case Kind::polygon: return r.contains(p) && in_polygon(stroke.points, p);
    case Kind::shadow: return r.contains(p);
    case Kind::line:
    case Kind::letters:
    case Kind::icon: return false;
  }
  return false;
}

Colour ground_at(kit::Ledger const& ledger, std::size_t count, Point p, bool* pictures) {
  std::vector<Colour> veils;
  Colour ground{0, 0, 0};
  for (std::size_t i = count; i-- > 0;) {
    auto const& stroke = ledger.strokes[i];
    if (!covers(stroke, p)) continue;
    Colour c = stroke.colour;
    if (stroke.kind == Stroke::Kind::shadow) c.a = static_cast<std::uint8_t>(static_cast<float>(c.a) * depth(stroke, p));
    if (stroke.kind == Stroke::Kind::picture && pictures) *pictures = true;
    if (c.a == 255) {
      ground = c;
      break;
    }
    veils.push_back(c);
  }
  for (auto it = veils.rbegin(); it != veils.rend(); ++it) ground = over(ground, *it);
  return ground;
}

double least_contrast(kit::Ledger const& ledger, std::size_t stroke, bool* pictures) {
  auto const& ink = ledger.strokes[stroke];
  Rect const r = ink.seen();
  double least = 21;
  constexpr float across[] = {0.04f, 0.35f, 0.65f, 0.96f}, down[] = {0.08f, 0.5f, 0.92f};
  for (float const y : down)
    for (float const x : across) {
      Colour const ground = ground_at(ledger, stroke, {r.x + r.w * x, r.y + r.h * y}, pictures);
      least = std::min(least, kit::contrast(over(ground, ink.colour), ground));
    }
  return least;
}

double edge_contrast(kit::Ledger const& ledger, std::size_t stroke) {
  auto const& edge = ledger.strokes[stroke];
  auto const& r = edge.area;
  constexpr float out = 1.5f;
  float const in = edge.thickness > 0 ? edge.thickness / 2 : 1;
  struct Side { Point line, outside; };
  Side const sides[] = {{{r.x + in, r.centre().y}, {r.x - out, r.centre().y}},
                        {{r.right() - in, r.centre().y}, {r.right() + out, r.centre().y}},
                        {{r.centre().x, r.y + in}, {r.centre().x, r.y - out}},
                        {{r.centre().x, r.bottom() - in}, {r.centre().x, r.bottom() + out}}};
  double least = 21;
  for (auto const& side : sides) {
    if (!edge.clip.contains(side.line) || !edge.clip.contains(side.outside)) continue;
    auto const all = ledger.strokes.size();
    least = std::min(least, kit::contrast(ground_at(ledger, all, side.line), ground_at(ledger, all, side.outside)));
  }
  return least;
}

}  // namespace carrel::audit
