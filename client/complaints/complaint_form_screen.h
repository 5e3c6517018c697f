// The formal complaint: five short steps with everything that is asked, then the page that says where it is now.
// What a valid complaint is, is complaint.h; saving is a deed of the desk, which hears of every keystroke.
#pragma once

#include "client/app/page.h"

namespace carrel::client {

void draw_complaint(Page& page);

/// The whole form as facts to read: the last step, and the copy of what was filed.
enum class FiledForm { as_it_is, can_change };
/// Step by step, each under its name. Gives the step that is to be changed, where that is offered.
std::optional<Step> draw_filed_form(Page& page, ComplaintDraft const& form, std::span<Attachment const> files,
                                    FiledForm how = FiledForm::as_it_is);

/// What it is about, in words: the nature, or the person's own words.
std::string say_about(Page const& page, ComplaintDraft const& form);

}  // namespace carrel::client
