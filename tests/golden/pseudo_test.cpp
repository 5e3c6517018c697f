// The two languages that no one speaks: accented and longer English finds words that are hard-coded and places without room; the
// mirrored one finds whatever forgot that a page may run from right to left.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include "client/policies/policy_store.h"
#include "tests/golden/stumbles.h"

using namespace carrel;
using namespace carrel::client;

namespace {

std::filesystem::path const share = std::filesystem::path(HOUSE_BUILD) / "share/carrel";
std::filesystem::path const top = HOUSE_TOP;

kit::Kit open_kit(char const* tag) {
  auto kit = kit::Kit::open(share, tag);
  REQUIRE_MESSAGE(kit, kit.error().place);
  return std::move(*kit);
}

std::vector<Scene> scenes() {
  auto loaded = load_policies(share / "policies", {});
  REQUIRE(loaded.refused.empty());
  return sample_scenes("en", loaded.policies);
}

std::string read(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// What people, courses and records of facts say: the scenes' own sources. Literals that go on in the next line are joined.
std::string data_of_scenes() {
  std::string all;
  for (auto const* file : {"tests/golden/sample_state.cpp", "tests/golden/sample_course.cpp"}) all += read(top / file);
  for (auto const& entry : std::filesystem::directory_iterator(share / "policies")) all += read(entry.path());
  std::string joined;
  for (std::size_t at = 0; at < all.size();) {
    auto const after = all[at] == '"' ? all.find_first_not_of(" \n", at + 1) : all.npos;
    if (after != all.npos && after > at + 1 && all[after] == '"') at = after + 1;
    else joined += all[at++];
  }
  return joined;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The parts of a text that stand in no brackets.
std::vector<std::string> outside(std::string_view text) {
  std::vector<std::string> parts(1);
  int depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    auto const rest = text.substr(at);
    bool const opens = rest.starts_with("⟦"), closes = rest.starts_with("⟧"), cell = depth == 0 && rest.starts_with(" | ");
    depth += opens ? 1 : closes ? -1 : 0;
    if (opens || closes) {
      at += std::string_view("⟦").size();
      if (depth == 0 || (opens && depth == 1)) parts.emplace_back();
    } else if (cell) {
      parts.emplace_back();
      at += 3;
    } else {
      if (depth == 0) parts.back() += text[at];
      ++at;
    }
  }
  for (auto& part : parts) {
    // Signs and numbers that join sentences and data belong to neither.
    constexpr auto joints = " ,.:;·()“”\n0123456789";
    auto const begin = part.find_first_not_of(joints), end = part.find_last_not_of(joints);
    part = begin == part.npos ? std::string() : part.substr(begin, end - begin + 1);
  }
  std::erase_if(parts, [](std::string const& part) { return std::none_of(part.begin(), part.end(), is_letter); });
  return parts;
}

// Words for programs, which voice.code.* says to people; and names that are the same in every language.
bool is_agreed(std::string_view part) {
  constexpr std::array agreed{"Carrel", "English", "Français", "Accented English", "CC BY",
                              "is called a pipe; see the manual"};  // The last one: spans of a chapter, joined.
  return std::find(agreed.begin(), agreed.end(), part) != agreed.end() || kit::emblem_of(part);
}

Look const looks[] = {{1280, 800, 100}, {1280, 800, 150}, {1280, 800, 200}, {800, 480, 100}, {800, 480, 150}, {800, 480, 200}};

}  // namespace

TEST_CASE("no screen says a word that is not in the language's files") {
  auto kit = open_kit("en-XA");
  auto const data = data_of_scenes();
  std::size_t sentences = 0;
  for (auto& scene : scenes()) {
    draw_settled(kit, scene, {});
    for (auto const& one : kit.trace()) {
      if (one.role == kit::Role::key) continue;
      for (auto const* text : {&one.label, &one.value}) {
        sentences += text->find("⟦") != text->npos;
        for (auto const& part : outside(*text))
          CHECK_MESSAGE((is_agreed(part) || data.find(part) != data.npos), scene.name << ": “" << part << "” in " << *text);
      }
    }
  }
  CHECK(sentences > 500);
}

TEST_CASE("a language a third longer than English has room on every screen, at 100, 150 and 200 per cent in both sizes") {
  auto kit = open_kit("en-XA");
  for (auto const& scene : scenes())
    for (auto const& look : looks) {
      auto copy = scene;
      draw_settled(kit, copy, look);
      CHECK_MESSAGE(kit.settled(), scene.name << " never settles");
      for (auto const& what : stumbles(kit, look)) FAIL_CHECK(scene.name << " " << look.width << " at " << look.percent << " %: " << what);
    }
}

TEST_CASE("from right to left every screen says the same, and nothing is cut or out of reach") {
  auto ltr = open_kit("en"), rtl = open_kit("ar-XB");
  for (auto const& scene : scenes())
    for (auto const& look : looks) {
      auto one = scene, other = scene;
      draw_settled(rtl, other, look);
      for (auto const& what : stumbles(rtl, look)) FAIL_CHECK(scene.name << " " << look.width << " at " << look.percent << " %: " << what);
      if (look.percent != 100) continue;
      draw_settled(ltr, one, look);
      auto const is = [&](std::string_view start) { return scene.name.starts_with(start); };
      if (is("display") || is("settings") || is("welcome")) continue;  // These name the language.
      CHECK_MESSAGE(ltr.trace_text() == rtl.trace_text(), scene.name);
    }
}

TEST_CASE("from right to left a tap hits what is seen under it, and its mirror image does not") {
  auto rtl = open_kit("ar-XB");
  auto all = scenes();
  auto const home = std::find_if(all.begin(), all.end(), [](Scene const& s) { return s.name == "home"; });
  REQUIRE(home != all.end());
  draw_settled(rtl, *home, {});
  auto const library = std::find_if(rtl.trace().begin(), rtl.trace().end(),
                                    [](auto const& e) { return e.touchable && e.label == "Library"; });
  REQUIRE(library != rtl.trace().end());
  auto const at = library->bounds.centre();
  REQUIRE(at.x < 200);  // Laid out at the left, painted at the right.
  auto const route_after_tap = [&](float x) {
    auto scene = *home;
    for (auto const kind : {kit::InputEvent::Kind::press, kit::InputEvent::Kind::release}) {
      rtl.feed({.kind = kind, .x = x, .y = at.y});
      draw_settled(rtl, scene, {});
    }
    return scene.nav.route;
  };
  CHECK(route_after_tap(at.x) != Route::library);
  CHECK(route_after_tap(1280 - at.x) == Route::library);
}
