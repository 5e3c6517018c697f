// Sealed actions on their way to the platform, and what it says to them.
// Knows paths and field names; opens no seal and believes no receipt (see sync/trust).
#pragma once

#include <span>
#include <vector>

#include "sync/wire/letters.h"
#include "sync/wire/reply.h"

namespace carrel::sync::wire {

/// PUT /v1/actions/{id}: one letter as JSON, for those who are not short of bytes.
Request put_action(std::string_view token, Letter const& letter);
/// POST /v1/actions, for 1 to limits::batch_actions_max letters.
Request post_actions(std::string_view token, std::span<Letter const> letters);

struct Refusal {
  ActionId id;
  Problem problem;
};

/// A yes holds `receipts`, whose signature nobody has looked at yet (read_answered_receipts), and (of a batch) what was refused
/// for good. Letters in neither are to be sent again.
struct ActionsReply {
  Reply reply;
  Json receipts;
  std::vector<Refusal> refused;
};

ActionsReply read_put_action(Answer const& answer);
ActionsReply read_post_actions(Answer const& answer);

}  // namespace carrel::sync::wire
