#include "client/ctl/pack/quiz_packer.h"

#include <algorithm>
#include <initializer_list>
#include <set>

#include "client/ctl/pack/markdown_blocks.h"

namespace carrel::client {
using sync::Error;
using sync::Fault;
using sync::Json;
using sync::JsonArray;
using sync::Result;
namespace {

class QuizPacker {
 public:
  QuizPacker(std::string const& file, Surroundings& around) : file_(file), around_(around) {}

  Result<Json> pack(Json const& quiz, std::string const& id) {
    name_unknown(quiz, {"title", "pass_mark", "questions", "intro"}, "the quiz");
    auto const* mark = quiz.find("pass_mark");
    double const pass_mark = mark && mark->real() ? *mark->real() : mark && mark->integer() ? static_cast<double>(*mark->integer()) : -1;
    if (pass_mark < 0 || pass_mark > 1) return invalid("\"pass_mark\" is a number between 0 and 1");
    if (quiz.list("questions").empty()) return invalid("there are no questions");
    JsonArray questions;
    std::set<std::string> ids;
    for (auto const& one : quiz.list("questions")) {
      TRY(question, pack_question(one));
      if (!ids.insert(one.text_or("id", "")).second) return invalid("two questions have the id \"" + one.text_or("id", "") + "\"");
      questions.push_back(std::move(question));
    }
    return Json::object({{"v", 1}, {"id", id}, {"title", quiz.text_or("title", "")}, {"pass_mark", pass_mark},
                         {"intro", write_blocks(read_markdown_text(quiz.text_or("intro", ""), 0, around_))},
                         {"questions", std::move(questions)}});
  }

 private:
  Error invalid(std::string const& text) const { return {Fault::invalid, file_ + ": " + text}; }

  void name_unknown(Json const& json, std::initializer_list<std::string_view> known, std::string const& where) {
    if (!json.object()) return;
    for (auto const& [name, value] : *json.object())
      if (std::find(known.begin(), known.end(), name) == known.end())
        around_.loss(0, where + " has a member \"" + name + "\" that is not carried");
  }

  Json spans_of(std::string const& text, std::string const& where) {
    Spans out;
    for (auto& block : read_markdown_text(text, 0, around_)) {
      auto* paragraph = std::get_if<Paragraph>(&block.value);
      if (!paragraph) {
        around_.loss(0, where + ": only running text is carried in choices and feedback");
        continue;
      }
      if (!out.empty()) out.push_back(Span{"\n", 0, {}, {}});
      out.insert(out.end(), paragraph->spans.begin(), paragraph->spans.end());
    }
    return write_spans(out);
  }

  Result<Json> pack_question(Json const& question) {
    auto const id = question.text_or("id", ""), kind = question.text_or("kind", ""), prompt = question.text_or("prompt", "");
    auto const where = "question \"" + id + "\"";
    name_unknown(question, {"id", "kind", "prompt", "choices"}, where);
    if (id.empty() || prompt.empty()) return invalid("a question needs \"id\" and \"prompt\"");
    if (kind != "single" && kind != "multiple") return invalid(where + ": \"kind\" is \"single\" or \"multiple\"");
    JsonArray choices;
    std::set<std::string> ids;
    int right = 0;
    for (auto const& choice : question.list("choices")) {
      auto const choice_id = choice.text_or("id", ""), text = choice.text_or("text", "");
      name_unknown(choice, {"id", "text", "correct", "feedback"}, where);
      if (choice_id.empty() || text.empty() || !ids.insert(choice_id).second)
        return invalid(where + ": every choice needs a \"text\" and an \"id\" of its own");
      auto correct = choice.flag("correct");
      if (!correct) return invalid(where + ": every choice says \"correct\": true or false");
      right += *correct;
      choices.push_back(Json::object({{"id", choice_id}, {"text", spans_of(text, where)}, {"correct", *correct},
                                      {"feedback", spans_of(choice.text_or("feedback", ""), where)}}));
    }
    if (choices.size() < 2) return invalid(where + ": a question needs two choices or more");
    if (kind == "single" && right != 1) return invalid(where + ": a \"single\" question has exactly one correct choice");
    if (right == 0) return invalid(where + ": no choice is correct");
    return Json::object({{"id", id},
                         {"kind", kind},
                         {"prompt", write_blocks(read_markdown_text(prompt, 0, around_))},
                         {"choices", std::move(choices)}});
  }

  std::string const& file_;
  Surroundings& around_;
};

}  // namespace

Result<Json> pack_quiz(std::string const& text, std::string const& file, std::string const& id, Surroundings& around) {
  auto json = sync::parse_json(text);
  if (!json || !json->object()) return Error{Fault::invalid, file + " is not well-formed JSON"};
  return QuizPacker(file, around).pack(*json, id);
}

}  // namespace carrel::client
