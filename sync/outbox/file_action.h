// Filing an action: number it, sign it, seal it to the platform and put it in the outbox, inside the transaction that saves the
// fact it reports. After the commit, and not before, the screen may say "saved".
#pragma once

#include <string>

#include "sync/base/entropy.h"
#include "sync/outbox/outbox.h"

namespace carrel::sync {

struct ActionDraft {
  ActionId id;  ///< Made with the draft (make_id), so that the feature's own row can name it.
  std::string kind;
  std::int64_t schema = 1;
  Priority priority = Priority::request;
  Json body;
  std::optional<ActionId> waits_for{};  ///< Leaves only once that one is accepted.
};

/// Where and when it is filed.
struct FiledBy {
  DeviceId device;
  WallTime wall{};
  TimeEvidence evidence;
};

/// Only inside a transaction. Fault::invalid: too long. Fault::refused: this id was filed before.
Done file_action(Db& db, Vault const& vault, PlatformKeys const& platform, ActionDraft const& draft, FiledBy const& by);

}  // namespace carrel::sync
