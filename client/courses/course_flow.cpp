#include "client/courses/course_flow.h"

#include <algorithm>

#include "client/progress/progress_flow.h"

namespace carrel::client {
namespace {

using sync::Done;
using sync::Error;
using sync::Fault;
using sync::Json;
using sync::Result;

// What this learner has read of the chapters.
std::vector<CourseChapter> with_reading(std::vector<CourseChapter> chapters, Reading const& reading) {
  for (auto& chapter : chapters) chapter.read = reading.read.contains(chapter.id);
  return chapters;
}

CourseStanding standing_of(sync::CourseState const& state) {
  // An edition that was refused does not come by itself.
  bool const fetching = state.wanted && state.bytes_missing > 0 && !state.refused;
  if (!state.active) return state.wanted && !state.refused ? CourseStanding::fetching : CourseStanding::offered;
  if (state.damaged) return CourseStanding::damaged;
  if (state.is_newest || state.offer.is_null()) return CourseStanding::here;
  return fetching && state.bytes_missing < state.bytes ? CourseStanding::updating : CourseStanding::update;
}

CourseRow row_from_offer(sync::CourseState const& state) {
  CourseRow row;
  row.id = state.course;
  row.title = state.offer.text_or("title", state.course);
  row.summary = state.offer.text_or("summary", "");
  row.language = state.offer.text_or("language", "");
  row.licence = state.offer.text_or("licence", "");
  return row;
}

CourseRow row_of(sync::CourseState const& state, sync::Parcels& parcels, Reading const& reading, CourseFaces& faces) {
  auto row = row_from_offer(state);
  row.standing = standing_of(state);
  row.opened = reading.opened != sync::WallTime{};
  row.installed = state.active != nullptr;
  row.bytes = state.bytes;
  row.bytes_missing = state.bytes_missing;
  row.stopped_at = state.stopped_at;
  if (!state.active) return row;
  auto const face = faces.of(parcels, *state.active);
  if (!face) {
    row.standing = CourseStanding::damaged;  // The row stays; opening says why.
    row.installed = false;
    return row;
  }
  auto const& known = **face;
  if (!known.title.empty()) row.title = known.title;
  if (!known.summary.empty()) row.summary = known.summary;
  if (!known.language.empty()) row.language = known.language;
  if (!known.licence.empty()) row.licence = known.licence;
  row.authors = known.authors;
  row.minutes = known.minutes;
  row.contents = with_reading(known.contents, reading);
  auto const counted = [&](auto wanted) { return static_cast<int>(std::count_if(row.contents.begin(), row.contents.end(), wanted)); };
  row.chapters = counted([](CourseChapter const& c) { return !c.appendix; });
  row.chapters_read = counted([](CourseChapter const& c) { return !c.appendix && c.read; });
  row.cover = known.cover;
  row.cover_alt = known.cover_alt;
  return row;
}

// The layers a chapter's figures name, however deep they stand.
void pictures_in(Blocks const& blocks, std::vector<std::string>& layers) {
  for (auto const& block : blocks) {
    if (auto const* figure = std::get_if<Figure>(&block.value)) layers.push_back(figure->layer);
    if (auto const* quote = std::get_if<Quote>(&block.value)) pictures_in(quote->blocks, layers);
    if (auto const* callout = std::get_if<Callout>(&block.value)) pictures_in(callout->blocks, layers);
    if (auto const* list = std::get_if<List>(&block.value))
      for (auto const& item : list->items) pictures_in(item.blocks, layers);
    if (auto const* terms = std::get_if<Definitions>(&block.value))
      for (auto const& entry : terms->entries) pictures_in(entry.blocks, layers);
  }
}

Result<sync::EditionHandle> installed(sync::Parcels& parcels, std::string const& course) {
  TRY(edition, parcels.active(course));
  if (!edition) return Error{Fault::invalid, "course is not here"};
  return edition;
}

Result<sync::Vault const*> somebody(Desk const& desk) {
  if (!desk.vault) return Error{Fault::refused, "nobody is here"};
  return desk.vault;
}

}  // namespace

Result<std::vector<CourseRow>> course_rows(Desk& desk, sync::Parcels& parcels, CourseFaces& faces) {
  TRY(states, parcels.courses());
  std::map<std::string, Reading> places;
  if (desk.vault) {
    TRY(all, all_places(desk.db, *desk.vault));
    for (auto& place : all) places.emplace(place.course, std::move(place));
  }
  std::vector<CourseRow> rows;
  for (auto const& state : states) rows.push_back(row_of(state, parcels, places[state.course], faces));
  faces.forget_others(states);
  std::stable_sort(rows.begin(), rows.end(), [&](auto const& a, auto const& b) {
    if (a.installed != b.installed) return a.installed;
    return places[a.id].opened > places[b.id].opened;
  });
  return rows;
}

Result<AccessDecision> access_to(Desk& desk, sync::Parcels& parcels, std::string const& course, Subscription const* statement) {
  TRY(states, parcels.courses());
  std::optional<OfflineGrant> grant;
  for (auto const& state : states) {
    auto const* stated = state.course == course ? state.offer.find("grant") : nullptr;
    if (!stated) continue;
    auto const until = sync::from_rfc3339(stated->text_or("valid_until", ""));
    if (!until) continue;
    grant = OfflineGrant{stated->text_or("basis", ""), *until, stated->flag_or("ends_with_period", false),
                         std::chrono::days{stated->number_or("grace_days", default_grace.count())}};
  }
  return decide_access(grant, statement, sync::earliest_now(desk.time));
}

Result<OpenedChapter> open_chapter(Desk& desk, sync::Parcels& parcels, CourseFaces& faces, std::string const& course,
                                   std::string const& wanted) {
  TRY(vault, somebody(desk));
  TRY(edition, installed(parcels, course));
  TRY(face, faces.of(parcels, *edition));
  TRY(place, find_place(desk.db, *vault, course));
  OpenedChapter open{course, edition->name, face->title.empty() ? course : face->title, face->language, face->licence, face->authors,
                     with_reading(face->contents, place), 0, {}, {}, 0};
  auto const id = !wanted.empty() ? wanted : place.chapter;
  auto const found = std::find_if(open.chapters.begin(), open.chapters.end(), [&](auto const& c) { return c.id == id; });
  if (found == open.chapters.end() && !wanted.empty()) return Error{Fault::invalid, "chapter"};
  open.index = found == open.chapters.end() ? 0 : static_cast<int>(found - open.chapters.begin());
  if (open.chapters.empty()) return Error{Fault::corrupt, "course without chapters"};

  auto const& chapter_id = open.chapters[static_cast<std::size_t>(open.index)].id;
  TRY(text, parcels.read_layer(*edition, "chapters/" + chapter_id + ".json", sync::limits::chapter_bytes_max));
  TRY(chapter, parse_chapter(sync::as_text(text)));
  // A picture that is damaged shows its alternative text, and is fetched again.
  auto const read = [&](std::string const& layer, std::size_t most) { return parcels.read_layer(*edition, layer, most); };
  open.pictures = std::make_shared<std::map<std::string, sync::Bytes> const>(
      pictures_of(chapter, read, sync::limits::chapter_pictures_bytes_max));
  auto const blocks = static_cast<int>(chapter.blocks.size());
  open.chapter = std::make_shared<Chapter const>(std::move(chapter));
  open.block = place.chapter == chapter_id && place.block < blocks ? place.block : 0;

  place.chapter = chapter_id;
  place.block = open.block;
  place.edition = edition->name;
  place.opened = desk.now.wall;
  // A full medium takes the place, not the reading.
  if (auto kept = keep_place(desk.db, *vault, place); !kept && kept.error().fault != Fault::full) return kept.error();
  return open;
}

std::map<std::string, sync::Bytes> pictures_of(Chapter const& chapter, ReadLayer const& read, std::size_t bytes_max) {
  std::vector<std::string> layers;
  pictures_in(chapter.blocks, layers);
  std::map<std::string, sync::Bytes> pictures;
  std::size_t room = bytes_max;
  for (auto const& layer : layers) {
    if (pictures.contains(layer)) continue;
    auto bytes = read(layer, std::min(room, sync::limits::chapter_bytes_max));
    if (!bytes || bytes->size() > room) continue;
    room -= bytes->size();
    pictures.emplace(layer, std::move(*bytes));
  }
  return pictures;
}

Done keep_reading_place(Desk& desk, OpenedChapter const& open, int block) {
  TRY(vault, somebody(desk));
  TRY(place, find_place(desk.db, *vault, open.course));
  auto const blocks = static_cast<int>(open.chapter->blocks.size());
  bool const to_the_end = block >= blocks;
  bool const first_time = to_the_end && place.read.insert(open.chapter->id).second;
  auto const seen = std::clamp(block, 0, std::max(blocks - 1, 0));
  // Every write wears the card, and scrolling asks often.
  if (!first_time && place.chapter == open.chapter->id && place.block == seen) return {};
  place.chapter = open.chapter->id;
  place.block = seen;
  TRY(tx, sync::Transaction::begin(desk.db));
  CHECKED(keep_place(desk.db, *vault, place));
  if (first_time) CHECKED(keep_reading(desk, {open.course, open.edition, open.chapter->id, true, desk.now.wall}));
  return tx.commit();
}

Result<std::shared_ptr<Quiz const>> open_quiz(sync::Parcels& parcels, std::string const& course, std::string const& layer) {
  TRY(edition, installed(parcels, course));
  TRY(text, parcels.read_layer(*edition, layer, sync::limits::chapter_bytes_max));
  TRY(quiz, parse_quiz(sync::as_text(text)));
  return std::make_shared<Quiz const>(std::move(quiz));
}

Result<QuizResult> submit_quiz(Desk& desk, sync::Parcels& parcels, std::string const& course, std::string const& layer, Quiz const& quiz,
                               QuizAnswers const& answers) {
  TRY(vault, somebody(desk));
  TRY(edition, installed(parcels, course));
  auto const result = mark_quiz(quiz, answers);
  TRY(tx, sync::Transaction::begin(desk.db));
  TRY(filed, file_quiz_attempt(desk, {course, edition->name, layer, result.right_count, static_cast<int>(quiz.questions.size()), answers,
                                      desk.now.wall}, quiz.title));
  static_cast<void>(filed);
  TRY(place, find_place(desk.db, *vault, course));
  if (result.passed && place.passed.insert(layer).second) CHECKED(keep_place(desk.db, *vault, place));
  CHECKED(tx.commit());
  return result;
}

}  // namespace carrel::client
