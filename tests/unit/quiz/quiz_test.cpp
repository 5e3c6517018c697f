// A quiz is marked on the device: the same answers give the same marks, by a table that anybody can check by hand.
#include <doctest/doctest.h>

#include "client/quiz/quiz.h"

using namespace carrel;
using namespace carrel::client;

namespace {

QuizQuestion question(bool multiple, std::vector<bool> const& correct) {
  QuizQuestion out{.id = "q", .multiple = multiple};
  for (bool one : correct) out.choices.push_back({std::to_string(out.choices.size()), {Span{"c", 0, {}, {}}}, one, {}});
  return out;
}

constexpr std::string_view document =
    R"({"v":1,"id":"quiz-1","title":"T","pass_mark":0.5,"intro":[],"questions":[{"id":"q1","kind":"single",)"
    R"("prompt":[{"kind":"para","spans":[{"t":"P"}]}],)"
    R"("choices":[{"id":"a","text":[{"t":"A"}],"correct":true,"feedback":[{"t":"Yes"}]},)"
    R"({"id":"b","text":[{"t":"B"}],"correct":false,"feedback":[]}]}]})";

std::string replaced(std::string from, std::string_view what, std::string_view with) {
  auto at = from.find(what);
  REQUIRE(at != std::string::npos);
  return from.replace(at, what.size(), with);
}

}  // namespace

TEST_CASE("an answer is right when it is exactly the right choices") {
  struct Row {
    bool multiple;
    std::vector<bool> correct;
    std::vector<int> chosen;
    bool right;
  };
  std::vector<Row> const table{
      {false, {true, false, false}, {0}, true},    {false, {true, false, false}, {1}, false},
      {false, {true, false, false}, {}, false},    {false, {true, false, false}, {0, 1}, false},
      {true, {true, true, false}, {0, 1}, true},   {true, {true, true, false}, {1, 0}, true},
      {true, {true, true, false}, {0}, false},     {true, {true, true, false}, {0, 1, 2}, false},
      {true, {true, true, false}, {}, false},      {true, {true, true, true}, {0, 1, 2}, true},
      {true, {false, true, false}, {1}, true},     {true, {false, true, false}, {7}, false},
      {true, {false, true, false}, {-1, 1}, true},
  };
  for (auto const& row : table) {
    CAPTURE(&row - table.data());
    CHECK(is_right(question(row.multiple, row.correct), row.chosen) == row.right);
  }
}

TEST_CASE("passing needs the stated part of the questions, counted in whole questions") {
  struct Row {
    double mark;
    int questions, needed;
  };
  for (auto const& [mark, questions, needed] : std::vector<Row>{
           {0.7, 10, 7}, {0.7, 4, 3}, {0.7, 5, 4}, {0.5, 3, 2}, {0, 3, 0}, {1, 3, 3}, {0.6, 5, 3}, {1.0 / 3, 3, 1}}) {
    CAPTURE(mark);
    CAPTURE(questions);
    Quiz quiz;
    quiz.pass_mark = mark;
    for (int i = 0; i < questions; ++i) quiz.questions.push_back(question(false, {true, false}));
    CHECK(needed_to_pass(quiz) == needed);
    for (int right = 0; right <= questions; ++right) {
      QuizAnswers answers;
      for (int i = 0; i < questions; ++i) answers.push_back({i < right ? 0 : 1});
      auto const result = mark_quiz(quiz, answers);
      CHECK(result.right_count == right);
      CHECK(result.passed == (right >= needed));
    }
    CHECK(mark_quiz(quiz, {}).right_count == 0);  // Nothing answered yet.
  }
}

TEST_CASE("a quiz document is read whole, or refused") {
  auto quiz = parse_quiz(document);
  REQUIRE(quiz);
  CHECK(quiz->title == "T");
  CHECK(plain_text(quiz->questions[0].choices[0].feedback) == "Yes");
  CHECK(mark_quiz(*quiz, {{0}}).passed);
  for (std::size_t cut = 0; cut < document.size(); ++cut) CHECK(!parse_quiz(document.substr(0, cut)));
  auto const text = std::string(document);
  CHECK(parse_quiz(replaced(text, "\"v\":1", "\"v\":2")).error().fault == sync::Fault::stale);
  for (auto const& bad : {replaced(text, "\"correct\":true", "\"correct\":false"), replaced(text, "\"correct\":false", "\"correct\":true"),
                          replaced(text, "0.5", "1.5"), replaced(text, "0.5", "\"half\""), replaced(text, "\"correct\":true,", "")})
    CHECK(parse_quiz(bad).error().fault == sync::Fault::corrupt);
}
