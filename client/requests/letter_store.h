// What a learner's letters are, in the learner's own sealed notes: the outbox itself knows only sizes and numbers.
// Together they make the facts for "Waiting to be sent".
#pragma once

#include <string>
#include <vector>

#include "client/requests/outbox_view.h"
#include "sync/db/db.h"
#include "sync/trust/vault.h"

namespace carrel::client {

/// What the note beside a letter says. `detail` is a few of the learner's words, or a key of the words.
struct LetterNote {
  std::string kind;
  std::string detail;
  bool detail_is_key = false;
  bool takes_away = false;
};

sync::Done note_letter(sync::Db& db, sync::Vault const& vault, sync::ActionId const& id, LetterNote const& note);
sync::Done forget_letter(sync::Db& db, sync::Vault const& vault, sync::ActionId const& id);

/// Everything in the outbox that still waits; others' letters without a note. Notes of letters that arrived are dropped.
sync::Result<std::vector<OutboxFact>> outbox_facts(sync::Db& db, sync::Vault const& vault);

}  // namespace carrel::client
