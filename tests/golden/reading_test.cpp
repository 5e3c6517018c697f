// What a hand and a keyboard do to a chapter and a quiz, seen from outside: the intents that come out and what is drawn.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "tests/golden/sample_course.h"
#include "tests/golden/stage_hand.h"

using namespace carrel;
using namespace carrel::client;

namespace {

struct Theatre {
  kit::Kit kit;
  Scene scene;
  Look look{};

  Intents settle() { return draw_settled(kit, scene, look); }
  bool shows(std::string const& words) const { return kit.trace_text().find(words) != std::string::npos; }
};

Theatre open(std::string const& name) {
  auto kit = kit::Kit::open(std::filesystem::path(HOUSE_BUILD) / "share/carrel", "en");
  REQUIRE_MESSAGE(kit, kit.error().place);
  auto scenes = course_scenes("en", {});
  auto const found = std::find_if(scenes.begin(), scenes.end(), [&](Scene const& scene) { return scene.name == name; });
  REQUIRE(found != scenes.end());
  return {std::move(*kit), std::move(*found)};
}

template <class Deed>
std::vector<Deed> deeds(Intents const& intents) {
  std::vector<Deed> found;
  for (auto const& intent : intents)
    if (auto const* deed = std::get_if<Deed>(&intent)) found.push_back(*deed);
  return found;
}

// The sample chapter, many times over.
void lengthen(Theatre& t, int times) {
  auto long_one = sample_chapter("en");
  auto const once = long_one.blocks;
  for (int i = 1; i < times; ++i) long_one.blocks.insert(long_one.blocks.end(), once.begin(), once.end());
  t.scene.state.session->reading->chapter = std::make_shared<Chapter const>(std::move(long_one));
}

}  // namespace

TEST_CASE("a chapter opens where it was left, and says nothing about it") {
  auto t = open("reader");
  lengthen(t, 10);
  t.scene.state.session->reading->block = 37;
  CHECK(deeds<KeepPlace>(t.settle()).empty());
  auto const& layout = t.scene.drafts.reader.layout;
  CHECK(layout.parts[static_cast<std::size_t>(layout.first_seen)].block == 37);
}

TEST_CASE("a turned page is one new picture, and its place is kept once") {
  auto t = open("reader");
  t.settle();
  auto const before = t.kit.picture_hash();
  t.kit.inject_key(kit::Key::page_down);
  auto const kept = deeds<KeepPlace>(t.settle());
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].block > 0);
  CHECK(kept[0].chapter == "pipes");
  auto const after = t.kit.picture_hash();
  CHECK(after != before);
  CHECK(t.settle().empty());
  CHECK(t.kit.picture_hash() == after);
}

TEST_CASE("turning back shows the page that was left") {
  auto t = open("reader");
  t.settle();
  auto const before = t.kit.trace_text();
  t.kit.inject_key(kit::Key::page_down);
  t.settle();
  CHECK(t.kit.trace_text() != before);
  t.kit.inject_key(kit::Key::page_up);
  t.settle();
  CHECK(t.shows("Next page"));
  CHECK(t.kit.place_of("reader shell/pipes").offset == 0);
}

TEST_CASE("seeing the end is told, and leads to the quiz") {
  auto t = open("reader");
  t.settle();
  t.kit.inject_key(kit::Key::end);
  auto const kept = deeds<KeepPlace>(t.settle());
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].block == static_cast<int>(sample_chapter("en").blocks.size()));
  REQUIRE(t.kit.inject_tap("To the quiz"));
  auto const asked = deeds<OpenQuiz>(t.settle());
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].quiz == "quizzes/pipes.json");
  CHECK(t.scene.nav.route == Route::quiz);
}

TEST_CASE("the last chapter closes the course, and does not lead into the appendix") {
  auto t = open("reader-finished");
  t.settle();
  CHECK(t.shows("You have finished “The Unix shell”"));
  CHECK(t.shows("All its 4 chapters are read."));
  CHECK_FALSE(t.shows("Next chapter"));
  REQUIRE(t.kit.inject_tap("Back to the course"));
  CHECK(deeds<OpenChapter>(t.settle()).empty());
  CHECK(t.scene.nav.route == Route::course);
}

TEST_CASE("the last chapter says when others were left out") {
  auto t = open("reader-last");
  t.settle();
  CHECK(t.shows("This was the last chapter"));
  CHECK(t.shows("1 chapter before it is not read yet."));
  CHECK_FALSE(t.shows("You have finished"));
}

TEST_CASE("an appendix has no number, is not ticked off and leads to no chapter") {
  auto t = open("reader-appendix");
  t.settle();
  CHECK(t.shows("Also in this course · Licence"));
  CHECK_FALSE(t.shows("Chapter 5"));
  CHECK_FALSE(t.shows("Previous"));
  CHECK(t.shows("A. One, B. Two, C. Three and 4 more"));
}

TEST_CASE("what was read is said in words, not by an icon alone") {
  auto t = open("reader");
  t.settle();
  CHECK(t.shows("Files and folders (Read)"));
  CHECK(t.shows("Pipes and filters (Open now)"));
}

