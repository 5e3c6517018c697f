#include "client/quiz/quiz.h"

#include <algorithm>
#include <cmath>

namespace carrel::client {
namespace {

using sync::Error;
using sync::Fault;
using sync::Json;
using sync::Result;

Error malformed(char const* what) { return {Fault::corrupt, std::string("quiz: ") + what}; }

Result<QuizChoice> read_choice(Json const& json) {
  TRY(text, parse_spans(json.list("text")));
  TRY(feedback, parse_spans(json.list("feedback")));
  auto const correct = json.flag("correct");
  if (!correct || text.empty()) return malformed("choice");
  return QuizChoice{json.text_or("id", ""), std::move(text), *correct, std::move(feedback)};
}

Result<QuizQuestion> read_question(Json const& json) {
  QuizQuestion question{.id = json.text_or("id", ""), .multiple = json.text_or("kind", "") == "multiple"};
  TRY(prompt, parse_blocks(json.list("prompt")));
  question.prompt = std::move(prompt);
  auto const& choices = json.list("choices");
  if (question.prompt.empty() || choices.size() < 2 || choices.size() > quiz_choices_max) return malformed("question");
  for (auto const& one : choices) {
    TRY(choice, read_choice(one));
    question.choices.push_back(std::move(choice));
  }
  auto const right = std::count_if(question.choices.begin(), question.choices.end(), [](auto const& c) { return c.correct; });
  if (right == 0 || (!question.multiple && right != 1)) return malformed("right choices");
  return question;
}

}  // namespace

Result<Quiz> parse_quiz(std::string_view text) {
  TRY(json, sync::parse_json(text));
  auto const version = json.number("v");
  if (!version) return malformed("version");
  if (*version != 1) return Error{Fault::stale, "quiz version"};
  Quiz quiz{.id = json.text_or("id", ""), .title = json.text_or("title", "")};
  auto const* mark = json.find("pass_mark");
  if (!mark) return malformed("pass mark");
  quiz.pass_mark = mark->real() ? *mark->real() : mark->integer() ? static_cast<double>(*mark->integer()) : -1;
  if (!(quiz.pass_mark >= 0 && quiz.pass_mark <= 1)) return malformed("pass mark");
  TRY(intro, parse_blocks(json.list("intro")));
  quiz.intro = std::move(intro);
  auto const& questions = json.list("questions");
  if (questions.empty() || questions.size() > quiz_questions_max) return malformed("questions");
  for (auto const& one : questions) {
    TRY(question, read_question(one));
    quiz.questions.push_back(std::move(question));
  }
  return quiz;
}

bool is_right(QuizQuestion const& question, std::vector<int> const& chosen) {
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    bool const taken = std::find(chosen.begin(), chosen.end(), static_cast<int>(i)) != chosen.end();
    if (taken != question.choices[i].correct) return false;
  }
  return true;
}

QuizResult mark_quiz(Quiz const& quiz, QuizAnswers const& answers) {
  QuizResult result;
  for (std::size_t i = 0; i < quiz.questions.size(); ++i) {
    bool const right = i < answers.size() && is_right(quiz.questions[i], answers[i]);
    result.right.push_back(right);
    result.right_count += right;
  }
  result.passed = result.right_count >= needed_to_pass(quiz);
  return result;
}

int needed_to_pass(Quiz const& quiz) {
  // 0.7 of 10 is 7, though the binary fraction is a hair more.
  return static_cast<int>(std::ceil(quiz.pass_mark * static_cast<double>(quiz.questions.size()) - 1e-9));
}

}  // namespace carrel::client
