// What a learner sees of courses, from nothing here to a newer edition, and what happens when the medium loses a part.
#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>

#include "tests/unit/courses/library.h"

using namespace carrel;
using namespace carrel::client;

TEST_CASE("a course is offered, then fetched, then here, and its row says so with the bytes that are missing") {
  Library library;
  library.publish("sky", "1", "Clouds are high.");
  CHECK(library.rows().empty());
  library.hear_catalogue();
  auto row = library.row("sky");
  CHECK(row.standing == CourseStanding::offered);
  CHECK_FALSE(row.installed);
  CHECK(row.bytes > 0);
  CHECK(row.title == "sky");  // The catalogue of this test names no title.

  library.want("sky");
  CHECK(library.row("sky").standing == CourseStanding::fetching);
  CHECK(library.fetch(3) == 3);
  row = library.row("sky");
  CHECK(row.standing == CourseStanding::fetching);
  CHECK(row.bytes_missing > 0);
  CHECK(row.bytes_missing < row.bytes);
  CHECK_FALSE(row.installed);
  CHECK(library.open("sky").error().fault == sync::Fault::invalid);

  library.fetch();
  row = library.row("sky");
  CHECK(row.standing == CourseStanding::here);
  CHECK(row.installed);
  CHECK(row.bytes_missing == 0);
  CHECK(row.title == "Title 1");
  CHECK(row.authors == "Awa K., Lucas M.");
  CHECK(row.minutes == 15);
  CHECK(row.chapters == 2);
  REQUIRE(row.contents.size() == 3);
  CHECK(row.contents[0].id == "one");
  CHECK(row.contents[2].id == "preface");
  CHECK(row.contents[2].appendix);
  REQUIRE(row.cover);
  CHECK(sync::as_text(*row.cover) == "PNG of sky1");
  CHECK(row.cover_alt == "A cloud");
}

TEST_CASE("what is fetched next is the course asked for first, and within it what is read first") {
  Library library;
  library.publish("sky", "1", "a");
  library.publish("sea", "1", "b");
  library.hear_catalogue();
  auto const nothing = library.parcels->next_piece();
  REQUIRE(nothing);
  CHECK_FALSE(*nothing);
  library.want("sea");
  library.want("sky");
  std::vector<std::string> order;
  for (;;) {
    auto const job = library.parcels->next_piece();
    REQUIRE(job);
    if (!*job) break;
    if (order.empty() || order.back() != (*job)->course) order.push_back((*job)->course);
    REQUIRE(library.parcels->piece_arrived(**job, library.shelf.serve(**job)));
    if (order.size() == 1 && library.row("sea").installed) CHECK_FALSE(library.row("sky").installed);
  }
  CHECK(order == std::vector<std::string>{"sea", "sky"});
}

TEST_CASE("fetching goes on after a restart where it stopped") {
  Library library;
  library.publish("sky", "1", "a");
  library.hear_catalogue();
  library.want("sky");
  auto const first = library.fetch(4);
  library.start();
  CHECK(first + library.fetch() == 1 + 1 + 3 + 1 + 1);  // Manifest, config, chapters, quiz, cover: none twice.
  CHECK(library.row("sky").standing == CourseStanding::here);
}

TEST_CASE("a newer edition changes nothing until it is whole; then the next look reads it, and the place stays") {
  Library library;
  library.install("sky", "1", "Old words.");
  auto const reading = library.open("sky", "two");
  REQUIRE(reading);
  auto at = library.desk(*library.awa);
  REQUIRE(keep_reading_place(at, *reading, 2));
  CHECK(library.row("sky", &*library.awa).chapters_read == 1);

  library.publish("sky", "2", "New words.");
  library.hear_catalogue();
  CHECK(library.row("sky").standing == CourseStanding::update);
  library.fetch(2);
  CHECK(library.row("sky").standing == CourseStanding::updating);
  CHECK(library.row("sky").title == "Title 1");
  CHECK(first_words(*library.open("sky", "one")) == "Old words.");
  library.fetch();
  auto const row = library.row("sky", &*library.awa);
  CHECK(row.standing == CourseStanding::here);
  CHECK(row.title == "Title 2");
  CHECK(sync::as_text(*row.cover) == "PNG of sky2");
  CHECK(row.chapters_read == 1);
  CHECK(first_words(*library.open("sky", "one")) == "New words.");
  CHECK(library.open("sky", "one")->edition == "2");
  // What was open stays as it was opened.
  CHECK(reading->edition == "1");
}

