// Flat shapes, the soft shadow and icons. Shapes that cannot be seen are left out, so that a long page costs what its window shows.
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "client/kit/stage_inner.h"

namespace carrel::kit {
namespace {

ImDrawFlags flags_of(Corners c) {
  bool const none = !c.top_left && !c.top_right && !c.bottom_right && !c.bottom_left;
  return (c.top_left ? ImDrawFlags_RoundCornersTopLeft : 0) | (c.top_right ? ImDrawFlags_RoundCornersTopRight : 0) |
         (c.bottom_right ? ImDrawFlags_RoundCornersBottomRight : 0) | (c.bottom_left ? ImDrawFlags_RoundCornersBottomLeft : 0) |
         (none ? ImDrawFlags_RoundCornersNone : 0);
}

Rect bounds_of(std::span<Point const> points) {
  if (points.empty()) return {};
  Point low = points.front(), high = low;
  for (auto const& p : points) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  return {low.x, low.y, high.x - low.x, high.y - low.y};
}

// Smaller ones are drawn sooner than they are cleared.
constexpr float plain_fill_from = 120 * 120;

// Asks the painter to clear what of `r` lies on whole pixels, and gives that part; nothing when drawing is as good.
Rect clear_inside(Stage::Inner& in, Rect r, Colour c, Rect clip) {
  if (!in.plain_fill || c.a != 255 || r.w * r.h < plain_fill_from) return {};
  float const density = in.extent.density;
  int const left = static_cast<int>(std::ceil(r.x * density)), right = static_cast<int>(std::floor(r.right() * density));
  int const top = static_cast<int>(std::ceil(r.y * density)), bottom = static_cast<int>(std::floor(r.bottom() * density));
  // Cut like the renderer cuts a clip rectangle.
  int const clip_left = static_cast<int>(clip.x * density), clip_right = static_cast<int>(clip.right() * density);
  int const clip_top = static_cast<int>(clip.y * density), clip_bottom = static_cast<int>(clip.bottom() * density);
  int const x0 = std::max(left, clip_left), x1 = std::min(right, clip_right);
  int const y0 = std::max(top, clip_top), y1 = std::min(bottom, clip_bottom);
  if (x1 <= x0 || y1 <= y0) return {};
  PlainFill what{x0, static_cast<int>(in.extent.height * density) - y1, x1 - x0, y1 - y0, c};
  in.list->AddCallback(in.plain_fill, &what, sizeof what);
  auto const logical = [density](int pixel) { return static_cast<float>(pixel) / density; };
  return {logical(left), logical(top), logical(right - left), logical(bottom - top)};
}

// Those that say where a page goes; on a page from right to left they point the other way.
bool points_sideways(Icon icon) {
  return icon == Icon::back || icon == Icon::forward || icon == Icon::chevron || icon == Icon::undo || icon == Icon::leave ||
         icon == Icon::contents;
}

}  // namespace

void Stage::set_plain_fill(void (*paint)(ImDrawList const*, ImDrawCmd const*)) { inner_->plain_fill = paint; }

void Stage::fill(Rect r, Colour c, float radius) { fill_corners(r, c, radius, {}); }

void Stage::fill_corners(Rect laid, Colour c, float radius, Corners laid_corners) {
  if (!seen(laid)) return;
  if (inner_->ledger) {
    auto& stroke = inner_->note(Stroke::Kind::fill, laid, c);
    stroke.radius = radius, stroke.corners = laid_corners;
  }
  Rect const r = inner_->placed(laid), window = inner_->window_clip();
  Corners const corners = inner_->placed(laid_corners);
  auto const draw = [&] {
    inner_->list->AddRectFilled({r.x, r.y}, {r.right(), r.bottom()}, packed(c), radius, flags_of(corners));
  };
  Rect const plain{r.x, r.y + radius, r.w, r.h - 2 * radius};
  auto const cleared = clear_inside(*inner_, plain, c, window);
  if (cleared.empty()) return draw();
  // The shape again, through the gaps that are left around the cleared part: round ends, and rims between pixels. A gap reaches a
  // little over both, for the renderer cuts clip rectangles to whole pixels; the same opaque colour twice does no harm.
  constexpr float reach = 2;
  auto const through = [&](float x, float y, float right, float bottom) {
    Rect const gap{x - reach, y - reach, right - x + 2 * reach, bottom - y + 2 * reach};
    if (window.common(gap).empty()) return;
    inner_->list->PushClipRect({gap.x, gap.y}, {gap.right(), gap.bottom()}, true);
    draw();
    pop_clip();
  };
  if (radius > 0 || cleared.y > r.y) through(r.x, r.y, r.right(), cleared.y);
  if (radius > 0 || cleared.bottom() < r.bottom()) through(r.x, cleared.bottom(), r.right(), r.bottom());
  // Below and above what those two reached: a smoothed rim must not be drawn twice.
  float const from = cleared.y + 2 * reach, to = cleared.bottom() - 2 * reach;
  if (cleared.x > r.x) through(r.x, from, cleared.x, to);
  if (cleared.right() < r.right()) through(cleared.right(), from, r.right(), to);
}

void Stage::outline(Rect r, Colour c, float thickness, float radius) {
  if (!seen(r)) return;
  if (inner_->ledger) {
    auto& stroke = inner_->note(Stroke::Kind::outline, r, c);
    stroke.radius = radius, stroke.thickness = thickness;
  }
  float const half = thickness / 2;
  auto* const list = inner_->list;
  r = inner_->placed(r);
  list->PathRect({r.x + half, r.y + half}, {r.right() - half, r.bottom() - half}, std::max(0.0f, radius - half));
  list->PathStroke(packed(c), ImDrawFlags_Closed, thickness);
}

void Stage::line(Point a, Point b, Colour c, float thickness) {
  bool const level = a.y == b.y, upright = a.x == b.x;
  // Straight lines are rectangles on whole pixels: sharp, and without the half pixel of smoothing.
  if (level) return fill({std::min(a.x, b.x), std::round(a.y - thickness / 2), std::abs(b.x - a.x), thickness}, c);
  if (upright) return fill({std::round(a.x - thickness / 2), std::min(a.y, b.y), thickness, std::abs(b.y - a.y)}, c);
  if (inner_->ledger) inner_->note(Stroke::Kind::line, bounds_of(std::array{a, b}), c).thickness = thickness;
  inner_->list->AddLine(vec(inner_->placed(a)), vec(inner_->placed(b)), packed(c), thickness);
}

void Stage::disc(Point centre, float radius, Colour c) {
  if (!seen({centre.x - radius, centre.y - radius, 2 * radius, 2 * radius})) return;
  if (inner_->ledger) inner_->note(Stroke::Kind::disc, {centre.x - radius, centre.y - radius, 2 * radius, 2 * radius}, c).radius = radius;
  inner_->list->AddCircleFilled(vec(inner_->placed(centre)), radius, packed(c));
}

void Stage::ring(Point centre, float radius, Colour c, float thickness, bool dashed) {
  if (!seen({centre.x - radius, centre.y - radius, 2 * radius, 2 * radius})) return;
  auto* const list = inner_->list;
  if (inner_->ledger) {
    auto& stroke = inner_->note(Stroke::Kind::ring, {centre.x - radius, centre.y - radius, 2 * radius, 2 * radius}, c);
    stroke.radius = radius, stroke.thickness = thickness;
  }
  centre = inner_->placed(centre);
  if (!dashed) return list->AddCircle(vec(centre), radius - thickness / 2, packed(c), 0, thickness);
  constexpr int dashes = 12;
  constexpr float turn = 6.2831853f / dashes;
  for (int i = 0; i < dashes; ++i) {
    float const from = static_cast<float>(i) * turn;
    list->PathArcTo(vec(centre), radius - thickness / 2, from, from + turn * 0.58f);
    list->PathStroke(packed(c), 0, thickness);
  }
}

void Stage::polygon(std::span<Point const> points, Colour c) {
  auto* const list = inner_->list;
  if (inner_->ledger) inner_->note(Stroke::Kind::polygon, bounds_of(points), c).points.assign(points.begin(), points.end());
  std::vector<Point> mirror;
  if (inner_->mirrored) {
    for (auto const& p : points) mirror.push_back(inner_->placed(p));
    points = mirror;
  }
  float area = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    auto const &p = points[i], &q = points[(i + 1) % points.size()];
    area += p.x * q.y - q.x * p.y;
  }
  // Smooth rims come out only where the points go round clockwise.
  if (area < 0) for (auto it = points.rbegin(); it != points.rend(); ++it) list->PathLineTo(vec(*it));
  else for (auto const& p : points) list->PathLineTo(vec(p));
  list->PathFillConcave(packed(c));
}

