// What a finger, an eye or a voice would stumble over in a frame, read from what the kit wrote down of it.
#pragma once

#include <string>
#include <vector>

#include "tests/golden/stage_hand.h"

namespace carrel::client {

inline std::vector<std::string> stumbles(kit::Kit const& kit, Look const& look) {
  std::vector<std::string> found;
  for (auto const& one : kit.trace()) {
    auto const name = std::string(kit::name_of(one.role)) + " “" + one.label + "”";
    if (one.touchable && (one.bounds.w < 47.5f || one.bounds.h < 47.5f))
      found.push_back(name + " is " + std::to_string(one.bounds.w) + " x " + std::to_string(one.bounds.h));
    if (one.touchable && one.label.empty()) found.push_back(name + " has no name");
    if (one.bounds.w > one.room.w + 1) found.push_back(name + " is wider than its room");
    if (one.bounds.x < -1 || one.bounds.right() > look.width + 1) found.push_back(name + " reaches out of the window");
    if (one.state.find("cut") != std::string::npos) found.push_back(name + " is cut");
    if (one.role == kit::Role::missing_word) found.push_back(name + " has no words");
  }
  return found;
}

}  // namespace carrel::client
