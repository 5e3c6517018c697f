#include "client/requests/letter_store.h"

#include <map>

#include "sync/outbox/outbox.h"
#include "sync/trust/vault_items.h"

namespace carrel::client {
namespace {

using sync::Json;

constexpr std::string_view note_kind = "letter";
constexpr int listed_max = 1'000;  // More than a kiosk gathers in a winter; the count of others is then "at least".

LetterState state_of(sync::ActionState state) {
  switch (state) {
    case sync::ActionState::queued: return LetterState::queued;
    case sync::ActionState::sent: return LetterState::sent;
    case sync::ActionState::parked: return LetterState::parked;
    case sync::ActionState::accepted:
    case sync::ActionState::replaced: break;
  }
  return LetterState::accepted;
}

void fill_note(OutboxFact& fact, Json const& note) {
  fact.kind = note.text_or("kind", "");
  fact.detail = note.text_or("detail", "");
  fact.detail_is_key = note.flag_or("detail_is_key", false);
  fact.takes_away = note.flag_or("takes_away", false);
}

}  // namespace

sync::Done note_letter(sync::Db& db, sync::Vault const& vault, sync::ActionId const& id, LetterNote const& note) {
  return sync::put_item(db, vault, note_kind, id.text(),
                        Json::object({{"kind", note.kind},
                                      {"detail", note.detail},
                                      {"detail_is_key", note.detail_is_key},
                                      {"takes_away", note.takes_away}}));
}

sync::Done forget_letter(sync::Db& db, sync::Vault const& vault, sync::ActionId const& id) {
  return sync::erase_item(db, vault, note_kind, id.text());
}

sync::Result<std::vector<OutboxFact>> outbox_facts(sync::Db& db, sync::Vault const& vault) {
  TRY(entries, sync::list_items(db, vault, note_kind));
  std::map<std::string, Json, std::less<>> notes;
  for (auto& [key, json] : entries) notes.emplace(std::move(key), std::move(json));
  TRY(items, sync::outbox::list(db, std::nullopt, listed_max));
  std::vector<OutboxFact> facts;
  for (auto const& item : items) {
    OutboxFact fact;
    fact.id = item.id;
    fact.mine = item.learner == vault.learner();
    fact.state = state_of(item.state);
    auto const note = notes.find(item.id.text());
    if (fact.state == LetterState::accepted) {
      if (note != notes.end()) CHECKED(forget_letter(db, vault, item.id));
      continue;
    }
    if (fact.mine && note != notes.end()) fill_note(fact, note->second);
    fact.priority = static_cast<int>(item.priority);
    fact.seq = item.seq;
    fact.size = static_cast<std::size_t>(item.size);
    fact.attempts = static_cast<int>(item.attempts);
    fact.filed = item.filed_at;
    fact.next_try = item.next_try;
    fact.refusal = item.reason;
    facts.push_back(std::move(fact));
  }
  return facts;
}

}  // namespace carrel::client
