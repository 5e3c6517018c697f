// The fields of the complaint's steps. Used by complaint_form_screen alone.
#pragma once

#include <vector>

#include "client/app/page.h"

namespace carrel::client {

struct ComplaintStep {
  Page& page;
  ComplaintDraft& form;
  std::vector<Problem> problems;  ///< Those to show; none before the first try.
};

/// The short way, for a concern: what it is, and who asks.
void draw_question(ComplaintStep const& step);
void draw_who(ComplaintStep const& step);
void draw_about(ComplaintStep const& step);
void draw_happened(ComplaintStep const& step);
void draw_wish(ComplaintStep const& step);
/// At the end of every step: the request for help, and where the draft is.
void draw_help_and_saved(ComplaintStep const& step);

}  // namespace carrel::client
