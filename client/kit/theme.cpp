#include "client/kit/theme.h"

#include <cmath>

namespace carrel::kit {
namespace {

constexpr Colour hex(unsigned rgb) {
  return {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8), static_cast<std::uint8_t>(rgb), 255};
}

// Order of Token: page surface sunk code ink ink2 line edge accent onaccent soft onsoft spine spineink spine2 warn warnbg bad badbg brass.
using Row = std::array<unsigned, token_count>;
constexpr Row light{0xF4EFE4, 0xFFFDF8, 0xEAE3D3, 0xECE5D6, 0x20251F, 0x53594D, 0xDAD1BD, 0x8A816B, 0x1A5C49, 0xFFFFFF,
                    0xDDEADF, 0x12402F, 0x133A2E, 0xEEF4EE, 0xB4CDBF, 0x7A4B00, 0xFAEBCB, 0x9A2A1C, 0xF9E2DC, 0xE2A83B};
constexpr Row dark{0x171A17, 0x212622, 0x2B312C, 0x121512, 0xF2EEE4, 0xBDC2B6, 0x3D463F, 0x7E887F, 0x86D1B0, 0x0C241B,
                   0x24402F, 0xCFEBDC, 0x0E1411, 0xEEF4EE, 0xA5B9AE, 0xF3C86C, 0x3A2E13, 0xFFB7A9, 0x47231C, 0xE2A83B};
constexpr Row high{0x000000, 0x000000, 0x000000, 0x000000, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0xFFE04A, 0x000000,
                   0x000000, 0xFFE04A, 0x000000, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0x000000, 0xFFFFFF, 0x000000, 0xFFE04A};
constexpr Row sepia{0xEFE1C6, 0xF8EDD8, 0xE3D2B0, 0xE6D6B6, 0x3A2E1E, 0x63523A, 0xD2BE97, 0x8A7448, 0x1A5C49, 0xFFFFFF,
                    0xDADFC4, 0x12402F, 0x3A2E1E, 0xF8EDD8, 0xD9C6A2, 0x704400, 0xF5DDAE, 0x8E2417, 0xF3D3C4, 0xD99A2B};

Theme made(ThemeName name, Row const& row, Colour shadow) {
  Theme theme{name, {}, shadow};
  for (std::size_t i = 0; i < token_count; ++i) theme.tokens[i] = hex(row[i]);
  return theme;
}

double linear(std::uint8_t channel) {
  double const c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Colour c) { return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b); }

}  // namespace

Theme theme_of(ThemeName name) {
  switch (name) {
    case ThemeName::light: return made(name, light, {0x3C, 0x2C, 0x10, 41});
    case ThemeName::dark: return made(name, dark, {0, 0, 0, 128});
    case ThemeName::contrast: return made(name, high, {0, 0, 0, 0});
    case ThemeName::sepia: return made(name, sepia, {0x3C, 0x2C, 0x10, 51});
  }
  return {};
}

std::string_view name_of(Token token) {
  constexpr std::array<std::string_view, token_count> names{
      "page", "surface", "sunk", "code", "ink", "ink2", "line", "edge", "accent", "onaccent",
      "soft", "onsoft", "spine", "spineink", "spine2", "warn", "warnbg", "bad", "badbg", "brass"};
  return names[static_cast<std::size_t>(token)];
}

double contrast(Colour a, Colour b) {
  double const la = luminance(a), lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

Colour mixed(Colour from, Colour to, float part) {
  auto const channel = [part](std::uint8_t x, std::uint8_t y) {
    return static_cast<std::uint8_t>(std::lround(static_cast<float>(x) + (static_cast<float>(y) - static_cast<float>(x)) * part));
  };
  return {channel(from.r, to.r), channel(from.g, to.g), channel(from.b, to.b), channel(from.a, to.a)};
}

}  // namespace carrel::kit
