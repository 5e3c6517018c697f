// Letters about complaints: what a filed form, a withdrawal, an answer, a call for help and a concern look like to the platform,
// and how its events read. The only place that knows those field names besides the learner's own copy.
#pragma once

#include <optional>
#include <string>

#include "client/complaints/complaint_life.h"
#include "sync/base/json.h"

namespace carrel::client {

sync::Json complaint_body(ComplaintDraft const& form);
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
