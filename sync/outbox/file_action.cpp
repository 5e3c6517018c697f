#include "sync/outbox/file_action.h"

namespace carrel::sync {

Done file_action(Db& db, Vault const& vault, PlatformKeys const& platform, ActionDraft const& draft, FiledBy const& by) {
  if (!db.in_transaction()) return Error{Fault::refused, "filed outside a transaction"};
  TRY(seq, outbox::take_seq(db));
  ActionPlain const plain{draft.id, draft.kind, draft.schema, by.device, vault.learner(), seq, by.wall, by.evidence, draft.body};
  TRY(sealed, seal_action(plain, vault.sign_keys(), platform.seal));
  return outbox::put(db, sealed, vault.learner(), draft.priority, seq, by.wall, draft.waits_for);
}

}  // namespace carrel::sync
