// Nothing by colour alone: a chosen thing differs from its neighbour that is not chosen by a shape, an icon or a weight as well.
#include <doctest/doctest.h>

#include <cmath>

#include "client/policies/policy_store.h"
#include "tests/audit/sweep.h"

using namespace carrel;
using namespace carrel::audit;
using kit::Role;

namespace {

// What is painted inside a target, without any colour: kinds of shapes, their thickness, icons, and the weight of its letters.
std::set<std::string> signs_of(kit::Ledger const& ledger, kit::TraceEntry const& target) {
  std::set<std::string> signs;
  for (auto const& s : ledger.strokes) {
    auto const middle = s.area.centre();
    if (!target.seen.contains(middle) || s.area.w > target.bounds.w + 24) continue;
    bool const letters = s.kind == kit::Stroke::Kind::letters;
    auto const kind = std::to_string(static_cast<int>(s.kind));
    if (letters) signs.insert(s.bold ? "bold" : "plain");
    else signs.insert(kind + "/" + std::to_string(std::lround(s.thickness * 2)) + "/" + std::to_string(static_cast<int>(s.icon)));
  }
  return signs;
}

bool has_states(Role role) { return role == Role::chip || role == Role::radio || role == Role::check || role == Role::tab; }

}  // namespace

TEST_CASE("what is chosen differs from what is not by more than its colour") {
  auto const share = std::filesystem::path(HOUSE_BUILD) / "share/carrel";
  auto const facts = client::load_policies(share / "policies", {}).policies;
  auto kit = kit::Kit::open(share, "en");
  REQUIRE(kit);
  int compared = 0;
  for (auto const& scene : audit_scenes("en", facts))
    for (auto const theme : {kit::ThemeName::light, kit::ThemeName::contrast}) {
      auto copy = scene;
      Showing showing(*kit, copy, {1280, 800, 100, theme});
      settle(*kit, showing.draw());
      auto const& trace = kit->trace();
      for (auto const& on : trace)
        for (auto const& off : trace) {
          bool const pair = on.touchable && off.touchable && on.role == off.role && has_states(on.role) && !on.state.empty() &&
                            off.state.empty() && on.seen == on.bounds && off.seen == off.bounds && on.value.empty() == off.value.empty();
          if (!pair) continue;
          ++compared;
          CHECK_MESSAGE(signs_of(showing.ledger(), on) != signs_of(showing.ledger(), off),
                        scene.name << ": " << kit::name_of(on.role) << " “" << on.label << "” and “" << off.label << "”");
        }
    }
  CHECK(compared > 100);
}