void Stage::polyline(std::span<Point const> points, Colour c, float thickness) {
  auto* const list = inner_->list;
  if (inner_->ledger) inner_->note(Stroke::Kind::line, bounds_of(points).inset(-thickness / 2), c).thickness = thickness;
  for (auto const& p : points) list->PathLineTo(vec(inner_->placed(p)));
  list->PathStroke(packed(c), 0, thickness);
  for (auto const& p : points) list->AddCircleFilled(vec(inner_->placed(p)), thickness / 2, packed(c));
}

void Stage::shadow(Rect r, float radius, bool sheet) {
  auto& in = *inner_;
  Colour c = in.theme.shadow;
  if (c.a == 0 || (in.theme.name == ThemeName::dark && !sheet)) return;
  float const down = sheet ? 12.0f : 6.0f, soft = sheet ? 36.0f : 20.0f;
  // The blur's middle line is the edge of the card, so that it fades half inside and half outside.
  Rect outer{r.x - soft * 0.62f, r.y - soft * 0.62f + down, r.w + soft * 1.24f, r.h + soft * 1.24f};
  ImFontAtlasRect cell;
  if (!seen(outer) || !ImGui::GetIO().Fonts->GetCustomRect(in.shadow_rect, &cell)) return;
  float const rim = std::min(soft + radius * 0.5f, std::min(outer.w, outer.h) / 2);
  if (in.ledger) in.note(Stroke::Kind::shadow, outer, c).thickness = rim;
  outer = in.placed(outer);
  r = in.placed(r);
  float const part = shadow_soft / shadow_cell;
  // How far into the texture a point stands: rims are stretched to `rim`, the middle to what is left.
  auto const at = [&](float from, float to, float x) {
    if (x <= from + rim) return (x - from) / rim * part;
    if (x >= to - rim) return 1 - (to - x) / rim * part;
    return part + (x - from - rim) / (to - from - 2 * rim) * (1 - 2 * part);
  };
  // Whoever casts it covers it: only what shows is drawn. A corner's square reaches so far into its roundness.
  float const in_by = radius * 0.3f + 1;
  Rect const hidden{r.x + in_by, r.y + in_by, r.w - 2 * in_by, r.h - 2 * in_by};
  std::array xs{outer.x, outer.x + rim, outer.right() - rim, outer.right(), hidden.x, hidden.right()};
  std::array ys{outer.y, outer.y + rim, outer.bottom() - rim, outer.bottom(), hidden.y, hidden.bottom()};
  std::sort(xs.begin(), xs.end());
  std::sort(ys.begin(), ys.end());
  auto const u = [&](float x) { return cell.uv0.x + (cell.uv1.x - cell.uv0.x) * at(outer.x, outer.right(), x); };
  auto const v = [&](float y) { return cell.uv0.y + (cell.uv1.y - cell.uv0.y) * at(outer.y, outer.bottom(), y); };
  for (std::size_t row = 0; row + 1 < ys.size(); ++row)
    for (std::size_t col = 0; col + 1 < xs.size(); ++col) {
      Rect const tile{xs[col], ys[row], xs[col + 1] - xs[col], ys[row + 1] - ys[row]};
      if (tile.empty() || hidden.contains(tile.centre()) || !outer.contains(tile.centre())) continue;
      in.list->PrimReserve(6, 4);
      in.list->PrimRectUV({tile.x, tile.y}, {tile.right(), tile.bottom()}, {u(tile.x), v(tile.y)}, {u(tile.right()), v(tile.bottom())},
                          packed(c));
    }
}

