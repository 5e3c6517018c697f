// Touch, mouse and keyboard, said once for all widgets; and the list of what was drawn.
// A widget asks touch(rect…) and is told whether it is pressed, focused or tapped. Who sent the event is not known here.
#pragma once

#include <chrono>
#include <functional>
#include <unordered_map>
#include <deque>

#include "client/kit/input.h"
#include "client/kit/stage.h"
#include "client/kit/stops.h"
#include "client/kit/trace.h"

namespace carrel::kit {

struct Touch {
  WidgetId id = 0;
  bool pressed = false;  ///< The finger is on it now.
  bool hovered = false;  ///< A mouse is over it; never after a finger.
  bool focused = false;  ///< Keyboard is here, and was used lately: draw the ring.
  bool tapped = false;   ///< Once, in the frame of the release, of Enter or of Space.
};

struct Said {
  Role role = Role::text;
  Text label{}, value{}, state{};
};

/// How what is drawn next pretends to be touched. For the gallery, which shows all states beside each other.
enum class Pose { none, hovered, pressed, focused };

class Hands : public Stage {
 public:
  // ---- from outside: the loop, the tour, the tests ----
  /// Takes an event; true when it is a reason for a frame. A mouse that stays over the same thing, or over none, is no reason.
  bool feed(InputEvent const& event);
  /// Events are waiting that need a frame of their own (press and release are two).
  bool has_input() const { return !queue_.empty() || tap_wanted_ != 0; }
  /// Taps what the last frame said under this label (the first visible one, else it scrolls there). False when there is none.
  bool inject_tap(Text label, int nth = 0);
  void inject_text(Text text);
  void inject_key(Key key);

  std::vector<TraceEntry> const& trace() const { return trace_; }
  std::string trace_text() const { return write_trace(trace_); }
  /// Adds to the trace what a screen draws by hand.
  void say(Said const& said, Rect bounds, Rect room = {});

  /// What is drawn inside is about the learner, or in the language of the course; the trace says so.
  void personal(Personal how, Body body) { marked(personal_, how, body); }
  void lesson(Body body) { marked(lesson_, true, body); }

  bool has_focus(WidgetId id) const { return focus_ == id; }
  /// What Tab goes through in the picture that was drawn last, in its order: a sheet alone while one stands.
  std::vector<WidgetId> focus_order() const;
  void forget_focus();  ///< A new page: the keyboard starts at its top again.
  /// Where the keyboard is, for a page that is left and comes back.
  struct Focus {
    WidgetId id = 0;
    bool seen = false;   ///< The keyboard was in use: the ring was drawn.
    bool field = false;  ///< A text was being written there.
  };
  Focus focus() const;
  /// Back on a page: the ring stands where it stood, and the next Tab goes on from there. A field is not opened by itself.
  void return_focus(Focus const& focus);
  /// Where the ring of the last frame was drawn, its whole width; empty when there was none. For tests.
  Rect focus_shown() const { return ring_; }
  Rect focus_room() const { return ring_room_; }  ///< What could be seen of it: the clip at that moment.
  // ---- for who hears the screen: a hand that asks what lies where, before it chooses ----
  /// What a person meets at that place of the window, of the last frame: a thing to touch before a text. Nothing when it is bare.
  TraceEntry const* under(Point at) const;
  /// The ring stands there, and Tab goes on from there; a text that is being written stays open. 0: nowhere.
  void point_at(WidgetId id);
  void point_next(int by);            ///< As Tab: 1 to the next, -1 to the one before; brings it into sight.
  WidgetId pointed() const { return pointed_; }
  void choose_pointed() { chosen_ = pointed_; }  ///< As if it was tapped, in the next frame. Nothing where it is gone.
  /// The awake clock of the next frame: steps of the switch control and scrolling that runs on count by it.
  void tell_time(std::chrono::milliseconds awake) { clock_ = awake; }
  /// Escape, when no field, sheet or bar has taken it: once.
  bool take_escape();
  void pose(Pose pose) { pose_ = pose; }
  struct Clipboard {
    std::function<std::string()> read;
    std::function<void(std::string const&)> write;
  };
  void set_clipboard(Clipboard clipboard) { clipboard_ = std::move(clipboard); }

