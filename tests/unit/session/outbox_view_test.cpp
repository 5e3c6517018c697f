#include "client/requests/outbox_view.h"

#include "client/policies/explain.h"

#include <doctest/doctest.h>

using namespace carrel;
using namespace carrel::client;

namespace {

OutboxFact fact(char const* kind, int priority, std::int64_t seq, LetterState state = LetterState::queued) {
  OutboxFact one;
  one.id.bytes[0] = static_cast<std::uint8_t>(seq);
  one.mine = true;
  one.kind = kind;
  one.priority = priority;
  one.seq = seq;
  one.state = state;
  one.size = 100;
  return one;
}

}  // namespace

TEST_CASE("what needs the person stands on top, the rest in the order of leaving") {
  auto withdrawal = fact("consent_change", 1, 4);
  withdrawal.takes_away = true;
  auto refused = fact("complaint", 3, 1, LetterState::parked);
  refused.refusal = "email_invalid";
  auto const view = outbox_view(std::vector{fact("progress", 6, 2), refused, fact("complaint", 3, 3), withdrawal});
  REQUIRE(view.rows.size() == 4);
  CHECK(view.rows[0].needs_you);
  CHECK(view.rows[0].can_correct);
  CHECK(view.rows[0].order == 0);
  CHECK(view.rows[0].why_key == "outbox.refused.email_invalid");
  CHECK(view.rows[1].what_key == "outbox.what.consent_withdrawn");
  CHECK(view.rows[1].order == 1);
  CHECK(view.rows[2].what_key == "outbox.what.complaint");
  CHECK(view.rows[3].order == 3);
  CHECK(view.bytes == 300);
}

TEST_CASE("only a withdrawal says that it leaves first") {
  auto withdrawal = fact("consent_change", 1, 1);
  withdrawal.takes_away = true;
  auto const view = outbox_view(std::vector{withdrawal, fact("consent_change", 2, 2)});
  CHECK(view.rows[0].why_key == "outbox.why.consent");
  CHECK(view.rows[1].why_key == "outbox.why.consent_given");
}

TEST_CASE("letters of other learners are a number and nothing else") {
  auto theirs = fact("", 3, 1);
  theirs.mine = false;
  auto const view = outbox_view(std::vector{theirs, fact("complaint", 3, 2)});
  CHECK(view.others == 1);
  CHECK(view.rows.size() == 1);
}

TEST_CASE("six quiz results are one row, and what was accepted is none") {
  std::vector<OutboxFact> facts;
  for (int i = 1; i <= 6; ++i) facts.push_back(fact("quiz_attempt", 6, i));
  facts.push_back(fact("complaint", 3, 9, LetterState::accepted));
  auto const view = outbox_view(facts);
  REQUIRE(view.rows.size() == 1);
  CHECK(view.rows[0].count == 6);
  CHECK(view.rows[0].size == 600);
}

TEST_CASE("what protects leaves first and study last") {
  CHECK(priority_of("credentials_notice", false) == 0);
  CHECK(priority_of("consent_change", true) == 1);
  CHECK(priority_of("consent_change", false) == 2);
  CHECK(priority_of("complaint", false) == 3);
  CHECK(priority_of("contact_question", false) == 4);
  CHECK(priority_of("quiz_attempt", false) == 6);
  CHECK(priority_of("what_is_this", false) == 7);
}

TEST_CASE("every refusal that the platform can give to a letter has words of its own") {
  for (auto const* code : {"email_invalid", "phone_invalid", "body_missing", "details_missing", "details_too_long", "kind_unknown",
                           "purpose_unknown", "consent_state_unknown", "consent_needs_signature", "complaint_unknown",
                           "complaint_withdrawn", "complaint_decided", "complaint_not_decided", "appeal_repeated", "different_bytes",
                           "too_large", "cannot_open", "signature_wrong", "id_mismatch", "device_mismatch", "schema_unknown",
                           "learner_unknown", "body_malformed", "media_type_unknown", "coding_unknown", "coding_broken", "not_found",
                           "method_unknown"}) {
    CAPTURE(code);
    CHECK(explain_refusal(code) != "outbox.refused.general");
  }
  CHECK(explain_refusal("of_tomorrow") == "outbox.refused.general");
}
