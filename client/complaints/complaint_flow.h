// Deeds about complaints. Each is one transaction: when it returns success, everything it says is on the medium.
// None asks whether there is a connection. Faults: refused (nobody is here, or the state does not allow it), invalid (the form is not
// complete, an empty text), and those of the database; after a fault nothing has changed and the draft is still there.
#pragma once

#include <optional>
#include <vector>

#include "client/app/desk_context.h"
#include "client/complaints/complaint_store.h"

namespace carrel::client {

/// Seals what was typed so far. The screen may say "draft saved" after it.
sync::Done keep_complaint_draft(Desk& desk, ComplaintDraft const& form);
sync::Result<std::optional<KeptDraft>> open_complaint_draft(Desk& desk);
/// Deletes the draft. A request for help that came out of it has its own way and stays.
sync::Done drop_complaint_draft(Desk& desk);

/// Letter, the learner's own copy and the end of the draft, together. A corrected complaint goes under a new id; the refused one is
/// closed in the same transaction. When help was asked for and not yet requested, that request goes too. A form whose first
/// question says "concern" becomes a question to the team instead, with its `details` as the text.
sync::Result<sync::ActionId> file_complaint(Desk& desk, ComplaintDraft const& form);

/// "I need help or another format": a request of its own, at once, even when the complaint is unfinished. Once a draft.
sync::Done ask_for_help(Desk& desk, ComplaintDraft const& form);

/// Only while it has not left: gone from here, nothing is sent. With `edit` its text becomes the draft again.
sync::Done take_back_complaint(Desk& desk, sync::ActionId const& id, bool edit);
/// The text of a refused complaint becomes the draft; the refused one stays until the corrected one is filed.
sync::Done correct_complaint(Desk& desk, sync::ActionId const& id);
/// `sentence` is what was typed; the screen has compared it (confirms). The state stays until the platform confirms.
sync::Done withdraw_complaint(Desk& desk, sync::ActionId const& id, std::string const& sentence);
sync::Done answer_question(Desk& desk, sync::ActionId const& id, std::string const& text);

/// The learner's complaints, brought up to what the outbox knows by now (sent, received with its receipt, refused).
sync::Result<std::vector<Complaint>> list_complaints(Desk& desk);

/// Takes news of kind "complaint_event". Inside the caller's transaction. An event about a complaint filed elsewhere makes a copy
/// without a form, so that nothing the platform says is lost.
sync::Done absorb_complaint_news(Desk& desk, sync::Json const& body);

}  // namespace carrel::client
