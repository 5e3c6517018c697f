#include "client/requests/letter_flow.h"

#include "sync/outbox/file_action.h"

namespace carrel::client {

sync::Done put_letter(Desk& desk, sync::ActionId const& id, LetterNote const& note, sync::Json body,
                      std::optional<sync::ActionId> const& waits_for) {
  if (!desk.vault) return sync::Error{sync::Fault::refused, "nobody is here"};
  sync::ActionDraft draft;
  draft.id = id;
  draft.kind = note.kind;
  draft.priority = static_cast<sync::Priority>(priority_of(note.kind, note.takes_away));
  draft.body = std::move(body);
  draft.waits_for = waits_for;
  CHECKED(sync::file_action(desk.db, *desk.vault, desk.platform, draft, {desk.device, desk.now.wall, desk.time}));
  return note_letter(desk.db, *desk.vault, id, note);
}

}  // namespace carrel::client
