#include "client/consent/consent_flow.h"

#include "client/consent/consent_wire.h"
#include "client/requests/letter_flow.h"
#include "sync/outbox/outbox.h"

namespace carrel::client {
namespace {

using sync::Done;
using sync::Error;
using sync::Fault;

Done someone(Desk const& desk) {
  if (!desk.vault) return Error{Fault::refused, "nobody is here"};
  return {};
}

std::string text_version(Policies const& policies, std::string_view purpose_id) {
  auto const* purpose = policies.purposes.find(purpose_id);
  auto const* document = purpose ? policies.documents.find(purpose->document) : nullptr;
  return document ? document->version : std::string();
}

}  // namespace

ConsentTime consent_time(Desk const& desk) { return {desk.now.wall, sync::earliest_now(desk.time)}; }

Done set_consent(Desk& desk, std::string_view purpose, bool on, ConsentViewer const& viewer) {
  CHECKED(someone(desk));
  TRY(before, consent_ledger(desk.db, *desk.vault));
  auto const changes = turn_switch(desk.policies.purposes, before, purpose, on ? ConsentState::given : ConsentState::withdrawn, viewer,
                                   consent_time(desk));
  if (changes.empty()) return {};
  TRY(tx, sync::Transaction::begin(desk.db));
  auto now = before;
  for (auto const& change : changes) {
    ConsentEntry entry{change.purpose, change.state, desk.now.wall, std::nullopt, ConsentOrigin::device,
                       text_version(desk.policies, change.purpose), sync::make_id<sync::ActionId>(desk.entropy), false};
    if (desk.time.proven != sync::WallTime{}) entry.proven = sync::earliest_now(desk.time);
    LetterNote const note{"consent_change", "consent.purpose." + change.purpose + ".title", true, change.priority == 1};
    CHECKED(put_letter(desk, *entry.action, note, consent_body(change, entry.version)));
    now.push_back(std::move(entry));
  }
  CHECKED(keep_ledger(desk.db, *desk.vault, before, now));
  return tx.commit();
}

sync::Result<std::vector<ConsentEntry>> list_consents(Desk& desk) {
  CHECKED(someone(desk));
  TRY(before, consent_ledger(desk.db, *desk.vault));
  auto now = before;
  for (auto& entry : now) {
    if (entry.received || !entry.action) continue;
    TRY(letter, sync::outbox::find(desk.db, *entry.action));
    entry.received = letter && letter->state == sync::ActionState::accepted;
  }
  if (now == before) return now;
  TRY(tx, sync::Transaction::begin(desk.db));
  CHECKED(keep_ledger(desk.db, *desk.vault, before, now));
  CHECKED(tx.commit());
  return now;
}

Done absorb_consent_news(Desk& desk, sync::Json const& body) {
  CHECKED(someone(desk));
  TRY(stated, read_consent_news(body));
  TRY(before, consent_ledger(desk.db, *desk.vault));
  auto now = before;
  merge_platform_entry(now, stated);
  return keep_ledger(desk.db, *desk.vault, before, now);
}

}  // namespace carrel::client
