#include "client/progress/progress.h"

#include <algorithm>

namespace carrel::client {
namespace {

using sync::Json;

Json object_of(std::string_view kind, std::string const& course, std::string const& edition, std::string const& part) {
  return Json::object({{"type", kind}, {"course", course}, {"edition", edition}, {"part", part}});
}

}  // namespace

Json to_statement(ChapterRead const& read) {
  return Json::object({{"verb", read.to_the_end ? "completed" : "experienced"},
                       {"object", object_of("chapter", read.course, read.edition, read.chapter)},
                       {"timestamp", sync::to_rfc3339(read.at)}});
}

Json to_statement(QuizAttempt const& attempt) {
  Json answers{sync::JsonArray{}};
  for (auto const& question : attempt.answers) {
    Json chosen{sync::JsonArray{}};
    for (int const option : question) chosen.push(option);
    answers.push(std::move(chosen));
  }
  return Json::object({{"verb", "answered"},
                       {"object", object_of("quiz", attempt.course, attempt.edition, attempt.quiz)},
                       {"timestamp", sync::to_rfc3339(attempt.at)},
                       {"result", Json::object({{"raw", attempt.right}, {"max", attempt.questions}, {"answers", answers}})}});
}

void gather(std::vector<ChapterRead>& waiting, ChapterRead const& read) {
  auto const same = std::find_if(waiting.begin(), waiting.end(), [&](ChapterRead const& one) {
    return one.course == read.course && one.edition == read.edition && one.chapter == read.chapter;
  });
  if (same == waiting.end()) waiting.push_back(read);
  else if (read.to_the_end || !same->to_the_end) *same = read;
}

}  // namespace carrel::client
