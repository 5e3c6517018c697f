#include "client/kit/drawn.h"

#include <cmath>
#include <vector>

namespace carrel::kit {
namespace {

using Shape = std::vector<Point>;
constexpr Colour moss{0x3E, 0x8B, 0x6F}, mint{0x58, 0xB5, 0x92}, mint_dark{0x41, 0x9B, 0x7B}, brass{0xE2, 0xA8, 0x3B}, white{255, 255, 255},
    night{0x23, 0x3F, 0x3A}, sea{0x3F, 0x6F, 0x91}, pale_leaf{0xBF, 0xDF, 0xC9};

Shape circle(Point c, float r, float from = 0, float to = 6.2831853f) {
  Shape shape;
  int const steps = 40;
  for (int i = 0; i <= steps; ++i) {
    float const a = from + (to - from) * static_cast<float>(i) / steps;
    shape.push_back({c.x + r * std::cos(a), c.y + r * std::sin(a)});
  }
  return shape;
}

Shape turned_box(Point c, float w, float h, float angle) {
  float const s = std::sin(angle), k = std::cos(angle);
  Shape shape;
  for (auto const& p : {Point{-w, -h}, Point{w, -h}, Point{w, h}, Point{-w, h}})
    shape.push_back({c.x + (p.x * k - p.y * s) / 2, c.y + (p.x * s + p.y * k) / 2});
  return shape;
}

Shape curve(Point a, Point b, Point c, int steps = 16) {
  Shape shape;
  for (int i = 0; i <= steps; ++i) {
    float const t = static_cast<float>(i) / static_cast<float>(steps), u = 1 - t;
    shape.push_back({u * u * a.x + 2 * u * t * b.x + t * t * c.x, u * u * a.y + 2 * u * t * b.y + t * t * c.y});
  }
  return shape;
}

void add(Shape& to, Shape const& more) { to.insert(to.end(), more.begin(), more.end()); }

// A rounded rectangle as points: the frame that pictures are cut to.
Shape frame_of(Rect r, float radius, Corners corners) {
  Shape shape;
  auto const corner = [&](Point c, bool round, float quarter, Point sharp) {
    if (!round || radius <= 0) return shape.push_back(sharp);
    for (int i = 0; i <= 6; ++i) {
      float const a = (quarter + static_cast<float>(i) / 6) * 1.5707963f;
      shape.push_back({c.x + radius * std::cos(a), c.y + radius * std::sin(a)});
    }
  };
  corner({r.x + radius, r.y + radius}, corners.top_left, 2, {r.x, r.y});
  corner({r.right() - radius, r.y + radius}, corners.top_right, 3, {r.right(), r.y});
  corner({r.right() - radius, r.bottom() - radius}, corners.bottom_right, 0, {r.right(), r.bottom()});
  corner({r.x + radius, r.bottom() - radius}, corners.bottom_left, 1, {r.x, r.bottom()});
  return shape;
}

// Sutherland and Hodgman, "Reentrant polygon clipping" (1974): a shape cut by each side of a convex frame in turn.
Shape cut(Shape shape, Shape const& frame) {
  for (std::size_t i = 0; i < frame.size() && !shape.empty(); ++i) {
    Point const a = frame[i], b = frame[(i + 1) % frame.size()];
    auto const side = [&](Point p) { return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x); };
    Shape kept;
    for (std::size_t j = 0; j < shape.size(); ++j) {
      Point const p = shape[j], q = shape[(j + 1) % shape.size()];
      float const sp = side(p), sq = side(q);
      if (sp >= 0) kept.push_back(p);
      if ((sp >= 0) != (sq >= 0)) kept.push_back({p.x + (q.x - p.x) * sp / (sp - sq), p.y + (q.y - p.y) * sp / (sp - sq)});
    }
    shape = std::move(kept);
  }
  return shape;
}

// Paints in a space of 100 by 60 that fills the rectangle, cut to its frame.
class Canvas {
 public:
  Canvas(Stage& stage, Rect r, float radius, Corners corners, float strength)
      : stage_(stage), r_(r), frame_(frame_of(r, radius, corners)), strength_(strength), scale_(std::max(r.w / 100, r.h / 60)) {}

