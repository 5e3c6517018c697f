// Texts, tags and the grounds they stand on.
#include <cmath>

#include "client/kit/drawn.h"
#include "client/kit/kit.h"

namespace carrel::kit {
namespace {

constexpr float icon_gap = 10;

Role role_of(Style style) {
  // The title of a screen stands in its bar; what is as large below is one of its headings.
  if (style == Style::display || style == Style::title || style == Style::head) return Role::heading;
  return style == Style::code ? Role::code : Role::text;
}

}  // namespace

TypeSize Kit::type(Style style, TextLook const& look) const {
  auto size = metrics().of(style);
  if (look.bold) size.bold = *look.bold;
  return size;
}

float Kit::height_of(Style style, Text text, float width, TextLook look) {
  return text.empty() ? 0 : block(text, type(style, look), width, look.lines_max).height();
}

float Kit::paint(Style style, Text text, Point at, float width, TextLook look) {
  if (text.empty()) return 0;
  Span const one{std::string(text), false, false, style == Style::code};
  Spans const spans{&one, 1};
  auto const& laid = block(spans, type(style, look), width, look.lines_max);
  if (!look.centred && !look.right) {
    draw_block(laid, spans, at, colour(look.colour), colour(look.colour));
    return laid.height();
  }
  TextBlock line = laid;  // Each line has a place of its own.
  for (std::uint32_t i = 0; i < laid.lines.size(); ++i) {
    line.lines.assign(1, laid.lines[i]);
    float const room = width - laid.lines[i].width;
    float const y = at.y + static_cast<float>(i) * laid.size.line;
    draw_block(line, spans, {at.x + std::round(look.right ? room : room / 2), y}, colour(look.colour), colour(look.colour));
  }
  return laid.height();
}

float Kit::put(Role role, Style style, Text text, Point at, float width, TextLook look) {
  if (text.empty()) return 0;
  Span const one{std::string(text), false, false, style == Style::code};
  auto const& laid = block(Spans{&one, 1}, type(style, look), width, look.lines_max);
  say({role, text, {}, laid.cut ? "cut" : ""}, {at.x, at.y, laid.width, laid.height()}, {at.x, at.y, width, laid.height()});
  return paint(style, text, at, width, look);
}

void Kit::text_of(Style style, Text text, TextLook look) {
  float const aside = look.icon == Icon::none ? 0 : metrics().icon + icon_gap;
  auto const size = type(style, look);
  float const most = width() - aside;
  float const natural = area().flows ? std::min(most, std::ceil(text_width(text, size))) : most;
  float const height = height_of(style, text, natural, look);
  Rect const r = place(height, area().flows ? natural + aside : 0);
  if (look.icon != Icon::none) icon(look.icon, {r.x + metrics().icon / 2, r.y + size.line / 2}, metrics().icon, colour(look.colour));
  put(role_of(style), style, text, {r.x + aside, r.y}, r.w - aside, look);
}

// A soft ground behind the words, and a line below where there are no soft colours.
void Kit::ground_spoken(TextBlock const& laid, SpanRange range, Point at) {
  for (std::size_t n = 0; n < laid.lines.size(); ++n) {
    auto const& line = laid.lines[n];
    float const y = at.y + static_cast<float>(n) * laid.size.line;
    for (std::uint32_t i = 0; i < line.piece_count; ++i) {
      auto const& piece = laid.pieces[line.first_piece + i];
      auto const span = static_cast<std::size_t>(piece.span);
      if (span < range.first || span >= range.first + range.count) continue;
      float const into = mirrored() ? line.width - piece.x - piece.width : piece.x;
      Rect const ground{at.x + into - 2, y, piece.width + 4, laid.size.line};
      if (theme().high_contrast()) fill({ground.x, ground.bottom() - 1, ground.w, 3}, colour(Token::accent));
      else fill(ground, colour(Token::soft));
      if (!spoken_area_) spoken_area_ = ground;
      else spoken_area_->h = ground.bottom() - spoken_area_->y;
    }
  }
}

void Kit::spoken(Body body) {
  float const x = area().x, top = area().y;
  body();
  Rect const all{x, top, width(), area().y - top};
  fill({x - 12, top, 5, all.h}, colour(Token::accent), 2);
  spoken_area_ = all;
}

std::optional<std::string> Kit::rich(Spans spans, Style style, TextLook look, SpanRange spoken) {
  auto const size = type(style, look);
  auto const& laid = block(spans, size, width(), look.lines_max);
  Rect const r = place(laid.height(), area().flows ? laid.width : 0);
  std::string all;
  for (auto const& span : spans) all += span.text;
  say({role_of(style), all, {}, laid.cut ? "cut" : ""}, {r.x, r.y, laid.width, r.h}, r);
  if (spoken.count > 0) ground_spoken(laid, spoken, {r.x, r.y});
  draw_block(laid, spans, {r.x, r.y}, colour(look.colour), colour(look.colour == Token::ink ? Token::accent : look.colour));
  std::optional<std::string> went;
  for (std::size_t s = 0; s < spans.size(); ++s) {
    if (spans[s].href.empty()) continue;
    // One stop for the keyboard per link; the first line of it takes the finger, 48 px high.
    for (std::size_t n = 0; n < laid.lines.size(); ++n) {
      auto const& line = laid.lines[n];
      Piece const* piece = nullptr;
      for (std::uint32_t i = 0; i < line.piece_count && !piece; ++i)
        if (laid.pieces[line.first_piece + i].span == static_cast<int>(s)) piece = &laid.pieces[line.first_piece + i];
      if (!piece) continue;
      float const into = mirrored() ? line.width - piece->x - piece->width : piece->x;
      Rect const text{r.x + into, r.y + static_cast<float>(n) * size.line, piece->width, size.line};
      float const more_y = std::max(0.0f, (Metrics::touch - text.h) / 2), more_x = std::max(0.0f, (Metrics::touch - text.w) / 2);
      Rect const area{text.x - more_x, text.y - more_y, text.w + 2 * more_x, text.h + 2 * more_y};
      auto const touched = touch(id_for(spans[s].href), area, {Role::link, spans[s].text});
      if (touched.pressed || touched.hovered) fill({text.x, text.bottom() - 3, text.w, 2}, colour(Token::accent));
      if (touched.focused) focus_ring(text, 4, Token::surface);
      if (touched.tapped) went = spans[s].href;
      break;
    }
  }
  return went;
}

void Kit::fact(Text name, Text value) {
  float const w = width();
  float const first = height_of(Style::body, name, w), second = height_of(Style::label, value, w);
  Rect const r = place(first + second + 2);
  say({Role::text, name, value}, r);
  paint(Style::body, name, {r.x, r.y}, w, {.colour = Token::ink2});
  paint(Style::label, value, {r.x, r.y + first + 2}, w, {});
}

void Kit::reference(Text text) {
  Span const one{std::string(text), false, false, true};
  auto size = type(Style::head);
  size.bold = false;
  if (wide()) size.px = std::round(size.px * 1.16f);
  // Never broken or cut: a smaller letter is better than half a reference.
  while (size.px > 15 && block(Spans{&one, 1}, size, 100000).width > width()) size.px -= 1;
  auto const& laid = block(Spans{&one, 1}, size, 100000);
  Rect const r = place(size.line + 4);
  say({Role::code, text}, {r.x, r.y, laid.width, r.h}, r);
  draw_block(laid, Spans{&one, 1}, {r.x, r.y + 2}, colour(Token::ink), colour(Token::ink));
}

void Kit::divider() {
  Rect const r = place(1);
  fill(r, colour(Token::line));
}

Token Kit::ink_of(Tone tone) {
  switch (tone) {
    case Tone::plain: return Token::ink;
    case Tone::soft: return Token::onsoft;
    case Tone::warn: return Token::warn;
    case Tone::bad: return Token::bad;
  }
  return Token::ink;
}

void Kit::tinted(Rect r, Tone tone, float radius) {
  constexpr Token grounds[] = {Token::sunk, Token::soft, Token::warnbg, Token::badbg};
  if (theme().high_contrast()) outline(r, colour(tone == Tone::soft ? Token::accent : Token::edge), 2, radius);
  else fill(r, colour(grounds[static_cast<int>(tone)]), radius);
}

void Kit::ground(Rect r, float radius) {
  if (theme().high_contrast()) return outline(r, colour(Token::edge), 2, radius);
  if (theme().name == ThemeName::dark) {
    fill(r, colour(Token::line), radius);
    return fill(r.inset(1), colour(Token::surface), radius - 1);
  }
  shadow(r, radius);
  fill(r.moved(0, 1), colour(Token::line), radius);
  fill(r, colour(Token::surface), radius);
}

void Kit::tag(Text text, Tone tone, Icon with) {
  auto const size = type(Style::small);
  float const px = std::round(size.px * 1.2f), aside = with == Icon::none ? 0 : px + 6;
  float const pad = 12, most = width() - 2 * pad - aside;
  float const natural = std::min(most, std::ceil(text_width(text, size)));
  float const height = height_of(Style::small, text, natural) + 7;
  Rect const r = place(height, natural + aside + 2 * pad);
  tinted(r, tone, Metrics::tag_radius);
  say({Role::tag, text}, r);
  icon(with, {r.x + pad + px / 2, r.y + 3.5f + size.line / 2}, px, colour(ink_of(tone)));
  paint(Style::small, text, {r.x + pad + aside, r.y + 3.5f}, natural, {.colour = ink_of(tone)});
}

void Kit::emblem(Emblem which, float px) {
  Rect const r = place(px, px);
  draw_emblem(*this, which, r.centre(), px / 2);
  say({Role::image, name_of(which)}, r);
}

void Kit::cover_in(Cover const& cover, Rect r, float radius, Corners corners) {
  if (auto const kept = cover.picture.empty() ? std::nullopt : picture(cover.picture))
    return image(*kept, r, radius, cover.strength, corners);
  draw_cover(*this, cover.art, r, radius, corners, cover.strength);
}

void Kit::cover(Cover const& cover, float height) {
  cover_in(cover, place(height), metrics().card_radius, {});
}

// ---- names of drawn things ----

CoverArt art_for(Text course) {
  std::string low(course);
  for (auto& c : low) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  auto const has = [&low](Text part) { return low.find(part) != low.npos; };
  if (has("shell") || has("unix") || has("terminal")) return CoverArt::shell;
  if (has("html") || has("web") || has("css")) return CoverArt::web;
  if (has("stat") || has("data") || has("donn")) return CoverArt::chart;
  if (has("sol") || has("sky") || has("ciel") || has("sun")) return CoverArt::solar;
  if (has("writ") || has("écri") || has("ecri") || has("letter")) return CoverArt::letter;
  if (has("book") || has("compt") || has("budget")) return CoverArt::ledger;
  unsigned sum = 0;
  for (unsigned char const c : low) sum = sum * 31 + c;
  return static_cast<CoverArt>(sum % 6);
}

namespace {
constexpr Text emblem_names[] = {"leaf", "boat", "sun", "bird", "mountain", "moon"};
}

std::optional<Emblem> emblem_of(Text name) {
  for (int i = 0; i < 6; ++i)
    if (emblem_names[i] == name) return static_cast<Emblem>(i);
  return {};
}

std::string_view name_of(Emblem emblem) { return emblem_names[static_cast<int>(emblem)]; }

}  // namespace carrel::kit
