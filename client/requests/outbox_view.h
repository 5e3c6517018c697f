// "Waiting to be sent": every item of this learner in words, in the order in which it leaves, and of others only how many.
// Pure: OutboxFact is what the store reads out of the outbox and the learner's own copies; nothing here sends or keeps.
//
// For the screen: outbox_view(facts). A row: what_key (with {count}; study rows have .one and .other), detail in the learner's words,
// why_key in `bad` when needs_you; on the right outbox.order with {order}, or outbox.next_try with {time}. Empty: outbox.empty.
// Others: outbox.others with {count}.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/id.h"
#include "sync/base/time.h"

namespace carrel::client {

enum class LetterState { queued, sent, accepted, parked };

/// One letter as the outbox holds it. Kind and detail come from the learner's own copy and are empty for everybody else's.
struct OutboxFact {
  sync::ActionId id;
  bool mine = false;
  std::string kind;    ///< "complaint", "consent_change", "quiz_attempt", …
  std::string detail;  ///< A few of the learner's own words, or a key when detail_is_key.
  bool detail_is_key = false;
  bool takes_away = false;  ///< consent_change: a withdrawal.
  int priority = 0;
  std::int64_t seq = 0;
  LetterState state = LetterState::queued;
  std::size_t size = 0;  ///< Bytes as sealed.
  int attempts = 0;
  sync::WallTime filed{};
  std::optional<sync::WallTime> next_try;
  std::string refusal;   ///< parked: the platform's code.
  bool follows = false;  ///< A part of a file: belongs to another letter.
};

struct OutboxRow {
  sync::ActionId id;
  std::string what_key;
  std::string detail;
  bool detail_is_key = false;
  std::string_view why_key;
  LetterState state = LetterState::queued;
  bool needs_you = false;
  bool can_correct = false;
  int order = 0;        ///< 1 leaves first; 0 when it does not leave by itself.
  int count = 1;        ///< Progress and quiz results of one kind, and the parts of one file, stand in one row.
  std::size_t size = 0;
  sync::WallTime filed{};
  std::optional<sync::WallTime> next_try;
};

struct OutboxView {
  std::vector<OutboxRow> rows;  ///< What needs the person first, then in the order of leaving.
  int others = 0;               ///< Letters of other learners that wait on this device.
  std::size_t bytes = 0;        ///< Of everything that still has to leave, others included.
};
OutboxView outbox_view(std::span<OutboxFact const> facts);

/// The order of leaving for an action kind; smaller leaves first. Unknown kinds come last.
int priority_of(std::string_view kind, bool takes_away);

}  // namespace carrel::client
