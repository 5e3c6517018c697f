// Every screen and state, in four themes, two languages, three sizes of text and two windows: nothing is cut, covered, too faint, too
// small, nameless or out of reach. The judge's own eyes are tested in planted_test.cpp.
#include <doctest/doctest.h>

#include "tests/audit/sweep.h"

using namespace carrel;
using namespace carrel::audit;

namespace {

void check(std::string const& language, float width, float height) {
  auto const report = sweep(std::filesystem::path(HOUSE_BUILD) / "share/carrel", language, width, height);
  MESSAGE(report.pictures << " looks, " << report.letters << " runs of letters and icons, " << report.targets
                          << " targets; the faintest text has " << report.least_text << ", in high contrast " << report.least_high
                          << ", of something disabled " << report.least_disabled);
  CHECK(report.pictures > 1000);
  CHECK(report.letters > 20'000);
  CHECK_MESSAGE(report.found.empty(), "\n" << report.text());
}

}  // namespace

TEST_CASE("every screen can be read and used at 1280x800 in English") { check("en", 1280, 800); }
TEST_CASE("every screen can be read and used at 1280x800 in French") { check("fr", 1280, 800); }
TEST_CASE("every screen can be read and used at 800x480 in English") { check("en", 800, 480); }
TEST_CASE("every screen can be read and used at 800x480 in French") { check("fr", 800, 480); }
