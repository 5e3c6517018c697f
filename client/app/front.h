// The window's side of the house: state, drafts, where one is, and the kit that draws it. The loop and the tour both drive it.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "client/app/drafts.h"
#include "client/app/ears.h"
#include "client/app/events.h"
#include "client/app/frame_gate.h"
#include "client/app/intents.h"
#include "client/app/nav.h"
#include "client/kit/kit.h"
#include "client/kit/painter.h"
#include "platform/window/window.h"
#include "sync/ports.h"

namespace carrel::client {

class Front {
 public:
  /// `ask` takes intents for the desk. Kit, painter and window must outlive this.
  Front(kit::Kit& kit, kit::Painter& painter, platform::Window& window, std::function<void(Intent)> ask);

  void absorb(Events const& events);
  void feed(platform::WindowEvent const& event, std::optional<sync::AwakeTime> at = {});
  /// A voice for what is drawn. `ears` must outlive this; without it the window is silent.
  void use_ears(Ears& ears);
  /// The command line's language, until a person chooses another.
  void prefer_language(std::string language);
  /// Asks for a frame without an event: at the start, or because the hour says so.
  void touch() { gate_.touch(); }

  /// Builds what is wanted and shows it when it differs. False when nothing was shown.
  bool draw_if_needed(sync::Now now);

  AppState const& state() const { return state_; }
  Nav& nav() { return nav_; }
  Drafts& drafts() { return drafts_; }
  kit::Kit& kit() { return kit_; }
  FrameGate& gate() { return gate_; }

 private:
  BuiltFrame build();
  bool follow_spot();
  void follow_undo(std::string const& offered, Intents& asked, bool moved);
  void promise(sync::Now now);
  void follow_settings();

  kit::Kit& kit_;
  kit::Painter& painter_;
  platform::Window& window_;
  std::function<void(Intent)> ask_;
  AppState state_;
  Drafts drafts_;
  Nav nav_;
  FrameGate gate_;
  std::string spot_;                                 // The page that was drawn last.
  std::map<std::string, kit::Hands::Focus> places_;  // Where the keyboard was on the pages that were left; dropped at Leave.
  std::optional<std::string> preferred_language_;
  Ears* ears_ = nullptr;
};

}  // namespace carrel::client
