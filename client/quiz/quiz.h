// A quiz as plain values, and how it is marked: on the spot, on this device, by rules that anybody can read here.
// Pure. Keeping an attempt and sending it is quiz_flow; drawing it is quiz_screen.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/reader/chapter.h"

namespace carrel::client {

struct QuizChoice {
  std::string id;
  Spans text;
  bool correct = false;
  Spans feedback;  ///< Shown when it was chosen: why it is right, or what to look at again.
};

struct QuizQuestion {
  std::string id;
  bool multiple = false;  ///< Several choices may be right, and all of them are asked for.
  Blocks prompt{};
  std::vector<QuizChoice> choices{};
};

struct Quiz {
  std::string id, title;
  double pass_mark = 0;  ///< 0 to 1: the part of the questions that must be right.
  Blocks intro{};
  std::vector<QuizQuestion> questions{};
};

/// Per question the places of the chosen choices, counted from 0, in rising order. Shorter than the quiz while it goes on.
using QuizAnswers = std::vector<std::vector<int>>;

struct QuizResult {
  std::vector<bool> right;  ///< Per question.
  int right_count = 0;
  bool passed = false;
};

/// Questions, and choices of a question: more than a person would go through.
inline constexpr std::size_t quiz_questions_max = 200, quiz_choices_max = 26;

/// Reads an unpacked quiz document (application/vnd.carrel.quiz.v1+json). Fault::corrupt when malformed or when a question
/// has no right choice, Fault::stale when its version is newer than this program.
sync::Result<Quiz> parse_quiz(std::string_view json);

/// Exactly the right choices, no more and no less.
bool is_right(QuizQuestion const& question, std::vector<int> const& chosen);
QuizResult mark_quiz(Quiz const& quiz, QuizAnswers const& answers);
/// How many questions must be right to pass.
int needed_to_pass(Quiz const& quiz);

}  // namespace carrel::client
