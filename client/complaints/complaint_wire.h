// Letters about complaints: what a filed form, a withdrawal, an answer, a call for help and a concern look like to the platform,
// and how its events read. The only place that knows those field names besides the learner's own copy.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "client/complaints/complaint_life.h"
#include "sync/base/json.h"

namespace carrel::client {

/// `files` are announced with it; their bytes follow in letters of their own. Those that were removed are left out.
sync::Json complaint_body(ComplaintDraft const& form, std::span<Attachment const> files = {});
/// One part of an announced file, counted from 0.
sync::Json evidence_body(sync::ActionId const& complaint, std::string_view file, std::size_t part, sync::BytesView bytes);
sync::Json withdrawal_body(sync::ActionId const& complaint, std::string_view sentence);
sync::Json reply_body(sync::ActionId const& complaint, std::string_view text);
/// "I need help or another format", with who asks and where they are in the form.
sync::Json help_body(ComplaintDraft const& form);
/// A concern, which is a question to the team and no complaint.
sync::Json concern_body(ComplaintDraft const& form);

struct ComplaintNews {
  sync::ActionId complaint;
  ComplaintEvent event;
  std::string reference;
  std::optional<Date> acknowledge_by, answer_by;
};
/// The body of news of kind "complaint_event".
sync::Result<ComplaintNews> read_complaint_news(sync::Json const& body);

}  // namespace carrel::client
