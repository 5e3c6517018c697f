// Where a learner's complaints and the one open draft are kept: sealed items of the vault, nothing in the clear.
// There is one draft a learner: keeping another one takes the place of the first.
#pragma once

#include <optional>
#include <vector>

#include "client/complaints/complaint_life.h"
#include "sync/db/db.h"
#include "sync/trust/vault.h"

namespace carrel::client {

struct KeptDraft {
  ComplaintDraft form;
  sync::WallTime kept{};
  std::optional<sync::ActionId> replaces;  ///< A refused complaint that this corrects.
  std::optional<sync::ActionId> help;      ///< The request for help that was made for this form.
  std::vector<Attachment> files{};         ///< In the order in which they were added; their bytes are in attachment_store.
};

sync::Done keep_draft(sync::Db& db, sync::Vault const& vault, KeptDraft const& draft);
sync::Result<std::optional<KeptDraft>> find_draft(sync::Db& db, sync::Vault const& vault);
sync::Done erase_draft(sync::Db& db, sync::Vault const& vault);

sync::Done put_complaint(sync::Db& db, sync::Vault const& vault, Complaint const& complaint);
sync::Result<std::optional<Complaint>> find_complaint(sync::Db& db, sync::Vault const& vault, sync::ActionId const& id);
sync::Result<std::vector<Complaint>> all_complaints(sync::Db& db, sync::Vault const& vault);
sync::Done erase_complaint(sync::Db& db, sync::Vault const& vault, sync::ActionId const& id);

}  // namespace carrel::client
