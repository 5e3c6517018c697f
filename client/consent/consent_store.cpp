#include "client/consent/consent_store.h"

#include "sync/trust/vault_items.h"

namespace carrel::client {
namespace {

using sync::Error;
using sync::Fault;
using sync::Json;
using sync::Result;

constexpr std::string_view entry_kind = "consent";

// Zero-padded, so that the order of keys is the order of appending.
std::string key_of(std::size_t index) {
  auto const digits = std::to_string(index);
  return std::string(8 - std::min<std::size_t>(8, digits.size()), '0') + digits;
}

Json to_json(ConsentEntry const& entry) {
  auto json = Json::object({{"purpose", entry.purpose},
                            {"state", name_of(entry.state)},
                            {"at", sync::to_rfc3339(entry.at)},
                            {"origin", name_of(entry.origin)},
                            {"version", entry.version},
                            {"received", entry.received}});
  if (entry.proven) json.set("proven", sync::to_rfc3339(*entry.proven));
  if (entry.action) json.set("action", entry.action->text());
  return json;
}

Result<ConsentEntry> read_entry(Json const& json) {
  ConsentEntry entry;
  TRY(purpose, json.text("purpose"));
  auto const state = consent_state_of(json.text_or("state", ""));
  auto const at = sync::from_rfc3339(json.text_or("at", ""));
  if (!state || !at) return Error{Fault::corrupt, "consent entry"};
  entry.purpose = purpose;
  entry.state = *state;
  entry.at = *at;
  entry.origin = consent_origin_of(json.text_or("origin", ""));
  entry.version = json.text_or("version", "");
  entry.received = json.flag_or("received", false);
  if (auto const proven = sync::from_rfc3339(json.text_or("proven", ""))) entry.proven = *proven;
  if (auto const action = sync::ActionId::parse(json.text_or("action", ""))) entry.action = *action;
  return entry;
}

}  // namespace

Result<std::vector<ConsentEntry>> consent_ledger(sync::Db& db, sync::Vault const& vault) {
  TRY(items, sync::list_items(db, vault, entry_kind));
  std::vector<ConsentEntry> entries;
  for (auto const& [key, json] : items) {
    TRY(entry, read_entry(json));
    entries.push_back(std::move(entry));
  }
  return entries;
}

sync::Done keep_ledger(sync::Db& db, sync::Vault const& vault, std::span<ConsentEntry const> before,
                       std::span<ConsentEntry const> now) {
  if (now.size() < before.size()) return Error{Fault::refused, "the ledger only grows"};
  for (std::size_t i = 0; i < now.size(); ++i)
    if (i >= before.size() || now[i] != before[i])
      CHECKED(sync::put_item(db, vault, entry_kind, key_of(i), to_json(now[i])));
  return {};
}

}  // namespace carrel::client
