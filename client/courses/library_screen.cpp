#include "client/courses/library_screen.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "client/courses/course_words_screen.h"
#include "client/kit/letters.h"

namespace carrel::client {
namespace {

// More than this are a list: rows of one height, of which only those that are seen are drawn.
constexpr std::size_t cards_max = 24;
constexpr std::size_t search_from = 9;
constexpr std::size_t fetching_shown = 3;  // The others stand in the list.

enum Filter { all, on_this_device, in_french, in_english };

bool passes(CourseRow const& row, int filter) {
  switch (filter) {
    case on_this_device: return row.installed;
    case in_french: return row.language.starts_with("fr");
    case in_english: return row.language.starts_with("en");
    default: return true;
  }
}

// The desk puts those first that are here, then those opened last. The others stand by their titles, as the language sorts.
void sort_unopened(std::vector<CourseRow const*>& rows, kit::Kit& kit) {
  auto const group = [](CourseRow const* row) { return 2 * !row->installed + !row->opened; };
  std::stable_sort(rows.begin(), rows.end(), [&](auto const* a, auto const* b) { return group(a) < group(b); });
  for (auto begin = rows.begin(); begin != rows.end();) {
    auto const end = std::find_if(begin, rows.end(), [&](auto const* row) { return group(row) != group(*begin); });
    if (!(*begin)->opened) kit::sort_by(begin, end, [&](CourseRow const* row) { return kit.filed_under(row->title); });
    begin = end;
  }
}

std::vector<CourseRow const*> shown_rows(Page const& page) {
  std::vector<CourseRow const*> rows;
  auto const wanted = kit::folded(page.drafts.library.search);
  for (auto const& row : page.state.session->courses)
    if (passes(row, page.drafts.library.filter) && (wanted.empty() || kit::folded(row.title).find(wanted) != std::string::npos))
      rows.push_back(&row);
  sort_unopened(rows, page.kit);
  return rows;
}

void draw_filters(Page& page) {
  auto const& courses = page.state.session->courses;
  auto& draft = page.drafts.library;
  auto const count = static_cast<int>(courses.size());
  auto const any = [&](int filter) {
    auto const n = std::count_if(courses.begin(), courses.end(), [filter](CourseRow const& row) { return passes(row, filter); });
    return n > 0 && n < count;  // A filter that changes nothing is not offered.
  };
  page.kit.flow([&] {
    auto const chip = [&](int filter, std::string const& label) {
      if ((filter == all || filter == draft.filter || any(filter)) && page.kit.chip(label, draft.filter == filter)) draft.filter = filter;
    };
    chip(all, page.word("course.filter.all", {{"count", count}}));
    chip(on_this_device, page.word("course.filter.here"));
    chip(in_french, page.word("course.filter.fr"));
    chip(in_english, page.word("course.filter.en"));
  });
  if (courses.size() < search_from) return;
  page.kit.space(kit::Space::m);
  auto const placeholder = page.word("course.search", {{"count", count}});
  page.kit.field({.label = {}, .placeholder = placeholder, .bytes_max = 80, .search = true, .id = "search"}, draft.search);
}

void open_course(Page& page, CourseRow const& row) { page.nav.go_course(Route::course, row.id); }

bool near_the_view(kit::Kit const& kit) {
  auto const view = kit.clip();
  return kit.left_height() > -view.h && kit.left_height() < 2 * view.h;
}

void draw_cards(Page& page, std::vector<CourseRow const*> const& rows) {
  auto const& m = page.kit.metrics();
  int const per_row = m.one_column ? (m.wide && m.percent < 200 ? 3 : m.wide ? 2 : 1) : 3;
  page.kit.grid(static_cast<int>(rows.size()), per_row, [&](int i) {
    auto const& row = *rows[static_cast<std::size_t>(i)];
    auto const second = say_course(page, row);
    auto const state = state_of(page, row);
    std::string picture;
    auto const cover = cover_of(page, row, picture, near_the_view(page.kit));
    if (page.kit.course_card({.cover = cover, .title = row.title, .second = second, .done = state.fetched, .state = state.text,
                              .state_icon = state.icon, .state_good = state.good, .id = row.id}))
      open_course(page, row);
  });
}

void draw_row(Page& page, CourseRow const& row, float height) {
  auto const second = say_course(page, row);
  auto const state = state_of(page, row);
  std::string picture;
  auto const cover = cover_of(page, row, picture, true);
  if (page.kit.list_row({.cover = cover, .title = row.title, .second = second, .trailing = state.text, .trailing_strong = state.good,
                         .opens = true, .height = height, .id = row.id}).opened)
    open_course(page, row);
}

void draw_list(Page& page, std::vector<CourseRow const*> const& rows) {
  auto const& m = page.kit.metrics();
  // In large letters where a course is stands below its name, on two lines at most.
  float const lines = m.one_column ? 3 : 2;
  float const height = lines * m.of(kit::Style::body).line + m.of(kit::Style::small).line + (m.wide ? 22.0f : 14.0f);
  page.kit.virtual_list("courses", static_cast<int>(rows.size()), height,
                        [&](int i) { draw_row(page, *rows[static_cast<std::size_t>(i)], height); });
}

// What the courses take and what is left, in the proportions they have.
void draw_room(Page& page) {
  auto const& free = page.state.device.bytes_free;
  if (!free) return;
  std::uint64_t taken = 0;
  for (auto const& row : page.state.session->courses)
    if (row.installed) taken += row.bytes;
  double const all = std::max(1.0, static_cast<double>(taken) + static_cast<double>(*free));
  auto const language = page.kit.language();
  auto const courses = page.word("course.room.courses"), left = page.word("course.room.free"), taken_text = kit::size_text(taken, language),
             free_text = kit::size_text(*free, language);
  std::array<kit::Portion, 2> const parts{{{courses, taken_text, static_cast<double>(taken) / all, kit::Token::accent},
                                           {left, free_text, static_cast<double>(*free) / all, kit::Token::sunk}}};
  page.kit.card({.id = "room"}, [&] {
    page.kit.head(page.word("course.room"));
    page.kit.space(kit::Space::m);
    page.kit.portions(parts);
  });
}

// What comes in bit by bit, and how far it is.
void draw_being_fetched(Page& page) {
  std::vector<CourseRow const*> rows;
  for (auto const& row : page.state.session->courses)
    if ((row.standing == CourseStanding::fetching || row.standing == CourseStanding::updating) && rows.size() < fetching_shown)
      rows.push_back(&row);
  if (rows.empty()) return;
  page.kit.card({.id = "fetching"}, [&] {
    page.kit.head(page.word("course.being_fetched"));
    for (auto const* row : rows) {
      auto const state = state_of(page, *row);
      page.kit.space(kit::Space::m);
      page.kit.long_work({.label = row->title, .done = state.fetched.value_or(0), .text = state.text, .id = row->id});
    }
  });
}

std::string subtitle(Page const& page) {
  auto const& courses = page.state.session->courses;
  auto const here = std::count_if(courses.begin(), courses.end(), [](CourseRow const& row) { return row.installed; });
  return page.word("course.library.count", {{"count", static_cast<int>(courses.size())}, {"here", std::to_string(here)}});
}

void draw_courses(Page& page) {
  draw_filters(page);
  auto const rows = shown_rows(page);
  if (rows.empty()) {
    auto const sentence = page.word("course.library.none_found"), action = page.word("course.library.show_all");
    if (page.kit.empty_state({.art = kit::CoverArt::ledger, .sentence = sentence, .action = action})) page.drafts.library = {};
    return;
  }
  if (rows.size() > cards_max) draw_list(page, rows);
  else draw_cards(page, rows);
}

}  // namespace

void draw_library(Page& page) {
  draw_spine(page);
  bool const any = page.state.session && !page.state.session->courses.empty();
  draw_top_bar(page, page.word("course.library.title"), any ? subtitle(page) : std::string(), false);
  draw_page(page, "library", [&] {
    if (!any) {
      auto const sentence = page.word("course.library.empty"), action = page.word("course.library.try_now");
      if (page.kit.empty_state({.art = kit::CoverArt::ledger, .sentence = sentence, .action = action})) page.ask(SendNow{});
      return;
    }
    page.kit.two_columns(300, [&] { draw_courses(page); }, [&] {
      draw_being_fetched(page);
      draw_room(page);
    });
  });
}

}  // namespace carrel::client
