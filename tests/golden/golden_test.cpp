// Every screen in both languages says what is committed here; and whatever the size of window and text, nothing is cut,
// nothing is too small for a finger, and no word is missing. UPDATE_GOLDEN=1 rewrites the texts.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "client/policies/policy_store.h"
#include "tests/golden/stumbles.h"

using namespace carrel;
using namespace carrel::client;

namespace {

std::filesystem::path const share = std::filesystem::path(HOUSE_BUILD) / "share/carrel";
std::filesystem::path const golden = std::filesystem::path(HOUSE_TOP) / "tests/golden/screens";

kit::Kit open_kit(std::string const& language) {
  auto kit = kit::Kit::open(share, language);
  REQUIRE_MESSAGE(kit, kit.error().place);
  return std::move(*kit);
}

Policies policies() {
  auto loaded = load_policies(share / "policies", {});
  REQUIRE(loaded.refused.empty());
  return loaded.policies;
}

std::string read(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

Look const looks[] = {{1280, 800, 100}, {1280, 800, 200}, {800, 480, 100}, {800, 480, 200}};

}  // namespace

TEST_CASE("every screen says what was agreed, in both languages") {
  bool const update = std::getenv("UPDATE_GOLDEN") != nullptr;
  for (std::string const language : {"en", "fr"}) {
    auto kit = open_kit(language);
    auto scenes = sample_scenes(language, policies());
    REQUIRE(scenes.size() > 20);
    for (auto& scene : scenes) {
      CAPTURE(scene.name);
      auto const asked = draw_settled(kit, scene, {});
      CHECK_MESSAGE(asked.empty(), scene.name << " asks for something without being touched");
      auto const path = golden / (scene.name + "." + language + ".txt");
      if (update) std::ofstream(path, std::ios::binary) << kit.trace_text();
      CHECK_MESSAGE(kit.trace_text() == read(path), path.filename().string());
    }
  }
}

TEST_CASE("nothing is cut, too small or nameless at 100 and 200 per cent in both sizes") {
  for (std::string const language : {"en", "fr"}) {
    auto kit = open_kit(language);
    for (auto& scene : sample_scenes(language, policies()))
      for (auto const& look : looks) {
        auto copy = scene;
        draw_settled(kit, copy, look);
        CHECK_MESSAGE(kit.settled(), scene.name << " never settles");
        for (auto const& what : stumbles(kit, look))
          FAIL_CHECK(scene.name << "." << language << " " << look.width << " at " << look.percent << " %: " << what);
      }
  }
}

TEST_CASE("the first screen says nothing of a learner but a first name and an emblem") {
  auto kit = open_kit("en");
  auto const facts = policies();
  auto bare = sample_scenes("en", facts).front();
  auto full = bare;
  full.state.session = sample_state(Person::awa, "en", facts).session;  // Someone has just left.
  draw_settled(kit, bare, {});
  auto const before = kit.trace_text();
  draw_settled(kit, full, {});
  CHECK(kit.trace_text() == before);
  for (auto const* secret : {"Premium", "Unix", "complaint", "4817"}) CHECK(before.find(secret) == std::string::npos);
}

TEST_CASE("both languages have the same parts, each in its own words") {
  auto const facts = policies();
  std::map<std::string, std::pair<std::size_t, std::string>> english;
  {
    auto kit = open_kit("en");
    for (auto& scene : sample_scenes("en", facts)) {
      draw_settled(kit, scene, {});
      english[scene.name] = {kit.trace().size(), kit.trace_text()};
    }
  }
  auto kit = open_kit("fr");
  for (auto& scene : sample_scenes("fr", facts)) {
    draw_settled(kit, scene, {});
    CHECK_MESSAGE(english[scene.name].first == kit.trace().size(), scene.name);
    CHECK_MESSAGE(english[scene.name].second != kit.trace_text(), scene.name);
  }
}

TEST_CASE("every route has at most one screen, and every screen draws") {
  std::set<Route> seen;
  for (auto const& screen : screens()) {
    CHECK(seen.insert(screen.route).second);
    CHECK_MESSAGE((screen.draw != nullptr), name_of(screen.route));
  }
  CHECK(seen.size() >= 10);
}
