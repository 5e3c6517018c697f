// The last page of a quiz: how many were right, the pass mark, and which questions to look at again.
#pragma once

#include "client/app/page.h"

namespace carrel::client {

enum class ResultChoice { none, again, lesson, go_on };
struct ResultLook {
  bool kept = false;          ///< The attempt is saved on this device.
  bool next_chapter = false;  ///< Going on leads to another chapter, not back to the course.
};
/// Bars and page; the caller does what was chosen.
ResultChoice draw_quiz_result(Page& page, Quiz const& quiz, QuizResult const& result, ResultLook const& look);

/// The words of a question without its looks, for a row of a list.
std::string question_text(QuizQuestion const& question);

}  // namespace carrel::client
