// What stands behind Stage: the ImGui context, the faces, the kept pictures and texts. Included by stage*.cpp only.
#pragma once

#include <imgui.h>

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "client/kit/stage.h"

namespace carrel::kit {

/// A file seen as memory, so that its pages are shared with the file cache and cost nothing of our own.
class MappedFile {
 public:
  static sync::Result<MappedFile> open(std::filesystem::path const& path);
  MappedFile(MappedFile&& other) noexcept : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  MappedFile& operator=(MappedFile&&) = delete;
  ~MappedFile();
  sync::BytesView bytes() const { return {static_cast<std::uint8_t const*>(data_), size_}; }

 private:
  MappedFile(void* data, std::size_t size) : data_(data), size_(size) {}
  void* data_;
  std::size_t size_;
};

/// A face of ours: ImGui measures sizes from ascender to descender, the look's table measures the em square.
struct FontFace {
  ImFont* font = nullptr;
  float line_per_em = 1.2f;  ///< (ascender - descender) / em
  float ascender = 0.95f;    ///< Of the em.
};

struct KeptPicture {
  std::unique_ptr<ImTextureData> texture;
  std::uint64_t drawn_in = 0;
};

struct KeptBlock {
  TextBlock block;
  std::uint64_t used_in = 0;
};

/// An opaque rectangle in physical pixels, counted from below as GL does: clearing it is far cheaper than drawing it.
struct PlainFill {
  int x = 0, y = 0, width = 0, height = 0;
  Colour colour;
};

struct ContextCloser {
  void operator()(ImGuiContext* context) const { ImGui::DestroyContext(context); }
};

struct Stage::Inner {
  std::map<std::string, MappedFile, std::less<>> files;  // By name; outlives the context that reads them.
  std::unordered_map<std::string, KeptPicture> pictures;
  std::vector<std::unique_ptr<ImTextureData>> leaving;  // Until the renderer has let go of them.
  std::unique_ptr<ImGuiContext, ContextCloser> context;
  FontFace regular, bold, italic, bold_italic, code, code_bold, icons;
  Theme theme = theme_of(ThemeName::light);
  Metrics metrics = metrics_for(1280, 100);
  int percent = 100;
  Extent extent;
  std::uint64_t frame = 0;
  std::unordered_map<std::uint64_t, KeptBlock> blocks;
  ImFontAtlasRectId shadow_rect = -1;
  ImDrawCallback plain_fill = nullptr;  // The painter's; without one such rectangles are drawn like any other.
  ImDrawList* list = nullptr;
  ImDrawData* data = nullptr;
  std::uint64_t hash = 0;
  Ledger* ledger = nullptr;
  bool mirrored = false, upright = false;
  float upright_by = 0;  // How far the upright part is moved.

  FontFace const& face(Span const& span, bool bold) const {
    if (span.code) return bold || span.bold ? code_bold : code;
    if (span.italic) return bold || span.bold ? bold_italic : italic;
    return bold || span.bold ? this->bold : regular;
  }
  ImFontBaked* baked(FontFace const& face, float px) const { return face.font->GetFontBaked(px * face.line_per_em); }

  // Where a thing of the layout stands on the window, and back.
  float placed(float x, float w) const { return !mirrored ? x : upright ? x + upright_by : extent.width - x - w; }
  Rect placed(Rect r) const { return {placed(r.x, r.w), r.y, r.w, r.h}; }
  Point placed(Point p) const { return {placed(p.x, 0), p.y}; }
  Corners placed(Corners c) const {
    if (!mirrored || upright) return c;
    return {c.top_right, c.top_left, c.bottom_left, c.bottom_right};
  }
  Rect laid(Rect r) const { return mirrored && upright ? r.moved(-upright_by, 0) : placed(r); }
  Rect window_clip() const {
    auto const min = list->GetClipRectMin(), max = list->GetClipRectMax();
    return {min.x, min.y, max.x - min.x, max.y - min.y};
  }

  /// A new line in the ledger, in pixels of the layout; only where there is one.
  Stroke& note(Stroke::Kind kind, Rect area, Colour colour) const {
    Stroke stroke{.kind = kind, .area = area, .clip = laid(window_clip()), .colour = colour};
    stroke.region = ledger->region;
    return ledger->strokes.emplace_back(std::move(stroke));
  }
};

inline ImU32 packed(Colour c) { return IM_COL32(c.r, c.g, c.b, c.a); }
inline ImVec2 vec(Point p) { return {p.x, p.y}; }

inline constexpr int shadow_cell = 64;    ///< Side of the texture of the soft shadow; its middle is solid.
inline constexpr float shadow_soft = 28;  ///< Pixels in it over which it fades.

}  // namespace carrel::kit
