#include "client/complaints/complaint_flow.h"

#include <algorithm>

#include "client/complaints/attachment_flow.h"
#include "client/complaints/complaint_wire.h"
#include "client/requests/letter_flow.h"
#include "sync/outbox/outbox.h"

namespace carrel::client {
namespace {

using sync::ActionId;
using sync::Done;
using sync::Error;
using sync::Fault;
using sync::Result;

constexpr std::size_t detail_bytes_max = 120;  // Of the learner's own words in a list; the rest is a tap away.

Done someone(Desk const& desk) {
  if (!desk.vault) return Error{Fault::refused, "nobody is here"};
  return {};
}

bool is_blank(std::string const& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

// The first words, cut at a blank so that no letter is halved.
std::string first_words(std::string const& text) {
  if (text.size() <= detail_bytes_max) return text;
  auto const blank = text.rfind(' ', detail_bytes_max);
  return text.substr(0, blank == std::string::npos ? 0 : blank) + "…";
}

LetterNote note_for(std::string kind, ComplaintDraft const& form) {
  if (form.nature == "other") return {std::move(kind), first_words(form.nature_own), false, false};
  return {std::move(kind), form.nature.empty() ? std::string() : "complaint.nature." + form.nature, !form.nature.empty(), false};
}

Done request_help(Desk& desk, ComplaintDraft const& form, ActionId const& id) {
  return put_letter(desk, id, note_for("adjustment_request", form), help_body(form));
}

Done file_formal(Desk& desk, ComplaintDraft const& form, std::optional<KeptDraft> const& kept, ActionId const& id) {
  Complaint copy;
  copy.id = id;
  copy.form = form;
  copy.filed = desk.now.wall;
  if (kept && kept->replaces) {
    TRY(refused, find_complaint(desk.db, *desk.vault, *kept->replaces));
    if (refused) {
      copy.replaces = kept->replaces;
      refused->replaced_by = id;
      refused->files.clear();  // They go with the corrected one; their letters never left.
      CHECKED(take_back_files(desk, refused->id));
      CHECKED(put_complaint(desk.db, *desk.vault, *refused));
    }
  }
  auto const files = kept ? kept->files : std::vector<Attachment>{};
  CHECKED(put_letter(desk, id, note_for("complaint", form), complaint_body(form, files)));
  TRY(filed, file_files(desk, id, files));
  copy.files = std::move(filed);
  if (copy.replaces) CHECKED(sync::outbox::replace(desk.db, *copy.replaces, id));
  return put_complaint(desk.db, *desk.vault, copy);
}

Result<Complaint> complaint_of(Desk& desk, ActionId const& id) {
  CHECKED(someone(desk));
  TRY(found, find_complaint(desk.db, *desk.vault, id));
  if (!found) return Error{Fault::refused, "no such complaint"};
  return *found;
}

Done follow_up(Desk& desk, Complaint complaint, std::string kind, std::string const& text, sync::Json body) {
  TRY(tx, sync::Transaction::begin(desk.db));
  auto const id = sync::make_id<ActionId>(desk.entropy);
  CHECKED(put_letter(desk, id, note_for(kind, complaint.form), std::move(body)));
  complaint.follow_ups.push_back({std::move(kind), id, desk.now.wall, text, false});
  CHECKED(put_complaint(desk.db, *desk.vault, complaint));
  return tx.commit();
}

// What the outbox knows of one letter since the copy was last looked at. True when the copy changed.
Result<bool> catch_up(Desk& desk, Complaint& complaint) {
  auto const before = complaint;
  TRY(letter, sync::outbox::find(desk.db, complaint.id));
  if (letter && letter->state == sync::ActionState::sent && may_move(complaint.state, ComplaintState::sent, Mover::device))
    complaint.state = ComplaintState::sent;
  if (letter && letter->state == sync::ActionState::parked) absorb_refusal(complaint, letter->reason);
  if (letter && letter->state == sync::ActionState::accepted && !complaint.received) {
    TRY(receipt, sync::outbox::receipt_of(desk.db, *desk.vault, complaint.id));
    if (receipt)
      absorb_receipt(complaint, {receipt->received_at, receipt->reference.value_or(""), receipt->acknowledge_by, receipt->answer_by});
  }
  CHECKED(catch_up_files(desk, complaint.files));
  for (auto& one : complaint.follow_ups) {
    if (one.received) continue;
    TRY(its_letter, sync::outbox::find(desk.db, one.id));
    one.received = its_letter && its_letter->state == sync::ActionState::accepted;
  }
  return complaint != before;
}

}  // namespace

Done keep_complaint_draft(Desk& desk, ComplaintDraft const& form) {
  CHECKED(someone(desk));
  TRY(kept, find_draft(desk.db, *desk.vault));
  auto draft = kept.value_or(KeptDraft{});
  draft.form = form;
  draft.kept = desk.now.wall;
  return keep_draft(desk.db, *desk.vault, draft);
}

Result<std::optional<KeptDraft>> open_complaint_draft(Desk& desk) {
  CHECKED(someone(desk));
  return find_draft(desk.db, *desk.vault);
}

Done drop_complaint_draft(Desk& desk) {
  CHECKED(someone(desk));
  TRY(tx, sync::Transaction::begin(desk.db));
  CHECKED(erase_draft(desk.db, *desk.vault));
  CHECKED(erase_unneeded_files(desk));
  return tx.commit();
}

Result<ActionId> file_complaint(Desk& desk, ComplaintDraft const& form) {
  CHECKED(someone(desk));
  bool const concern = form.route == Aim::concern;
  if (concern ? is_blank(form.details) : !problems_in(form, Step::check, desk.policies.directing).empty())
    return Error{Fault::invalid, "complaint form"};
  TRY(kept, find_draft(desk.db, *desk.vault));
  TRY(tx, sync::Transaction::begin(desk.db));
  auto const id = sync::make_id<ActionId>(desk.entropy);
  if (concern) CHECKED(put_letter(desk, id, {"contact_question", first_words(form.details), false, false}, concern_body(form)));
  else CHECKED(file_formal(desk, form, kept, id));
  if (form.needs_help && !(kept && kept->help))
    CHECKED(request_help(desk, form, sync::make_id<ActionId>(desk.entropy)));
  CHECKED(erase_draft(desk.db, *desk.vault));
  CHECKED(erase_unneeded_files(desk));
  CHECKED(tx.commit());
  return id;
}

Done ask_for_help(Desk& desk, ComplaintDraft const& form) {
  CHECKED(someone(desk));
  TRY(kept, find_draft(desk.db, *desk.vault));
  auto draft = kept.value_or(KeptDraft{});
  if (draft.help) return {};
  TRY(tx, sync::Transaction::begin(desk.db));
  draft.form = form;
  draft.form.needs_help = true;
  draft.kept = desk.now.wall;
  draft.help = sync::make_id<ActionId>(desk.entropy);
  CHECKED(request_help(desk, draft.form, *draft.help));
  CHECKED(keep_draft(desk.db, *desk.vault, draft));
  return tx.commit();
}

Done take_back_complaint(Desk& desk, ActionId const& id, bool edit) {
  TRY(complaint, complaint_of(desk, id));
  TRY(open, find_draft(desk.db, *desk.vault));
  if (edit && open) return Error{Fault::refused, "another draft is open"};
  TRY(tx, sync::Transaction::begin(desk.db));
  CHECKED(sync::outbox::take_back(desk.db, id));
  CHECKED(take_back_files(desk, id));
  CHECKED(forget_letter(desk.db, *desk.vault, id));
  CHECKED(erase_complaint(desk.db, *desk.vault, id));
  KeptDraft const again{complaint.form, desk.now.wall, std::nullopt, std::nullopt, attachments_of(complaint.files)};
  if (edit) CHECKED(keep_draft(desk.db, *desk.vault, again));
  CHECKED(erase_unneeded_files(desk));
  return tx.commit();
}

Done correct_complaint(Desk& desk, ActionId const& id) {
  TRY(complaint, complaint_of(desk, id));
  TRY(caught_up, catch_up(desk, complaint));
  static_cast<void>(caught_up);
  if (!deeds_for(complaint).correct) return Error{Fault::refused, "only a refused complaint is corrected"};
  TRY(open, find_draft(desk.db, *desk.vault));
  if (open && open->replaces == id) return {};
  if (open) return Error{Fault::refused, "another draft is open"};
  auto form = complaint.form;
  form.step = Step::who;
  form.needs_help = false;  // It was asked for when the form was first filed.
  return keep_draft(desk.db, *desk.vault, {form, desk.now.wall, id, std::nullopt, attachments_of(complaint.files)});
}

Done withdraw_complaint(Desk& desk, ActionId const& id, std::string const& sentence) {
  TRY(complaint, complaint_of(desk, id));
  TRY(caught_up, catch_up(desk, complaint));
  static_cast<void>(caught_up);
  if (is_blank(sentence)) return Error{Fault::invalid, "withdrawal sentence"};
  if (!deeds_for(complaint).withdraw) return Error{Fault::refused, "cannot be withdrawn"};
  return follow_up(desk, std::move(complaint), "complaint_withdrawal", sentence, withdrawal_body(id, sentence));
}

Done answer_question(Desk& desk, ActionId const& id, std::string const& text) {
  TRY(complaint, complaint_of(desk, id));
  if (is_blank(text) || text.size() > bytes_max(Field::details)) return Error{Fault::invalid, "answer"};
  if (!deeds_for(complaint).answer) return Error{Fault::refused, "no question waits"};
  return follow_up(desk, std::move(complaint), "information_reply", text, reply_body(id, text));
}

Result<std::vector<Complaint>> list_complaints(Desk& desk) {
  CHECKED(someone(desk));
  TRY(complaints, all_complaints(desk.db, *desk.vault));
  std::vector<Complaint const*> changed;
  for (auto& one : complaints) {
    TRY(is_changed, catch_up(desk, one));
    if (is_changed) changed.push_back(&one);
  }
  if (!changed.empty()) {
    TRY(tx, sync::Transaction::begin(desk.db));
    for (auto const* one : changed) CHECKED(put_complaint(desk.db, *desk.vault, *one));
    CHECKED(erase_unneeded_files(desk));  // What the platform has confirmed need not lie here any longer.
    CHECKED(tx.commit());
  }
  return complaints;
}

Done absorb_complaint_news(Desk& desk, sync::Json const& body) {
  CHECKED(someone(desk));
  TRY(news, read_complaint_news(body));
  TRY(found, find_complaint(desk.db, *desk.vault, news.complaint));
  Complaint complaint;
  complaint.id = news.complaint;
  complaint.state = ComplaintState::sent;
  complaint.filed = news.event.at;
  if (found) complaint = *found;
  if (news.event.event == "received")
    absorb_receipt(complaint, {news.event.at, news.reference, news.acknowledge_by, news.answer_by});
  if (complaint.reference.empty()) complaint.reference = news.reference;
  absorb_event(complaint, news.event);
  return put_complaint(desk.db, *desk.vault, complaint);
}

}  // namespace carrel::client
