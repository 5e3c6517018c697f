// The life of a complaint after the form: states, the transitions between them, who may make them, and the history of events.
// This device moves a complaint only as far as "sent"; from there on it mirrors what the platform states, and nothing here
// advances by a clock. Local filing starts no deadline. Dates are given with their source (policies/dates.h).
//
// For the screen: complaint_rows() for the list, complaint_timeline() for one complaint. State label: complaint.state.NAME,
// a sentence about it: complaint.state.NAME.help.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "client/complaints/attachment.h"
#include "client/complaints/complaint.h"
#include "client/policies/dates.h"
#include "sync/base/id.h"

namespace carrel::client {

enum class ComplaintState {
  draft, queued, sent, refused_by_server, received, acknowledged, under_investigation, information_requested, extended,
  decided, appeal_window, appealed, appeal_decided, escalated, withdrawn, redirected, closed,
};
std::string_view name_of(ComplaintState state);
std::optional<ComplaintState> complaint_state_of(std::string_view name);

/// Who wants to move it. The platform may skip states (one sync can bring several events); this device may not.
enum class Mover { device, platform };

/// True when `mover` may move a complaint from one state to the other, after the table of the complaints rules.
bool may_move(ComplaintState from, ComplaintState to, Mover mover);

/// True once the platform has it: deleting is then no longer local, and a withdrawal must be written.
bool is_with_platform(ComplaintState state);
/// True while nothing more can follow from either side.
bool is_over(ComplaintState state);

/// One thing that the platform stated. Never dropped, even when it comes late or out of order.
struct ComplaintEvent {
  std::string event;  ///< "received", "acknowledged", "information_requested", "extended", "decided", …
  sync::WallTime at{};
  std::string text;   ///< The question, the reason, the outcome, as the platform wrote it.
  std::optional<Date> due;        ///< A date the platform stated with it.
  std::optional<Date> delivered;  ///< decided: the day the outcome reached the complainant, if the platform says so.
  bool operator==(ComplaintEvent const&) const = default;
};

/// A further letter about a complaint (withdrawal, answer to a question): made, and whether the platform has it.
struct FollowUp {
  std::string kind;  ///< "complaint_withdrawal" or "information_reply".
  sync::ActionId id;
  sync::WallTime filed{};
  std::string text;
  bool received = false;
  bool operator==(FollowUp const&) const = default;
};

/// The learner's own copy of what was filed, with all that is known of it since.
struct Complaint {
  sync::ActionId id;
  ComplaintDraft form;
  ComplaintState state = ComplaintState::queued;
  sync::WallTime filed{};  ///< On this device. For information only: no deadline counts from it.
  std::optional<sync::WallTime> received;
  std::string reference;
  std::optional<Date> acknowledge_by, answer_by;  ///< As the platform stated them.
  std::string refusal;                            ///< The code of the platform's refusal.
  std::optional<sync::ActionId> replaced_by;      ///< A refused one that was corrected and went again under this id.
  std::optional<sync::ActionId> replaces;
  std::vector<ComplaintEvent> events;             ///< In the order in which they arrived.
  std::vector<FollowUp> follow_ups;
  std::vector<FiledFile> files;
  bool operator==(Complaint const&) const = default;
};

/// What a receipt says. A second receipt for the same complaint changes nothing: the first receipt counts.
struct ReceiptFacts {
  sync::WallTime received{};
  std::string reference;
  std::optional<Date> acknowledge_by, answer_by;
};
void absorb_receipt(Complaint& complaint, ReceiptFacts const& receipt);
void absorb_refusal(Complaint& complaint, std::string_view code);
/// Adds an event to the history once, and moves the state when the table allows it.
void absorb_event(Complaint& complaint, ComplaintEvent const& event);

/// What a person can do with it now.
struct ComplaintDeeds {
  bool take_back = false;  ///< Not sent yet: edit or delete here, nothing is sent.
  bool correct = false;    ///< Refused: correct it and it goes again, under a new id.
  bool withdraw = false;   ///< With the platform: a typed confirmation is queued.
  bool answer = false;     ///< The platform asked a question.
};
ComplaintDeeds deeds_for(Complaint const& complaint);
/// A withdrawal was made here and the platform has not confirmed it. The state stays as it was.
bool withdrawal_waits(Complaint const& complaint);

/// One line of the list. `about` is complaint.nature.ID; `own_words` stands in its place when not empty.
struct ComplaintRow {
  sync::ActionId id;
  ComplaintState state = ComplaintState::queued;
  std::string state_key, about, own_words, reference;
  sync::WallTime filed{};
  bool needs_you = false;          ///< Refused, or a question waits: red, on top.
  bool withdrawal_waits = false;
  std::string reason;              ///< Key of the sentence, when needs_you.
};
/// Newest first, those that need the person before all others; corrected ones are not listed.
std::vector<ComplaintRow> complaint_rows(std::span<Complaint const> complaints);

/// A step of the time line. Done ones have `at`; the ones to come have `due`, which says itself where it comes from.
struct TimelineStep {
  std::string key;
  std::optional<sync::WallTime> at;
  std::optional<DateLine> due;
  std::string text;      ///< In the platform's words.
  bool latest = false;   ///< The last done one: drawn larger.
};
std::vector<TimelineStep> complaint_timeline(Complaint const& complaint, Clocks const& clocks);

}  // namespace carrel::client
