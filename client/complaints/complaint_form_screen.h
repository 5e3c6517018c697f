// The formal complaint: five short steps with everything that is asked, then the page that says where it is now.
// What a valid complaint is, is complaint.h; saving is a deed of the desk, which hears of every keystroke.
#pragma once

#include "client/app/page.h"

namespace carrel::client {

void draw_complaint(Page& page);

/// The whole form as facts to read: the last step, and the copy of what was filed.
void draw_filed_form(Page& page, ComplaintDraft const& form);

/// What it is about, in words: the nature, or the person's own words.
std::string say_about(Page const& page, ComplaintDraft const& form);

}  // namespace carrel::client