 protected:
  explicit Hands(Stage stage) : Stage(std::move(stage)) {}
  void begin_hands();
  void end_hands();

  WidgetId id_for(Text name);  ///< Unique in the frame: place, name, and how many of that name came before.
  void push_place(Text name);
  void pop_place() { places_.pop_back(); }
  Touch touch(WidgetId id, Rect area, Said const& said, bool enabled = true);
  void focus_ring(Rect r, float radius, Token behind = Token::page);
  void focus_on(WidgetId id);
  /// Taps it in this frame, without a hand.
  void touch_by_switch(WidgetId id) { by_switch_ = id; }
  std::vector<Stopover> const& reached() const { return stops_; }
  void lay_down_focus();  ///< Nothing has the keyboard; Tab goes on from here.

  /// Numbers a widget leaves for itself for the next frame (heights, offsets). A change asks for another frame.
  float remembered(WidgetId id, float fallback = 0) const;
  void remember(WidgetId id, float value);

  std::chrono::milliseconds clock_{};
  std::vector<TraceEntry> trace_;
  std::deque<InputEvent> queue_;
  std::vector<InputEvent> typed_;     ///< Keys and letters of this frame, for the field that has the focus.
  Point hand_{-1, -1}, pressed_at_{}, last_hand_{};
  Point second_{}, last_second_{};    ///< Another finger; last: in the frame before.
  bool second_down_ = false, second_before_ = false;
  bool hand_down_ = false, press_edge_ = false, release_edge_ = false;
  float wheel_ = 0;
  WidgetId active_ = 0, candidate_ = 0, focus_ = 0, reveal_ = 0;
  bool focus_seen_ = false, changed_ = false;
  bool holds_drag_ = false;           ///< A field is being selected in: no scrolling.
  bool holds_focus_ = false;          ///< What is drawn now is touched without taking the focus: keys of the screen keyboard.
  bool strayed_ = false;              ///< Scrolled by hand since the keyboard moved: it goes on with what is seen.
  bool revealed_ = false;             ///< The widget to reveal was drawn, at reveal_area_.
  Rect reveal_area_{};
  int group_ = 0, layer_ = 0, modal_ = 0, modal_next_ = 0;
  Key key_ = Key::none;               ///< A key nobody took yet.
  Clipboard clipboard_;

 private:
  template <class Mark>
  static void marked(Mark& mark, Mark as, Body body) {
    auto const before = std::exchange(mark, as);
    body();
    mark = before;
  }
  void take_events();
  void end_press();
  void tap_if_wanted();
  void take_key(InputEvent const& event);
  void move_focus(int by);
  void follow_modal(int before);
  void keep_focus();
  void take_by_switch(Touch& touch, Said const& said);
  bool look_for_hover();
  struct Hoverable { WidgetId id; Rect area; };
  std::vector<Hoverable> hoverable_;  // Of the last frame: a mouse that moves asks these, and no frame is built for nothing.
  WidgetId hover_ = 0;
  bool mouse_here_ = false;           // It moved, and no hand pressed since.
  Pose pose_ = Pose::none;
  WidgetId tap_wanted_ = 0, by_switch_ = 0, pointed_ = 0, chosen_ = 0;
  int tap_tries_ = 0;
  bool candidate_holds_focus_ = false;
  Personal personal_ = Personal::no;
  bool lesson_ = false;
  std::vector<Stopover> stops_, stops_before_;
  Stopover focus_stop_;         // Where the focus was drawn last.
  WidgetId resume_ = 0;         // From here Tab goes on while nothing has the focus.
  Focus below_;                 // What had the focus when a sheet came above it.
  bool enters_modal_ = false;
  Rect ring_{}, ring_room_{};
  std::vector<WidgetId> places_;
  std::unordered_map<WidgetId, int> seen_ids_;
  std::unordered_map<WidgetId, float> memory_;
};

}  // namespace carrel::kit
