#include <doctest/doctest.h>

#include "client/kit/metrics.h"
#include "client/kit/theme.h"

using namespace carrel::kit;

namespace {

struct Pair {
  Token text, ground;
  double least;
  double light, dark, high, sepia;  // What the table of the look says.
};

constexpr Pair pairs[] = {
    {Token::ink, Token::page, 4.5, 13.6, 15.1, 21.0, 10.2},      {Token::ink, Token::surface, 4.5, 15.3, 13.3, 21.0, 11.4},
    {Token::ink, Token::sunk, 4.5, 12.2, 11.5, 21.0, 8.9},       {Token::ink, Token::code, 4.5, 12.4, 15.9, 21.0, 9.2},
    {Token::ink2, Token::page, 4.5, 6.3, 9.7, 21.0, 5.8},        {Token::ink2, Token::surface, 4.5, 7.1, 8.5, 21.0, 6.5},
    {Token::ink2, Token::sunk, 4.5, 5.7, 7.3, 21.0, 5.0},        {Token::ink2, Token::code, 4.5, 5.8, 10.1, 21.0, 5.2},
    {Token::accent, Token::page, 4.5, 6.9, 9.8, 16.0, 6.1},      {Token::accent, Token::surface, 4.5, 7.7, 8.6, 16.0, 6.8},
    {Token::onaccent, Token::accent, 4.5, 7.9, 9.2, 16.0, 7.9},  {Token::onsoft, Token::soft, 4.5, 9.4, 9.0, 16.0, 8.5},
    {Token::accent, Token::soft, 4.5, 6.3, 6.4, 16.0, 5.7},      {Token::warn, Token::warnbg, 4.5, 6.3, 8.4, 21.0, 6.3},
    {Token::bad, Token::badbg, 4.5, 6.2, 8.3, 21.0, 6.2},        {Token::bad, Token::surface, 4.5, 7.6, 9.2, 21.0, 7.5},
    {Token::spineink, Token::spine, 4.5, 11.2, 16.7, 21.0, 11.4}, {Token::spine2, Token::spine, 4.5, 7.4, 9.0, 21.0, 7.9},
    {Token::brass, Token::spine, 4.5, 5.9, 8.8, 16.0, 5.4},      {Token::edge, Token::page, 3.0, 3.4, 4.8, 21.0, 3.5},
    {Token::edge, Token::surface, 3.0, 3.8, 4.2, 21.0, 3.9},
};

}  // namespace

TEST_CASE("every text can be read on its ground, in every theme, as the table of the look says") {
  for (auto const name : {ThemeName::light, ThemeName::dark, ThemeName::contrast, ThemeName::sepia}) {
    auto const theme = theme_of(name);
    for (auto const& pair : pairs) {
      CAPTURE(static_cast<int>(name));
      CAPTURE(name_of(pair.text));
      CAPTURE(name_of(pair.ground));
      double const ratio = contrast(theme.of(pair.text), theme.of(pair.ground));
      double const said = name == ThemeName::light      ? pair.light
                          : name == ThemeName::dark     ? pair.dark
                          : name == ThemeName::contrast ? pair.high
                                                        : pair.sepia;
      CHECK(ratio >= pair.least);
      CHECK(ratio == doctest::Approx(said).epsilon(0.02));
    }
  }
}

TEST_CASE("contrast is that of WCAG 2") {
  CHECK(contrast({0, 0, 0}, {255, 255, 255}) == doctest::Approx(21));
  CHECK(contrast({0x77, 0x77, 0x77}, {255, 255, 255}) == doctest::Approx(4.48).epsilon(0.002));
}

TEST_CASE("text grows with the step, titles by 55 % of it, and is never under 15 px") {
  for (float const width : {1280.0f, 800.0f})
    for (int percent = 100; percent <= 200; percent += 25) {
      auto const m = metrics_for(width, percent), base = metrics_for(width, 100);
      for (auto const& size : m.type) CHECK(size.px >= 15);
      CHECK(m.of(Style::body).px == doctest::Approx(base.of(Style::body).px * static_cast<float>(percent) / 100).epsilon(0.03));
      CHECK(m.of(Style::title).px ==
            doctest::Approx(base.of(Style::title).px * (1 + 0.55f * static_cast<float>(percent - 100) / 100)).epsilon(0.03));
      CHECK(m.spine >= base.spine);  // Its words grow too.
      CHECK(m.spine < width / 5);
      CHECK(m.icon <= 40);
      CHECK(m.one_column == (percent >= 150));
    }
  CHECK(metrics_for(999, 100).wide == false);
  CHECK(metrics_for(1000, 100).wide == true);
  CHECK(metrics_for(1280, 1).percent == 100);
  CHECK(metrics_for(1280, 900).percent == 200);
}
