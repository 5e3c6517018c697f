#include "client/complaints/complaint_life.h"

#include "tests/unit/complaints/facts.h"

using namespace carrel;
using namespace carrel::client;
using namespace std::chrono;
using S = ComplaintState;

namespace {

Complaint filed() {
  Complaint complaint;
  complaint.id.bytes[0] = 7;
  complaint.form = complete_form();
  complaint.filed = moment("2025-12-19T17:00:00Z");
  return complaint;
}

Complaint received() {
  auto complaint = filed();
  absorb_receipt(complaint, {moment("2026-01-05T08:00:00Z"), "RC-2026-000001", 2026y / 1 / 12, 2026y / 2 / 12});
  return complaint;
}

ComplaintEvent event(char const* name, char const* at, std::optional<Date> due = {}, char const* text = "") {
  return {name, moment(at), text, due, std::nullopt};
}

TimelineStep const* find(std::vector<TimelineStep> const& steps, std::string_view key) {
  for (auto const& step : steps)
    if (step.key == key) return &step;
  return nullptr;
}

}  // namespace

TEST_CASE("before the platform has it no due date is shown, whatever the day of filing (F01)") {
  auto complaint = filed();
  auto const clocks = shipped_policies().clocks;
  for (auto const state : {S::queued, S::sent}) {
    complaint.state = state;
    for (auto const& step : complaint_timeline(complaint, clocks)) CHECK_FALSE(step.due);
    CHECK(find(complaint_timeline(complaint, clocks), "complaint.timeline.not_received"));
  }
}

TEST_CASE("after the receipt the dates are those the platform stated, without an estimate (F01, F03)") {
  auto const steps = complaint_timeline(received(), shipped_policies().clocks);
  auto const* acknowledge = find(steps, "complaint.timeline.acknowledge_due");
  auto const* final_response = find(steps, "complaint.timeline.final_due");
  REQUIRE(acknowledge);
  REQUIRE(final_response);
  CHECK(acknowledge->due->source == DateSource::stated);
  CHECK(acknowledge->due->date == 2026y / 1 / 12);
  CHECK(final_response->due->date == 2026y / 2 / 12);
}

TEST_CASE("without a stated date only the length and the day of receipt are shown (F04)") {
  auto complaint = filed();
  absorb_receipt(complaint, {moment("2026-01-02T10:00:00Z"), "RC-2026-000002", {}, {}});
  auto const steps = complaint_timeline(complaint, shipped_policies().clocks);
  auto const* acknowledge = find(steps, "complaint.timeline.acknowledge_due");
  REQUIRE(acknowledge);
  CHECK(acknowledge->due->source == DateSource::length_only);
  CHECK_FALSE(acknowledge->due->date);
  CHECK(acknowledge->due->days == 5);
  CHECK(acknowledge->due->since == 2026y / 1 / 2);
  CHECK(find(steps, "complaint.timeline.final_due")->due->days == 28);
}

TEST_CASE("of two receipts the first one counts (F05)") {
  auto complaint = received();
  absorb_receipt(complaint, {moment("2026-01-07T08:00:00Z"), "RC-2026-000099", 2026y / 1 / 14, {}});
  CHECK(complaint.reference == "RC-2026-000001");
  CHECK(complaint.received == moment("2026-01-05T08:00:00Z"));
  CHECK(complaint.acknowledge_by == 2026y / 1 / 12);
}

TEST_CASE("the appeal counts from the day the platform says the outcome arrived, not from the sync (F06)") {
  auto complaint = received();
  auto decided = event("decided", "2026-03-09T09:00:00Z", 2026y / 3 / 16, "We cannot change the mark.");
  decided.delivered = 2026y / 3 / 2;
  absorb_event(complaint, decided);
  auto const stated = complaint_timeline(complaint, shipped_policies().clocks);
  CHECK(find(stated, "complaint.timeline.appeal_due")->due->date == 2026y / 3 / 16);
  complaint.events.back().due.reset();
  auto const counted = complaint_timeline(complaint, shipped_policies().clocks);
  CHECK(find(counted, "complaint.timeline.appeal_due")->due->since == 2026y / 3 / 2);
  CHECK(find(counted, "complaint.timeline.appeal_due")->due->days == 10);
}

TEST_CASE("an extension shows its reason and both dates (Q05)") {
  auto complaint = received();
  absorb_event(complaint, event("extended", "2026-02-10T09:00:00Z", 2026y / 3 / 31, "external expert"));
  CHECK(complaint.state == S::extended);
  auto const steps = complaint_timeline(complaint, shipped_policies().clocks);
  CHECK(find(steps, "complaint.timeline.extended")->text == "external expert");
  CHECK(find(steps, "complaint.timeline.first_due")->due->date == 2026y / 2 / 12);
  CHECK(find(steps, "complaint.timeline.revised_due")->due->date == 2026y / 3 / 31);
  CHECK_FALSE(find(steps, "complaint.timeline.final_due"));
}