TEST_CASE("without a chapter the course opens where the learner stopped, and at the first for somebody else") {
  Library library;
  library.install("sky", "1", "Clouds.");
  CHECK(library.open("sky")->chapters.at(0).id == "one");
  auto const two = library.open("sky", "two");
  REQUIRE(two);
  auto at = library.desk(*library.awa);
  REQUIRE(keep_reading_place(at, *two, 1));
  auto const again = library.open("sky");
  REQUIRE(again);
  CHECK(again->chapters.at(static_cast<std::size_t>(again->index)).id == "two");
  CHECK(again->block == 1);
  auto his = library.desk(*library.lucas);
  auto const his_first = open_chapter(his, *library.parcels, library.faces, "sky", "");
  REQUIRE(his_first);
  CHECK(his_first->index == 0);
  CHECK(library.open("sky", "three").error().fault == sync::Fault::invalid);
  CHECK(library.open("sea").error().fault == sync::Fault::invalid);
  at.vault = nullptr;
  CHECK(open_chapter(at, *library.parcels, library.faces, "sky", "").error().fault == sync::Fault::refused);
}

TEST_CASE("a damaged chapter is said to be so, fetched again by itself, and no other chapter suffers") {
  Library library;
  library.install("sky", "1", "Clouds.");
  library.damage("sky", "chapters/one.json");
  CHECK(library.open("sky", "one").error().fault == sync::Fault::corrupt);
  CHECK(library.row("sky").standing == CourseStanding::damaged);
  CHECK(library.row("sky").installed);
  CHECK(library.open("sky", "two"));
  CHECK(library.fetch() == 1);
  CHECK(library.row("sky").standing == CourseStanding::here);
  CHECK(first_words(*library.open("sky", "one")) == "Clouds.");
}

TEST_CASE("a course that stopped at a file that never comes whole says so, can be chosen again, and stops no other") {
  Library library;
  library.publish("sky", "1", "Clouds.");
  library.publish("sea", "1", "Waves.");
  library.hear_catalogue();
  library.want("sky");
  library.want("sea");
  library.fetch(2);
  CHECK(library.row("sky").stopped_at.empty());
  for (int time = 0; time < sync::same_piece_tries; ++time) {
    auto const job = library.parcels->next_piece();
    REQUIRE((job && *job));
    CHECK(!library.parcels->piece_arrived(**job, sync::Bytes((*job)->length, 9)));
  }
  CHECK(library.row("sky").stopped_at == "chapters/preface.json");
  CHECK(library.row("sky").standing == CourseStanding::offered);  // So that it can be chosen.
  library.fetch();
  CHECK(library.row("sea").standing == CourseStanding::here);
  CHECK(library.row("sea").stopped_at.empty());
  CHECK(library.row("sky").standing == CourseStanding::offered);
  library.want("sky");
  CHECK(library.row("sky").stopped_at.empty());
  library.fetch();
  CHECK(library.row("sky").standing == CourseStanding::here);
}

TEST_CASE("damaged contents leave the row in the list, and a damaged cover only the picture; both come again") {
  Library library;
  library.install("sky", "1", "Clouds.");
  library.damage("sky", "");
  auto row = library.row("sky");
  CHECK(row.standing == CourseStanding::damaged);
  CHECK_FALSE(row.installed);
  CHECK(library.open("sky").error().fault == sync::Fault::corrupt);
  library.fetch();
  row = library.row("sky");
  CHECK(row.installed);
  CHECK(row.cover);

  Library other;
  other.install("sky", "1", "Clouds.");
  other.damage("sky", "cover.png");
  row = other.row("sky");
  CHECK(row.installed);
  CHECK_FALSE(row.cover);
  CHECK(row.cover_alt == "A cloud");
  CHECK(other.fetch() == 1);
  CHECK(other.row("sky").cover);
}

TEST_CASE("a quiz of the course is marked, and its pass is kept for this learner") {
  Library library;
  library.install("sky", "1", "Clouds.");
  auto const quiz = open_quiz(*library.parcels, "sky", "quizzes/q.json");
  REQUIRE(quiz);
  CHECK(open_quiz(*library.parcels, "sky", "quizzes/none.json").error().fault == sync::Fault::invalid);
  CHECK(open_quiz(*library.parcels, "sea", "quizzes/q.json").error().fault == sync::Fault::invalid);
  auto at = library.desk(*library.awa);
  auto const result = submit_quiz(at, *library.parcels, "sky", "quizzes/q.json", **quiz, {{0}});
  REQUIRE(result);
  CHECK(result->passed);
  CHECK(library.letters(*library.awa) == 1);
  CHECK(find_place(*library.db, *library.awa, "sky")->passed.contains("quizzes/q.json"));
  CHECK(find_place(*library.db, *library.lucas, "sky")->passed.empty());
  library.damage("sky", "quizzes/q.json");
  CHECK(open_quiz(*library.parcels, "sky", "quizzes/q.json").error().fault == sync::Fault::corrupt);
}

