#include "client/app/proofs.h"

#include <algorithm>
#include <map>

#include "client/app/tour_player.h"

namespace carrel::client {
namespace {

constexpr int pages_max = 400;  // Of one chapter: more is a page that does not turn.

CourseRow const* row_of(TourPlayer const& play, std::string const& course) {
  if (!play.session()) return nullptr;
  auto const& rows = play.session()->courses;
  auto const found = std::find_if(rows.begin(), rows.end(), [&](auto const& row) { return row.id == course && row.installed; });
  return found == rows.end() ? nullptr : &*found;
}

// True when one was opened: solutions that are folded away are on the sheets too.
bool open_a_foldable(TourPlayer& play) {
  std::map<std::string, int> before;  // Of the same label.
  for (auto const& entry : play.front().kit().trace()) {
    if (!entry.touchable) continue;
    int const nth = before[entry.label]++;
    if (!entry.visible || entry.role != kit::Role::button || entry.state != "closed") continue;
    auto const label = entry.label;  // The tap draws a new trace.
    play.tap(label, nth);
    return !play.stopped();
  }
  return false;
}

bool turns_on(TourPlayer& play) {
  auto const label = play.word("reader.next_page");
  auto const& trace = play.front().kit().trace();
  return std::any_of(trace.begin(), trace.end(), [&](auto const& entry) { return entry.touchable && entry.label == label; });
}

void read_chapter(TourPlayer& play, std::string const& course, std::string const& chapter) {
  play.ask(OpenChapter{course, chapter});
  play.front().nav().go_course(Route::reader, course, chapter);
  play.front().touch();
  play.until("the chapter " + chapter + " did not open", [&] {
    auto const& reading = play.session()->reading;
    return reading && reading->chapter->id == chapter;
  });
  play.press(kit::Key::home);
  for (int page = 1; page <= pages_max && !play.stopped(); ++page) {
    while (open_a_foldable(play)) {
    }
    play.picture(chapter + "-" + std::to_string(page));
    if (!turns_on(play)) return;
    play.press(kit::Key::page_down);
  }
}

}  // namespace

TourReport read_proofs(Front& front, DeskThread& desk, platform::Window& window, kit::Painter& painter,
                       std::filesystem::path const& folder, std::string const& course) {
  TourPlayer play(front, desk, window, painter, folder);
  front.touch();
  play.until("nobody is enrolled on this device", [&] { return !play.state().learners.empty(); });
  if (!play.stopped()) play.tap(play.state().learners.front().first_name);
  play.until("no course on this device is called " + course, [&] { return row_of(play, course) != nullptr; });
  if (play.stopped()) return {play.pictures(), play.stopped_at()};
  front.nav().go_course(Route::course, course);
  front.touch();
  play.picture("course");
  auto const contents = row_of(play, course)->contents;
  for (auto const& chapter : contents) read_chapter(play, course, chapter.id);
  return {play.pictures(), play.stopped_at()};
}

}  // namespace carrel::client
