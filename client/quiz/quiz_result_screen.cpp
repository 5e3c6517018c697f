#include "client/quiz/quiz_result_screen.h"

namespace carrel::client {
namespace {

constexpr float result_width = 760;

void draw_questions(Page& page, Quiz const& quiz, QuizResult const& result) {
  auto& kit = page.kit;
  kit.space(kit::Space::xl);
  kit.head(page.word("quiz.result.questions"));
  kit.space(kit::Space::s);
  kit.gap(0, [&] {
    for (std::size_t i = 0; i < quiz.questions.size(); ++i) {
      bool const right = i < result.right.size() && result.right[i];
      auto const title = std::to_string(i + 1) + ". " + question_text(quiz.questions[i]);
      auto const second = page.word(right ? "quiz.result.right" : "quiz.result.look_again");
      auto const id = "question " + std::to_string(i);
      kit.list_row({.icon = right ? kit::Icon::check : kit::Icon::needs_you, .icon_tone = right ? kit::Tone::soft : kit::Tone::bad,
                    .title = title, .strong = false, .second = second, .id = id});
    }
  });
}

}  // namespace

std::string question_text(QuizQuestion const& question) {
  for (auto const& block : question.prompt)
    if (auto const* paragraph = std::get_if<Paragraph>(&block.value)) return plain_text(paragraph->spans);
  return {};
}

ResultChoice draw_quiz_result(Page& page, Quiz const& quiz, QuizResult const& result, ResultLook const& look) {
  auto& kit = page.kit;
  auto choice = ResultChoice::none;
  auto const title = quiz.title.empty() ? page.word("quiz.title") : quiz.title;
  auto const event = kit.top_bar({.title = title, .back = true, .listening = page.state.voice.runs(), .focused = true});
  if (event == kit::BarEvent::listen) page.nav.listen = true;
  if (event == kit::BarEvent::back) choice = ResultChoice::lesson;
  if (event == kit::BarEvent::display) page.nav.display_sheet = true;
  auto const total = static_cast<int>(quiz.questions.size());
  auto const lesson = page.word("quiz.see_chapter"), again = page.word("quiz.take_again");
  auto const next = page.word(look.next_chapter ? "quiz.next_chapter" : "quiz.go_on");
  // One filled button: what helps most now.
  kit::BottomBar bar{.left = result.passed ? kit::Text(again) : kit::Text(next), .back = lesson, .back_icon = kit::Icon::book,
                     .next = result.passed ? kit::Text(next) : kit::Text(again),
                     .next_icon = result.passed ? kit::Icon::forward : kit::Icon::again, .focused = true};
  switch (kit.bottom_bar(bar)) {
    case kit::BottomEvent::next: choice = result.passed ? ResultChoice::go_on : ResultChoice::again; break;
    case kit::BottomEvent::left: choice = result.passed ? ResultChoice::again : ResultChoice::go_on; break;
    case kit::BottomEvent::back: choice = ResultChoice::lesson; break;
    case kit::BottomEvent::none: break;
  }
  kit.page("quiz result", [&] {
    kit.column(result_width * static_cast<float>(std::min(kit.metrics().percent, 150)) / 100, [&] {
      kit.title(page.word("quiz.result.score", {{"right", std::to_string(result.right_count)}, {"count", total}}));
      kit.space(kit::Space::m);
      kit.progress(static_cast<double>(result.right_count) / std::max(1, total));
      kit.space(kit::Space::m);
      auto const mark = std::to_string(needed_to_pass(quiz));
      auto const text = page.word(result.passed ? "quiz.result.passed" : "quiz.result.not_yet", {{"mark", mark}, {"count", total}});
      auto const tone = result.passed ? kit::Tone::soft : kit::Tone::warn;
      kit.note({.tone = tone, .icon = result.passed ? kit::Icon::check_circle : kit::Icon::flag, .text = text});
      kit.space(kit::Space::m);
      auto const saved = page.word(look.kept ? "quiz.result.saved" : "quiz.result.saving");
      kit.small(saved, {.colour = kit::Token::ink2, .icon = look.kept ? kit::Icon::check : kit::Icon::waits});
      draw_questions(page, quiz, result);
    });
  });
  return choice;
}

}  // namespace carrel::client
