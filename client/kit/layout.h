// Where things go: docks around a page, columns, rows, flows, scrolling. Heights are learned in one frame and used in the next,
// which is why up to three frames are built before one is shown. Draws nothing but scroll marks.
#pragma once

#include "client/kit/hands.h"
#include "client/kit/parts_more.h"

namespace carrel::kit {

class Layout : public Hands {
 public:
  /// The page: everything left by spine and bars, scrolled, with the margins of the layout. One a frame; `id` keeps the place.
  void page(Text id, Body body);
  /// Docked at the left of what is free, 318 px wide in the reader; scrolls by itself. Nothing when not wide().
  void side_panel(Text id, float width, Body body);
  /// Scrolls inside what is free now or inside the given height.
  void scroll(Text id, float height, Body body);
  ScrollPlace place_of(Text id) const;             ///< Of a page, panel or scroll of the frame before.
  void scroll_to(Text id, float offset);           ///< From the next frame on.
  /// Nothing moves by itself: scrolling stops with the finger.
  void set_reduced_motion(bool reduced) { reduced_motion_ = reduced; }
  void forget_places();                            ///< At Leave: the next person begins at the top everywhere.

  /// Full width, at most `width_max`, in the middle: the reading column (metrics().measure).
  void column(float width_max, Body body);
  /// Equal columns; cards in them get the same height. From 150 % at most two, or one when not wide().
  void row(int count, Cell cell);
  /// `count` things, `per_row` beside each other.
  void grid(int count, int per_row, Cell cell);
  /// Main and side column (300 to 388 px); the side goes below when narrow or from 150 %, unless `keep_narrow` is given.
  void two_columns(float side_width, Body main, Body side, float keep_narrow = 0);
  /// One after the other, breaking into lines: buttons, chips, tags. `right`: at the right edge.
  void flow(Body body, bool right = false);
  /// A block at the left, and one of its natural width at the right, centred on the same line.
  void beside(Body left, Body right);
  void indent(float by, Body body);
  void space(Space space);                         ///< Instead of the gap that would come next.
  void gap(float px, Body body);                   ///< Another distance between parts.
  void named(Text id, Body body);                  ///< Things inside have ids of their own.
  /// Only what is seen is drawn, so that 1,000 rows cost as much as 20. All rows have the same height.
  void virtual_list(Text id, int count, float row_height, Cell row);

  /// A part that costs nothing while it is out of sight. `height` is what it took when it was last drawn, kept by the caller;
  /// below 0: not drawn yet, so it is measured now.
  void kept(float& height, Body body);

  /// PgDn, PgUp, or Space while nothing has the focus: 1 or -1, taken from the page, which then does not scroll by it. 0: none.
  int take_page_turn();

  float width() const;        ///< Of the column now.
  float left_height() const;  ///< From here to the end of what is free.

 protected:
  explicit Layout(Stage stage) : Hands(std::move(stage)) {}
  void begin_layout();
  void end_layout();

  struct Area {
    float x = 0, y = 0, w = 0, gap = 0;
    float pending = -1;            // A gap chosen by space().
    bool first = true;
    bool flows = false, right = false;
    float flow_x = 0, line_top = 0, line_height = 0, flow_left = 0;
    int line = 0;
    WidgetId id = 0;
    float stretch_to = 0;          // Cards here reach down to this.
    float slack = 0;               // How much cards here were stretched.
    int parts = 0;
  };
  float open_y();                  ///< Where the next part begins.
  void close_y(float bottom);      ///< It ended here.
  /// Takes the next place: `height`, and `width` (0: all of it). In a flow both count.
  Rect place(float height, float width = 0);
  Area& area() { return areas_.back(); }
  Area const& area() const { return areas_.back(); }
  /// Fills `r` from its top and gives the area back as it was left.
  Area inside(Rect r, float gap, Body body, float stretch_to = 0);
  Rect dock_top(float h), dock_bottom(float h), dock_left(float w);
  void scroll_in(WidgetId id, Rect view, Rect pads, Body body);
  /// Of what the keys scroll: where it is seen, and whether there is more.
  struct ScrollRoom {
    Rect view{};
    bool up = false, down = false;
  };
  ScrollRoom scroll_room() const;
  void scroll_page(int by);        ///< A page down (1) or up (-1), as PgDn and PgUp do; by the place of the frame before.
  /// When a scroll that runs on wants its next frame; nothing when none does.
  std::optional<std::chrono::milliseconds> runs_on_at() const;
  float content_of(WidgetId scroll) const { return scrolls_.at(scroll).place.content; }
  Rect free_{};
  WidgetId sheet_scroll_ = 0;      ///< Of the sheet above the page, if there is one: keys scroll that.
  float page_top_ = 0;             ///< Distance of a page's first part from the bar above.

 private:
  struct Scroll {
    ScrollPlace place;
    bool grabbed = false;
    float speed = 0;                          // Pixels a millisecond while it runs on after a flick.
    std::chrono::milliseconds ran_at{};
  };
  struct Sample { std::chrono::milliseconds at; float y; };
  static WidgetId scroll_id(Text id);
  void row_of(int first, int count, int places, Cell cell);
  Rect flow_place(float height, float width);
  void drive(Scroll& s, Rect view);
  void let_go(Scroll& s);
  void run_on(Scroll& s);
  void scroll_keys();
  void mark(Scroll const& s, Rect view);
  std::vector<Area> areas_;
  std::unordered_map<WidgetId, Scroll> scrolls_;
  WidgetId main_scroll_ = 0, keys_scroll_ = 0;
  Rect keys_view_{};               // Where that was seen.
  std::vector<Sample> trail_;      // Where the finger that scrolls was lately.
  bool reduced_motion_ = false;
};

}  // namespace carrel::kit
