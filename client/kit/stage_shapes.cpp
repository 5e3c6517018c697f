// Flat shapes, the soft shadow and icons. Shapes that cannot be seen are left out, so that a long page costs what its window shows.
#include <imgui_internal.h>

#include <cmath>

#include "client/kit/stage_inner.h"

namespace carrel::kit {
namespace {

ImDrawFlags flags_of(Corners c) {
  bool const none = !c.top_left && !c.top_right && !c.bottom_right && !c.bottom_left;
  return (c.top_left ? ImDrawFlags_RoundCornersTopLeft : 0) | (c.top_right ? ImDrawFlags_RoundCornersTopRight : 0) |
         (c.bottom_right ? ImDrawFlags_RoundCornersBottomRight : 0) | (c.bottom_left ? ImDrawFlags_RoundCornersBottomLeft : 0) |
         (none ? ImDrawFlags_RoundCornersNone : 0);
}

}  // namespace

void Stage::fill(Rect r, Colour c, float radius) {
  if (!seen(r)) return;
  inner_->list->AddRectFilled({r.x, r.y}, {r.right(), r.bottom()}, packed(c), radius);
}

void Stage::fill_corners(Rect r, Colour c, float radius, Corners corners) {
  if (!seen(r)) return;
  inner_->list->AddRectFilled({r.x, r.y}, {r.right(), r.bottom()}, packed(c), radius, flags_of(corners));
}

void Stage::outline(Rect r, Colour c, float thickness, float radius) {
  if (!seen(r)) return;
  float const half = thickness / 2;
  auto* const list = inner_->list;
  list->PathRect({r.x + half, r.y + half}, {r.right() - half, r.bottom() - half}, std::max(0.0f, radius - half));
  list->PathStroke(packed(c), ImDrawFlags_Closed, thickness);
}

void Stage::line(Point a, Point b, Colour c, float thickness) {
  bool const level = a.y == b.y, upright = a.x == b.x;
  // Straight lines are rectangles on whole pixels: sharp, and without the half pixel of smoothing.
  if (level) return fill({std::min(a.x, b.x), std::round(a.y - thickness / 2), std::abs(b.x - a.x), thickness}, c);
  if (upright) return fill({std::round(a.x - thickness / 2), std::min(a.y, b.y), thickness, std::abs(b.y - a.y)}, c);
  inner_->list->AddLine(vec(a), vec(b), packed(c), thickness);
}

void Stage::disc(Point centre, float radius, Colour c) {
  if (!seen({centre.x - radius, centre.y - radius, 2 * radius, 2 * radius})) return;
  inner_->list->AddCircleFilled(vec(centre), radius, packed(c));
}

void Stage::ring(Point centre, float radius, Colour c, float thickness, bool dashed) {
  if (!seen({centre.x - radius, centre.y - radius, 2 * radius, 2 * radius})) return;
  auto* const list = inner_->list;
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
  for (auto const& p : points) list->PathLineTo(vec(p));
  list->PathStroke(packed(c), 0, thickness);
  for (auto const& p : points) list->AddCircleFilled(vec(p), thickness / 2, packed(c));
}

void Stage::shadow(Rect r, float radius, bool sheet) {
  auto& in = *inner_;
  Colour c = in.theme.shadow;
  if (c.a == 0 || (in.theme.name == ThemeName::dark && !sheet)) return;
  float const down = sheet ? 12.0f : 6.0f, soft = sheet ? 36.0f : 20.0f;
  // The blur's middle line is the edge of the card, so that it fades half inside and half outside.
  Rect const outer{r.x - soft * 0.62f, r.y - soft * 0.62f + down, r.w + soft * 1.24f, r.h + soft * 1.24f};
  ImFontAtlasRect cell;
  if (!seen(outer) || !ImGui::GetIO().Fonts->GetCustomRect(in.shadow_rect, &cell)) return;
  float const rim = std::min(soft + radius * 0.5f, std::min(outer.w, outer.h) / 2);
  float const part = shadow_soft / shadow_cell;
  float const xs[] = {outer.x, outer.x + rim, outer.right() - rim, outer.right()};
  float const ys[] = {outer.y, outer.y + rim, outer.bottom() - rim, outer.bottom()};
  float const us[] = {0, part, 1 - part, 1};
  auto const u = [&](int i) { return cell.uv0.x + (cell.uv1.x - cell.uv0.x) * us[i]; };
  auto const v = [&](int i) { return cell.uv0.y + (cell.uv1.y - cell.uv0.y) * us[i]; };
  in.list->PrimReserve(9 * 6, 9 * 4);
  for (int row = 0; row < 3; ++row)
    for (int col = 0; col < 3; ++col)
      in.list->PrimRectUV({xs[col], ys[row]}, {xs[col + 1], ys[row + 1]}, {u(col), v(row)}, {u(col + 1), v(row + 1)}, packed(c));
}

void Stage::image(Picture const& p, Rect r, float radius, float strength, Corners corners) {
  if (!seen(r) || p.handle == 0 || r.empty()) return;
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
  float const x = std::round(centre.x - px / 2), top = std::round(centre.y - px / 2);
  float const base = top + px * in.icons.ascender - baked->Ascent;
  in.list->PrimReserve(6, 4);
  float const y0 = std::round(base + glyph->Y0), x0 = std::round(x + glyph->X0);
  in.list->PrimRectUV({x0, y0}, {x0 + glyph->X1 - glyph->X0, y0 + glyph->Y1 - glyph->Y0}, {glyph->U0, glyph->V0},
                      {glyph->U1, glyph->V1}, packed(c));
}

void Stage::push_clip(Rect r) { inner_->list->PushClipRect({r.x, r.y}, {r.right(), r.bottom()}, true); }
void Stage::pop_clip() { inner_->list->PopClipRect(); }

Rect Stage::clip() const {
  auto const min = inner_->list->GetClipRectMin(), max = inner_->list->GetClipRectMax();
  return {min.x, min.y, max.x - min.x, max.y - min.y};
}

}  // namespace carrel::kit
