// The ground every widget stands on: faces, colours, pictures, and one frame at a time turned into draw lists.
// Owns the ImGui context (through Inner) so that no other header of the house names ImGui. Knows no widget, no input, no GL.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "client/kit/language.h"
#include "client/kit/ledger.h"
#include "client/kit/parts.h"
#include "client/kit/text_block.h"
#include "sync/base/bytes.h"
#include "sync/base/result.h"

struct ImDrawCmd;
struct ImDrawData;
struct ImDrawList;

namespace carrel::kit {

struct Picture {
  std::uintptr_t handle = 0;
  int width = 0, height = 0;
};

/// Size of the window in logical pixels, and physical pixels in one of them.
struct Extent {
  float width = 1280, height = 800, density = 1;
};

class Stage {
 public:
  /// `fonts` is share/carrel/fonts (text-*.otf, wide-*.ttf, signs-*.ttf, code-*.ttf, icons.ttf), mapped and not copied.
  static sync::Result<Stage> open(std::filesystem::path const& fonts);
  Stage(Stage&&) noexcept;
  Stage& operator=(Stage&&) noexcept;
  ~Stage();

  void set_theme(ThemeName name);
  void set_text_percent(int percent);
  Theme const& theme() const;
  Metrics const& metrics() const;
  bool wide() const { return metrics().wide; }
  Colour colour(Token token) const { return theme().of(token); }
  Extent extent() const;

  // ---- pictures ----
  /// Decodes PNG or JPEG (at most 4096 pixels a side and 6 million in all, else Fault::corrupt) and keeps it under `name`.
  /// The least lately drawn go when all together exceed 32 MB; ask again with has_picture.
  sync::Result<Picture> keep_picture(Text name, sync::BytesView file);
  std::optional<Picture> picture(Text name);
  bool has_picture(Text name) const;
  void drop_pictures();  ///< At Leave: nothing of a learner stays in memory.

  // ---- direction ----
  /// Right to left: everything is laid out as ever and painted at its mirror image, except what stands inside: letters, pictures, code.
  void set_direction(Direction direction);
  bool mirrored() const;
  /// Paints `body` as it is, with `frame` where its mirror image stands: for pictures, code and what a person types.
  void upright(Rect frame, Body body);

  // ---- drawing: flat shapes, absolute logical pixels ----
  void fill(Rect r, Colour c, float radius = 0);
  void fill_corners(Rect r, Colour c, float radius, Corners corners);
  void outline(Rect r, Colour c, float thickness, float radius = 0);
  void line(Point a, Point b, Colour c, float thickness);
  void disc(Point centre, float radius, Colour c);
  void ring(Point centre, float radius, Colour c, float thickness, bool dashed = false);
  void polygon(std::span<Point const> points, Colour c);
  void polyline(std::span<Point const> points, Colour c, float thickness);  ///< Round ends and joints.
  void shadow(Rect r, float radius, bool sheet = false);  ///< One nine-slice texture; nothing where the theme has none.
  /// Fills the rectangle; what does not fit its shape is cut off evenly at both sides.
  void image(Picture const& p, Rect r, float radius = 0, float strength = 1, Corners corners = {});
  void icon(Icon icon, Point centre, float px, Colour c);
  void push_clip(Rect r);
  void pop_clip();
  Rect clip() const;
  bool seen(Rect r) const { return !clip().common(r).empty(); }

  // ---- text ----
  /// Makes this stage's ImGui context the current one, for the renderer.
  void make_current() const;
  /// Laid out once and kept; the same spans, style and width are found again by their hash.
  TextBlock const& block(Spans spans, TypeSize size, float width, int lines_max = 0);
  TextBlock const& block(Text text, TypeSize size, float width, int lines_max = 0);
  void draw_block(TextBlock const& block, Spans spans, Point at, Colour colour, Colour link);
  float text_width(Text text, TypeSize size);
  void line_of_text(Text text, TypeSize size, Point at, Colour colour, bool italic = false, bool code = false);

  /// What goes to the renderer after the frame; valid until the next begin(). `picture_hash` tells two equal frames.
  ImDrawData* draw_data() const;
  /// How the renderer clears an opaque rectangle (a PlainFill in the command's data).
  void set_plain_fill(void (*paint)(ImDrawList const*, ImDrawCmd const*));
  std::uint64_t picture_hash() const;
  /// From the next frame on, what is painted is written down there too; null: no longer. Must live as long as it is kept.
  void keep_ledger(Ledger* ledger);

  struct Inner;

 protected:
  Ledger* ledger() const;
  void begin_stage(Extent extent);
  void end_stage();

 private:
  explicit Stage(std::unique_ptr<Inner> inner);
  std::unique_ptr<Inner> inner_;
};

}  // namespace carrel::kit