TEST_CASE("a withdrawal that waits changes no state until the platform confirms it (Q06)") {
  auto complaint = received();
  absorb_event(complaint, event("under_investigation", "2026-01-08T09:00:00Z"));
  CHECK(deeds_for(complaint).withdraw);
  complaint.follow_ups.push_back({"complaint_withdrawal", {}, moment("2026-01-10T09:00:00Z"), "I withdraw my complaint", false});
  CHECK(complaint.state == S::under_investigation);
  CHECK(withdrawal_waits(complaint));
  CHECK_FALSE(deeds_for(complaint).withdraw);
  absorb_event(complaint, event("withdrawn", "2026-01-12T09:00:00Z"));
  CHECK(complaint.state == S::withdrawn);
  CHECK_FALSE(withdrawal_waits(complaint));
}

TEST_CASE("only what has not left this device can be taken back here") {
  auto complaint = filed();
  CHECK(deeds_for(complaint).take_back);
  for (auto const state : {S::sent, S::received, S::decided, S::closed}) {
    complaint.state = state;
    CHECK_FALSE(deeds_for(complaint).take_back);
  }
}

TEST_CASE("this device moves a complaint to sent and no further; only the platform goes on") {
  CHECK(may_move(S::draft, S::queued, Mover::device));
  CHECK(may_move(S::queued, S::draft, Mover::device));
  CHECK(may_move(S::queued, S::sent, Mover::device));
  CHECK_FALSE(may_move(S::sent, S::draft, Mover::device));
  for (auto const to : {S::received, S::acknowledged, S::decided, S::withdrawn, S::closed}) {
    CHECK_FALSE(may_move(S::sent, to, Mover::device));
    CHECK_FALSE(may_move(S::received, to, Mover::device));
  }
  CHECK(may_move(S::received, S::decided, Mover::platform));
  CHECK_FALSE(may_move(S::withdrawn, S::received, Mover::platform));
  CHECK_FALSE(may_move(S::decided, S::acknowledged, Mover::platform));
}

TEST_CASE("events that arrive together, late or twice are all kept once, and the state never goes back") {
  auto complaint = filed();
  complaint.state = S::sent;
  absorb_event(complaint, event("decided", "2026-02-01T09:00:00Z"));
  CHECK(complaint.state == S::decided);
  absorb_event(complaint, event("acknowledged", "2026-01-06T09:00:00Z"));
  absorb_event(complaint, event("acknowledged", "2026-01-06T09:00:00Z"));
  absorb_event(complaint, event("something_new", "2026-02-02T09:00:00Z"));
  CHECK(complaint.state == S::decided);
  CHECK(complaint.events.size() == 3);
  auto const steps = complaint_timeline(complaint, shipped_policies().clocks);
  CHECK(find(steps, "complaint.timeline.acknowledged"));
  CHECK(find(steps, "complaint.timeline.other"));
}

TEST_CASE("a question can be answered once, and a new question again") {
  auto complaint = received();
  absorb_event(complaint, event("information_requested", "2026-01-08T09:00:00Z", 2026y / 1 / 15, "Which browser?"));
  CHECK(deeds_for(complaint).answer);
  CHECK(complaint_rows(std::vector{complaint})[0].needs_you);
  complaint.follow_ups.push_back({"information_reply", {}, moment("2026-01-09T09:00:00Z"), "Firefox", false});
  CHECK_FALSE(deeds_for(complaint).answer);
  absorb_event(complaint, event("information_received", "2026-01-10T09:00:00Z"));
  CHECK(complaint.state == S::under_investigation);
  absorb_event(complaint, event("information_requested", "2026-01-12T09:00:00Z", {}, "Which version?"));
  CHECK(deeds_for(complaint).answer);
}

TEST_CASE("a refused complaint asks for the person, says why, and leaves the list once corrected") {
  auto complaint = filed();
  absorb_refusal(complaint, "email_invalid");
  auto rows = complaint_rows(std::vector{received(), complaint});
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].needs_you);
  CHECK(rows[0].reason == "outbox.refused.email_invalid");
  CHECK(deeds_for(complaint).correct);
  complaint.replaced_by = sync::ActionId{};
  CHECK_FALSE(deeds_for(complaint).correct);
  CHECK(complaint_rows(std::vector{complaint}).empty());
}

TEST_CASE("every state has a name that leads back to it") {
  for (int i = 0; i <= static_cast<int>(S::closed); ++i) CHECK(complaint_state_of(name_of(static_cast<S>(i))) == static_cast<S>(i));
  CHECK_FALSE(complaint_state_of("information_received"));
}
