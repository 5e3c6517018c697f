// Letters: measuring, laying out once, and drawing on whole pixels.
#include <imgui_internal.h>

#include <cmath>

#include "client/kit/stage_inner.h"

namespace carrel::kit {
namespace {

std::uint64_t mixed_in(std::uint64_t hash, std::string_view text) {
  return (hash ^ std::hash<std::string_view>{}(text)) * 0x9E3779B97F4A7C15u + 1;
}

std::uint64_t key_of(Spans spans, TypeSize size, float width, int lines_max) {
  std::uint64_t key = static_cast<std::uint64_t>(width * 4) << 32 ^ static_cast<std::uint64_t>(size.px * 8) << 8 ^
                      static_cast<std::uint64_t>(size.line) << 20 ^ static_cast<std::uint64_t>(size.bold) << 4 ^
                      static_cast<std::uint64_t>(lines_max);
  for (auto const& span : spans) {
    std::uint64_t const kind = span.bold | span.italic << 1 | span.code << 2 | span.strike << 3;
    key = mixed_in(key + kind, span.text);
    key = mixed_in(key, span.href);
  }
  return key;
}

// Code stands a little smaller beside text, for its letters are wide and tall.
float px_of(Span const& span, TypeSize size) { return span.code ? size.px * 0.94f : size.px; }

struct Pen {
  ImDrawList* list;
  ImFontBaked* baked;
  float density;
};

// Draws one run; every letter on whole physical pixels, the pen itself in fractions, so that distances stay even.
float draw_run(Pen const& pen, std::string_view text, float x, float top, ImU32 colour, bool show) {
  float const snap = pen.density;
  for (std::size_t at = 0; at < text.size();) {
    char32_t const c = next_code_point(text, at);
    if (c == '\n' || c == 0x200B) continue;
    auto const* glyph = pen.baked->FindGlyph(static_cast<ImWchar>(c == '\t' ? U' ' : c));
    if (show && glyph->Visible) {
      float const x0 = std::round((x + glyph->X0) * snap) / snap, y0 = std::round((top + glyph->Y0) * snap) / snap;
      pen.list->PrimReserve(6, 4);
      pen.list->PrimRectUV({x0, y0}, {x0 + glyph->X1 - glyph->X0, y0 + glyph->Y1 - glyph->Y0}, {glyph->U0, glyph->V0},
                           {glyph->U1, glyph->V1}, colour);
    }
    x += glyph->AdvanceX;
  }
  return x;
}

// Where the ink of a run is, without drawing it. Empty where it has none.
Rect ink_of(Pen const& pen, std::string_view text, float x, float top) {
  float left = x, right = x, high = 0, low = 0;
  bool any = false;
  for (std::size_t at = 0; at < text.size();) {
    char32_t const c = next_code_point(text, at);
    if (c == '\n' || c == 0x200B) continue;
    auto const* glyph = pen.baked->FindGlyph(static_cast<ImWchar>(c == '\t' ? U' ' : c));
    if (glyph->Visible) {
      left = any ? std::min(left, x + glyph->X0) : x + glyph->X0;
      right = std::max(right, x + glyph->X1);
      high = any ? std::min(high, glyph->Y0) : glyph->Y0;
      low = any ? std::max(low, glyph->Y1) : glyph->Y1;
      any = true;
    }
    x += glyph->AdvanceX;
  }
  return {left, top + high, any ? right - left : 0, low - high};
}

}  // namespace

TextBlock const& Stage::block(Spans spans, TypeSize size, float width, int lines_max) {
  auto& in = *inner_;
  auto const [kept, fresh] = in.blocks.try_emplace(key_of(spans, size, width, lines_max));
  kept->second.used_in = in.frame;
  if (fresh)
    kept->second.block = lay_out(spans, size, width, lines_max, [&](Span const& span, char32_t c) {
      return in.baked(in.face(span, size.bold), px_of(span, size))->GetCharAdvance(static_cast<ImWchar>(c));
    });
  return kept->second.block;
}

TextBlock const& Stage::block(Text text, TypeSize size, float width, int lines_max) {
  Span const one{std::string(text)};
  return block(Spans{&one, 1}, size, width, lines_max);
}

void Stage::draw_block(TextBlock const& block, Spans spans, Point at, Colour colour, Colour link) {
  auto& in = *inner_;
  Rect const window = clip();
  float y = at.y;
  for (auto const& line : block.lines) {
    bool const hidden = y + block.size.line < window.y || y > window.bottom();
    for (std::uint32_t i = 0; (!hidden || in.ledger) && i < line.piece_count; ++i) {
      auto const& piece = block.pieces[line.first_piece + i];
      auto const& span = spans[static_cast<std::size_t>(piece.span)];
      auto const& face = in.face(span, block.size.bold);
      float const px = px_of(span, block.size);
      auto* const baked = in.baked(face, px);
      // Half of the leading above, half below; code sits on the same base line as the text around it.
      auto const& main = in.face(Span{}, block.size.bold);
      float const base = y + (block.size.line - block.size.px * main.line_per_em) / 2 + block.size.px * main.ascender;
      float const top = std::round(base) - baked->Ascent;
      auto const ink = packed(span.href.empty() ? colour : link);
      Pen const pen{in.list, baked, in.extent.density};
      float const x = in.placed(at.x, line.width) + piece.x;  // Letters of a line keep their order.
      auto const letters = std::string_view(span.text).substr(piece.begin, piece.end - piece.begin);
      if (in.ledger) {
        auto& stroke = in.note(Stroke::Kind::letters, in.laid(ink_of(pen, letters, x, top)), span.href.empty() ? colour : link);
        stroke.text = letters, stroke.px = px, stroke.bold = block.size.bold || span.bold, stroke.cut = piece.ellipsis;
      }
      if (hidden) continue;
      float end = draw_run(pen, letters, x, top, ink, true);
      if (piece.ellipsis) end = draw_run(pen, "…", end, top, ink, true);
      if (!span.href.empty()) fill(in.laid({x, std::round(base) + 2, end - x, 1}), link);
      if (span.strike) fill(in.laid({x, std::round(base - px * 0.28f), end - x, 1}), colour);
    }
    y += block.size.line;
  }
}

float Stage::text_width(Text text, TypeSize size) {
  auto* const baked = inner_->baked(inner_->face(Span{}, size.bold), size.px);
  float width = 0;
  for (std::size_t at = 0; at < text.size();) width += baked->GetCharAdvance(static_cast<ImWchar>(next_code_point(text, at)));
  return width;
}

void Stage::line_of_text(Text text, TypeSize size, Point at, Colour colour, bool italic, bool code) {
  Span const one{std::string(text), false, italic, code};
  auto const& laid = block(Spans{&one, 1}, size, 100000);
  draw_block(laid, Spans{&one, 1}, at, colour, colour);
}

}  // namespace carrel::kit
