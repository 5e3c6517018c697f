// Courses, chapters, quizzes: what the desk tells of them, and what it does with them.
#include <algorithm>
#include <filesystem>

#include "client/app/office_inner.h"
#include "client/complaints/attachment_flow.h"

namespace carrel::client {

using sync::Done;
using sync::Error;
using sync::Fault;
using sync::Now;

namespace {

// "Continue": the installed course opened last that has a chapter left to read. Nothing, when none was opened.
std::optional<ContinueView> go_on_with(std::vector<CourseRow> const& rows, std::vector<Reading> const& places) {
  CourseRow const* best = nullptr;
  Reading const* place = nullptr;
  for (auto const& row : rows) {
    auto const found = std::find_if(places.begin(), places.end(), [&](auto const& p) { return p.course == row.id; });
    if (!row.installed || found == places.end() || row.chapters_read >= row.chapters) continue;
    if (place && found->opened <= place->opened) continue;
    best = &row;
    place = &*found;
  }
  if (!best) return {};
  auto const& contents = best->contents;
  auto const count = static_cast<std::size_t>(best->chapters);
  std::size_t index = count;
  for (std::size_t i = 0; i < count; ++i)
    if (contents[i].id == place->chapter) index = i;
  // A chapter read to its end leads on to the next one that was not; so does a look at the appendix.
  if (index == count || contents[index].read) {
    std::size_t const from = index == count ? 0 : index;
    for (std::size_t step = count; step-- > 0;)
      if (auto const i = (from + step) % count; !contents[i].read) index = i;
  }
  auto const& chapter = contents[index];
  return ContinueView{best->id, chapter.id, best->title, chapter.title, static_cast<int>(index), best->chapters, chapter.minutes};
}

ReadingView view_of(OpenedChapter const& open) {
  return {open.course, open.edition, open.course_title, open.language, open.licence, open.authors,
          open.chapters, open.index, open.chapter, open.pictures, open.block};
}

}  // namespace

DeviceView Office::Inner::device_view() const {
  DeviceView view{device ? device->name : std::string(), CARREL_VERSION, {}};
  std::error_code failed;
  auto const room = std::filesystem::space(setup.data, failed);
  if (!failed) view.bytes_free = room.available - std::min<std::uint64_t>(room.available, sync::room_kept_free);
  return view;
}

Done Office::Inner::tell_courses(Now now, Events& out) {
  auto at = desk(now);
  TRY(rows, course_rows(at, *parcels, faces));
  TRY(places, all_places(db, session->vault));
  pieces_untold = false;
  auto go_on = go_on_with(rows, places);
  out.push_back(DeviceKnown{device_view()});  // What courses take is not free any more.
  out.push_back(CoursesListed{std::move(rows), std::move(go_on)});
  return {};
}

Done Office::Inner::note_pieces(Now now, Events& out) {
  // Progress is told at most twice a second: every further telling would be a frame for nothing.
  constexpr std::chrono::milliseconds between{500};
  if (!session) return {};
  pieces_untold = true;
  if (pieces_told && now.awake - *pieces_told < between) return {};
  pieces_told = now.awake;
  return tell_courses(now, out);
}

Done Office::Inner::carry_out(FetchCourse const& intent, Now now, Events& out) {
  CHECKED(carry_out(ForgetUndo{}, now, out));
  CHECKED(parcels->want(intent.course));
  driver.pieces_changed();
  driver.nudge();
  return session ? tell_courses(now, out) : Done();
}

Done Office::Inner::carry_out(RemoveCourse const& intent, Now now, Events& out) {
  CHECKED(carry_out(ForgetUndo{}, now, out));
  TRY(aside, parcels->put_aside(intent.course));
  undoable = std::move(aside);
  driver.pieces_changed();
  if (reading && reading->course == intent.course) reading.reset();
  return session ? tell_courses(now, out) : Done();
}

// The files of a removed course or draft go only when it cannot be undone any more.
Done Office::Inner::carry_out(ForgetUndo const&, Now now, Events&) {
  auto const done = std::exchange(undoable, {});
  if (!done) return {};
  if (std::holds_alternative<sync::PutAside>(*done)) return parcels->finish_removing();
  if (!session) return {};
  auto at = desk(now);
  return erase_unneeded_files(at);
}

Done Office::Inner::carry_out(UndoLast const&, Now now, Events& out) {
  auto const done = std::exchange(undoable, {});
  if (!done) return {};
  if (auto const* course = std::get_if<sync::PutAside>(&*done)) {
    CHECKED(parcels->put_back(*course));
    driver.pieces_changed();
    driver.nudge();
    return session ? tell_courses(now, out) : Done();
  }
  CHECKED(someone_is_here());
  CHECKED(keep_draft(db, session->vault, std::get<KeptDraft>(*done)));
  return tell_complaints(now, out);
}

Done Office::Inner::carry_out(OpenChapter const& intent, Now now, Events& out) {
  CHECKED(someone_is_here());
  auto at = desk(now);
  TRY(access, access_to(at, *parcels, intent.course, session->subscription ? &*session->subscription : nullptr));
  if (access.access == Access::closed) {
    out.push_back(TroubleArose{std::string(access.reason)});
    return {};
  }
  auto opened = open_chapter(at, *parcels, faces, intent.course, intent.chapter);
  if (!opened) {
    if (opened.error().fault == Fault::corrupt) driver.pieces_changed();  // The damaged part is fetched again.
    return opened.error();
  }
  reading = std::move(*opened);
  out.push_back(ChapterOpened{view_of(*reading)});
  return tell_courses(now, out);
}

Done Office::Inner::carry_out(KeepPlace const& intent, Now now, Events& out) {
  if (!session || !reading || reading->course != intent.course || reading->chapter->id != intent.chapter) return {};
  auto at = desk(now);
  bool const at_end = intent.block >= static_cast<int>(reading->chapter->blocks.size());
  auto& chapter = reading->chapters[static_cast<std::size_t>(reading->index)];
  CHECKED(keep_reading_place(at, *reading, intent.block));
  if (!at_end || chapter.read) return {};
  chapter.read = true;
  return tell_courses(now, out);
}

Done Office::Inner::carry_out(OpenQuiz const& intent, Now, Events& out) {
  CHECKED(someone_is_here());
  TRY(opened, open_quiz(*parcels, intent.course, intent.quiz));
  quiz = std::move(opened);
  out.push_back(QuizOpened{{intent.course, intent.chapter, intent.quiz, quiz, {}, false}});
  return {};
}

Done Office::Inner::carry_out(SubmitQuiz const& intent, Now now, Events& out) {
  if (!session || !quiz) return Error{Fault::refused, "no quiz is open"};
  auto at = desk(now);
  TRY(result, submit_quiz(at, *parcels, intent.course, intent.quiz, *quiz, intent.answers));
  out.push_back(QuizMarked{std::move(result)});
  driver.nudge();
  return tell_outbox(now, out);
}

}  // namespace carrel::client
