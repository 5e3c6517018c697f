#include "client/complaints/timeline_screen.h"

#include <algorithm>
#include <list>

#include "client/complaints/complaint_form_screen.h"
#include "client/complaints/files_screen.h"
#include "client/policies/explain.h"

namespace carrel::client {
namespace {

constexpr char const* text_shown = "complaint-text";

Complaint const* find_complaint(Page const& page) {
  if (!page.nav.complaint) return nullptr;
  auto const& all = page.state.session->complaints.all;
  auto const found = std::find_if(all.begin(), all.end(), [&](Complaint const& one) { return one.id == *page.nav.complaint; });
  return found == all.end() ? nullptr : &*found;
}

std::string state_word(Page const& page, Complaint const& complaint, char const* part = "") {
  return page.word("complaint.state." + std::string(name_of(complaint.state)) + part);
}

kit::Icon icon_for(std::string_view key) {
  if (key.ends_with(".received") && !key.ends_with("timeline.received")) return kit::Icon::check;
  if (key.ends_with("timeline.received")) return kit::Icon::received;
  if (key.ends_with("timeline.files")) return kit::Icon::attach;
  if (key.ends_with("_due") || key.ends_with("decided")) return key.ends_with("acknowledge_due") ? kit::Icon::mail : kit::Icon::complaint;
  if (key.ends_with("information_requested")) return kit::Icon::help;
  if (key.ends_with("not_received") || key.ends_with("waits")) return kit::Icon::waits;
  if (key.ends_with("extended")) return kit::Icon::date;
  return kit::Icon::check;
}

// A stated date is plain, one worked out here is tagged, and of a mere length only the sentence is shown.
void draw_steps(Page& page, Complaint const& complaint) {
  auto const steps = complaint_timeline(complaint, page.state.policies.clocks);
  std::list<std::string> texts;  // Keeps what the views below point at.
  auto const keep = [&](std::string text) -> kit::Text { return texts.emplace_back(std::move(text)); };
  std::vector<kit::TimelineStep> looks;
  for (auto const& step : steps) {
    kit::TimelineStep look{.icon = icon_for(step.key), .title = keep(page.word(step.key)), .second = step.text};
    look.state = !step.at ? kit::StepState::to_come : step.latest ? kit::StepState::latest : kit::StepState::done;
    if (step.at) look.when = keep(say_short_moment(page, *step.at));
    if (step.key == "complaint.timeline.received") look.second = keep(page.word("complaint.timeline.received.help"));
    if (step.key == "complaint.timeline.files") look.second = keep(say_files(page, complaint.files));
    if (step.due) {
      (step.due->date ? look.when : look.second) = keep(say_line(page, *step.due));  // A date in bold, a mere length as a sentence.
      if (step.due->source == DateSource::estimate) look.tag = keep(page.word("complaint.due.estimate"));
    }
    if (step.key == "complaint.timeline.first_due") {
      look.replaced = true;
      look.tag = keep(page.word("complaint.due.replaced"));
    }
    looks.push_back(look);
  }
  if (!looks.empty()) looks.back().last = true;
  page.kit.card({.main = true, .id = "timeline"}, [&] { page.kit.timeline(looks); });
}

void draw_reference(Page& page, Complaint const& complaint) {
  auto& kit = page.kit;
  kit.card({.id = "reference"}, [&] {
    if (!complaint.reference.empty()) {
      kit.small(page.word("complaint.view.reference"));
      kit.reference(complaint.reference);
      kit.divider();
    }
    kit.fact(page.word("complaint.view.about"), say_about(page, complaint.form));
    if (is_with_platform(complaint.state))
      kit.fact(page.word("complaint.view.handled_by"), page.word("complaint.team.student_success"));
    else
      kit.small(page.word("complaint.view.filed", {{"date", say_day_and_time(page, complaint.filed)}}));
  });
}

// Where the time line, the form or the note above it says the same, nothing is said twice.
bool needs_no_lead(ComplaintState state) {
  return state == ComplaintState::queued || state == ComplaintState::received || state == ComplaintState::refused_by_server ||
         state == ComplaintState::information_requested;
}

bool is_in_good_hands(ComplaintState state) {
  return state == ComplaintState::received || state == ComplaintState::acknowledged || state == ComplaintState::under_investigation ||
         state == ComplaintState::extended || state == ComplaintState::appealed;
}

void draw_news(Page& page, Complaint const& complaint) {
  auto const& contact = page.state.link.last_contact;
  if (!is_with_platform(complaint.state) || is_over(complaint.state) || !contact) return;
  auto const title = is_in_good_hands(complaint.state) ? page.word("complaint.news.nothing_to_do") : std::string();
  page.kit.note({.icon = kit::Icon::waits, .title = title,
                 .text = page.word("complaint.news.as_of", {{"date", say_day_and_time(page, *contact)}}), .id = "news"});
}

void edit_as_draft(Page& page, Complaint const& complaint, Intent intent) {
  page.ask(std::move(intent));
  page.drafts.complaint = ComplaintFormDraft{};
  page.drafts.complaint.form = complaint.form;
  page.drafts.complaint.form.step = Step::who;
  page.drafts.complaint.loaded = true;
  page.nav.go(Route::complaint);
}

void draw_take_back(Page& page, Complaint const& complaint) {
  auto& kit = page.kit;
  kit.small(page.word("complaint.take_back.help"));
  kit.flow([&] {
    if (kit.second_button({.label = page.word("complaint.take_back.edit"), .icon = kit::Icon::edit}))
      edit_as_draft(page, complaint, TakeBackComplaint{complaint.id, true});
    if (kit.text_button({.label = page.word("complaint.take_back.delete"), .icon = kit::Icon::remove}))
      page.drafts.confirm = "take-back";
  });
}

void draw_withdraw(Page& page, Complaint const& complaint) {
  auto& kit = page.kit;
  auto& draft = page.drafts.timeline;
  auto const sentence = page.word("complaint.withdraw.sentence");
  kit.card({.id = "withdraw"}, [&] {
    kit.head(page.word("complaint.withdraw"));
    kit.small(page.word("complaint.withdraw.help"));
    kit.field({.label = page.word("complaint.withdraw.type", {{"sentence", sentence}}), .id = "sentence"},
              draft.withdrawal_sentence);
    bool const same = confirms(draft.withdrawal_sentence, sentence);
    auto const because = same ? std::string() : page.word("complaint.reason.sentence_differs");
    if (kit.second_button({.label = page.word("complaint.withdraw.confirm"), .disabled_because = because}) && same) {
      page.ask(WithdrawComplaint{complaint.id, draft.withdrawal_sentence});
      draft = TimelineDraft{};
    }
    if (kit.text_button({.label = page.word("complaint.withdraw.keep")})) draft = TimelineDraft{};
  });
}

void draw_answer(Page& page, Complaint const& complaint) {
  auto& kit = page.kit;
  auto& text = page.drafts.timeline.answer_text;
  kit.card({.main = true, .id = "answer"}, [&] {
    kit.head(page.word("complaint.reply.title"));
    for (auto it = complaint.events.rbegin(); it != complaint.events.rend(); ++it)
      if (it->event == "information_requested") {
        kit.lead(it->text);
        break;
      }
    kit.field({.label = page.word("complaint.reply.field"), .lines = 4, .bytes_max = static_cast<int>(bytes_max(Field::evidence)),
               .id = "answer"}, text);
    kit.small(page.word("complaint.state.information_requested.help"));
    auto const because = text.empty() ? page.word("complaint.reason.text_missing") : std::string();
    auto const send = page.word("complaint.reply.send");
    if (kit.button({.label = send, .icon = kit::Icon::check, .disabled_because = because}) && because.empty()) {
      page.ask(AnswerQuestion{complaint.id, text});
      text.clear();
    }
  });
}

void draw_correct(Page& page, Complaint const& complaint) {
  auto& kit = page.kit;
  kit.note({.tone = kit::Tone::bad, .icon = kit::Icon::needs_you, .title = page.word(explain_refusal(complaint.refusal)),
            .text = page.word("complaint.correct.help"), .id = "refused"});
  if (kit.button({.label = page.word("complaint.correct"), .icon = kit::Icon::edit}))
    edit_as_draft(page, complaint, CorrectComplaint{complaint.id});
}

void draw_read(Page& page) {
  auto& shown = page.drafts.shown;
  if (shown.contains(text_shown)) return;
  if (page.kit.second_button({.label = page.word("complaint.view.read"), .icon = kit::Icon::book})) shown.insert(text_shown);
}

void draw_filed_text(Page& page, Complaint const& complaint) {
  if (!page.drafts.shown.contains(text_shown)) return;
  page.kit.card({.id = "filed"}, [&] {
    page.kit.head(page.word("complaint.view.read"));
    draw_filed_form(page, complaint.form, attachments_of(complaint.files));
    if (page.kit.text_button({.label = page.word("app.close"), .icon = kit::Icon::up})) page.drafts.shown.erase(text_shown);
  });
}

void ask_before_deleting(Page& page, Complaint const& complaint) {
  if (page.drafts.confirm != "take-back") return;
  auto const reply = page.kit.question({.title = page.word("complaint.take_back.delete"), .text = page.word("complaint.take_back.help"),
                                        .yes = page.word("complaint.take_back.delete"), .no = page.word("complaint.withdraw.keep"),
                                        .yes_is_filled = false});
  if (reply == kit::Reply::none) return;
  page.drafts.confirm.clear();
  if (reply == kit::Reply::no) return;
  page.ask(TakeBackComplaint{complaint.id, false});
  page.nav.go(Route::requests);
}

}  // namespace

void draw_timeline(Page& page) {
  draw_spine(page);
  auto const* complaint = find_complaint(page);
  if (!complaint) {
    page.nav.go(Route::requests);
    return;
  }
  auto const deeds = deeds_for(*complaint);
  bool const waits = complaint->state == ComplaintState::queued;
  draw_top_bar(page, waits ? page.word("app.complaint.waiting") : state_word(page, *complaint), say_about(page, complaint->form), true);
  draw_page(page, "timeline", [&] {
    page.kit.two_columns(336, [&] {
      if (deeds.correct) draw_correct(page, *complaint);
      if (deeds.answer) draw_answer(page, *complaint);
      if (deeds.withdraw && page.drafts.timeline.withdrawing) draw_withdraw(page, *complaint);
      if (!needs_no_lead(complaint->state)) page.kit.lead(state_word(page, *complaint, ".help"), {.colour = kit::Token::ink2});
      draw_steps(page, *complaint);
      draw_filed_text(page, *complaint);
    }, [&] {
      draw_reference(page, *complaint);
      draw_filed_files(page, complaint->files);
      draw_news(page, *complaint);
      draw_read(page);
      if (deeds.take_back) draw_take_back(page, *complaint);
      auto& withdrawing = page.drafts.timeline.withdrawing;
      if (deeds.withdraw && !withdrawing && page.kit.text_button({.label = page.word("complaint.withdraw")})) {
        withdrawing = true;
        page.kit.scroll_to("timeline", 0);
      }
    });
  });
  ask_before_deleting(page, *complaint);
}

}  // namespace carrel::client
