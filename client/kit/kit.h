// Our own words for widgets: a screen is drawn with this and nothing else.
// Every widget works by finger, mouse and keyboard, is at least 48 px, obeys theme and text size, and writes itself into the trace.
// A frame: kit.begin(extent); spine, bars, page({ … }); kit.end(). Build frames until settled(), then show the last one.
// Texts come in already translated: kit.button({.label = kit.word("complaint.check.file")}).
#pragma once

#include "client/kit/layout.h"
#include "client/kit/scan.h"
#include "client/kit/text_edit.h"
#include "client/kit/words.h"

namespace carrel::kit {

class Kit : public Layout {
 public:
  /// `share` is share/carrel: fonts/ and words/. Fails when a face, the English words or the facts of the language cannot be read.
  static sync::Result<Kit> open(std::filesystem::path const& share, Text language);

  void begin(Extent extent);
  void end();
  /// Nothing was learned in the last frame that the next would draw differently, and no event is waiting.
  bool settled() const { return !changed_ && queue_.empty(); }
  bool feed(InputEvent const& event);  ///< As Hands::feed; while switch control is on, its presses are no keys and no touches.
  /// When a frame is wanted though nothing happens, by tell_time(): a step of the switch control, a scroll that runs on. Nothing at rest.
  std::optional<std::chrono::milliseconds> wants_frame_at() const;

  // ---- words ----
  sync::Done set_language(Text tag);
  Language const& language() const { return words_.language(); }
  std::vector<InstalledLanguage> const& languages() const { return languages_; }  ///< By their own names.
  std::string word(Text key, Args args = {});
  Words const& words() const { return words_; }
  std::string const& filed_under(Text text);                 ///< sort_key of a title or a name; worked out once and kept.

  // ---- around the page (in this order: spine, top bar, bottom bar, side panel, page) ----
  std::optional<Stop> spine(Spine const& spine);
  BarEvent top_bar(TopBar const& bar);
  BottomEvent bottom_bar(BottomBar const& bar);
  void page(Text id, Body body);  ///< As Layout::page, with what the bottom bar had no room for at its end.
  bool undo_line(Text done, Text undo);  ///< Docked at the bottom; true when what was done is taken back.
  /// Docked below the page and above the bottom bar, always in sight; scrolls when it would take more than two fifths of what is free.
  void foot(Text id, Tone tone, Body body);

  // ---- text ----
  void display(Text text, TextLook look = {}) { text_of(Style::display, text, look); }
  void title(Text text, TextLook look = {}) { text_of(Style::title, text, look); }
  void head(Text text, TextLook look = {}) { text_of(Style::head, text, look); }
  void lead(Text text, TextLook look = {}) { text_of(Style::lead, text, look); }
  void body(Text text, TextLook look = {}) { text_of(Style::body, text, look); }
  void label(Text text, TextLook look = {}) { text_of(Style::label, text, look); }
  void small(Text text, TextLook look = {.colour = Token::ink2}) { text_of(Style::small, text, look); }
  void reference(Text text);                                 ///< A code face with a clear 0 and O, large.
  void text_of(Style style, Text text, TextLook look);
  /// Mixed spans; gives the href that was touched.
  std::optional<std::string> rich(Spans spans, Style style = Style::body, TextLook look = {}, SpanRange spoken = {});
  void spoken(Body body);            ///< All of it is what a voice says now: a bar stands beside it.
  std::optional<Rect> spoken_area() const { return spoken_area_; }  ///< Where that stands now, seen or not.
  void fact(Text name, Text value);  ///< "About" above "Project marked as not received".
  void divider();
  void tag(Text text, Tone tone = Tone::plain, Icon icon = Icon::none);
  void emblem(Emblem emblem, float px);
  void cover(Cover const& cover, float height);

  // ---- things to touch ----
  bool button(Button const& button);         ///< Filled; one a screen.
  bool second_button(Button const& button);  ///< Outline.
  bool text_button(Button const& button);
  bool icon_button(Icon icon, Text label);
  bool chip(Text label, bool chosen, bool tick = false);
  bool tabs(std::span<std::string const> names, int& chosen);  ///< Pages of one place; true when another was chosen.
  FieldEvent field(Field const& field, std::string& value);
  SwitchEvent switch_row(SwitchRow const& row, bool& on);
  bool choice(Choice const& choice, int& chosen);       ///< One of many; -1 is none yet.
  bool check(Text label, bool& on, Text second = {}, Text error = {});
  bool answer(Answer const& answer, bool& chosen);      ///< For one of many, clear the others yourself.

  // ---- to look at ----
  void progress(double done, Text text = {});
  bool long_work(LongWork const& work);                 ///< True when it is to be stopped.
  void skeleton(Skeleton const& look);
  void portions(std::span<Portion const> portions);     ///< One bar of several parts, with their names.
  bool note(Note const& note);                          ///< True when its link was touched.
  RowEvent list_row(ListRow const& row);
  void timeline(std::span<TimelineStep const> steps);
  void track(std::span<TrackStop const> stops);         ///< A parcel's way on one line, or below each other without room.
  std::optional<int> steps(StepsLook const& look);      ///< At the side when wide, five bars when not.
  void form(StepsLook const& look, Body aside, Body body, std::optional<int>* went_to = nullptr);
  bool empty_state(EmptyState const& state);

