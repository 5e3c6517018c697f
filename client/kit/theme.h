// The colours of the house, by meaning. Four themes, one set of names; no other file holds a colour of its own.
// Every pair of text and ground is checked against WCAG 2 by tests/unit/kit.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace carrel::kit {

enum class ThemeName { light, dark, contrast, sepia };

enum class Token {
  page, surface, sunk, code, ink, ink2, line, edge, accent, onaccent, soft, onsoft,
  spine, spineink, spine2, warn, warnbg, bad, badbg, brass,
};
inline constexpr std::size_t token_count = 20;

struct Colour {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  bool operator==(Colour const&) const = default;
};

struct Theme {
  ThemeName name = ThemeName::light;
  std::array<Colour, token_count> tokens{};
  Colour shadow{};  ///< Alpha 0 where cards have an outline instead.

  Colour of(Token token) const { return tokens[static_cast<std::size_t>(token)]; }
  bool high_contrast() const { return name == ThemeName::contrast; }
};

Theme theme_of(ThemeName name);
std::string_view name_of(Token token);

/// WCAG 2 contrast ratio, 1 to 21.
double contrast(Colour a, Colour b);

/// The colour lightened or darkened: `part` of 0 is the colour, 1 is the other one.
Colour mixed(Colour from, Colour to, float part);
inline Colour faded(Colour c, float strength) {
  return {c.r, c.g, c.b, static_cast<std::uint8_t>(static_cast<float>(c.a) * strength)};
}

/// What covers and emblems are painted from, in every theme.
namespace palette {
inline constexpr Colour green{0x2B, 0x6B, 0x57}, deep_green{0x17, 0x47, 0x3A}, ochre{0xD9, 0xA4, 0x41}, blue{0x5C, 0x81, 0x99},
    clay{0xBD, 0x6E, 0x50}, plum{0x75, 0x50, 0x6B}, sand{0xE9, 0xD8, 0xB4}, cream{0xFB, 0xF3, 0xE2};
}

}  // namespace carrel::kit
