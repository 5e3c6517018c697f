// The learners of this device, as far as the door shows them: a first name and an emblem. Everything else is in their vault.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/db/db.h"
#include "sync/trust/vault.h"

namespace carrel::sync {

struct LearnerRow {
  LearnerId id;
  std::string first_name;
  std::string emblem;
  std::string language;    ///< "fr" or "en".
  SealPublicKey seal_key;  ///< So that a receipt can be sealed to a learner who is not there.
  SignPublicKey sign_key;
};

Done add_learner(Db& db, LearnerRow const& row, WrappedVault const& wrapped);
Result<std::vector<LearnerRow>> list_learners(Db& db);
Result<std::optional<LearnerRow>> find_learner(Db& db, LearnerId const& id);
/// Fault::invalid when there is no such learner; otherwise as Vault::unlock. Not inside a transaction: the first unlock after
/// an upgrade also moves the learner's items to blind places (vault_items.h).
Result<Vault> unlock_learner(Db& db, LearnerId const& id, DeviceKey const& device);
Done set_language(Db& db, LearnerId const& id, std::string_view language);

}  // namespace carrel::sync