TEST_CASE("a passed quiz leads on to the next chapter, and the last one back to the course") {
  auto t = open("quiz-passed");
  t.settle();
  REQUIRE(t.kit.inject_tap("Next chapter"));
  auto const asked = deeds<OpenChapter>(t.settle());
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].chapter == "loops");
  CHECK(t.scene.nav.route == Route::reader);
  auto last = open("quiz-passed");
  last.scene.state.session->quiz->chapter = "loops";
  last.settle();
  REQUIRE(last.kit.inject_tap("To the course"));
  CHECK(deeds<OpenChapter>(last.settle()).empty());
  CHECK(last.scene.nav.route == Route::course);
}

TEST_CASE("a course that was read whole is begun again from its first chapter") {
  auto t = open("course-finished");
  t.settle();
  CHECK(t.shows("You have read it to the end."));
  CHECK_FALSE(t.shows("G. Seven"));
  REQUIRE(t.kit.inject_tap("All the names"));
  t.settle();
  CHECK(t.shows("G. Seven"));
  REQUIRE(t.kit.inject_tap("Read it again"));
  auto const asked = deeds<OpenChapter>(t.settle());
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].chapter == "intro");
}

TEST_CASE("a long chapter costs no more a frame than a short one") {
  auto t = open("reader");
  t.look = {800, 480};  // Without the list of headings, which is longer by right.
  lengthen(t, 3);
  t.settle();
  auto const brief = t.kit.trace().size();
  lengthen(t, 100);
  t.settle();
  CHECK(t.scene.drafts.reader.layout.parts.size() > 1500);
  CHECK(t.kit.trace().size() == brief);
}

TEST_CASE("the place stays when the text grows") {
  auto t = open("reader");
  lengthen(t, 5);
  t.scene.state.session->reading->block = 30;
  t.settle();
  t.look.percent = 200;
  t.settle();
  auto const& layout = t.scene.drafts.reader.layout;
  CHECK(layout.parts[static_cast<std::size_t>(layout.first_seen)].block == 30);
}

TEST_CASE("a link that leaves the course is explained and opens nothing") {
  auto t = open("reader");
  t.settle();
  REQUIRE(t.kit.inject_tap("the manual"));
  CHECK(t.settle().empty());
  CHECK(t.shows("https://www.gnu.org/software/bash/"));
  CHECK(t.shows("www.gnu.org"));
  t.kit.inject_key(kit::Key::escape);
  t.settle();
  CHECK(t.scene.drafts.reader.link.empty());
  CHECK(t.scene.nav.route == Route::reader);
}

TEST_CASE("a solution waits until it is asked for") {
  auto t = open("reader");
  t.look = {1280, 3000};  // All of the chapter at once.
  t.settle();
  CHECK_FALSE(t.shows("Sort first, then keep one line."));
  REQUIRE(t.kit.inject_tap("Solution"));
  t.settle();
  CHECK(t.shows("Sort first, then keep one line."));
}

TEST_CASE("a quiz goes from the first question to the result by keyboard alone, and the first answers count") {
  auto t = open("quiz");
  auto const press = [&](kit::Key key) {
    t.kit.inject_key(key);
    return t.settle();
  };
  auto const reach = [&](std::string const& label) {
    for (int i = 0; i < 40; ++i) {
      press(kit::Key::tab);
      for (auto const& one : t.kit.trace())
        if (one.label == label && one.touchable && t.kit.has_focus(one.id)) return true;
    }
    return false;
  };
  t.settle();
  REQUIRE(reach("The file with the most lines"));
  press(kit::Key::enter);
  REQUIRE(reach("Check"));
  press(kit::Key::enter);
  CHECK(t.shows("Look at sort"));
  REQUIRE(reach("Try again"));
  press(kit::Key::enter);
  REQUIRE(reach("The file with the fewest lines"));
  press(kit::Key::enter);
  REQUIRE(reach("Check"));
  press(kit::Key::enter);
  REQUIRE(reach("Next question"));
  press(kit::Key::enter);
  REQUIRE(reach("sort"));
  press(kit::Key::enter);
  REQUIRE(reach("head"));
  press(kit::Key::enter);
  REQUIRE(reach("Check"));
  press(kit::Key::enter);
  REQUIRE(reach("See the result"));
  auto const sent = deeds<SubmitQuiz>(press(kit::Key::enter));
  REQUIRE(sent.size() == 1);
  CHECK(sent[0].answers == QuizAnswers{{0}, {0, 1}});
  CHECK(t.shows("1 of 2 questions right"));
  CHECK(t.shows("being saved"));  // Not "saved" before the desk says so.
}

TEST_CASE("a course is removed without a question, says so, and offers to take it back") {
  auto t = open("course-shell");
  t.settle();
  REQUIRE(t.kit.inject_tap("Remove from this device"));
  auto const asked = deeds<RemoveCourse>(t.settle());
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].course == "shell");
  CHECK(t.shows("was removed from this device"));
  REQUIRE(t.kit.inject_tap("Undo"));
  CHECK(deeds<UndoLast>(t.settle()).size() == 1);
  CHECK_FALSE(t.shows("was removed from this device"));
}
