#include "client/requests/letter_store.h"

#include <map>

#include "sync/outbox/outbox.h"
#include "sync/trust/vault_items.h"

namespace carrel::client {
namespace {

using sync::Json;

constexpr std::string_view note_kind = "letter";
constexpr int listed_max = 5'000;  // More than a kiosk gathers in a winter, files with it; the count of others is then "at least".

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

namespace {

// Notes of letters that arrived. A medium without room keeps them until another time: they are only not shown.
sync::Done forget_arrived(sync::Db& db, sync::Vault const& vault, std::map<std::string, Json, std::less<>> const& notes) {
  std::vector<sync::ActionId> arrived;
  for (auto const& [key, json] : notes) {
    auto const id = sync::ActionId::parse(key);
    if (!id) continue;
    TRY(item, sync::outbox::find(db, *id));
    if (item && state_of(item->state) == LetterState::accepted) arrived.push_back(*id);
  }
  if (arrived.empty()) return {};
  TRY(tx, sync::Transaction::begin(db));
  for (auto const& id : arrived) CHECKED(forget_letter(db, vault, id));
  return tx.commit();
}

}  // namespace

sync::Result<std::vector<OutboxFact>> outbox_facts(sync::Db& db, sync::Vault const& vault) {
  TRY(entries, sync::list_items(db, vault, note_kind));
  std::map<std::string, Json, std::less<>> notes;
  for (auto& [key, json] : entries) notes.emplace(std::move(key), std::move(json));
  TRY(items, sync::outbox::waiting(db, vault.learner(), listed_max));
  std::vector<OutboxFact> facts;
  for (auto const& item : items) {
    OutboxFact fact;
    fact.id = item.id;
    fact.mine = item.learner == vault.learner();
    fact.state = state_of(item.state);
    if (auto const note = notes.find(item.id.text()); note != notes.end()) {
      if (fact.mine) fill_note(fact, note->second);
      notes.erase(note);
    }
    fact.priority = static_cast<int>(item.priority);
    fact.seq = item.seq;
    fact.size = static_cast<std::size_t>(item.size);
    fact.attempts = static_cast<int>(item.attempts);
    fact.filed = item.filed_at;
    fact.next_try = item.next_try;
    fact.refusal = item.reason;
    fact.follows = item.waits_for.has_value();
    facts.push_back(std::move(fact));
  }
  if (auto done = forget_arrived(db, vault, notes); !done && done.error().fault != sync::Fault::full) return done.error();
  return facts;
}

}  // namespace carrel::client