  void ground(Colour c) { stage_.polygon(frame_, shade(c)); }
  void shape(Shape points, Colour c) {
    for (auto& p : points) p = at(p);
    auto const kept = cut(std::move(points), frame_);
    if (kept.size() >= 3) stage_.polygon(kept, shade(c));
  }
  void box(float x, float y, float w, float h, Colour c) { shape({{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}, c); }
  void round_box(float x, float y, float w, float h, float radius, Colour c) { shape(frame_of({x, y, w, h}, radius, {}), c); }
  void disc(float x, float y, float r, Colour c) { shape(circle({x, y}, r), c); }
  void bar(Point a, Point b, float thick, Colour c) {  // Round ends.
    float const angle = std::atan2(b.y - a.y, b.x - a.x);
    Shape s = circle(b, thick / 2, angle - 1.5708f, angle + 1.5708f);
    add(s, circle(a, thick / 2, angle + 1.5708f, angle + 4.7124f));
    shape(std::move(s), c);
  }

 private:
  Point at(Point p) const { return {r_.centre().x + (p.x - 50) * scale_, r_.centre().y + (p.y - 30) * scale_}; }
  Colour shade(Colour c) const { return mixed(stage_.colour(Token::surface), c, strength_); }
  Stage& stage_;
  Rect r_;
  Shape frame_;
  float strength_, scale_;
};

void hills(Canvas& c) {
  Shape far{{-60, 45}};
  add(far, curve({-20, 42}, {25, 27}, {60, 42}));
  add(far, curve({60, 42}, {90, 52}, {160, 36}));
  add(far, {{160, 120}, {-60, 120}});
  c.shape(far, palette::green);
  Shape near{{-60, 56}};
  add(near, curve({-40, 52}, {20, 36}, {75, 52}));
  add(near, curve({75, 52}, {100, 58}, {160, 60}));
  add(near, {{160, 120}, {-60, 120}});
  c.shape(near, moss);
}

void paint_shell(Canvas& c) {
  c.ground(palette::deep_green);
  c.disc(77, 17, 10, palette::ochre);
  hills(c);
  c.bar({31, 17}, {43, 28}, 5, palette::cream);
  c.bar({43, 28}, {31, 39}, 5, palette::cream);
  c.bar({49, 39}, {65, 39}, 5, palette::cream);
}

void paint_web(Canvas& c) {
  c.ground(palette::ochre);
  c.round_box(18, 9, 48, 45, 2.5f, palette::cream);
  c.shape(frame_of({18, 9, 48, 9}, 2.5f, Corners::top()), palette::clay);
  c.round_box(24, 23, 22, 3.6f, 1.8f, palette::deep_green);
  c.round_box(24, 30, 34, 2.4f, 1.2f, palette::sand);
  c.round_box(24, 35, 28, 2.4f, 1.2f, palette::sand);
  c.round_box(24, 42, 15, 7, 1.5f, palette::green);
  c.round_box(57, 29, 27, 26, 2.5f, palette::deep_green);
  c.round_box(62, 35, 17, 2.4f, 1.2f, {0x9F, 0xC4, 0xB2});
  c.round_box(62, 40, 12, 2.4f, 1.2f, {0x9F, 0xC4, 0xB2});
  c.disc(70.5f, 48.5f, 3, palette::ochre);
}

void paint_chart(Canvas& c) {
  c.ground(palette::blue);
  c.disc(78, 16, 9.5f, palette::sand);
  float const heights[] = {24, 34, 29, 42, 27};
  Colour const colours[] = {palette::cream, palette::sand, palette::cream, palette::deep_green, palette::cream};
  for (int i = 0; i < 5; ++i) c.box(18 + static_cast<float>(i) * 14, 60 - heights[i], 10.5f, 80, colours[i]);
  Point const way[] = {{13, 29}, {37, 18}, {51, 23}, {64, 9}};
  for (int i = 0; i < 3; ++i) c.bar(way[i], way[i + 1], 2, palette::ochre);
}

void paint_solar(Canvas& c) {
  c.ground(palette::sand);
  c.disc(51, 38, 20, palette::ochre);
  c.box(-60, 36, 220, 90, palette::deep_green);
  for (int i = 0; i < 3; ++i) {
    float const x = 24 + static_cast<float>(i) * 20;
    c.shape({{x + 3, 42}, {x + 19, 42}, {x + 14, 57}, {x - 2, 57}}, palette::blue);
    c.shape({{x + 0.8f, 48.6f}, {x + 17, 48.6f}, {x + 16.7f, 49.6f}, {x + 0.5f, 49.6f}}, palette::sand);
  }
}

void paint_letter(Canvas& c) {
  c.ground(palette::clay);
  constexpr float tilt = -0.11f;
  auto const on_paper = [](float x, float y) { return Point{45 + x - y * tilt, 36 + y + x * tilt}; };
  c.shape(turned_box({45, 40}, 44, 68, tilt), palette::cream);
  c.bar(on_paper(-13, -20), on_paper(12, -20), 3.2f, palette::deep_green);
  for (int i = 0; i < 4; ++i) {
    float const y = -11 + static_cast<float>(i) * 7;
    c.bar(on_paper(-13, y), on_paper(i == 3 ? 4.0f : 15.0f, y), 2.2f, palette::sand);
  }
  c.shape(turned_box({77, 26}, 7, 34, 0.7f), palette::ochre);
  c.shape(turned_box({88.5f, 12.5f}, 7, 7, 0.7f), palette::deep_green);
}

void paint_ledger(Canvas& c) {
  c.ground(palette::plum);
  c.round_box(17, 16, 46, 38, 2, palette::cream);
  for (int i = 0; i < 4; ++i) c.box(22, 25 + static_cast<float>(i) * 7, 36, 1, palette::sand);
  c.box(43, 19, 1.2f, 32, palette::clay);
  c.disc(67, 21, 8, palette::ochre);
  c.disc(67, 21, 4.8f, {0xE9, 0xC1, 0x75});
  c.disc(72, 40, 13.5f, palette::ochre);
  c.disc(72, 40, 9, {0xE9, 0xC1, 0x75});
}

Point on(Point c, float r, float x, float y) { return {c.x + x * r, c.y + y * r}; }

void leaf(Stage& s, Point c, float r) {
  s.disc(c, r, palette::green);
  Shape shape = curve(on(c, r, -0.44f, 0.46f), on(c, r, -0.62f, -0.5f), on(c, r, 0.5f, -0.5f));
  add(shape, curve(on(c, r, 0.5f, -0.5f), on(c, r, 0.62f, 0.55f), on(c, r, -0.4f, 0.46f)));
  s.polygon(shape, pale_leaf);
  Point const vein[] = {on(c, r, -0.38f, 0.42f), on(c, r, 0.18f, -0.2f)};
  s.polyline(vein, palette::green, r * 0.1f);
}

void boat(Stage& s, Point c, float r) {
  s.disc(c, r, palette::blue);
  Point const main[] = {on(c, r, -0.06f, -0.6f), on(c, r, -0.06f, 0.2f), on(c, r, -0.56f, 0.2f)};
  Point const fore[] = {on(c, r, 0.06f, -0.42f), on(c, r, 0.06f, 0.2f), on(c, r, 0.56f, 0.2f)};
  Point const hull[] = {on(c, r, -0.62f, 0.32f), on(c, r, 0.62f, 0.32f), on(c, r, 0.4f, 0.62f), on(c, r, -0.4f, 0.62f)};
  s.polygon(main, palette::cream);
  s.polygon(fore, palette::sand);
  s.polygon(hull, {0x24, 0x3B, 0x47});
}

void sun(Stage& s, Point c, float r) {
  s.disc(c, r, palette::ochre);
  s.disc(c, r * 0.34f, palette::cream);
  for (int i = 0; i < 8; ++i) {
    float const a = static_cast<float>(i) * 0.7853982f, x = std::cos(a), y = std::sin(a);
    Point const ray[] = {on(c, r, x * 0.54f, y * 0.54f), on(c, r, x * 0.68f, y * 0.68f)};
    s.polyline(ray, palette::cream, r * 0.13f);
  }
}

void bird(Stage& s, Point c, float r) {
  s.disc(c, r, sea);
  s.disc(on(c, r, 0.44f, -0.44f), r * 0.16f, brass);
  s.polyline(curve(on(c, r, -0.6f, 0.12f), on(c, r, -0.34f, -0.4f), on(c, r, 0, 0.12f)), palette::cream, r * 0.17f);
  s.polyline(curve(on(c, r, 0, 0.12f), on(c, r, 0.34f, -0.4f), on(c, r, 0.6f, 0.12f)), palette::cream, r * 0.17f);
}

void mountain(Stage& s, Point c, float r) {
  s.disc(c, r, palette::plum);
  Point const right[] = {on(c, r, 0.38f, -0.06f), on(c, r, 0.76f, 0.5f), on(c, r, -0.1f, 0.5f)};
  Point const left[] = {on(c, r, -0.18f, -0.38f), on(c, r, 0.42f, 0.5f), on(c, r, -0.76f, 0.5f)};
  Point const snow[] = {on(c, r, -0.18f, -0.38f), on(c, r, 0.03f, -0.07f), on(c, r, -0.1f, -0.13f), on(c, r, -0.2f, 0.02f),
                        on(c, r, -0.29f, -0.1f), on(c, r, -0.38f, -0.08f)};
  Colour const slope{0xE3, 0xD3, 0xDE};
  s.polygon(right, slope);
  s.polygon(left, slope);
  s.polygon(snow, white);
}

void moon(Stage& s, Point c, float r) {
  s.disc(c, r, night);
  s.disc(on(c, r, -0.04f, 0.02f), r * 0.6f, {0xE4, 0xC0, 0x7A});
  s.disc(on(c, r, 0.3f, -0.2f), r * 0.5f, night);
  s.disc(on(c, r, 0.4f, -0.26f), r * 0.08f, {0xE4, 0xC0, 0x7A});
}

// A lamp whose shade is `w` wide with its rim at `rim` (middle).
void lamp_head(Stage& s, Point rim, float w, bool shaded) {
  float const r = w / 2, h = w * 0.48f;
  Shape dome;
  for (int i = 0; i <= 32; ++i) {
    float const a = 3.1415927f + 3.1415927f * static_cast<float>(i) / 32;
    dome.push_back({rim.x + r * std::cos(a), rim.y + h * std::sin(a)});
  }
  s.polygon(dome, mint);
  if (shaded) {
    Shape dark{{rim.x - r * 0.48f, rim.y}};
    add(dark, curve({rim.x - r * 0.48f, rim.y}, {rim.x - r * 0.34f, rim.y - h * 0.8f}, {rim.x + r * 0.38f, rim.y - h * 0.925f}));
    for (int i = 20; i <= 32; ++i) {
      float const a = 3.1415927f + 3.1415927f * static_cast<float>(i) / 32;
      if (a > 5.1f) dark.push_back({rim.x + r * std::cos(a), rim.y + h * std::sin(a)});
    }
    s.polygon(dark, mint_dark);
  }
}

}  // namespace

void draw_emblem(Stage& stage, Emblem emblem, Point c, float r) {
  if (!stage.seen({c.x - r, c.y - r, 2 * r, 2 * r})) return;
  stage.upright({c.x - r, c.y - r, 2 * r, 2 * r}, [&] {
    switch (emblem) {
      case Emblem::leaf: return leaf(stage, c, r);
      case Emblem::boat: return boat(stage, c, r);
      case Emblem::sun: return sun(stage, c, r);
      case Emblem::bird: return bird(stage, c, r);
      case Emblem::mountain: return mountain(stage, c, r);
      case Emblem::moon: return moon(stage, c, r);
    }
  });
}

void draw_cover(Stage& stage, CoverArt art, Rect r, float radius, Corners corners, float strength) {
  if (!stage.seen(r)) return;
  // The picture stays as it is; its round corners belong to the card, which is mirrored.
  if (stage.mirrored()) corners = {corners.top_right, corners.top_left, corners.bottom_left, corners.bottom_right};
  stage.upright(r, [&] {
    Canvas canvas(stage, r, radius, corners, strength);
    switch (art) {
      case CoverArt::shell: return paint_shell(canvas);
      case CoverArt::web: return paint_web(canvas);
      case CoverArt::chart: return paint_chart(canvas);
      case CoverArt::solar: return paint_solar(canvas);
      case CoverArt::letter: return paint_letter(canvas);
      case CoverArt::ledger: return paint_ledger(canvas);
    }
  });
}

void draw_strip(Stage& stage, Rect card, float radius, Rect strip, Colour c) {
  if (!stage.seen(card)) return;
  auto const kept = cut(frame_of(strip, 0, {}), frame_of(card, radius, {}));
  if (kept.size() >= 3) stage.polygon(kept, c);
}

void draw_lamp_mark(Stage& s, Point c, float px) {
  float const u = px / 40;
  lamp_head(s, {c.x, c.y - 1 * u}, 36 * u, false);
  s.fill({c.x - 2 * u, c.y, 4 * u, 16 * u}, brass);
  s.fill({c.x - 20 * u, c.y - 2 * u, 40 * u, 4.5f * u}, brass, 2 * u);
  s.fill({c.x - 11 * u, c.y + 14 * u, 22 * u, 4.5f * u}, brass, 2 * u);
}

void draw_lamp_behind(Stage& s, Rect r, float radius) {
  Colour const ground = s.colour(Token::spine), shade = mixed(ground, mint, 0.16f), metal = mixed(ground, brass, 0.16f);
  auto const frame = frame_of(r, radius, {});
  float const u = s.wide() ? 1 : 0.5f;
  Point const rim{r.right() - 86 * u, r.bottom() - 76 * u};
  auto const paint = [&](Shape shape, Colour c) {
    auto const kept = cut(std::move(shape), frame);
    if (kept.size() >= 3) s.polygon(kept, c);
  };
  paint(circle(rim, 80 * u, 3.1415927f, 6.2831853f), shade);
  paint(frame_of({rim.x - 10 * u, rim.y, 20 * u, 90 * u}, 0, {}), metal);
  paint(frame_of({rim.x - 92 * u, rim.y - 1, 184 * u, 20 * u}, 9 * u, {}), metal);
}

void draw_booth(Stage& s, Rect r) {
  Colour const wall = s.colour(Token::spine);
  bool const plain = s.theme().high_contrast();
  float const shelf = r.bottom() - (s.wide() ? 160.0f : 124.0f), u = std::min(r.w / 404, (shelf - r.y) / 640);
  Point const rim{r.x + r.w / 2, shelf - 268 * u * (s.wide() ? 1.0f : 1.02f)};
  if (!plain) {
    auto const beam = [&](float top, float bottom, float part) {
      Point const cone[] = {{rim.x - top * u, rim.y}, {rim.x + top * u, rim.y}, {rim.x + bottom * u, shelf}, {rim.x - bottom * u, shelf}};
      s.polygon(cone, mixed(wall, palette::green, part));
    };
    beam(100, 198, 0.42f);
    beam(70, 132, 0.95f);
  }
  s.fill({r.x, shelf, r.w, r.bottom() - shelf}, plain ? wall : Colour{0x0F, 0x29, 0x20});
  s.fill({r.x, shelf, r.w, 8 * u}, plain ? white : Colour{0x3A, 0x2A, 0x1C});
  s.fill({rim.x - 60 * u, shelf - 24 * u, 120 * u, 24 * u}, {0xC9, 0x92, 0x2E}, 11 * u);
  s.fill({rim.x - 6 * u, rim.y, 12 * u, shelf - rim.y - 20 * u}, brass);
  lamp_head(s, {rim.x, rim.y - 4 * u}, 220 * u, true);
  s.fill({rim.x - 116 * u, rim.y - 8 * u, 232 * u, 15 * u}, brass, 7 * u);
  s.disc({rim.x, rim.y - 116 * u}, 11 * u, brass);
  // Two books, an open one, and something green.
  s.fill_corners({r.x + 22 * u, shelf - 76 * u, 34 * u, 76 * u}, palette::clay, 3 * u, Corners::top());
  s.fill_corners({r.x + 58 * u, shelf - 88 * u, 26 * u, 88 * u}, palette::blue, 3 * u, Corners::top());
  s.fill({r.x + 32 * u, shelf - 59 * u, 14 * u, 3 * u}, palette::cream);
  s.fill({r.x + 66 * u, shelf - 70 * u, 10 * u, 3 * u}, palette::cream);
  float const spine_x = rim.x + 16 * u;
  Shape left = curve({spine_x - 110 * u, shelf - 18 * u}, {spine_x - 50 * u, shelf - 40 * u}, {spine_x, shelf - 14 * u});
  add(left, curve({spine_x, shelf + 3 * u}, {spine_x - 50 * u, shelf - 22 * u}, {spine_x - 110 * u, shelf - 2 * u}));
  Shape right = curve({spine_x + 110 * u, shelf - 18 * u}, {spine_x + 50 * u, shelf - 40 * u}, {spine_x, shelf - 14 * u});
  add(right, curve({spine_x, shelf + 3 * u}, {spine_x + 50 * u, shelf - 22 * u}, {spine_x + 110 * u, shelf - 2 * u}));
  s.polygon(left, palette::sand);
  s.polygon(right, palette::cream);
  float const pot = r.right() - 30 * u;
  for (auto const& [dx, top] : {std::pair{-24.0f, 102.0f}, std::pair{0.0f, 126.0f}, std::pair{25.0f, 108.0f}}) {
    auto const stem = curve({pot, shelf - 54 * u}, {pot + (dx - 6) * u, shelf - 66 * u}, {pot + dx * u, shelf - top * u});
    s.polyline(stem, mint, 7 * u);
  }
  s.fill_corners({pot - 22 * u, shelf - 54 * u, 44 * u, 54 * u}, palette::ochre, 5 * u, Corners::top());
}

}  // namespace carrel::kit
