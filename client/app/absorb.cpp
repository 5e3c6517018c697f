#include "client/app/events.h"

namespace carrel::client {
namespace {

void take(AppState& state, SettingsKnown const& fact) { state.settings = fact.settings; }
void take(AppState& state, PoliciesKnown const& fact) { state.policies = fact.policies; }
void take(AppState& state, LearnersListed const& fact) { state.learners = fact.learners; }
void take(AppState& state, SessionOpened const& fact) { state.session.emplace().learner = fact.learner; }
void take(AppState& state, SessionClosed const&) {
  state.session.reset();
  state.trouble.reset();  // What went wrong for one person is not the next one's business.
}
void take(AppState& state, LinkChanged const& fact) { state.link = fact.link; }
void take(AppState& state, DeviceKnown const& fact) { state.device = fact.device; }
void take(AppState& state, PlatformKnown const& fact) { state.platform = fact.platform; }
void take(AppState& state, TroubleArose const& fact) {
  state.trouble = Trouble{fact.sentence, state.trouble ? state.trouble->count + 1 : 1};
}

void take(AppState& state, DeskFailed const& fact) { state.failed = fact.fault; }

// Facts about a learner who has left meanwhile are dropped: the next person must learn nothing.
void take(SessionView& session, PremiumKnown const& fact) {
  session.premium = fact.card;
  session.subscription = fact.subscription;
}
void take(SessionView& session, InvoicesListed const& fact) { session.invoices = fact.invoices; }
void take(SessionView& session, CoursesListed const& fact) {
  session.courses = fact.rows;
  session.go_on = fact.go_on;
}
void take(SessionView& session, ChapterOpened const& fact) { session.reading = fact.reading; }
void take(SessionView& session, QuizOpened const& fact) { session.quiz = fact.quiz; }
void take(SessionView& session, QuizMarked const& fact) {
  if (!session.quiz) return;
  session.quiz->result = fact.result;
  session.quiz->kept = true;
}
void take(SessionView& session, ComplaintsListed const& fact) { session.complaints = fact.complaints; }
void take(SessionView& session, ComplaintFiled const& fact) { session.just_filed = fact.id; }
void take(SessionView& session, MediaListed const& fact) { session.media = fact.media; }
void take(SessionView& session, FileBeingRead const& fact) { session.file_reading = fact.reading; }
void take(SessionView& session, ConsentListed const& fact) { session.consent = fact.consent; }
void take(SessionView& session, OutboxListed const& fact) { session.outbox = fact.outbox; }

template <class Fact>
concept OfSession = requires(SessionView& session, Fact const& fact) { take(session, fact); };

}  // namespace

void absorb(AppState& state, Event const& event) {
  std::visit(
      [&](auto const& fact) {
        if constexpr (OfSession<std::decay_t<decltype(fact)>>) {
          if (state.session) take(*state.session, fact);
        } else {
          take(state, fact);
        }
      },
      event);
}

}  // namespace carrel::client
