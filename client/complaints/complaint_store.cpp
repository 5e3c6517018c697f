#include "client/complaints/complaint_store.h"

#include "client/complaints/complaint_record.h"
#include "sync/trust/vault_items.h"

namespace carrel::client {
namespace {

using sync::ActionId;
using sync::Json;
using sync::Result;

constexpr std::string_view draft_kind = "draft", draft_key = "complaint", complaint_kind = "complaint";

std::optional<ActionId> read_id(Json const& json, std::string_view name) {
  auto const id = ActionId::parse(json.text_or(name, ""));
  return id ? std::optional(*id) : std::nullopt;
}

}  // namespace

sync::Done keep_draft(sync::Db& db, sync::Vault const& vault, KeptDraft const& draft) {
  auto json = Json::object({{"form", to_json(draft.form)}, {"kept", sync::to_rfc3339(draft.kept)}});
  if (draft.replaces) json.set("replaces", draft.replaces->text());
  if (draft.help) json.set("help", draft.help->text());
  Json files{sync::JsonArray{}};
  for (auto const& one : draft.files) files.push(to_json(one));
  json.set("files", std::move(files));
  return sync::put_item(db, vault, draft_kind, draft_key, json);  // When it was written stays sealed with it.
}

Result<std::optional<KeptDraft>> find_draft(sync::Db& db, sync::Vault const& vault) {
  TRY(json, sync::get_item(db, vault, draft_kind, draft_key));
  if (!json) return std::optional<KeptDraft>();
  KeptDraft draft;
  if (auto const* form = json->find("form")) draft.form = read_complaint_form(*form);
  if (auto const kept = sync::from_rfc3339(json->text_or("kept", ""))) draft.kept = *kept;
  draft.replaces = read_id(*json, "replaces");
  draft.help = read_id(*json, "help");
  for (auto const& one : json->list("files")) {
    TRY(file, read_attachment(one));
    draft.files.push_back(std::move(file));
  }
  return std::optional(std::move(draft));
}

sync::Done erase_draft(sync::Db& db, sync::Vault const& vault) { return sync::erase_item(db, vault, draft_kind, draft_key); }

sync::Done put_complaint(sync::Db& db, sync::Vault const& vault, Complaint const& complaint) {
  return sync::put_item(db, vault, complaint_kind, complaint.id.text(), to_json(complaint));
}

Result<std::optional<Complaint>> find_complaint(sync::Db& db, sync::Vault const& vault, ActionId const& id) {
  TRY(json, sync::get_item(db, vault, complaint_kind, id.text()));
  if (!json) return std::optional<Complaint>();
  TRY(complaint, read_complaint(*json));
  return std::optional(std::move(complaint));
}

Result<std::vector<Complaint>> all_complaints(sync::Db& db, sync::Vault const& vault) {
  TRY(entries, sync::list_items(db, vault, complaint_kind));
  std::vector<Complaint> complaints;
  for (auto const& [key, json] : entries) {
    TRY(complaint, read_complaint(json));
    complaints.push_back(std::move(complaint));
  }
  return complaints;
}

sync::Done erase_complaint(sync::Db& db, sync::Vault const& vault, ActionId const& id) {
  return sync::erase_item(db, vault, complaint_kind, id.text());
}

}  // namespace carrel::client
