// Sitting down, leaving, and what a learner sees of complaints, consents, Premium and the outbox.
#include <algorithm>

#include "client/app/office_inner.h"
#include "client/complaints/complaint_flow.h"
#include "client/consent/consent_flow.h"
#include "client/policies/explain.h"
#include "client/premium/invoice_flow.h"
#include "client/premium/premium_flow.h"
#include "client/progress/progress_flow.h"
#include "client/requests/letter_store.h"
#include "sync/db/meta.h"
#include "sync/trust/learner_store.h"

namespace carrel::client {

using sync::Done;
using sync::Error;
using sync::Fault;
using sync::Now;
using sync::Result;

Result<Event> Office::Inner::learners_view() {
  TRY(cards, learner_cards(db));
  return Event{LearnersListed{std::move(cards)}};
}

// ---- what the screens read ----

Done Office::Inner::tell_session(Now now, Events& out) {
  if (!session) return {};
  // One damaged row hides its own view and no other; the first fault is told.
  Done first;
  for (auto tell : {&Inner::tell_premium, &Inner::tell_invoices, &Inner::tell_courses, &Inner::tell_complaints, &Inner::tell_consent,
                    &Inner::tell_outbox})
    if (auto told = (this->*tell)(now, out); !told && first) first = told;
  return first;
}

Done Office::Inner::tell_premium(Now now, Events& out) {
  auto at = desk(now);
  TRY(statement, current_subscription(at));
  out.push_back(PremiumKnown{premium_card(statement ? &*statement : nullptr, policies.clocks, time(now)), statement});
  session->subscription = statement;
  return {};
}

Done Office::Inner::tell_invoices(Now now, Events& out) {
  auto at = desk(now);
  TRY(invoices, list_invoices(at));
  out.push_back(InvoicesListed{std::move(invoices)});
  return {};
}

Done Office::Inner::tell_complaints(Now now, Events& out) {
  auto at = desk(now);
  ComplaintsView view;
  TRY(draft, open_complaint_draft(at));
  if (draft) {
    view.draft = draft->form;
    view.draft_kept = draft->kept;
    view.draft_files = draft->files;
  }
  view.fresh = new_complaint(session->profile);
  TRY(all, list_complaints(at));
  view.all = std::move(all);
  out.push_back(ComplaintsListed{std::move(view)});
  return {};
}

Done Office::Inner::tell_consent(Now now, Events& out) {
  auto at = desk(now);
  TRY(entries, list_consents(at));
  out.push_back(ConsentListed{consent_view(policies, entries, consent_viewer(session->profile), consent_time(at), shown().language)});
  return {};
}

Done Office::Inner::tell_outbox(Now, Events& out) {
  TRY(facts, outbox_facts(db, session->vault));
  out.push_back(OutboxListed{outbox_view(facts)});
  return {};
}

// ---- sitting down and leaving ----

Done Office::Inner::take_news(Now now, Events& out) {
  if (!session) return {};
  auto at = desk(now);
  TRY(news, absorb_news(at));
  if (news.aside > 0) out.push_back(TroubleArose{"session.news.aside"});
  if (news.profile) {
    TRY(profile, current_profile(at));
    session->profile = std::move(profile);
  }
  if (news.premium) {
    CHECKED(tell_premium(now, out));
    // Signed with a moment: the platform's clock was at least there.
    if (session->subscription) CHECKED(prove(session->subscription->as_of, now));
    CHECKED(tell_courses(now, out));
  }
  if (news.invoices) CHECKED(tell_invoices(now, out));
  if (news.complaints || news.profile) CHECKED(tell_complaints(now, out));
  if (news.consent || news.profile) CHECKED(tell_consent(now, out));
  return {};
}

Done Office::Inner::carry_out(OpenSession const& intent, Now now, Events& out) {
  if (!platform) return Error{Fault::refused, "not enrolled"};
  TRY(vault, open_session(db, device_key, intent.learner));
  TRY(cards, learner_cards(db));
  auto const card = std::find_if(cards.begin(), cards.end(), [&](auto const& c) { return c.id == intent.learner; });
  if (card == cards.end()) return Error{Fault::invalid, "learner"};
  // Whoever was here has left, and the next one sits down, even where a full medium could not take the reading that was gathered.
  if (session) static_cast<void>(static_cast<bool>(carry_out(CloseSession{}, now, out)));
  session.emplace(SittingLearner{std::move(vault), *card, {}, {}});
  auto at = desk(now);
  TRY(profile, current_profile(at));
  session->profile = std::move(profile);
  out.push_back(SessionOpened{*card});
  out.push_back(SettingsKnown{shown()});
  Events unseen;  // Everything is told whole below.
  auto const news = take_news(now, unseen);
  CHECKED(tell_session(now, out));
  for (auto& event : unseen)
    if (std::holds_alternative<TroubleArose>(event)) out.push_back(std::move(event));
  return news;
}

Done Office::Inner::carry_out(CloseSession const&, Now now, Events& out) {
  // The screen is cleared whatever happens; what could not be gathered stays sealed for the next time.
  out.push_back(SessionClosed{});
  if (!session) return {};
  auto const forgotten = carry_out(ForgetUndo{}, now, out);
  auto at = desk(now);
  auto const done = close_session(at);
  session.reset();
  file_on_its_way.reset();
  heed_operator();
  out.push_back(SettingsKnown{shown()});
  reading.reset();
  quiz.reset();
  driver.nudge();
  return done ? forgotten : done;
}

// ---- complaints ----

// Also before enrolment, when there is not even a platform to seal to.
Done Office::Inner::someone_is_here() const {
  return session ? Done() : Done(Error{Fault::refused, "nobody is here"});
}

Done Office::Inner::after_complaint_deed(Now now, Events& out) {
  driver.nudge();
  CHECKED(tell_complaints(now, out));
  return tell_outbox(now, out);
}

Done Office::Inner::carry_out(KeepComplaintDraft const& intent, Now now, Events& out) {
  CHECKED(someone_is_here());
  auto& unsaved = session->unsaved;
  unsaved = UnsavedDraft{intent.draft, unsaved ? unsaved->due : now.awake + draft_pause};
  return intent.typing ? Done() : save_draft(now, out);
}

Done Office::Inner::save_draft(Now now, Events& out) {
  if (!session || !session->unsaved) return {};
  // Whatever comes of it: a medium that cannot take it now is asked again at the next key, not every moment until then.
  auto const draft = std::exchange(session->unsaved, {})->form;
  auto at = desk(now);
  CHECKED(keep_complaint_draft(at, draft));
  if (draft.needs_help) {
    CHECKED(ask_for_help(at, draft));
    CHECKED(tell_outbox(now, out));
  }
  return tell_complaints(now, out);
}

Done Office::Inner::carry_out(DropComplaintDraft const&, Now now, Events& out) {
  CHECKED(someone_is_here());
  CHECKED(carry_out(ForgetUndo{}, now, out));
  auto before = desk(now);
  TRY(kept, open_complaint_draft(before));
  if (kept) undoable = std::move(*kept);
  auto at = desk(now);  // Which spares the files of what may come back.
  CHECKED(drop_complaint_draft(at));
  return tell_complaints(now, out);
}

Done Office::Inner::carry_out(FileComplaint const& intent, Now now, Events& out) {
  CHECKED(someone_is_here());
  auto at = desk(now);
  TRY(id, file_complaint(at, intent.draft));
  out.push_back(ComplaintFiled{id});
  return after_complaint_deed(now, out);
}

Done Office::Inner::carry_out(TakeBackComplaint const& intent, Now now, Events& out) {
  CHECKED(someone_is_here());
  auto at = desk(now);
  CHECKED(take_back_complaint(at, intent.id, intent.edit));
  return after_complaint_deed(now, out);
}

Done Office::Inner::carry_out(CorrectComplaint const& intent, Now now, Events& out) {
  CHECKED(someone_is_here());
  auto at = desk(now);
  CHECKED(correct_complaint(at, intent.id));
  return tell_complaints(now, out);
}

Done Office::Inner::carry_out(WithdrawComplaint const& intent, Now now, Events& out) {
  CHECKED(someone_is_here());
  auto at = desk(now);
  CHECKED(withdraw_complaint(at, intent.id, intent.sentence));
  return after_complaint_deed(now, out);
}

Done Office::Inner::carry_out(AnswerQuestion const& intent, Now now, Events& out) {
  CHECKED(someone_is_here());
  auto at = desk(now);
  CHECKED(answer_question(at, intent.id, intent.text));
  return after_complaint_deed(now, out);
}

// ---- consent, the device ----

Done Office::Inner::carry_out(SetConsent const& intent, Now now, Events& out) {
  CHECKED(someone_is_here());
  auto at = desk(now);
  CHECKED(set_consent(at, intent.purpose, intent.on, consent_viewer(session->profile)));
  driver.nudge();
  CHECKED(tell_consent(now, out));
  return tell_outbox(now, out);
}

Done Office::Inner::carry_out(SendNow const&, Now, Events& out) {
  driver.sync_now();
  out.push_back(LinkChanged{link_view()});
  return {};
}

Done Office::Inner::carry_out(HoldLink const& intent, Now, Events& out) {
  held = intent.held;
  driver.hold(held);
  if (!intent.held) driver.sync_now();
  out.push_back(LinkChanged{link_view()});
  return {};
}

Settings Office::Inner::shown() const {
  auto look = settings;
  auto const& all = setup.languages;
  bool const speaks = session && (all.empty() || std::find(all.begin(), all.end(), session->card.language) != all.end());
  if (speaks) look.language = session->card.language;
  if (setup.language) look.language = *setup.language;
  if (setup.scan && look.scan == "off") look.scan = "one";
  return look;
}

// What the operator says of the sound is nobody's to change here, and may have been changed from outside meanwhile.
void Office::Inner::heed_operator() {
  auto const text = sync::find_meta(db, settings_key);
  auto const json = text && *text ? sync::parse_json(**text) : sync::Result<sync::Json>(sync::Json());
  if (!json) return;
  auto const kept = read_settings(*json).voice;
  settings.voice.headphones_only = kept.headphones_only;
  settings.voice.output = kept.output;
}

// A language chosen while somebody is here is theirs; everything else belongs to the device.
Done Office::Inner::carry_out(ChangeSettings const& intent, Now now, Events& out) {
  auto wanted = intent.settings;
  bool const speaks = wanted.language != shown().language;
  if (speaks && session) {
    CHECKED(sync::set_language(db, session->card.id, wanted.language));
    session->card.language = wanted.language;
    TRY(cards, learners_view());
    out.push_back(std::move(cards));
  }
  if (wanted.scan == "off") setup.scan = false;
  if (speaks) setup.language.reset();  // A person's choice stands above the command line.
  if (session || !speaks) wanted.language = settings.language;
  heed_operator();
  wanted.voice.headphones_only = settings.voice.headphones_only;
  wanted.voice.output = settings.voice.output;
  settings = wanted;
  CHECKED(sync::keep_meta(db, settings_key, sync::write_json(write_settings(settings))));
  out.push_back(SettingsKnown{shown()});
  return session ? tell_consent(now, out) : Done();  // Holds titles of documents in the language.
}

// ---- what came of an answer ----

namespace {

struct Follower {
  Office::Inner& in;
  Now now;
  Events& out;

