#include "client/complaints/complaint_form_screen.h"

#include <algorithm>
#include <array>

#include "client/complaints/complaint_steps_screen.h"

namespace carrel::client {
namespace {

constexpr int last_step = static_cast<int>(steps.size()) - 1;

std::string step_word(Page const& page, Step step, char const* part) {
  return page.word("complaint.step." + std::string(name_of(step)) + part);
}

// The draft that the desk keeps is taken over once, and until then a new form; what was typed before it came stays.
void load(Page& page) {
  auto& mine = page.drafts.complaint;
  auto const& known = page.state.session->complaints;
  if (mine.loaded) return;
  bool const blank = is_untouched(mine.form, ComplaintDraft{});
  bool const untouched = blank || is_untouched(mine.form, known.fresh);
  if (known.draft && untouched) mine.form = *known.draft;
  else if (blank) mine.form = known.fresh;
  mine.loaded = known.draft.has_value() || !untouched;
}

// A form that holds only what the platform knew is no draft. While a field has the keyboard the desk may wait for the hand to rest;
// who leaves the field, the step or the page does not wait.
void keep(Page& page, ComplaintDraft const& before) {
  auto& mine = page.drafts.complaint;
  auto const& known = page.state.session->complaints;
  bool const here = page.nav.route == Route::complaint && mine.form.step == before.step && mine.form.route == before.route;
  bool const typing = here && page.kit.writing();
  bool const changed = mine.form != before && (mine.typing || known.draft || !is_untouched(mine.form, known.fresh));
  bool const left = mine.typing && !typing && !mine.filing;  // What is being filed is no draft any more.
  if (changed || left) page.ask(KeepComplaintDraft{mine.form, typing});
  if (changed || !typing) mine.typing = typing;
}

// The desk answers with a fact: a new complaint was saved, or something went wrong and the form stays.
void settle(Page& page) {
  auto& mine = page.drafts.complaint;
  auto const& just_filed = page.state.session->just_filed;
  if (!mine.filing) return;
  if (just_filed && just_filed != mine.filed_before) {
    auto const filed = just_filed;
    bool const question = mine.form.route == Aim::concern;
    mine = ComplaintFormDraft{};
    mine.filed = filed;
    mine.filed_question = question;
  } else if (page.state.trouble && page.state.trouble->count > mine.troubles_before) {
    mine.filing = false;
  }
}

void file(Page& page) {
  auto& mine = page.drafts.complaint;
  mine.filing = true;
  mine.filed_before = page.state.session->just_filed;
  mine.troubles_before = page.state.trouble ? page.state.trouble->count : 0;
  page.ask(FileComplaint{mine.form});
}

void go_to(Page& page, int step) {
  auto& mine = page.drafts.complaint;
  page.kit.forget_focus();  // Another step is another page: it begins with its first field.
  mine.form.step = static_cast<Step>(std::clamp(step, 0, last_step));
  mine.show_problems = false;
}

std::string page_id(Step step) { return "complaint-" + std::string(name_of(step)); }

// What is missing is named at the top, where the person is brought, and again under each field.
void next(Page& page, std::vector<Problem> const& problems) {
  auto& mine = page.drafts.complaint;
  if (!problems.empty()) {
    mine.show_problems = true;
    page.kit.scroll_to(page_id(mine.form.step), 0);
  } else if (mine.form.step == Step::check) {
    file(page);
  } else {
    go_to(page, static_cast<int>(mine.form.step) + 1);
  }
}

// Steps that can be touched: all up to the first that still lacks something, and this one.
int reached(ComplaintDraft const& form, Directing const& directing) {
  int good = 0;
  while (good < last_step && problems_in(form, steps[static_cast<std::size_t>(good)], directing).empty()) ++good;
  return std::max(good, static_cast<int>(form.step));
}

void draw_bottom_bar(Page& page, std::vector<Problem> const& problems) {
  auto& mine = page.drafts.complaint;
  bool const checking = mine.form.step == Step::check;
  bool const wide = page.kit.wide() && !page.kit.metrics().one_column;
  auto const keep = wide ? page.word("complaint.draft.keep") : std::string();
  auto const back = mine.form.step == Step::who ? std::string() : page.word("complaint.form.back");
  auto const forward = page.word(checking ? "app.complaint.save_and_send" : "complaint.form.next");
  std::string because;
  if (checking && mine.filing) because = page.word("app.saving");
  switch (page.kit.bottom_bar({.left = keep, .back = back, .next = forward,
                               .next_icon = checking ? kit::Icon::check : kit::Icon::forward, .next_disabled_because = because})) {
    case kit::BottomEvent::left: page.nav.go(Route::requests); break;
    case kit::BottomEvent::back: go_to(page, static_cast<int>(mine.form.step) - 1); break;
    case kit::BottomEvent::next: next(page, problems); break;
    case kit::BottomEvent::none: break;
  }
}

void draw_aside(Page& page) {
  page.kit.card({.sunk = true, .id = "aside"}, [&] {
    page.kit.small(page.word("complaint.form.no_deadline"), {.colour = kit::Token::ink2, .icon = kit::Icon::waits});
    page.kit.small(page.word("complaint.form.no_worse"));
  });
}

void draw_missing(Page& page, std::vector<Problem> const& problems) {
  auto& mine = page.drafts.complaint;
  page.kit.note({.tone = kit::Tone::bad, .icon = kit::Icon::needs_you,
                 .text = page.word("complaint.check.missing", {{"count", static_cast<int>(problems.size())}})});
  for (int i = 0; i < last_step; ++i) {
    auto const step = steps[static_cast<std::size_t>(i)];
    auto const here = problems_in(mine.form, step, page.state.policies.directing);
    if (here.empty()) continue;
    auto const title = step_word(page, step, ".title"), reason = page.word(here.front().reason);
    auto const go = page.word("complaint.check.go_to");
    if (page.kit.list_row({.title = title, .second = reason, .second_tone = kit::Tone::bad, .action = go, .id = title}).action) {
      go_to(page, i);
      mine.show_problems = true;
    }
  }
}

void draw_check(Page& page, std::vector<Problem> const& problems) {
  auto& kit = page.kit;
  if (problems.empty())
    kit.note({.icon = kit::Icon::lock, .title = page.word("complaint.check.ready"), .text = page.word("complaint.check.sealed")});
  else
    draw_missing(page, problems);
  std::optional<Step> change;
  kit.card({.id = "all"}, [&] {
    change = draw_filed_form(page, page.drafts.complaint.form, page.state.session->complaints.draft_files, FiledForm::can_change);
  });
  if (change) go_to(page, static_cast<int>(*change));
}

// The first time this step is shown with a problem the reasons stand under the fields; before that nobody is blamed.
void draw_step(Page& page, std::vector<Problem> const& problems) {
  auto& mine = page.drafts.complaint;
  auto& kit = page.kit;
  auto const step = mine.form.step;
  if (kit.wide()) kit.head(step_word(page, step, ".title"));
  kit.space(kit::Space::s);
  kit.body(step_word(page, step, ".help"), {.colour = kit::Token::ink2});
  kit.space(kit::Space::m);
  if (mine.show_problems && !problems.empty() && step != Step::check)
    kit.note({.tone = kit::Tone::bad, .icon = kit::Icon::needs_you,
              .title = page.word("complaint.check.missing", {{"count", static_cast<int>(problems.size())}}),
              .text = page.word(problems.front().reason), .id = "missing"});
  ComplaintStep const look{page, mine.form, mine.show_problems ? problems : std::vector<Problem>{}};
  switch (step) {
    case Step::who: draw_who(look); break;
    case Step::about: draw_about(look); break;
    case Step::happened: draw_happened(look); break;
    case Step::wish: draw_wish(look); break;
    case Step::check: draw_check(page, problems); break;
  }
  draw_help_and_saved(look);
}

void draw_form(Page& page) {
  auto& mine = page.drafts.complaint;
  auto const before = mine.form;
  auto const& directing = page.state.policies.directing;
  auto const problems = problems_in(mine.form, mine.form.step, directing);
  int const at = static_cast<int>(mine.form.step);
  auto const step = page.word("complaint.form.step", {{"step", at + 1}, {"total", last_step + 1}});
  bool const wide = page.kit.wide();
  // Without the steps at the side their bars say it.
  auto const subtitle = page.kit.metrics().one_column ? std::string() : step;
  draw_top_bar(page, wide ? page.word("complaint.form.title") : step_word(page, mine.form.step, ".title"), subtitle, !wide);
  if (wide || !page.kit.keyboard_shown()) draw_bottom_bar(page, problems);
  std::array<std::string, steps.size()> names;
  for (std::size_t i = 0; i < steps.size(); ++i) names[i] = step_word(page, steps[i], ".title");
  std::optional<int> went_to;
  draw_page(page, page_id(before.step), [&] {
    page.kit.form({.names = names, .current = at, .reached = reached(mine.form, directing)}, [&] { draw_aside(page); },
                  [&] { draw_step(page, problems); }, &went_to);
  });
  if (went_to) go_to(page, *went_to);
  keep(page, before);
}

// A concern is no complaint: who asks and what, on one page, and it goes as a question to the team.
void draw_question_bar(Page& page, std::vector<Problem> const& problems) {
  auto& mine = page.drafts.complaint;
  bool const wide = page.kit.wide() && !page.kit.metrics().one_column;
  auto const keep_it = wide ? page.word("complaint.draft.keep") : std::string();
  auto const send = page.word("app.complaint.save_and_send");
  auto const because = mine.filing ? page.word("app.saving") : std::string();
  switch (page.kit.bottom_bar({.left = keep_it, .next = send, .next_icon = kit::Icon::check, .next_disabled_because = because})) {
    case kit::BottomEvent::left: page.nav.go(Route::requests); break;
    case kit::BottomEvent::next:
      mine.show_problems = !problems.empty();
      if (problems.empty()) file(page);
      else page.kit.scroll_to("complaint-question", 0);
      break;
    default: break;
  }
}

void draw_question_form(Page& page) {
  auto& mine = page.drafts.complaint;
  auto const before = mine.form;
  auto const problems = problems_in_question(mine.form);
  draw_top_bar(page, page.word("complaint.question.title"), page.word("complaint.question.help"), !page.kit.wide());
  if (page.kit.wide() || !page.kit.keyboard_shown()) draw_question_bar(page, problems);
  draw_page(page, "complaint-question", [&] {
    auto const form = [&] {
      if (mine.show_problems && !problems.empty())
        page.kit.note({.tone = kit::Tone::bad, .icon = kit::Icon::needs_you,
                       .title = page.word("complaint.check.missing", {{"count", static_cast<int>(problems.size())}}),
                       .text = page.word(problems.front().reason), .id = "missing"});
      draw_question({page, mine.form, mine.show_problems ? problems : std::vector<Problem>{}});
    };
    if (page.kit.wide()) page.kit.column(page.kit.metrics().measure, form);
    else form();
  });
  if (mine.form.route != before.route) mine.show_problems = false;
  keep(page, before);
}

// Sealed here and nowhere else yet: the same way that the list of what waits shows.
void draw_way(Page& page) {
  auto const sealed = page.word("outbox.stage.sealed"), waiting = page.word("outbox.stage.waiting"), sent = page.word("outbox.stage.sent"),
             received = page.word("outbox.stage.received"), next = page.word("outbox.next_try.link");
  std::array<kit::TrackStop, 4> const stops{{{.state = kit::StepState::done, .icon = kit::Icon::lock, .label = sealed},
                                             {.state = kit::StepState::latest, .label = waiting, .when = next},
                                             {.label = sent},
                                             {.label = received}}};
  page.kit.track(stops);
}

void draw_what_next(Page& page) {
  auto& kit = page.kit;
  kit.card({.sunk = true, .id = "next"}, [&] {
    kit.label(page.word("complaint.filed.next"));
    for (auto const* key : {"complaint.filed.next.leave", "complaint.filed.next.receive", "complaint.filed.next.change"})
      kit.list_item("•", [&] { kit.body(page.word(key)); }, kit::Style::body);
  });
}

// It says where the letter is and, as clearly, where it is not yet.
void draw_saved(Page& page) {
  auto& kit = page.kit;
  bool const question = page.drafts.complaint.filed_question;
  draw_top_bar(page, page.word("complaint.timeline.saved"), {}, true);
  draw_page(page, "complaint-saved", [&] {
    kit.card({.main = true, .id = "saved"}, [&] {
      draw_way(page);
      kit.space(kit::Space::l);
      kit.lead(page.word(question ? "complaint.question.filed" : "complaint.filed.help"));
      kit.space(kit::Space::s);
      kit.small(page.word("complaint.draft.private"), {.colour = kit::Token::ink2, .icon = kit::Icon::lock});
      draw_connection(page);
    });
    if (!question) draw_what_next(page);
    auto const filed = page.drafts.complaint.filed;
    kit.flow([&] {
      if (kit.button({.label = page.word(question ? "home.see_waiting" : "app.complaint.follow")})) {
        page.nav.complaint = filed;
        page.nav.go(question ? Route::outbox : Route::timeline);
      }
      if (kit.second_button({.label = page.word("app.back_home")})) page.nav.go(Route::home);
    });
  });
  if (page.nav.route != Route::complaint) page.drafts.complaint = ComplaintFormDraft{};
}

}  // namespace

void draw_complaint(Page& page) {
  load(page);
  settle(page);
  draw_spine(page);
  if (page.drafts.complaint.filed) draw_saved(page);
  else if (page.drafts.complaint.form.route == Aim::concern) draw_question_form(page);
  else draw_form(page);
}

}  // namespace carrel::client
