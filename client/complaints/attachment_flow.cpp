#include "client/complaints/attachment_flow.h"

#include <algorithm>

#include "client/complaints/attachment_store.h"
#include "client/complaints/complaint_wire.h"
#include "client/requests/letter_flow.h"
#include "sync/outbox/outbox.h"

namespace carrel::client {
namespace {

using sync::ActionId;
using sync::Done;
using sync::Error;
using sync::Fault;
using sync::Result;

Done someone(Desk const& desk) {
  if (!desk.vault) return Error{Fault::refused, "nobody is here"};
  return {};
}

bool drop_removed(KeptDraft& draft) {
  auto const before = draft.files.size();
  std::erase_if(draft.files, [](Attachment const& one) { return one.removed; });
  return draft.files.size() != before;
}

std::string digest_text(sync::BytesView bytes) { return sync::to_base64url(sync::digest_of(bytes).bytes); }

Done save(Desk& desk, KeptDraft& draft) {
  draft.kept = desk.now.wall;
  CHECKED(keep_draft(desk.db, *desk.vault, draft));
  return erase_unneeded_files(desk);
}

}  // namespace

Result<std::string_view> attach_file(Desk& desk, ComplaintDraft const& form, std::string_view name, sync::BytesView bytes) {
  CHECKED(someone(desk));
  TRY(kept, find_draft(desk.db, *desk.vault));
  auto draft = kept.value_or(KeptDraft{form, desk.now.wall, {}, {}, {}});
  drop_removed(draft);
  auto const& limits = desk.policies.evidence;
  if (auto const why = refuse_size(bytes.size(), draft.files, limits); !why.empty()) return why;
  auto const kind = sniff(bytes, true);
  auto const digest = digest_text(bytes);
  if (auto const why = refuse_bytes(kind, digest, draft.files, limits); !why.empty()) return why;
  draft.files.push_back({digest, plain_name(name), *kind, bytes.size(), false});
  TRY(tx, sync::Transaction::begin(desk.db));
  CHECKED(put_file(desk.db, *desk.vault, digest, bytes));
  CHECKED(save(desk, draft));
  CHECKED(tx.commit());
  return std::string_view{};
}

Result<std::string_view> remove_attachment(Desk& desk, std::string const& digest, bool removed) {
  CHECKED(someone(desk));
  TRY(draft, find_draft(desk.db, *desk.vault));
  if (!draft) return Error{Fault::refused, "no draft"};
  auto const file = std::find_if(draft->files.begin(), draft->files.end(), [&](Attachment const& one) { return one.digest == digest; });
  if (file == draft->files.end()) return Error{Fault::refused, "no such file"};
  if (file->removed == removed) return std::string_view{};
  if (!removed)
    if (auto const why = refuse_size(file->size, draft->files, desk.policies.evidence); !why.empty()) return why;
  file->removed = removed;
  TRY(tx, sync::Transaction::begin(desk.db));
  CHECKED(save(desk, *draft));
  CHECKED(tx.commit());
  return std::string_view{};
}

Done forget_removed_files(Desk& desk) {
  CHECKED(someone(desk));
  TRY(draft, find_draft(desk.db, *desk.vault));
  if (!draft || !drop_removed(*draft)) return {};
  TRY(tx, sync::Transaction::begin(desk.db));
  CHECKED(keep_draft(desk.db, *desk.vault, *draft));
  CHECKED(erase_unneeded_files(desk));
  return tx.commit();
}

Result<std::vector<FiledFile>> file_files(Desk& desk, ActionId const& complaint, std::vector<Attachment> const& files) {
  std::vector<FiledFile> filed;
  for (auto const& file : files) {
    if (file.removed) continue;
    FiledFile one;
    one.file = file;
    for (std::size_t part = 0; part < parts_of(file.size); ++part) {
      TRY(bytes, file_part(desk.db, *desk.vault, file.digest, part));
      auto const id = sync::make_id<ActionId>(desk.entropy);
      CHECKED(put_letter(desk, id, {"evidence", file.name, false, false}, evidence_body(complaint, file.digest, part, bytes), complaint));
      one.parts.push_back(id);
    }
    filed.push_back(std::move(one));
  }
  return filed;
}

Done take_back_files(Desk& desk, ActionId const& complaint) {
  TRY(held, sync::outbox::held_back_by(desk.db, complaint));
  for (auto const& id : held) {
    CHECKED(sync::outbox::take_back(desk.db, id));
    CHECKED(forget_letter(desk.db, *desk.vault, id));
  }
  return {};
}

Done erase_unneeded_files(Desk& desk) {
  TRY(kept, kept_files(desk.db, *desk.vault));
  if (kept.empty()) return {};
  std::vector<std::string> wanted;
  TRY(draft, find_draft(desk.db, *desk.vault));
  if (draft)
    for (auto const& one : draft->files) wanted.push_back(one.digest);
  if (desk.aside)
    for (auto const& one : desk.aside->files) wanted.push_back(one.digest);
  TRY(complaints, all_complaints(desk.db, *desk.vault));
  for (auto const& complaint : complaints)
    for (auto const& one : complaint.files)
      if (!one.received) wanted.push_back(one.file.digest);
  return erase_files_but(desk.db, *desk.vault, wanted);
}

Done catch_up_files(Desk& desk, std::vector<FiledFile>& files) {
  for (auto& one : files) {
    if (one.received) continue;
    one.refusal.clear();
    // They leave in this order, so only the first that has not arrived can say anything new.
    while (static_cast<std::size_t>(one.arrived) < one.parts.size()) {
      TRY(letter, sync::outbox::find(desk.db, one.parts[static_cast<std::size_t>(one.arrived)]));
      if (letter && letter->state == sync::ActionState::parked) one.refusal = letter->reason;
      if (!letter || letter->state != sync::ActionState::accepted) break;
      ++one.arrived;
    }
    if (one.parts.empty() || static_cast<std::size_t>(one.arrived) < one.parts.size()) continue;
    TRY(receipt, sync::outbox::receipt_of(desk.db, *desk.vault, one.parts.back()));
    one.received = receipt ? receipt->received_at : desk.now.wall;
  }
  return {};
}

}  // namespace carrel::client
