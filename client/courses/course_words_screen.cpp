#include "client/courses/course_words_screen.h"

#include <algorithm>

namespace carrel::client {
namespace {

double part_here(CourseRow const& row) {
  if (row.bytes == 0 || row.bytes_missing >= row.bytes) return 0;
  return 1 - static_cast<double>(row.bytes_missing) / static_cast<double>(row.bytes);
}

constexpr std::ptrdiff_t authors_max = 6, authors_named = 3;

std::ptrdiff_t count_of(std::string const& authors) { return 1 + std::count(authors.begin(), authors.end(), ','); }

void join(std::string& line, std::string const& part) {
  if (part.empty()) return;
  if (!line.empty()) line += " · ";
  line += part;
}

}  // namespace

std::string say_minutes(Page const& page, int minutes) {
  if (minutes < 60) return page.word("course.minutes", {{"count", minutes}});
  int const rest = minutes % 60;
  if (rest == 0) return page.word("course.hours", {{"count", minutes / 60}});
  auto const two = (rest < 10 ? "0" : "") + std::to_string(rest);
  return page.word("course.hours_minutes", {{"hours", std::to_string(minutes / 60)}, {"minutes", two}});
}

std::string say_language(Page const& page, std::string const& code) {
  auto const key = "course.language." + code.substr(0, 2);
  return page.kit.words().has(key) ? page.word(key) : code;
}

std::string say_licence(std::string_view spdx) {
  std::string text(spdx);
  if (!text.starts_with("CC")) return text;
  // "CC-BY-SA-4.0": the first and the last hyphen are spaces in running text.
  if (text.size() > 2 && text[2] == '-') text[2] = ' ';
  auto const last = text.rfind('-');
  if (last != std::string::npos && last + 1 < text.size() && text[last + 1] >= '0' && text[last + 1] <= '9') text[last] = ' ';
  return text;
}

bool has_many_authors(std::string const& authors) { return count_of(authors) > authors_max; }

std::string say_authors(Page const& page, std::string const& authors) {
  if (!has_many_authors(authors)) return authors;
  auto end = std::size_t{0};
  for (std::ptrdiff_t i = 0; i < authors_named; ++i) end = authors.find(',', end + 1);
  auto const more = static_cast<int>(count_of(authors) - authors_named);
  return page.word("course.authors_more", {{"names", authors.substr(0, end)}, {"count", more}});
}

std::string say_course(Page const& page, CourseRow const& row) {
  std::string line;
  if (row.chapters > 0) join(line, page.word("course.chapters", {{"count", row.chapters}}));
  join(line, say_language(page, row.language));
  if (row.minutes > 0) join(line, say_minutes(page, row.minutes));
  return line;
}

CourseState state_of(Page const& page, CourseRow const& row) {
  auto const percent = kit::percent_text(part_here(row), page.kit.language());
  auto const size = kit::size_text(row.bytes, page.kit.language());
  auto const fetched = [&](std::string_view key) { return page.word(key, {{"percent", percent}}); };
  switch (row.standing) {
    case CourseStanding::here: return {page.word("course.state.here"), kit::Icon::check_circle, true, {}};
    case CourseStanding::update: return {page.word("course.state.update"), kit::Icon::update, true, {}};
    case CourseStanding::updating: return {fetched("course.state.updating"), kit::Icon::update, true, part_here(row)};
    case CourseStanding::fetching: return {fetched("course.state.fetching"), kit::Icon::none, false, part_here(row)};
    case CourseStanding::damaged: return {page.word("course.state.damaged"), kit::Icon::needs_you, false, {}};
    case CourseStanding::offered: break;
  }
  if (row.bytes == 0) return {page.word("course.state.offered"), kit::Icon::fetch, false, {}};
  return {page.word("course.state.offered_size", {{"size", size}}), kit::Icon::fetch, false, {}};
}

kit::Cover cover_of(Page const& page, CourseRow const& row, std::string& name, bool near) {
  kit::Cover cover{.art = kit::art_for(row.id)};
  if (!row.cover || row.cover->empty()) return cover;
  name = "cover/" + row.id;
  bool kept = page.kit.has_picture(name);
  if (!kept && near) kept = static_cast<bool>(page.kit.keep_picture(name, *row.cover));
  if (kept) cover.picture = name;
  return cover;
}

}  // namespace carrel::client
