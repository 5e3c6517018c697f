// The window's side of the house: state, drafts, where one is, and the kit that draws it. The loop and the tour both drive it.
// A frame needs a reason: up to three are built to settle, and one is put on the screen only when it differs from what is there.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "client/app/drafts.h"
#include "client/app/events.h"
#include "client/app/intents.h"
#include "client/app/nav.h"
#include "client/kit/kit.h"
#include "client/kit/painter.h"
#include "platform/window/window.h"

namespace carrel::client {

/// What was done so far; the bench and the tests read it.
struct FrameCounts {
  std::uint64_t built = 0, shown = 0, wakes = 0;
};

class Front {
 public:
  /// `ask` takes intents for the desk. Kit, painter and window must outlive this.
  Front(kit::Kit& kit, kit::Painter& painter, platform::Window& window, std::function<void(Intent)> ask);

  void absorb(Events const& events, sync::WallTime now);
  void feed(platform::WindowEvent const& event);
  /// The command line's language, until a person chooses another.
  void prefer_language(std::string language);
  /// Asks for a frame without an event: at the start, or because the hour says so.
  void touch() { wanted_ = true; }

  /// Builds what is wanted and shows it when it differs. False when nothing was shown.
  bool draw_if_needed(sync::WallTime now);
  /// When the screen will look different by itself; nothing when only facts and hands matter.
  std::optional<sync::WallTime> next_change() const;

  AppState const& state() const { return state_; }
  Nav& nav() { return nav_; }
  Drafts& drafts() { return drafts_; }
  kit::Kit& kit() { return kit_; }
  FrameCounts const& counts() const { return counts_; }
  FrameCounts& counts() { return counts_; }

 private:
  void build();
  void follow_settings();

  kit::Kit& kit_;
  kit::Painter& painter_;
  platform::Window& window_;
  std::function<void(Intent)> ask_;
  AppState state_;
  Drafts drafts_;
  Nav nav_;
  FrameCounts counts_;
  std::uint64_t shown_hash_ = 0;
  std::optional<std::string> preferred_language_;
  bool wanted_ = true;
  bool exposed_ = true;  // The surface lost its content: show even what did not change.
};

}  // namespace carrel::client
