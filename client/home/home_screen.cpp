#include "client/home/home_screen.h"

#include <algorithm>

#include "client/courses/course_words_screen.h"
#include "client/premium/premium_screen.h"
#include "client/requests/outbox_screen.h"

namespace carrel::client {
namespace {

constexpr std::size_t courses_shown = 3, waiting_shown = 3;

std::vector<CourseRow const*> courses_here(SessionView const& me) {
  std::vector<CourseRow const*> rows;
  for (auto const& row : me.courses)
    if (row.installed) rows.push_back(&row);
  return rows;
}

double done_of(CourseRow const& row) {
  return row.chapters > 0 ? static_cast<double>(row.chapters_read) / row.chapters : 0;
}

std::string say_read(Page const& page, CourseRow const& row) {
  return page.word("home.chapters_read", {{"count", row.chapters_read}, {"total", row.chapters}});
}

std::string say_progress(Page const& page, CourseRow const& row) {
  auto const& go_on = page.state.session->go_on;
  if (row.chapters_read == 0) return page.word(go_on && go_on->course == row.id ? "home.begun" : "home.not_started");
  if (row.chapters_read >= row.chapters) return page.word("home.all_read");
  return say_read(page, row);
}

void open_course(Page& page, std::string const& course) { page.nav.go_course(Route::course, course); }

void draw_continue(Page& page, ContinueView const& go_on, CourseRow const& row) {
  std::string picture;
  auto const cover = cover_of(page, row, picture, true);
  auto const kicker = page.word("home.continue.kicker");
  auto const second =
      page.word("home.continue.where", {{"course", go_on.course_title}, {"index", go_on.index + 1}, {"total", go_on.count}});
  auto const minutes = go_on.minutes_left > 0 ? page.word("home.minutes_left", {{"count", go_on.minutes_left}}) : std::string();
  auto const button = page.word("home.continue.button"), done_text = say_read(page, row);
  if (!page.kit.hero_card({.cover = cover, .kicker = kicker, .title = go_on.chapter_title, .second = second, .done = done_of(row),
                           .done_text = done_text, .button = button, .aside = minutes}))
    return;
  page.ask(OpenChapter{go_on.course, go_on.chapter});
  page.nav.go_course(Route::reader, go_on.course, go_on.chapter);
}

// Nothing was begun yet, or all of it was read: a course to begin is the next thing to do, in the window's language when there is one.
void draw_begin(Page& page, std::vector<CourseRow const*> const& here) {
  if (here.empty()) {
    auto const kicker = page.word("home.first_step"), sentence = page.word("home.no_course"), next = page.word("home.no_course.next"),
               action = page.word("home.open_library");
    if (page.kit.hero_card({.cover = {.art = kit::CoverArt::letter}, .kicker = kicker, .title = sentence, .second = next,
                            .button = action}))
      page.nav.go(Route::library);
    return;
  }
  auto const& spoken = page.state.settings.language;
  auto const rank = [&](CourseRow const* row) { return 2 * (row->chapters_read > 0) + (row->language != spoken); };
  auto const& first = **std::min_element(here.begin(), here.end(), [&](auto const* a, auto const* b) { return rank(a) < rank(b); });
  std::string picture;
  auto const cover = cover_of(page, first, picture, true);
  auto const kicker = page.word("home.begin.kicker"), button = page.word("home.begin.button"), second = say_course(page, first);
  if (page.kit.hero_card({.cover = cover, .kicker = kicker, .title = first.title, .second = second, .button = button}))
    open_course(page, first.id);
}

void draw_go_on(Page& page) {
  auto const& me = *page.state.session;
  auto const here = courses_here(me);
  auto const row = std::find_if(here.begin(), here.end(), [&](auto const* one) { return me.go_on && one->id == me.go_on->course; });
  if (row != here.end()) draw_continue(page, *me.go_on, **row);
  else draw_begin(page, here);
}

void draw_course_card(Page& page, CourseRow const& row) {
  std::string picture;
  auto const cover = cover_of(page, row, picture, true);
  auto const second = say_progress(page, row);
  if (page.kit.course_card({.cover = cover, .title = row.title, .second = second, .done = done_of(row), .id = row.id}))
    open_course(page, row.id);
}

// One or two cards would leave a hole beside them: so few are told line by line.
void draw_course_lines(Page& page, std::vector<CourseRow const*> const& here) {
  page.kit.card({.gap = 0, .id = "few"}, [&] {
    for (auto const* row : here) {
      std::string picture;
      auto const cover = cover_of(page, *row, picture, true);
      auto const second = say_progress(page, *row);
      if (page.kit.list_row({.cover = cover, .title = row->title, .second = second, .trailing_icon = kit::Icon::chevron, .opens = true,
                             .divider = row != here.back(), .id = row->id}).opened)
        open_course(page, row->id);
    }
  });
}

void draw_courses(Page& page) {
  auto& kit = page.kit;
  auto const here = courses_here(*page.state.session);
  if (here.empty()) return;
  kit.beside([&] { kit.head(page.word("home.my_courses")); }, [&] {
    if (kit.text_button({.label = page.word("home.all_courses", {{"count", static_cast<int>(here.size())}}), .icon = kit::Icon::chevron,
                         .icon_after = true, .id = "all"}))
      page.nav.go(Route::library);
  });
  kit.space(kit::Space::s);
  if (here.size() < courses_shown) return draw_course_lines(page, here);
  int const per_row = kit.metrics().one_column ? (kit.wide() ? 2 : 1) : 3;
  kit.grid(static_cast<int>(courses_shown), per_row, [&](int i) { draw_course_card(page, *here[static_cast<std::size_t>(i)]); });
}

void draw_membership_card(Page& page) {
  page.kit.personal(kit::Personal::all, [&] {
    if (draw_membership(page, false)) page.nav.go(Route::premium);
  });
}

// What waits, and why. A reason that needs the person stands in full behind the card, where it can be mended.
void draw_waiting_row(Page& page, OutboxRow const& row) {
  auto& kit = page.kit;
  auto const icon = row.needs_you ? kit::Icon::needs_you : icon_of(row);
  auto const why = page.word(row.needs_you ? "outbox.state.parked" : row.why_key);
  kit.body(say_what(page, row), {.colour = row.needs_you ? kit::Token::bad : kit::Token::ink, .icon = icon});
  kit.space(kit::Space::xs);
  kit.indent(kit.metrics().icon + 10, [&] { kit.small(why, {.colour = row.needs_you ? kit::Token::bad : kit::Token::ink2}); });
}

// At most three when there is room, else what needs the person and how many in all.
void draw_waiting_card(Page& page) {
  auto& kit = page.kit;
  auto const& rows = page.state.session->outbox.rows;
  auto const title = page.word("outbox.title");
  bool const roomy = kit.wide() && !kit.metrics().one_column;
  bool const touched = kit.touch_card(title, {.id = "waiting"}, [&] {
    kit.beside([&] { kit.head(title); }, [&] {
      if (!rows.empty()) kit.tag(std::to_string(rows.size()), kit::Tone::warn);
    });
    if (rows.empty()) kit.body(page.word("outbox.empty"), {.icon = kit::Icon::check});
    for (std::size_t i = 0; i < std::min(rows.size(), waiting_shown); ++i)
      if (roomy || rows[i].needs_you) draw_waiting_row(page, rows[i]);
    if (!roomy && !rows.empty()) kit.small(page.word("app.waiting_count", {{"count", static_cast<int>(rows.size())}}));
    if (!rows.empty()) kit.label(page.word("home.see_waiting"), {.colour = kit::Token::accent});
  });
  if (touched) page.nav.go(Route::outbox);
}

void draw_waiting(Page& page) {
  page.kit.personal(kit::Personal::all, [&] { draw_waiting_card(page); });
}

}  // namespace

void draw_home(Page& page) {
  draw_spine(page);
  auto const name = page.state.session->learner.first_name;
  auto const greeting = page.word("app.greeting.named", {{"greeting", page.word(greeting_key(page))}, {"name", name}});
  bool const roomy = page.kit.wide() && !page.kit.metrics().one_column;
  draw_top_bar(page, greeting, roomy ? say_connection(page) : std::string(), false);
  draw_page(page, "home", [&] {
    auto& kit = page.kit;
    if (roomy) {
      kit.two_columns(350, [&] {
        draw_go_on(page);
        draw_courses(page);
      }, [&] {
        draw_membership_card(page);
        draw_waiting(page);
      });
      return;
    }
    draw_go_on(page);
    if (kit.metrics().one_column) {
      draw_waiting(page);
      draw_membership_card(page);
    } else {
      kit.row(2, [&](int i) { i == 0 ? draw_waiting(page) : draw_membership_card(page); });
    }
    draw_courses(page);
    draw_connection(page);
  });
}

}  // namespace carrel::client