void Stage::image(Picture const& p, Rect r, float radius, float strength, Corners corners) {
  if (!seen(r) || p.handle == 0 || r.empty()) return;
  if (inner_->ledger) {
    auto& stroke = inner_->note(Stroke::Kind::picture, r, faded({255, 255, 255, 255}, strength));
    stroke.radius = radius, stroke.corners = corners;
  }
  r = inner_->placed(r);
  corners = inner_->placed(corners);
  auto* const texture = reinterpret_cast<ImTextureData*>(p.handle);
  float const shape = static_cast<float>(p.width) / static_cast<float>(p.height) / (r.w / r.h);
  float const u = shape > 1 ? (1 - 1 / shape) / 2 : 0, v = shape < 1 ? (1 - shape) / 2 : 0;
  Colour const c = faded({255, 255, 255, 255}, strength);
  inner_->list->AddImageRounded(texture->GetTexRef(), {r.x, r.y}, {r.right(), r.bottom()}, {u, v}, {1 - u, 1 - v}, packed(c),
                                radius, flags_of(corners));
}

void Stage::icon(Icon icon, Point centre, float px, Colour c) {
  if (icon == Icon::none || !seen({centre.x - px / 2, centre.y - px / 2, px, px})) return;
  auto& in = *inner_;
  auto* const baked = in.baked(in.icons, px);
  auto const* const glyph = baked->FindGlyph(static_cast<ImWchar>(icon));
  if (!glyph || !glyph->Visible) return;
  // The drawing stands in its em square; centred by that square, icons of one row stay on one line.
  centre = in.placed(centre);
  float const x = std::round(centre.x - px / 2), top = std::round(centre.y - px / 2);
  float const base = top + px * in.icons.ascender - baked->Ascent;
  in.list->PrimReserve(6, 4);
  float const y0 = std::round(base + glyph->Y0), x0 = std::round(x + glyph->X0);
  if (in.ledger) {
    auto& stroke = in.note(Stroke::Kind::icon, in.laid({x0, y0, glyph->X1 - glyph->X0, glyph->Y1 - glyph->Y0}), c);
    stroke.px = px, stroke.icon = icon;
  }
  bool const turned = mirrored() && points_sideways(icon);
  in.list->PrimRectUV({x0, y0}, {x0 + glyph->X1 - glyph->X0, y0 + glyph->Y1 - glyph->Y0},
                      {turned ? glyph->U1 : glyph->U0, glyph->V0}, {turned ? glyph->U0 : glyph->U1, glyph->V1}, packed(c));
}

void Stage::push_clip(Rect r) {
  r = inner_->placed(r);
  inner_->list->PushClipRect({r.x, r.y}, {r.right(), r.bottom()}, true);
}

void Stage::pop_clip() { inner_->list->PopClipRect(); }

Rect Stage::clip() const { return inner_->laid(inner_->window_clip()); }

}  // namespace carrel::kit
