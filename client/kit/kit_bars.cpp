// What stands around a page: spine, top bar, bottom bar, steps of a form.
#include <cmath>

#include "client/kit/drawn.h"
#include "client/kit/kit.h"

namespace carrel::kit {
namespace {

struct StopLook { Stop stop; Icon icon; Text key; };
constexpr StopLook stops[] = {{Stop::home, Icon::home, "kit.home"}, {Stop::library, Icon::library, "kit.library"},
                              {Stop::requests, Icon::requests, "kit.requests"}, {Stop::account, Icon::account, "kit.account"}};

// A word of the spine grows with the text; one that is too long stays whole, and never under 15 px.
TypeSize spine_letters(Kit& kit, Text name, float room, bool bold) {
  auto size = kit.metrics().of(Style::small);
  size.bold = bold && kit.text_width(name, {size.px, size.line, true}) <= room;
  while (size.px > 15 && kit.text_width(name, size) > room) --size.px;
  return size;
}

}  // namespace

bool Kit::spine_stop(Rect r, Stop stop, Spine const& spine) {
  auto const& look = stops[static_cast<int>(stop)];
  bool const here = spine.current == stop, high = theme().high_contrast();
  std::string const name = word(look.key);
  std::string const waiting = stop == Stop::requests && spine.waiting > 0 ? std::to_string(spine.waiting) : "";
  auto const t = touch(id_for(look.key), r, {Role::tab, name, waiting, here ? "here" : ""});
  // The current stop is a tab of paper that joins the page.
  Rect const tab{r.x + (wide() ? 10 : 6), r.y, r.w - (wide() ? 10 : 6), r.h};
  push_clip(r);
  if (here) {
    if (high) outline({tab.x, tab.y, tab.w + 8, tab.h}, colour(Token::accent), 3, 16);
    else fill_corners(tab, colour(Token::page), wide() ? 18 : 14, Corners::left());
  } else if (t.pressed || t.hovered) {
    if (high) outline({tab.x, tab.y, tab.w + 8, tab.h}, colour(Token::accent), t.pressed ? 3.0f : 1.5f, 16);
    else fill_corners(tab, mixed(colour(Token::spine), colour(Token::spineink), t.pressed ? 0.16f : 0.08f), 14, Corners::left());
  }
  Token const ink = here ? Token::accent : Token::spine2;
  float const px = std::max(wide() ? 28.0f : 26.0f, std::min(metrics().icon, 36.0f));
  auto const size = spine_letters(*this, name, tab.w - 4, here);
  float const around = std::max(4.0f, (r.h - px - size.line) / 2.4f);
  Point const c{std::round(tab.x + tab.w / 2), std::round(r.y + around + px / 2)};
  icon(look.icon, c, px, colour(ink));
  if (!waiting.empty()) {
    auto const number = type(Style::small, {.bold = true});
    float const radius = number.px * 0.8f, aside = std::max(0.0f, radius - 13);  // A large number leaves the icon in sight.
    Point const badge{std::round(c.x + px / 2 + aside), std::round(std::max(c.y - px / 4 - aside / 3, r.y + radius))};
    disc(badge, radius, colour(Token::brass));
    line_of_text(waiting, number, {std::round(badge.x - text_width(waiting, number) / 2), badge.y - number.line / 2}, {0x17, 0x1A, 0x17});
  }
  line_of_text(name, size, {std::round(c.x - text_width(name, size) / 2), r.bottom() - around - size.line}, colour(ink));
  pop_clip();
  if (t.focused) focus_ring(tab.inset(6), 12, here ? Token::page : Token::spine);
  return t.tapped;
}

std::optional<Stop> Kit::spine(Spine const& spine) {
  Rect const r = dock_left(metrics().spine);
  int const before = std::exchange(group_, 4);
  push_place("spine");
  bool const high = theme().high_contrast();
  fill(r, colour(Token::spine));
  if (high) line({r.right() - 1, r.y}, {r.right() - 1, r.bottom()}, colour(Token::line), 2);
  std::optional<Stop> went;
  bool const mark = wide() && extent().height >= 640;
  if (mark) draw_lamp_mark(*this, {r.x + r.w / 2, r.y + 48}, 40);
  // What the letters grew by, a stop and Leave grow by.
  float const grown = type(Style::small).line - (wide() ? 23.0f : 20.0f);
  float const leave_h = (wide() ? 92.0f : 84.0f) + grown, top = mark ? 96.0f : 10.0f;
  float const foot = wide() && grown == 0 ? 22 : 10;
  float const step = std::min((wide() ? 88.0f : 74.0f) + grown * 1.4f, (extent().height - top - leave_h - foot - 8) / 4);
  // Above the keyboard there is only room for where one is, and for Leave.
  bool const roomy = top + 4 * step + leave_h + foot <= r.h + 0.5f;
  for (auto const& look : stops) {
    if (!roomy && look.stop != spine.current) continue;
    Rect const stop{r.x, r.y + top + (roomy ? static_cast<float>(look.stop) * step : 0), r.w, step};
    if (spine_stop(stop, look.stop, spine)) went = look.stop;
  }
  Rect const leave{r.x, r.bottom() - leave_h - foot, r.w, leave_h};
  std::string const name = word("kit.leave");
  auto const t = touch(id_for("kit.leave"), leave, {Role::button, name});
  if (t.hovered && !high) fill(leave.inset(8), mixed(colour(Token::spine), colour(Token::spineink), 0.08f), 12);
  if (t.hovered && high) outline(leave.inset(8), colour(Token::accent), 1.5f, 12);
  float const radius = wide() ? 22.0f : 19.0f;
  Point const c{std::round(leave.x + leave.w / 2 + (wide() ? 5 : 3)), leave.y + 10 + radius};
  if (spine.emblem) draw_emblem(*this, *spine.emblem, c, radius);
  else icon(Icon::leave, c, 28, colour(Token::spineink));
  auto const size = spine_letters(*this, name, leave.w - 8, false);
  line_of_text(name, size, {std::round(c.x - text_width(name, size) / 2), c.y + radius + 4}, colour(Token::spineink));
  if (t.focused || t.pressed) focus_ring(leave.inset(8), 12, Token::spine);
  if (t.tapped) went = Stop::leave;
  pop_place();
  group_ = before;
  return went;
}

BarEvent Kit::utilities(TopBar const& bar, float right, float middle, float& left) {
  bool const words_shown = wide() && metrics().percent < 150;
  float const h = metrics().round_button(), between = wide() ? 12.0f : 8.0f;
  struct One { bool wanted; Icon icon; std::string label; BarEvent event; };
  One const all[] = {{bar.contents, Icon::contents, word("kit.contents"), BarEvent::contents},
                     {bar.listen, bar.listening ? Icon::pause : Icon::listen, word(bar.listening ? "kit.listen_stop" : "kit.listen"),
                      BarEvent::listen},
                     {bar.display, Icon::display, word("kit.display"), BarEvent::display},
                     {!bar.language.empty(), Icon::none, std::string(bar.language), BarEvent::language}};
  auto const width_of = [&](One const& one) {
    bool const word_only = one.icon == Icon::none;
    if (!words_shown && !word_only) return h;
    float const text_w = text_width(one.label, type(word_only ? Style::label : Style::body));
    return std::round(text_w + (word_only ? 0 : metrics().icon + 8) + (wide() ? 36 : 28));
  };
  left = right + between;
  for (auto const& one : all)
    if (one.wanted) left -= width_of(one) + between;
  BarEvent event = BarEvent::none;
  int const before = std::exchange(group_, 3);
  float x = left;
  for (auto const& one : all) {  // From left to right, as they are read.
    if (!one.wanted) continue;
    Rect const r{x, std::round(middle - h / 2), width_of(one), h};
    std::string const shown = words_shown || one.icon == Icon::none ? one.label : std::string();
    // Listen keeps its place and its focus while its word changes.
    if (round_button(r, one.icon, one.label, shown, one.event == BarEvent::listen ? "listen" : Text{})) event = one.event;
    x = r.right() + between;
  }
  left -= between;
  group_ = before;
  return event;
}

BarEvent Kit::top_bar(TopBar const& bar) {
  auto const& m = metrics();
  push_place("top bar");
  bool const quiz = bar.steps > 0;
  float const side = bar.focused ? (wide() ? 28.0f : 12.0f) : m.margin_x;
  Style const style = bar.focused ? Style::label : bar.greeting ? Style::display : Style::title;
  // Room is taken for the utilities before the title is broken into lines.
  float const guess = remembered(id_for("utilities"), 250), back_w = bar.back ? metrics().round_button() : 0;
  float const x = free_.x + side + (bar.back ? back_w + (bar.focused ? 18 : wide() ? 16 : 10) : 0);
  float const text_w = free_.right() - side - guess - x - 16;
  float const dashes = quiz ? static_cast<float>(bar.steps) * (wide() ? 42.0f : 30.0f) + 20 : 0;
  bool const with_second = !bar.subtitle.empty() && (wide() || bar.focused || bar.greeting);
  float const aside = bar.subtitle_icon == Icon::none ? 0 : m.icon + 8;
  Style const second = bar.focused ? Style::small : Style::body;
  TextLook const second_look{.colour = Token::ink2, .lines_max = bar.focused ? 1 : 2};
  int const lines = bar.focused ? 2 : 4;  // A name cut is worse than a high bar.
  float const title_h = height_of(style, bar.title, text_w - dashes, {.lines_max = lines});
  float const second_h = with_second ? height_of(second, bar.subtitle, text_w - aside, second_look) : 0;
  float const top = bar.focused ? 0 : m.margin_y, below = bar.focused ? 0 : wide() ? (bar.greeting ? 20.0f : 18.0f) : 4;
  bool const any_utility = bar.listen || bar.display || bar.contents || !bar.language.empty();
  float const inner = std::max({title_h + second_h, 48.0f, back_w, any_utility ? metrics().round_button() : 0.0f});
  float const height = bar.focused ? std::max(m.bar, inner + 20) : top + inner + below;
  Rect const r = dock_top(height);
  if (bar.focused && bar.paper && !quiz) {
    fill({r.x, r.y, r.w, r.h + free_.h}, colour(Token::surface));  // A book is read on paper.
    line({r.x, r.bottom() - 0.5f}, {r.right(), r.bottom() - 0.5f}, colour(Token::line), 1);
  }
  float const middle = bar.focused ? r.centre().y : r.y + top + inner / 2;
  float const title_y = std::round(middle - (title_h + second_h) / 2);
  put(Role::title, style, bar.title, {x, title_y}, text_w - dashes, {.lines_max = lines});
  if (with_second) {
    icon(bar.subtitle_icon, {x + m.icon / 2, title_y + title_h + type(second).line / 2}, m.icon, colour(Token::ink2));
    put(Role::text, second, bar.subtitle, {x + aside, title_y + title_h}, text_w - aside, second_look);
  }
  if (quiz) {
    float const dash = wide() ? 34.0f : 22.0f, from = x + text_width(bar.title, type(style)) + 16;
    say({Role::progress, bar.title}, {from, middle - 4, dashes, 8});
    for (int i = 0; i < bar.steps; ++i) {
      Rect const d{from + static_cast<float>(i) * (dash + 8), std::round(middle - 4), dash, 8};
      bool const done = i < bar.step;
      fill(d, colour(done ? Token::accent : Token::line), 4);
      // Without colour alone: what is to come is hollow where there are no greys.
      if (!done && theme().high_contrast()) fill(d.inset(2), colour(Token::page), 2);
    }
  }
  BarEvent event = BarEvent::none;
  if (bar.back) {
    int const before = std::exchange(group_, 3);
    Rect const b{free_.x + side, std::round(middle - back_w / 2), back_w, back_w};
    if (round_button(b, Icon::back, word("kit.back"), {})) event = BarEvent::back;
    group_ = before;
  }
  float left = 0;
  if (auto const chosen = utilities(bar, r.right() - side, middle, left); chosen != BarEvent::none) event = chosen;
  remember(id_for("utilities"), r.right() - side - left);
  if (key_ == Key::escape && bar.back && writing_.id == 0 && modal_ == 0) {
    key_ = Key::none;
    event = BarEvent::back;
  }
  page_top_ = !bar.focused ? 8.0f : bar.paper && !quiz ? (wide() ? 36.0f : 16.0f) : wide() ? 12.0f : 6.0f;
  pop_place();
  return event;
}

BottomEvent Kit::bottom_bar(BottomBar const& bar) {
  auto const& m = metrics();
  if (keyboard_up_ && !wide()) return BottomEvent::none;  // The keyboard has its own forward key.
  push_place("bottom bar");
  int const before = std::exchange(group_, bar.leads ? -1 : 1);
  // A label of two lines needs a taller bar, and the ring of the keyboard its room around it.
  float tallest = 0, needed = 0;
  for (Text const label : {bar.next, bar.back, bar.left}) {
    if (label.empty()) continue;
    auto const size = button_size({.label = label, .icon = Icon::back}, ButtonKind::filled, free_.w * 0.46f);
    tallest = std::max(tallest, size.h);
    needed += size.w + 14;
  }
  float const side = bar.focused ? (wide() ? 28.0f : 12.0f) : m.margin_x;
  // Where large letters leave no room for three, the third stands at the end of the page.
  bool const crowded = !bar.left.empty() && needed - 14 > free_.w - 2 * side;
  Rect const r = dock_bottom(std::max(m.bottom_bar, tallest + 14));
  fill(r, colour(Token::page));
  line({r.x, r.y + 0.5f}, {r.right(), r.y + 0.5f}, colour(Token::line), 1);
  float const middle = r.centre().y;
  BottomEvent event = BottomEvent::none;
  float right = r.right() - side, left = r.x + side;
  auto const put_button = [&](Button const& b, ButtonKind kind, bool at_right) {
    auto const size = button_size(b, kind, r.w * 0.46f);
    Rect const box{at_right ? right - size.w : left, std::round(middle - size.h / 2), size.w, size.h};
    if (at_right) right = box.x - 14;
    else left = box.right() + 14;
    return button_in(box, b, kind);
  };
  if (!bar.next.empty()) {
    Button const next{.label = bar.next,
                      .icon = bar.next_icon,
                      .icon_after = bar.next_icon == Icon::forward,
                      .disabled_because = bar.next_disabled_because,
                      .id = "next"};  // Also when it says something else: the keyboard stays on it.
    if (put_button(next, ButtonKind::filled, true)) event = BottomEvent::next;
  }
  if (!bar.back.empty() && put_button({.label = bar.back, .icon = bar.back_icon, .id = "back"}, ButtonKind::outlined, !bar.focused))
    event = BottomEvent::back;
  if (crowded) {
    below_page_.label = bar.left;
    if (std::exchange(below_page_.tapped, false)) event = BottomEvent::left;
  } else if (!bar.left.empty()) {
    if (!bar.focused) left -= wide() ? 12 : 10;
    if (put_button({.label = bar.left, .id = "left"}, ButtonKind::text, false)) event = BottomEvent::left;
  }
  if (!bar.next_disabled_because.empty()) {
    float const w = std::min(right - left - 16, 420.0f), h = height_of(Style::small, bar.next_disabled_because, w, {.right = true});
    put(Role::text, Style::small, bar.next_disabled_because, {right - w, std::round(middle - h / 2)}, w,
        {.colour = Token::ink2, .right = true});
  } else if (bar.done) {
    float const text_w = text_width(bar.done_text, type(Style::body)), room = right - left - text_w - 60;
    float const w = room > 40 ? std::min(wide() ? 260.0f : 150.0f, room) : -16;  // Without room for a bar the words stand alone.
    float const x = std::round((left + right) / 2 - (w + 16 + text_w) / 2);
    say({Role::progress, bar.done_text}, {x, middle - 5, std::max(w, text_w), 10});
    if (w > 0) bar_of({x, std::round(middle - 5), w, 10}, *bar.done);
    if (text_w < right - left - 8)
      paint(Style::body, bar.done_text, {x + w + 16, std::round(middle - type(Style::body).line / 2)}, text_w + 8, {.colour = Token::ink2});
  }
  group_ = before;
  pop_place();
  return event;
}

void Kit::foot(Text id, Tone tone, Body body) {
  auto const& m = metrics();
  push_place(id);
  float const side = m.margin_x, above = wide() ? 16.0f : 10.0f;
  auto const scroll = id_for("foot");
  float const wanted = remembered(scroll), most = std::round(free_.h * 0.4f);
  Rect const r = dock_bottom(std::min(wanted, most));
  fill(r, colour(tone == Tone::soft ? Token::soft : tone == Tone::bad ? Token::badbg : tone == Tone::warn ? Token::warnbg : Token::page));
  fill({r.x, r.y, r.w, theme().high_contrast() || tone != Tone::plain ? 2.0f : 1.0f},
       colour(tone == Tone::plain ? Token::line : tone == Tone::soft ? Token::accent : ink_of(tone)));
  scroll_in(scroll, r, {side, above, side, above}, body);
  remember(scroll, content_of(scroll));
  pop_place();
}

void Kit::page(Text id, Body body) {
  Layout::page(id, [&] {
    body();
    if (below_page_.label.empty()) return;
    space(Space::l);
    if (text_button({.label = below_page_.label, .id = "below page"})) below_page_.tapped = changed_ = true;
  });
}

bool Kit::undo_line(Text done, Text undo) {
  push_place("undo line");
  int const before = std::exchange(group_, 1);
  float const side = metrics().margin_x, w = free_.w - 2 * side;
  auto const size = button_size({.label = undo, .icon = Icon::undo}, ButtonKind::text, w * 0.5f);
  float const aside = metrics().icon + 10, text_w = w - size.w - 16 - aside, text_h = height_of(Style::body, done, text_w);
  Rect const r = dock_bottom(std::max(size.h, text_h) + 16);
  fill(r, colour(Token::soft));
  line({r.x, r.y + 0.5f}, {r.right(), r.y + 0.5f}, colour(theme().high_contrast() ? Token::edge : Token::line), 1);
  icon(Icon::check, {r.x + side + metrics().icon / 2, r.centre().y}, metrics().icon, colour(Token::onsoft));
  put(Role::note, Style::body, done, {r.x + side + aside, std::round(r.centre().y - text_h / 2)}, text_w, {.colour = Token::onsoft});
  Rect const box{r.right() - side - size.w, std::round(r.centre().y - size.h / 2), size.w, size.h};
  bool const taken_back = button_in(box, {.label = undo, .icon = Icon::undo}, ButtonKind::text);
  group_ = before;
  pop_place();
  return taken_back;
}

std::optional<int> Kit::steps(StepsLook const& look) {
  std::optional<int> went;
  int const count = static_cast<int>(look.names.size());
  std::string const of = word("kit.step_of", {{"step", look.current + 1}, {"steps", count}});
  if (!wide() || metrics().one_column) {
    bool const more = look.current + 1 < count;
    std::string const where =
        more ? word("kit.step_next", {{"here", of}, {"name", look.names[static_cast<std::size_t>(look.current) + 1]}}) : of;
    Rect const r = place(14 + height_of(Style::small, where, width()));
    say({Role::progress, where, look.names[static_cast<std::size_t>(look.current)]}, r);
    paint(Style::small, where, {r.x, r.y + 14}, r.w, {.colour = Token::ink2});
    float const w = (r.w - 5 * static_cast<float>(count - 1)) / static_cast<float>(count);
    for (int i = 0; i < count; ++i) {
      Rect const bar{r.x + static_cast<float>(i) * (w + 5), r.y + 1, w, 6};
      fill(bar, colour(i <= look.current ? Token::accent : Token::line), 3);
      if (i > look.current && theme().high_contrast()) fill(bar.inset(2), colour(Token::page), 1);
    }
    return went;
  }
  for (int i = 0; i < count; ++i) {
    Text const name = look.names[static_cast<std::size_t>(i)];
    bool const here = i == look.current, done = i < look.reached && !here;
    TextLook const text{.colour = here || done ? Token::ink : Token::ink2, .bold = here};
    float const text_w = width() - 78;
    space(Space::xs);
    Rect const r = place(std::max(58.0f, height_of(Style::body, name, text_w, text) + 26));
    auto const t = touch(id_for(name), r, {Role::step, name, of, here ? "here" : done ? "done" : "to come"}, i <= look.reached && !here);
    if (here) ground(r, 14);
    else if (t.pressed || t.hovered) fill(r, lit(Token::page, t), 14);
    if (theme().high_contrast()) hand_rim(r, t, 14);
    Point const c{r.x + 33, r.centre().y};
    if (here || done) disc(c, 17, colour(Token::accent));
    else ring(c, 17, colour(Token::ink2), 2);
    if (done) icon(Icon::check, c, 24, colour(Token::onaccent));
    else {
      std::string const n = std::to_string(i + 1);
      TypeSize const size{18, 24, true};
      line_of_text(n, size, {std::round(c.x - text_width(n, size) / 2), c.y - 12}, colour(here ? Token::onaccent : Token::ink2));
    }
    paint(Style::body, name, {r.x + 62, std::round(r.centre().y - height_of(Style::body, name, text_w, text) / 2)}, text_w, text);
    if (t.focused) focus_ring(r, 14);
    if (t.tapped) went = i;
  }
  return went;
}

void Kit::form(StepsLook const& look, Body aside, Body body, std::optional<int>* went_to) {
  std::optional<int> went;
  if (wide() && !metrics().one_column) {
    float const side = 282, between = 32, x = area().x, w = area().w, gap = area().gap;
    float const y = open_y();
    float const right = inside({x + side + between, y, w - side - between, 0}, gap, body).y;
    int const before = std::exchange(group_, 2);
    float const left = inside({x, y, side, 0}, gap, [&] {
      went = steps(look);
      space(Space::xxl);
      aside();
    }).y;
    group_ = before;
    close_y(std::max(left, right));
  } else {
    went = steps(look);
    space(Space::m);
    body();
    space(Space::l);
    aside();
  }
  if (went_to) *went_to = went;
}

}  // namespace carrel::kit
