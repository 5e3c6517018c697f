// Everything a person may have before their eyes: the golden scenes, and states of them that differ to the eye rather than in words:
// the screen keyboard, an open sheet over another page, a question, everything unfolded, something on its way; and the kit's gallery.
#pragma once

#include <string>
#include <vector>

#include "client/kit/gallery.h"
#include "tests/golden/sample_state.h"

namespace carrel::audit {

struct Scene {
  std::string name;
  client::Scene scene;                     ///< Drawn by the table of screens …
  kit::GalleryPage const* page = nullptr;  ///< … or this page of the gallery.
  std::vector<std::string> taps{};         ///< Keys of words, or labels, tapped one after the other before looking.
  bool keyboard = false;                   ///< The screen keyboard is wanted, as on a kiosk.
  bool unfold = false;                     ///< Everything that is folded is opened first.
};

std::vector<Scene> audit_scenes(std::string const& language, client::Policies const& policies);

}  // namespace carrel::audit
