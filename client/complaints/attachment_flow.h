// Deeds about the files of a complaint: adding one to the draft, taking it off, and what filing, taking back and receipts do to them.
// A file lies in the learner's vault from the moment it was read until the platform has confirmed all of it, and no longer; when the
// complaint is filed it is sealed to the platform as well, in parts that wait for the complaint's receipt.
#pragma once

#include "client/app/desk_context.h"
#include "client/complaints/complaint_store.h"

namespace carrel::client {

/// Adds a file that was read whole: its bytes and the draft in one transaction. `form` is what stands in the form, for a draft that
/// nobody kept yet; `name` as the medium has it. Gives the key of the sentence that refuses it; empty when it was added.
sync::Result<std::string_view> attach_file(Desk& desk, ComplaintDraft const& form, std::string_view name, sync::BytesView bytes);
/// Off the draft, or on again ("undo"). Refused as above when meanwhile there is no room for it.
sync::Result<std::string_view> remove_attachment(Desk& desk, std::string const& digest, bool removed);
/// What was taken off is erased for good.
sync::Done forget_removed_files(Desk& desk);

// ---- for complaint_flow, inside its transactions ----

/// Seals them to the platform.
sync::Result<std::vector<FiledFile>> file_files(Desk& desk, sync::ActionId const& complaint, std::vector<Attachment> const& files);
/// The letters that carry files of that complaint, as far as none has left.
sync::Done take_back_files(Desk& desk, sync::ActionId const& complaint);
/// What neither the draft nor a complaint still needs.
sync::Done erase_unneeded_files(Desk& desk);
/// What the outbox knows of them since they were last looked at.
sync::Done catch_up_files(Desk& desk, std::vector<FiledFile>& files);

}  // namespace carrel::client
