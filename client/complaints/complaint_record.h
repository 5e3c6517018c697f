// The form and the learner's own copy as JSON, and back. Used to keep them sealed on this device; letters are complaint_wire.
// Members that are missing read as unanswered, so that a draft of an older program still opens.
#pragma once

#include "client/complaints/complaint_life.h"
#include "sync/base/json.h"

namespace carrel::client {

sync::Json to_json(ComplaintDraft const& form);
ComplaintDraft read_complaint_form(sync::Json const& json);

sync::Json to_json(Attachment const& file);
/// Fault::corrupt without a digest, a size or a kind that is known.
sync::Result<Attachment> read_attachment(sync::Json const& json);

sync::Json to_json(Complaint const& complaint);
/// Fault::corrupt without an id, a state or a moment of filing.
sync::Result<Complaint> read_complaint(sync::Json const& json);

/// An event as the learner's copy keeps it, which is also how the platform states it.
sync::Result<ComplaintEvent> read_complaint_event(sync::Json const& json);

}  // namespace carrel::client