TEST_CASE("a course may be opened by the grant that came with the catalogue, and by nothing else") {
  Library library;
  auto const opens = [&](std::string const& course) {
    auto at = library.desk(*library.awa);
    auto const access = access_to(at, *library.parcels, course, nullptr);
    REQUIRE(access);
    return access->access;
  };
  library.publish("sky", "1", "Clouds.");
  library.hear_catalogue();
  CHECK(opens("sky") == Access::closed);
  CHECK(opens("nowhere") == Access::closed);
  auto const grant = [&](char const* until) {
    library.shelf.editions[0].set("grant", sync::Json::object({{"basis", "member_free"}, {"valid_until", until}}));
    library.hear_catalogue();
  };
  grant("2027-01-01T00:00:00Z");
  CHECK(opens("sky") == Access::open);
  grant("2026-11-20T00:00:00Z");
  CHECK(opens("sky") == Access::open_in_grace);
  grant("2026-10-01T00:00:00Z");
  CHECK(opens("sky") == Access::closed);
  grant("whenever");
  CHECK(opens("sky") == Access::closed);
}

TEST_CASE("the courses opened last come first, and those that are not here come last") {
  Library library;
  library.publish("moon", "1", "m");
  for (auto const* course : {"sea", "sky"}) library.install(course, "1", "x");
  auto const order = [&] {
    std::vector<std::string> ids;
    for (auto const& row : library.rows(&*library.awa)) ids.push_back(row.id);
    return ids;
  };
  REQUIRE(library.open("sky"));
  CHECK(order() == std::vector<std::string>{"sky", "sea", "moon"});
  library.now.wall += std::chrono::minutes{1};
  REQUIRE(library.open("sea"));
  CHECK(order() == std::vector<std::string>{"sea", "sky", "moon"});
}

TEST_CASE("telling the courses again reads no file") {
  Library library;
  library.install("sky", "1", "Clouds.");
  auto const first = library.row("sky");
  std::filesystem::rename(library.folder / "blobs", library.folder / "elsewhere");
  auto const again = library.row("sky");
  CHECK(again.title == first.title);
  CHECK(again.cover == first.cover);  // The same bytes in memory, not a copy.
  CHECK(again.contents.size() == 3);
}

TEST_CASE("a course that was removed, or an edition that was overtaken, is not kept in memory") {
  Library library;
  library.install("sky", "1", "Clouds.");
  std::weak_ptr<sync::Bytes const> const cover = library.row("sky").cover;
  CHECK_FALSE(cover.expired());
  library.install("sky", "2", "Clouds.");
  static_cast<void>(library.rows());
  CHECK(cover.expired());
  std::weak_ptr<sync::Bytes const> const second = library.row("sky").cover;
  REQUIRE(library.parcels->remove("sky"));
  static_cast<void>(library.rows());
  CHECK(second.expired());
  CHECK(library.row("sky").standing == CourseStanding::offered);
}

TEST_CASE("telling many courses") {
  // CARREL_COURSES=200 measures; a few are enough to see that they are told at all.
  auto const* const wanted = std::getenv("CARREL_COURSES");
  int const count = wanted ? std::atoi(wanted) : 8;
  Library library;
  for (int i = 0; i < count; ++i) {
    auto const course = "course-" + std::to_string(i);
    library.publish(course, "1", "Words of " + course);
    library.want(course);
  }
  library.hear_catalogue();
  library.fetch();
  auto const timed = [&](auto const& tell) {
    auto const begun = std::chrono::steady_clock::now();
    for (int i = 0; i < 10; ++i) CHECK(tell().size() == static_cast<std::size_t>(count));
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count() / 10;
  };
  auto const anew = timed([&] {
    library.faces = {};
    return library.rows(&*library.awa);
  });
  static_cast<void>(library.rows(&*library.awa));
  auto const again = timed([&] { return library.rows(&*library.awa); });
  MESSAGE(count, " courses: ", anew, " ms when every file is read, ", again, " ms from memory");
}
