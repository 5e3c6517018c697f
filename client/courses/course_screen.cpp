#include "client/courses/course_screen.h"

#include <algorithm>
#include <cmath>

#include "client/courses/course_words_screen.h"

namespace carrel::client {
namespace {

constexpr float side_width = 340, small_cover = 232;

CourseRow const* find_course(Page const& page) {
  if (!page.state.session) return nullptr;
  for (auto const& row : page.state.session->courses)
    if (row.id == page.nav.course) return &row;
  return nullptr;
}

void open_chapter(Page& page, CourseRow const& row, std::string const& chapter) {
  page.ask(OpenChapter{row.id, chapter});
  page.nav.go_course(Route::reader, row.id, chapter);
}

// ---- the side: what can be done ----

void draw_read_button(Page& page, CourseRow const& row) {
  auto const& go_on = page.state.session->go_on;
  bool const here = go_on && go_on->course == row.id;
  bool const finished = row.chapters > 0 && row.chapters_read >= row.chapters;
  bool const begun = here || row.chapters_read > 0;
  auto const label = page.word(finished ? "course.read_again" : begun ? "course.continue" : "course.begin");
  auto const from = finished && !row.contents.empty() ? row.contents.front().id : here ? go_on->chapter : std::string();
  if (page.kit.button({.label = label, .icon = kit::Icon::forward, .icon_after = true, .fill = true, .id = "read"}))
    open_chapter(page, row, from);
  if (finished) {
    page.kit.space(kit::Space::s);
    return page.kit.small(page.word("course.finished"));
  }
  if (here) {
    page.kit.space(kit::Space::s);
    page.kit.small(page.word("course.stopped_at", {{"title", go_on->chapter_title}}));
  }
}

std::string fetch_label(Page const& page, CourseRow const& row) {
  bool const newer = row.standing == CourseStanding::update;
  auto const bytes = row.bytes_missing > 0 ? row.bytes_missing : row.bytes;
  auto const size = kit::size_text(bytes, page.kit.language());
  if (bytes == 0) return page.word(newer ? "course.fetch_newer" : "course.fetch");
  return page.word(newer ? "course.fetch_newer_size" : "course.fetch_size", {{"size", size}});
}

// Being fetched can be stopped where nothing else is at stake; of a newer edition the old one stays until it is whole.
void draw_fetching(Page& page, CourseRow const& row, CourseState const& state) {
  auto const text = page.word("course.nothing_lost"), stop = row.installed ? std::string() : page.word("course.stop_fetching");
  if (page.kit.long_work({.done = state.fetched.value_or(0), .text = text, .cancel = stop, .id = "fetching"}))
    page.drafts.confirm = "remove:" + row.id;
}

// What happened, and what to do; the rest of the page goes on as it was.
void draw_stopped(Page& page, CourseRow const& row) {
  if (row.stopped_at.empty()) return;
  page.kit.note({.tone = kit::Tone::bad, .icon = kit::Icon::needs_you, .text = page.word("course.stopped"), .id = "stopped"});
}

void draw_actions(Page& page, CourseRow const& row) {
  auto& kit = page.kit;
  auto const state = state_of(page, row);
  bool const damaged = row.standing == CourseStanding::damaged;
  kit.label(state.text, {.colour = damaged ? kit::Token::bad : state.good ? kit::Token::accent : kit::Token::ink, .icon = state.icon});
  if (state.fetched) draw_fetching(page, row, state);
  if (row.installed) {
    kit.space(kit::Space::l);
    draw_read_button(page, row);
  }
  auto const fetch = fetch_label(page, row);
  if (row.standing == CourseStanding::update || row.standing == CourseStanding::offered || row.standing == CourseStanding::damaged) {
    kit.space(kit::Space::l);
    kit::Button const button{.label = fetch, .icon = kit::Icon::fetch, .fill = true, .id = "fetch"};
    if (row.installed ? kit.second_button(button) : kit.button(button)) page.ask(FetchCourse{row.id});
    bool const offline = page.state.link.held || page.state.link.standing != LinkView::Standing::reached;
    if (offline) {
      kit.space(kit::Space::s);
      kit.small(page.word("course.fetch_waits"));
    }
  }
  bool const partly = !row.stopped_at.empty();  // What was fetched before it stopped takes room.
  if (row.installed || row.standing == CourseStanding::damaged || partly) {
    kit.space(kit::Space::m);
    auto const remove = page.word(row.installed ? "course.remove" : "course.stop_fetching");
    if (kit.text_button({.label = remove, .icon = kit::Icon::remove, .id = "remove"})) {
      page.ask(RemoveCourse{row.id});
      page.drafts.undo = page.word(row.installed ? "course.removed" : "course.stopped_fetching", {{"title", row.title}});
    }
  }
}

// A course that a hundred people wrote names them all, but not before it is asked.
void draw_authors(Page& page, CourseRow const& row) {
  if (row.authors.empty()) return;
  auto& kit = page.kit;
  auto const id = "authors:" + row.id;
  bool const all = page.drafts.shown.contains(id);
  auto const name = page.word("course.fact.authors");
  kit.fact(name, all ? row.authors : say_authors(page, row.authors));
  if (!all && has_many_authors(row.authors) && kit.text_button({.label = page.word("course.all_authors"), .icon = kit::Icon::down}))
    page.drafts.shown.insert(id);
}

void draw_facts(Page& page, CourseRow const& row) {
  auto& kit = page.kit;
  kit.space(kit::Space::l);
  kit.divider();
  kit.space(kit::Space::l);
  kit.gap(10, [&] {
    kit.fact(page.word("course.fact.language"), say_language(page, row.language));
    if (row.minutes > 0) kit.fact(page.word("course.fact.time"), say_minutes(page, row.minutes));
    if (row.bytes > 0) kit.fact(page.word("course.fact.size"), kit::size_text(row.bytes, kit.language()));
    draw_authors(page, row);
    if (!row.licence.empty()) kit.fact(page.word("course.fact.licence"), say_licence(row.licence));
  });
}

// ---- the main column ----

std::string chapter_second(Page const& page, CourseChapter const& chapter) {
  auto const minutes = chapter.minutes > 0 ? say_minutes(page, chapter.minutes) : std::string();
  if (chapter.quiz.empty()) return minutes;
  return minutes.empty() ? page.word("course.with_quiz") : minutes + " · " + page.word("course.with_quiz");
}

// The way through the course: accent as far as it was read, and a mark where one stopped.
kit::Thread thread_after(CourseRow const& row, std::size_t i) {
  return row.contents[i].read ? kit::Thread::past : kit::Thread::to_come;
}

// An appendix has no number and nothing to tick: nobody has to read it.
void draw_entry(Page& page, CourseRow const& row, std::size_t i) {
  auto const& chapter = row.contents[i];
  auto const& go_on = page.state.session->go_on;
  bool const here = row.installed && go_on && go_on->course == row.id && go_on->chapter == chapter.id && !chapter.appendix;
  bool const first = i == 0 || chapter.appendix, last = i + 1 >= static_cast<std::size_t>(row.chapters);
  auto const title = chapter.appendix ? chapter.title : std::to_string(i + 1) + ". " + chapter.title;
  auto const second = chapter_second(page, chapter);
  auto const read = here ? page.word("course.you_are_here") : chapter.read && !chapter.appendix ? page.word("course.read") : std::string();
  auto const icon = chapter.appendix ? kit::Icon::info
                    : here           ? kit::Icon::place
                    : chapter.read   ? kit::Icon::check_circle
                                     : kit::Icon::circle;
  if (page.kit.list_row({.icon = icon, .above = first ? kit::Thread::none : thread_after(row, i - 1),
                         .below = last ? kit::Thread::none : thread_after(row, i), .title = title, .strong = false, .second = second,
                         .trailing = read, .trailing_strong = here, .trailing_icon = kit::Icon::chevron, .opens = true, .chosen = here,
                         .divider = false, .id = chapter.id}).opened)
    open_chapter(page, row, chapter.id);
}

void draw_chapters(Page& page, CourseRow const& row) {
  auto& kit = page.kit;
  if (row.contents.empty()) return;
  auto const chapters = static_cast<std::size_t>(row.chapters);
  kit.space(kit::Space::xl);
  kit.head(page.word("course.chapters", {{"count", row.chapters}}));
  if (row.installed && row.chapters > 0) {
    kit.space(kit::Space::s);
    kit.progress(static_cast<double>(row.chapters_read) / row.chapters,
                 page.word("home.chapters_read", {{"count", row.chapters_read}, {"total", row.chapters}}));
  }
  kit.space(kit::Space::m);
  kit.gap(0, [&] {
    for (std::size_t i = 0; i < chapters; ++i) draw_entry(page, row, i);
  });
  if (chapters == row.contents.size()) return;
  kit.space(kit::Space::xl);
  kit.head(page.word("course.appendix"));
  kit.space(kit::Space::s);
  kit.gap(0, [&] {
    for (std::size_t i = chapters; i < row.contents.size(); ++i) draw_entry(page, row, i);
  });
}

void draw_main(Page& page, CourseRow const& row) {
  auto& kit = page.kit;
  std::string picture;
  auto const cover = cover_of(page, row, picture, true);
  // A cover keeps about its shape: beside the deeds where room is short, no flatter than three to one elsewhere.
  if (kit.wide() || kit.metrics().one_column)
    kit.cover(cover, std::max(std::round(kit.width() * 0.33f), kit.wide() ? 240.0f : 130.0f));
  kit.lead(row.summary);
  draw_chapters(page, row);
}

}  // namespace

void draw_course(Page& page) {
  auto const* row = find_course(page);
  draw_spine(page);
  draw_top_bar(page, row ? row->title : page.word("course.gone.title"), row ? say_course(page, *row) : std::string(), true);
  draw_page(page, "course " + page.nav.course, [&] {
    if (!row) {
      auto const sentence = page.word("course.gone.text"), action = page.word("home.open_library");
      if (page.kit.empty_state({.art = kit::CoverArt::ledger, .sentence = sentence, .action = action})) page.nav.go(Route::library);
      return;
    }
    draw_stopped(page, *row);
    auto& kit = page.kit;
    bool const large = kit.metrics().one_column;
    if (kit.wide() && !large)
      return kit.two_columns(side_width, [&] { draw_main(page, *row); }, [&] {
        kit.card({}, [&] {
          draw_actions(page, *row);
          draw_facts(page, *row);
        });
      });
    // Below each other the deed comes first: nobody looks for it under the chapters.
    kit.card({}, [&] {
      if (large) return draw_actions(page, *row);
      std::string picture;
      auto const cover = cover_of(page, *row, picture, true);
      kit.two_columns(0, [&] { draw_actions(page, *row); }, [&] { kit.cover(cover, small_cover * 0.6f); }, small_cover);
    });
    draw_main(page, *row);
    draw_facts(page, *row);
  });
}

}  // namespace carrel::client
