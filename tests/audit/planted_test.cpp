// The judge is judged: each fault it looks for is planted on a page that is otherwise sound, and must be found; the sound page must pass.
#include <doctest/doctest.h>

#include "client/kit/kit.h"
#include "tests/audit/eye.h"
#include "tests/audit/walker.h"

using namespace carrel;
using namespace carrel::audit;
using kit::Rect;
using kit::Token;

namespace {

struct Easel {
  kit::Kit kit = open();
  kit::Ledger ledger;

  static kit::Kit open() {
    auto kit = kit::Kit::open(std::filesystem::path(HOUSE_BUILD) / "share/carrel", "en");
    REQUIRE(kit);
    return std::move(*kit);
  }

  std::set<Finding> judge(std::function<void(kit::Kit&)> const& planted, kit::ThemeName theme = kit::ThemeName::light) {
    kit.set_theme(theme);
    kit.keep_ledger(&ledger);
    Judge judge;
    walk(kit, ledger, [&] {
      kit.begin({800, 480, 1});
      kit.top_bar({.title = "A page", .listen = false, .display = false});
      kit.page("easel", [&] {
        kit.body("A sound sentence.");
        kit.button({.label = "Next"});
        planted(kit);
      });
      kit.end();
    }, judge);
    kit.keep_ledger(nullptr);
    return judge.finish();
  }
};

bool names(std::set<Finding> const& found, std::string const& check, std::string const& part) {
  for (auto const& one : found)
    if (one.check == check && one.what.find(part) != std::string::npos) return true;
  return false;
}

constexpr kit::TypeSize plain{18, 27};

}  // namespace

TEST_CASE("a sound page passes, in every theme") {
  Easel easel;
  for (auto const theme : {kit::ThemeName::light, kit::ThemeName::dark, kit::ThemeName::contrast, kit::ThemeName::sepia})
    for (auto const& one : easel.judge([](kit::Kit& kit) { kit.second_button({.label = "Back"}); }, theme))
      FAIL_CHECK(one.check << ": " << one.what);
}

TEST_CASE("faint letters are found, also on a card, under a veil, and where only their end is faint") {
  Easel easel;
  auto const faint = [](kit::Kit& kit) { kit.line_of_text("Faint", plain, {40, 300}, {0xC0, 0xB8, 0xA8}); };
  CHECK(names(easel.judge(faint), "contrast", "“Faint”"));
  auto const line = [](kit::Kit& kit) { kit.card({}, [&] { kit.body("Lines are no ink", {.colour = Token::line}); }); };
  CHECK(names(easel.judge(line), "contrast", "“Lines are no ink”"));
  auto const end = [](kit::Kit& kit) {
    kit.fill({40, 300, 400, 40}, kit.colour(Token::surface));
    kit.fill({130, 300, 310, 40}, kit.colour(Token::spine));
    kit.line_of_text("Half of it in the dark", plain, {44, 306}, kit.colour(Token::ink));
  };
  CHECK(names(easel.judge(end), "contrast", "“Half of it in the dark”"));
  auto const veiled = [](kit::Kit& kit) {
    kit.fill({40, 300, 400, 40}, kit.colour(Token::surface));
    kit.fill({40, 300, 400, 40}, {0, 0, 0, 150});
    kit.line_of_text("Behind a veil", plain, {44, 306}, kit.colour(Token::ink));
  };
  CHECK(names(easel.judge(veiled), "contrast", "“Behind a veil”"));
}

TEST_CASE("high contrast asks for seven to one, and icons for three") {
  Easel easel;
  auto const grey = [](kit::Kit& kit) { kit.line_of_text("Grey", plain, {40, 300}, {0x80, 0x80, 0x80}); };
  CHECK(names(easel.judge(grey, kit::ThemeName::contrast), "contrast", "“Grey” has 5.3"));
  auto const icon = [](kit::Kit& kit) { kit.icon(kit::Icon::check, {300, 300}, 24, kit.colour(Token::line)); };
  CHECK(names(easel.judge(icon), "contrast", "icon"));
}

TEST_CASE("letters over letters, and letters below a later shape, are found") {
  Easel easel;
  auto const over = [](kit::Kit& kit) {
    kit.line_of_text("First word", plain, {40, 300}, kit.colour(Token::ink));
    kit.line_of_text("Second word", plain, {90, 306}, kit.colour(Token::ink));
  };
  CHECK(names(easel.judge(over), "overlap", "“First word” and “Second word”"));
  auto const below = [](kit::Kit& kit) {
    kit.line_of_text("Under a card", plain, {40, 300}, kit.colour(Token::ink));
    kit.fill({100, 290, 200, 60}, kit.colour(Token::surface), 12);
  };
  CHECK(names(easel.judge(below), "covered", "“Under a card”"));
}

TEST_CASE("letters that are cut off, shortened, too small or run over a rim are found") {
  Easel easel;
  auto const cut = [](kit::Kit& kit) {
    kit.push_clip({40, 290, 60, 40});
    kit.line_of_text("A label too long", plain, {44, 296}, kit.colour(Token::ink));
    kit.pop_clip();
  };
  CHECK(names(easel.judge(cut), "cut", "“A label too long”"));
  auto const outside = [](kit::Kit& kit) { kit.line_of_text("Out of the window", plain, {740, 200}, kit.colour(Token::ink)); };
  CHECK(names(easel.judge(outside), "cut", "“Out of the window”"));
  auto const shortened = [](kit::Kit& kit) {
    kit.column(90, [&] { kit.body("One line is all that this sentence has", {.lines_max = 1}); });
  };
  CHECK(names(easel.judge(shortened), "shortened", "“One"));
  auto const small = [](kit::Kit& kit) { kit.line_of_text("Tiny", {12, 16}, {40, 300}, kit.colour(Token::ink)); };
  CHECK(names(easel.judge(small), "small text", "“Tiny” has 12 px"));
  auto const rim = [](kit::Kit& kit) {
    kit.fill({40, 290, 50, 40}, kit.colour(Token::soft), 12);
    kit.line_of_text("Longer", plain, {44, 296}, kit.colour(Token::ink));
  };
  CHECK(names(easel.judge(rim), "rim", "“Longer”"));
}

