// Sealed actions on their way to the platform, and what it says to them.
// Knows paths and field names; opens no seal and believes no receipt (see sync/trust).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sync/base/id.h"
#include "sync/wire/reply.h"

namespace carrel::sync::wire {

/// One sealed action. The bytes must outlive the call that reads them.
struct Letter {
  ActionId id;
  std::int64_t seq = 0;  ///< From 1, gap-free per device.
  BytesView sealed;
};

/// PUT /v1/actions/{id}
Request put_action(std::string_view token, Letter const& letter);
/// POST /v1/actions, for 1 to limits::batch_actions_max letters.
Request post_actions(std::string_view token, std::span<Letter const> letters);

struct Refusal {
  ActionId id;
  Problem problem;
};

/// A yes holds `receipts`, a DSSE envelope whose signature nobody has looked at yet, and (of a batch) what was refused
/// for good. Letters in neither are to be sent again.
struct ActionsReply {
  Reply reply;
  Json receipts;
  std::vector<Refusal> refused;
};

ActionsReply read_put_action(Answer const& answer);
ActionsReply read_post_actions(Answer const& answer);

}  // namespace carrel::sync::wire
