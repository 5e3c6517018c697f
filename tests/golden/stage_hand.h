// Builds a scene into a kit until it has settled, as the window's loop does; for the golden test and for pictures.
#pragma once

#include "client/app/routes.h"
#include "client/kit/kit.h"
#include "tests/golden/sample_state.h"

namespace carrel::client {

struct Look {
  float width = 1280, height = 800;
  int percent = 100;
  kit::ThemeName theme = kit::ThemeName::light;
};

/// Draws until nothing changes any more, at most `frames_max` times. What was asked for while drawing is given back.
inline Intents draw_settled(kit::Kit& kit, Scene& scene, Look const& look, int frames_max = 12) {
  kit.set_theme(look.theme);
  kit.set_text_percent(look.percent);
  Intents out;
  for (int i = 0; i < frames_max; ++i) {
    kit.begin({look.width, look.height, 1});
    Page page{kit, scene.state, scene.drafts, scene.nav, out};
    draw(page);
    kit.end();
    if (i >= 2 && kit.settled()) break;
  }
  return out;
}

}  // namespace carrel::client