  // ---- cards ----
  void card(CardLook const& look, Body body);
  bool touch_card(Text label, CardLook const& look, Body body);  ///< The whole of it can be touched.
  bool hero_card(HeroCard const& card);
  bool course_card(CourseCard const& card);
  bool learner_card(Text name, Emblem emblem, bool large = false);
  bool membership_card(MembershipCard const& card);

  // ---- pages of a course ----
  bool code_block(Code const& code, Text copy_label = {});   ///< True when "copy" was touched (already done).
  std::optional<std::string> table(Table const& table);
  void quote(Body body);
  void list_item(Text marker, Body body, Style style = Style::lead);  ///< "•", "1."
  void task_item(bool done, Style style, Body body);         ///< A box that says done or not; for reading, not for touching.
  void callout(Tone tone, Icon icon, Text title, Body body);
  void foldable(Text title, bool& open, Body body);          ///< A solution that waits until it is asked for.
  bool figure(Figure const& figure);                         ///< True when it was touched, to be seen by itself.

  // ---- above the page ----
  Reply question(Question const& question);
  bool sheet(Text title, Body body);                         ///< True when it was closed (cross, Escape, outside).
  bool figure_view(Figure const& figure, FigureView& look);  ///< Over the whole window; true when it was closed.

  // ---- the lamp ----
  void lamp_panel(Text clock, Text date);                    ///< The booth at the left of the first screen; docks itself.

  // ---- keyboard on the screen ----
  void forget_writing() { writing_ = {}; }                   ///< At Leave: the text of the field, and its undo.
  bool writing() const { return writing_.id != 0; }          ///< A field has the keyboard.
  void set_screen_keyboard(bool wanted) { screen_keyboard_ = wanted; }
  bool keyboard_shown() const { return keyboard_up_; }
  void set_scan(ScanLook const& look) { scan_.set(look); }
  Scan const& scan() const { return scan_; }
  std::string offered();  ///< What the ring stands around, in words, also at rest; empty when switch control is off.

 private:
  explicit Kit(Stage stage) : Layout(std::move(stage)) {}
  enum class ButtonKind { filled, outlined, text };
  float paint(Style style, Text text, Point at, float width, TextLook look);   ///< Draws, says nothing; gives its height.
  float height_of(Style style, Text text, float width, TextLook look = {});
  float put(Role role, Style style, Text text, Point at, float width, TextLook look);  ///< Draws and says.
  TypeSize type(Style style, TextLook const& look = {}) const;
  void ground(Rect r, float radius);                                          ///< A card: surface with shadow or line.
  void tinted(Rect r, Tone tone, float radius);
  Colour lit(Token rest, Touch const& t) const;                               ///< The ground of what is touched, as the hand finds it.
  void hand_rim(Rect r, Touch const& t, float radius);                        ///< The outline a hand leaves; without greys it is all.
  static Token ink_of(Tone tone);
  Rect button_size(Button const& button, ButtonKind kind, float width_max);
  bool button_in(Rect r, Button const& button, ButtonKind kind);
  bool any_button(Button const& button, ButtonKind kind);
  bool round_button(Rect r, Icon icon, Text label, Text shown, Text id = {});
  bool card_frame(Text label, CardLook const& look, bool touchable, Body body);
  float membership_face(MembershipCard const& card, Rect r), membership_lines(MembershipCard const& card, Rect r);
  void cover_in(Cover const& cover, Rect r, float radius, Corners corners);
  void bar_of(Rect r, double done);
  bool spine_stop(Rect r, Stop stop, Spine const& spine);
  BarEvent utilities(TopBar const& bar, float right, float middle, float& left);
  void field_text(Field const& field, Rect inner, Touch const& touch, std::string const& value, FieldEvent& event);
  void edit_keys(TypeSize size, TextBlock const& block, FieldEvent& event);
  bool option_row(Text label, Text second, bool on, bool many);
  void screen_keyboard();
  bool key_cap(Rect r, Text label, Text said, Icon icon, int look);
  void key_row(Rect row, Text letters, float from, float width);
  void type_in(char32_t c);
  void zoom_figure(FigureView& look, float by, Point at, Rect view, Point fitted);
  void figure_by_hand(FigureView& look, Rect view, Point fitted);
  void follow_switch(), offer_to_switch(), draw_offer();  // Switch control: presses in, what is offered out, and its ring.
  bool wants_keyboard() const { return (screen_keyboard_ || scan_.on()) && writing_.seen && !keyboard_hidden_; }
  void ground_spoken(TextBlock const& laid, SpanRange range, Point at);
  Words words_;
  std::unordered_map<std::string, std::string> filed_;  // Of the language that is shown.
  std::vector<InstalledLanguage> languages_;
  std::filesystem::path share_;
  std::optional<Rect> spoken_area_;
  struct Writing {                                           // The one field that is being written in.
    WidgetId id = 0, next = 0;                               // next: the field that was drawn after it.
    TextEdit edit;
    float scroll = 0;
    bool digits = false, seen = false;
    Keys keys = Keys::letters;
  } writing_;
  WidgetId last_field_ = 0;  // Of this frame.
  bool screen_keyboard_ = false, keyboard_up_ = false, keyboard_hidden_ = false, shift_ = false;
  enum class Switch { take, step };
  Scan scan_;
  std::vector<Switch> switches_;  // Pressed since the last frame.
  struct { std::string label; bool tapped = false; } below_page_;  // A button that the bottom bar has no room for, in this frame.
  int keyboard_page_ = 0;  // 0 letters, 1 digits and signs, 2 accents
};

}  // namespace carrel::kit
