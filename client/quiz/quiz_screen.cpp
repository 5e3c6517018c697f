#include "client/quiz/quiz_screen.h"

#include <algorithm>

#include "client/quiz/quiz_result_screen.h"
#include "client/reader/blocks_screen.h"

namespace carrel::client {
namespace {

constexpr std::size_t short_prompt = 90;  // Bytes: a longer question is set smaller.

struct Asking {
  Page& page;
  QuizView const& view;
  QuizDraft& draft;

  Quiz const& quiz() const { return *view.quiz; }
  QuizQuestion const& question() const { return quiz().questions[static_cast<std::size_t>(draft.question)]; }
  bool last() const { return draft.question + 1 >= static_cast<int>(quiz().questions.size()); }
  bool right() const { return is_right(question(), draft.chosen); }
  bool is_chosen(int choice) const { return std::find(draft.chosen.begin(), draft.chosen.end(), choice) != draft.chosen.end(); }
};

bool shows_the_quiz(Page const& page) {
  auto const& view = page.state.session->quiz;
  return view && view->quiz && !view->quiz->questions.empty() && view->course == page.nav.course && view->layer == page.nav.quiz;
}

void back_to_chapter(Page& page) { page.nav.go_course(Route::reader, page.nav.course, page.nav.chapter); }

void choose(Asking& a, int choice, bool on) {
  auto& chosen = a.draft.chosen;
  if (!a.question().multiple) chosen.clear();
  std::erase(chosen, choice);
  if (on) chosen.push_back(choice);
  std::sort(chosen.begin(), chosen.end());
}

void mark(Asking& a) {
  a.draft.marked = true;
  // Only the first answer counts; what is tried afterwards is for learning.
  if (static_cast<int>(a.draft.answers.size()) == a.draft.question) a.draft.answers.push_back(a.draft.chosen);
}

void go_on(Asking& a) {
  a.draft.chosen.clear();
  a.draft.marked = false;
  if (!a.last()) {
    ++a.draft.question;
    return a.page.kit.forget_focus();
  }
  a.draft.submitted = true;
  a.page.ask(SubmitQuiz{a.view.course, a.view.chapter, a.view.layer, a.draft.answers});
}

void try_again(Asking& a) {
  a.draft.chosen.clear();
  a.draft.marked = false;
}

// ---- drawing ----

void draw_prompt(Asking& a) {
  auto& kit = a.page.kit;
  BlockScene scene{a.page, a.view.course};
  auto const& prompt = a.question().prompt;
  bool const brief = question_text(a.question()).size() <= short_prompt;
  auto const style = brief && !kit.metrics().one_column ? kit::Style::title : kit::Style::head;
  kit.lesson([&] {
    draw_blocks(scene, {prompt.begin(), prompt.begin() + 1}, {style, kit::Token::ink}, "prompt");
    if (prompt.size() > 1) draw_blocks(scene, {prompt.begin() + 1, prompt.end()}, {}, "rest");
  });
}

// At the foot, above what can be done next: always in sight, however long the question is.
// What was chosen decides what is said: for one choice its own feedback, for several how many need another look.
void draw_feedback(Asking& a) {
  auto& page = a.page;
  auto& kit = page.kit;
  bool const right = a.right();
  auto const tone = right ? kit::Tone::soft : kit::Tone::bad;
  auto const ink = right ? kit::Token::onsoft : kit::Token::ink;
  auto const title = page.word(right ? "quiz.right" : "quiz.look_again");
  BlockScene scene{page, a.view.course};
  kit.foot("feedback", tone, [&] {
    kit.label(title, {.colour = right ? kit::Token::onsoft : kit::Token::bad,
                      .icon = right ? kit::Icon::check_circle : kit::Icon::needs_you});
    kit.space(kit::Space::xs);
    if (!a.question().multiple) {
      if (a.draft.chosen.empty()) return;
      auto const& choice = a.question().choices[static_cast<std::size_t>(a.draft.chosen.front())];
      return kit.lesson([&] { draw_spans(scene, choice.feedback, kit::Style::body, {.colour = ink}); });
    }
    int extra = 0, missed = 0;
    for (std::size_t i = 0; i < a.question().choices.size(); ++i) {
      bool const taken = a.is_chosen(static_cast<int>(i)), correct = a.question().choices[i].correct;
      extra += taken && !correct;
      missed += !taken && correct;
    }
    if (right) kit.body(page.word("quiz.all_found"), {.colour = ink});
    if (extra > 0) kit.body(page.word("quiz.extra", {{"count", extra}}), {.colour = ink});
    if (missed > 0) kit.body(page.word("quiz.missed", {{"count", missed}}), {.colour = ink});
  });
}

kit::Mark mark_of(Asking const& a, int choice) {
  if (!a.draft.marked) return kit::Mark::none;
  bool const taken = a.is_chosen(choice), correct = a.question().choices[static_cast<std::size_t>(choice)].correct;
  if (taken) return correct ? kit::Mark::right : kit::Mark::look_again;
  return kit::Mark::none;  // Which one is right is for the learner to find.
}

void draw_answers(Asking& a) {
  auto& kit = a.page.kit;
  kit.small(a.page.word(a.question().multiple ? "quiz.several" : "quiz.one"));
  kit.space(kit::Space::s);
  kit.gap(kit.wide() ? 14.0f : 9.0f, [&] {
    for (int i = 0; i < static_cast<int>(a.question().choices.size()); ++i) {
      auto const& choice = a.question().choices[static_cast<std::size_t>(i)];
      auto const text = plain_text(choice.text);
      bool const with_advice = a.draft.marked && a.question().multiple && a.is_chosen(i);
      auto const advice = with_advice ? plain_text(choice.feedback) : std::string();
      bool chosen = a.is_chosen(i);
      bool tapped = false;
      kit.lesson([&] {
        tapped = kit.answer({.letter = static_cast<char>('A' + i), .text = text, .multiple = a.question().multiple, .mark = mark_of(a, i),
                             .closed = a.draft.marked, .advice = advice}, chosen);
      });
      if (tapped) choose(a, i, chosen);
    }
  });
}

void draw_saved(Asking& a) {
  if (!a.draft.marked) return;
  bool const first = static_cast<int>(a.draft.answers.size()) == a.draft.question + 1 && a.draft.answers.back() == a.draft.chosen;
  a.page.kit.small(a.page.word(first ? "quiz.counts_at_end" : "quiz.first_counts"), {.colour = kit::Token::ink2, .icon = kit::Icon::info});
}

void draw_bars(Asking& a) {
  auto& page = a.page;
  auto const total = static_cast<int>(a.quiz().questions.size());
  auto const title = page.word("quiz.question_of", {{"number", a.draft.question + 1}, {"total", std::to_string(total)}});
  int const step = a.draft.question + 1;
  auto const event = page.kit.top_bar({.title = title, .back = true, .listening = page.state.voice.runs(), .focused = true, .step = step,
                                       .steps = total});
  if (event == kit::BarEvent::listen) page.nav.listen = true;
  if (event == kit::BarEvent::display) page.nav.display_sheet = true;
  if (event == kit::BarEvent::back) return back_to_chapter(page);
  auto const lesson = page.word(page.kit.wide() ? "quiz.see_chapter" : "quiz.chapter"), skip = page.word("quiz.skip");
  bool const wrong = a.draft.marked && !a.right();
  auto const next = page.word(!a.draft.marked ? "quiz.check" : wrong ? "quiz.try_again" : a.last() ? "quiz.to_result" : "quiz.next");
  auto const because = !a.draft.marked && a.draft.chosen.empty() ? page.word("quiz.choose_first") : std::string();
  kit::BottomBar bar{.back = lesson, .back_icon = kit::Icon::book, .next = next, .next_disabled_because = because, .focused = true};
  bar.next_icon = !a.draft.marked ? kit::Icon::check : wrong ? kit::Icon::again : kit::Icon::forward;
  if (wrong) bar.left = skip;
  switch (page.kit.bottom_bar(bar)) {
    case kit::BottomEvent::next:
      if (!a.draft.marked) mark(a);
      else if (wrong) try_again(a);
      else go_on(a);
      break;
    case kit::BottomEvent::left: go_on(a); break;
    case kit::BottomEvent::back: back_to_chapter(page); break;
    case kit::BottomEvent::none: break;
  }
}

void draw_question(Asking& a) {
  auto& kit = a.page.kit;
  bool const beside = !kit.metrics().one_column;
  auto const id = "quiz " + a.view.layer + " " + std::to_string(a.draft.question);
  if (a.draft.marked) draw_feedback(a);
  kit.page(id, [&] {
    if (!beside) {
      draw_prompt(a);
      draw_answers(a);
      return draw_saved(a);
    }
    kit.row(2, [&](int column) {
      if (column == 1) return draw_answers(a);
      draw_prompt(a);
      draw_saved(a);
    });
  });
}

// The chapter after the quiz's own; empty when the course ends with it.
std::string chapter_after(Asking const& a) {
  for (auto const& row : a.page.state.session->courses) {
    if (row.id != a.view.course) continue;
    auto const last = row.contents.begin() + std::min<std::ptrdiff_t>(row.chapters, std::ssize(row.contents));
    auto const here = std::find_if(row.contents.begin(), last, [&](auto const& one) { return one.id == a.view.chapter; });
    return here == last || here + 1 == last ? std::string() : (here + 1)->id;
  }
  return {};
}

void draw_result(Asking& a) {
  auto& page = a.page;
  auto const result = mark_quiz(a.quiz(), a.draft.answers);
  auto const next = chapter_after(a);
  switch (draw_quiz_result(page, a.quiz(), result, {.kept = a.view.kept, .next_chapter = !next.empty()})) {
    case ResultChoice::again:
      page.ask(OpenQuiz{a.view.course, a.view.chapter, a.view.layer});
      a.draft = QuizDraft{.quiz = a.draft.quiz};
      break;
    case ResultChoice::lesson: back_to_chapter(page); break;
    case ResultChoice::go_on:
      if (!next.empty()) page.ask(OpenChapter{a.view.course, next});
      page.nav.go_course(next.empty() ? Route::course : Route::reader, a.view.course, next);
      break;
    case ResultChoice::none: break;
  }
}

void draw_waiting(Page& page) {
  auto const title = page.word("quiz.title");
  auto const event = page.kit.top_bar({.title = title, .back = true, .listening = page.state.voice.runs(), .focused = true});
  if (event == kit::BarEvent::listen) page.nav.listen = true;
  if (event == kit::BarEvent::back) back_to_chapter(page);
  if (event == kit::BarEvent::display) page.nav.display_sheet = true;
  draw_page(page, "quiz waiting", [&] { page.kit.skeleton({.sentence = page.word("quiz.opening"), .lines = 4}); });
}

}  // namespace

void draw_quiz(Page& page) {
  if (!page.state.session || !shows_the_quiz(page)) return draw_waiting(page);
  auto const& view = *page.state.session->quiz;
  auto const key = view.course + "/" + view.layer;
  auto& draft = page.drafts.quiz;
  if (draft.quiz != key || draft.question >= static_cast<int>(view.quiz->questions.size())) draft = QuizDraft{.quiz = key};
  Asking asking{page, view, draft};
  if (draft.submitted) return draw_result(asking);
  draw_bars(asking);
  if (page.nav.route != Route::quiz || draft.submitted) return;
  draw_question(asking);
}

}  // namespace carrel::client
