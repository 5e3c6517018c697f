// A scene on a panel, worked by keys and by the switch only: what stands on it, and where the keyboard is.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "client/policies/policy_store.h"
#include "tests/golden/stage_hand.h"

namespace carrel::client {

inline std::filesystem::path const access_share = std::filesystem::path(HOUSE_BUILD) / "share/carrel";

inline std::vector<Scene> access_scenes() {
  return sample_scenes("en", load_policies(access_share / "policies", {}).policies);
}

struct Panel {
  kit::Kit kit;
  Scene scene;
  Look look;
  Intents asked{};

  Panel(Scene scene_, Look look_) : kit(opened()), scene(std::move(scene_)), look(look_) { settle(); }

  static Panel at(std::string const& name, Look look = {}) {
    for (auto& scene : access_scenes())
      if (scene.name == name) return {scene, look};
    FAIL("no scene " << name);
    return {Scene{}, look};
  }
  static kit::Kit opened() {
    auto kit = kit::Kit::open(access_share, "en");
    REQUIRE_MESSAGE(kit, kit.error().place);
    return std::move(*kit);
  }
  void settle() {
    for (auto& intent : draw_settled(kit, scene, look)) asked.push_back(std::move(intent));
  }
  void press(kit::Key key, bool shift = false) {
    kit.feed({.kind = kit::InputEvent::Kind::key, .key = key, .shift = shift});
    settle();
  }
  kit::TraceEntry const* entry(std::uint32_t id) const {
    for (auto const& one : kit.trace())
      if (id != 0 && one.id == id) return &one;
    return nullptr;
  }
  kit::TraceEntry const* focused() const { return kit.focus().seen ? entry(kit.focus().id) : nullptr; }
  kit::TraceEntry const* find(std::string const& label) const {
    kit::TraceEntry const* found = nullptr;  // Of two of that name the one above the other.
    for (auto const& one : kit.trace())
      if (one.touchable && one.label == label && (!found || one.layer > found->layer)) found = &one;
    return found;
  }
  /// Touchable things of the layer that can be used now; keys of the screen keyboard are none of Tab's.
  std::set<std::uint32_t> reachable() const {
    int top = 0;
    for (auto const& one : kit.trace())
      if (one.layer < 2) top = std::max(top, one.layer);
    std::set<std::uint32_t> ids;
    for (auto const& one : kit.trace())
      if (one.touchable && one.layer == top && one.role != kit::Role::key) ids.insert(one.id);
    return ids;
  }
};

}  // namespace carrel::client
