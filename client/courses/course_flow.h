// Deeds about courses: the rows of the library with this learner's progress, opening chapters and quizzes, keeping the place.
// What lies on the disk and what is fetched next is sync/parcel; the place is sealed to the learner.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "client/app/desk_context.h"
#include "client/courses/course.h"
#include "client/courses/course_face.h"
#include "client/premium/access.h"
#include "client/quiz/quiz.h"
#include "client/reader/place_store.h"
#include "sync/parcel/parcels.h"

namespace carrel::client {

/// Every course that is offered or here, those opened last first. With a learner (desk.vault) their progress is in.
sync::Result<std::vector<CourseRow>> course_rows(Desk& desk, sync::Parcels& parcels, CourseFaces& faces);

/// May this course be opened now? The grant comes with the catalogue, the statement from the learner's news.
sync::Result<AccessDecision> access_to(Desk& desk, sync::Parcels& parcels, std::string const& course, Subscription const* statement);

struct OpenedChapter {
  std::string course, edition, course_title, language, licence, authors;
  std::vector<CourseChapter> chapters;
  int index = 0;
  std::shared_ptr<Chapter const> chapter;
  std::shared_ptr<std::map<std::string, sync::Bytes> const> pictures;  ///< PNG files by layer title.
  int block = 0;
};
/// An empty chapter means where the learner stopped, or the first. Remembers that it was opened. Fault::invalid: no such chapter,
/// or the course is not here. Fault::corrupt: a part is damaged; it is fetched again.
sync::Result<OpenedChapter> open_chapter(Desk& desk, sync::Parcels& parcels, CourseFaces& faces, std::string const& course,
                                         std::string const& chapter);

/// Gives a layer's bytes, or fails when they would be more than `bytes_max`.
using ReadLayer = std::function<sync::Result<sync::Bytes>(std::string const& layer, std::size_t bytes_max)>;
/// A chapter's pictures by layer title, each read once and in the order of the text, as many as have room in `bytes_max` together.
/// The others are left out: the reader then shows their words.
std::map<std::string, sync::Bytes> pictures_of(Chapter const& chapter, ReadLayer const& read, std::size_t bytes_max);

/// `block` is the first one seen; as many as the chapter has blocks means that its end was seen: then it counts as read, and its
/// statement is gathered in the same transaction. Where nothing changed nothing is written.
sync::Done keep_reading_place(Desk& desk, OpenedChapter const& open, int block);

sync::Result<std::shared_ptr<Quiz const>> open_quiz(sync::Parcels& parcels, std::string const& course, std::string const& layer);
/// Marks, keeps and files the attempt in one transaction.
sync::Result<QuizResult> submit_quiz(Desk& desk, sync::Parcels& parcels, std::string const& course, std::string const& layer,
                                     Quiz const& quiz, QuizAnswers const& answers);

}  // namespace carrel::client
