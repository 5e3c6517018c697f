// What the golden screens show: one evening, three invented learners, and every state of a screen that has words of its own.
// Plain values, nothing of them comes from a database; dates are fixed so that a trace never changes by itself.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "client/app/drafts.h"
#include "client/app/nav.h"
#include "client/app/state.h"

namespace carrel::client {

enum class Person { awa, lucas, ines };  ///< Premium Solo · Premium Plus that ends · member.

/// Tuesday 24 November 2026, 18:20 in Paris; the last connection was the evening before. `policies` as load_policies() gives them.
AppState sample_state(Person person, std::string const& language, Policies const& policies);

/// One picture: what is known, where the person is and what they are in the middle of.
struct Scene {
  std::string name;
  AppState state;
  Nav nav;
  Drafts drafts;
};
std::vector<Scene> sample_scenes(std::string const& language, Policies const& policies);

}  // namespace carrel::client