  bool mine(sync::LearnerId const& learner) const { return in.session && in.session->card.id == learner; }
  Done after_letter(sync::LearnerId const& learner) const {
    if (!in.session) return {};
    CHECKED(in.tell_outbox(now, out));
    if (!mine(learner)) return {};
    CHECKED(in.tell_complaints(now, out));
    return in.tell_consent(now, out);
  }

  // A manifest that is what was signed for and that we cannot take all the same: it would never come by itself.
  Done tell_when_refused(std::string const& course) const {
    TRY(courses, in.parcels->courses());
    for (auto const& one : courses)
      if (one.course == course && one.refused) out.push_back(TroubleArose{"course.trouble.refused"});
    return {};
  }

  sync::Result<bool> has_stopped(std::string const& course) const {
    TRY(courses, in.parcels->courses());
    return std::any_of(courses.begin(), courses.end(),
                       [&](auto const& one) { return one.course == course && !one.stopped_at.empty(); });
  }

  Done operator()(sync::ActionAccepted const& fact) const { return after_letter(fact.learner); }
  Done operator()(sync::ActionParked const& fact) const { return after_letter(fact.learner); }
  Done operator()(sync::NewsArrived const&) const {
    CHECKED(in.take_device_news(now, out));  // First: it may name the key that signed the rest.
    return in.take_news(now, out);
  }
  Done operator()(sync::CatalogueChanged const&) const { return in.session ? in.tell_courses(now, out) : Done(); }
  Done operator()(sync::PieceStored const& fact) const {
    if (fact.job.kind == sync::PieceJob::Kind::manifest) CHECKED(tell_when_refused(fact.job.course));
    return in.note_pieces(now, out);
  }
  Done operator()(sync::PieceFailed const& fact) const {
    // Without room nothing else on the screen would say why the course does not come.
    if (fact.fault == Fault::full) return Error{Fault::full, "course"};
    TRY(stopped, has_stopped(fact.job.course));
    out.push_back(TroubleArose{fact.fault == Fault::refused ? "course.trouble.refused"
                               : stopped                    ? "course.trouble.stopped"
                                                            : "course.trouble.damaged"});
    return in.session ? in.tell_courses(now, out) : Done();
  }
  Done operator()(sync::LinkChanged const&) const { return {}; }  // Told once a turn, see tick().
  Done operator()(sync::TimeProven const& fact) const { return in.prove(fact.time, now); }
};

}  // namespace

Done Office::Inner::follow(sync::Fact const& fact, Now now, Events& out) { return std::visit(Follower{*this, now, out}, fact); }

}  // namespace carrel::client
