#include "client/home/home_screen.h"

#include <algorithm>

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

std::string say_progress(Page const& page, CourseRow const& row) {
  if (row.chapters_read == 0) return page.word("home.not_started");
  if (row.chapters_read >= row.chapters) return page.word("home.all_read");
  return page.word("home.chapters_read", {{"done", row.chapters_read}, {"total", row.chapters}});
}

void open_course(Page& page, std::string const& course) { page.nav.go_course(Route::course, course); }

void draw_continue(Page& page, ContinueView const& go_on) {
  auto const kicker = page.word("home.continue.kicker");
  auto const second =
      page.word("home.continue.where", {{"course", go_on.course_title}, {"index", go_on.index + 1}, {"total", go_on.count}});
  auto const minutes = go_on.minutes_left > 0 ? page.word("home.minutes_left", {{"count", go_on.minutes_left}}) : std::string();
  auto const button = page.word("home.continue.button");
  double const done = go_on.count > 0 ? static_cast<double>(go_on.index) / go_on.count : 0;
  auto const done_text = page.word("home.chapters_read", {{"done", go_on.index}, {"total", go_on.count}});
  if (!page.kit.hero_card({.cover = {.art = kit::art_for(go_on.course)}, .kicker = kicker, .title = go_on.chapter_title, .second = second,
                           .done = done, .done_text = done_text, .button = button, .aside = minutes}))
    return;
  page.ask(OpenChapter{go_on.course, go_on.chapter});
  page.nav.go_course(Route::reader, go_on.course, go_on.chapter);
}

// Nothing was begun yet: the first course that is here is the next thing to do; without one, the library is.
void draw_begin(Page& page, std::vector<CourseRow const*> const& here) {
  if (here.empty()) {
    auto const sentence = page.word("home.no_course"), action = page.word("home.open_library");
    if (page.kit.empty_state({.art = kit::CoverArt::letter, .sentence = sentence, .action = action})) page.nav.go(Route::library);
    return;
  }
  auto const& first = *here.front();
  auto const kicker = page.word("home.begin.kicker"), button = page.word("home.begin.button");
  auto const second = page.word("home.chapters", {{"count", first.chapters}});
  if (page.kit.hero_card({.cover = {.art = kit::art_for(first.id)}, .kicker = kicker, .title = first.title, .second = second,
                          .button = button}))
    open_course(page, first.id);
}

void draw_go_on(Page& page) {
  auto const& me = *page.state.session;
  if (me.go_on) draw_continue(page, *me.go_on);
  else draw_begin(page, courses_here(me));
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
  auto const count = std::min(here.size(), courses_shown);
  int const per_row = kit.metrics().one_column ? (kit.wide() ? 2 : 1) : 3;
  kit.grid(static_cast<int>(count), per_row, [&](int i) {
    auto const& row = *here[static_cast<std::size_t>(i)];
    auto const second = say_progress(page, row);
    if (kit.course_card({.cover = {.art = kit::art_for(row.id)}, .title = row.title, .second = second, .done = done_of(row), .id = row.id}))
      open_course(page, row.id);
  });
}

void draw_membership_card(Page& page) {
  if (draw_membership(page, false)) page.nav.go(Route::premium);
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
void draw_waiting(Page& page) {
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