TEST_CASE("what no scrolling brings into sight is found, and what it does bring is not") {
  Easel easel;
  auto const fixed = [](kit::Kit& kit) {
    kit.push_clip({40, 100, 300, 12});
    kit.line_of_text("Never seen", plain, {44, 96}, kit.colour(Token::ink));
    kit.pop_clip();
  };
  CHECK(names(easel.judge(fixed), "never whole", "“Never seen”"));
  auto const longer = [](kit::Kit& kit) {
    for (int i = 0; i < 40; ++i) kit.body("Sentence " + std::to_string(i));
  };
  CHECK(easel.judge(longer).empty());
}

// ---- what is touched ----

namespace {

// No widget of the kit can be told to be too small or nameless, so the test reaches for what widgets are made of.
struct Opened : kit::Hands {
  using Hands::id_for;
  using Hands::touch;
};

void plant(kit::Kit& kit, Rect area, kit::Said const& said) {
  auto const id = (kit.*(&Opened::id_for))(said.label);
  (kit.*(&Opened::touch))(id, area, said, true);
  kit.outline(area, kit.colour(Token::ink), 2);
}

}  // namespace

TEST_CASE("a target of 40 pixels, two that overlap or nearly touch, and one without a name are found") {
  Easel easel;
  auto const small = [](kit::Kit& kit) { plant(kit, {40, 300, 40, 40}, {kit::Role::button, "Small"}); };
  CHECK(names(easel.judge(small), "small target", "“Small” is 40 x 40"));
  auto const over = [](kit::Kit& kit) {
    plant(kit, {40, 300, 60, 60}, {kit::Role::button, "One"});
    plant(kit, {80, 300, 60, 60}, {kit::Role::button, "Two"});
  };
  CHECK(names(easel.judge(over), "targets overlap", "“One” and button “Two”"));
  auto const close = [](kit::Kit& kit) {
    plant(kit, {40, 300, 60, 60}, {kit::Role::button, "One"});
    plant(kit, {104, 300, 60, 60}, {kit::Role::button, "Two"});
  };
  CHECK(names(easel.judge(close), "close", "“One” and button “Two”: 4 px"));
  auto const nameless = [](kit::Kit& kit) { plant(kit, {40, 300, 60, 60}, {kit::Role::button, ""}); };
  CHECK(names(easel.judge(nameless), "no name", "button"));
  auto const picture = [](kit::Kit& kit) { plant(kit, {40, 300, 60, 60}, {kit::Role::image, "A picture that is touched"}); };
  CHECK(names(easel.judge(picture), "role", "A picture"));
}

TEST_CASE("a field or switch whose rim cannot be seen is found, and the kit's own are not") {
  Easel easel;
  auto const field = [](kit::Kit& kit) {
    Rect const area{40, 300, 300, 50};
    (kit.*(&Opened::touch))((kit.*(&Opened::id_for))("field"), area, {kit::Role::field, "Faint field"}, true);
    kit.outline(area, kit.colour(Token::line), 2);
  };
  CHECK(names(easel.judge(field), "edge", "“Faint field”"));
  std::string text;
  bool on = false, off = true;
  auto const sound = [&](kit::Kit& kit) {
    kit.field({.label = "A field"}, text);
    kit.switch_row({.label = "A switch"}, on);
    kit.switch_row({.label = "Another"}, off);
    kit.check("A check", on);
  };
  for (auto const theme : {kit::ThemeName::light, kit::ThemeName::dark, kit::ThemeName::contrast, kit::ThemeName::sepia})
    for (auto const& one : easel.judge(sound, theme)) FAIL_CHECK(one.check << ": " << one.what);
}

TEST_CASE("a focus that goes backwards and a second title are found") {
  Easel easel;
  auto const back = [](kit::Kit& kit) {
    plant(kit, {300, 300, 60, 60}, {kit::Role::button, "Second"});
    plant(kit, {40, 300, 60, 60}, {kit::Role::button, "First"});
  };
  CHECK(names(easel.judge(back), "order", "“Second” before button “First”"));
  auto const second = [](kit::Kit& kit) { kit.say({kit::Role::title, "Another title"}, {40, 300, 100, 30}); };
  CHECK(names(easel.judge(second), "title", "2 titles"));
}

TEST_CASE("a ledger costs nothing while nobody keeps one, and changes nothing that is drawn") {
  Easel easel;
  easel.judge([](kit::Kit&) {});
  auto const strokes = easel.ledger.strokes.size();
  CHECK(strokes > 3);
  auto const draw = [&] {
    easel.kit.begin({800, 480, 1});
    easel.kit.page("plain", [&] { easel.kit.body("A sound sentence."); });
    easel.kit.end();
    return easel.kit.picture_hash();
  };
  settle(easel.kit, draw);
  auto const without = draw();
  CHECK(easel.ledger.strokes.size() == strokes);
  easel.kit.keep_ledger(&easel.ledger);
  CHECK(draw() == without);
  CHECK(easel.ledger.strokes.size() < strokes);
  easel.kit.keep_ledger(nullptr);
}
