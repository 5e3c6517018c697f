// Files that go with a complaint: in the form, on the page where one is chosen from a stick, and on the page of a filed complaint.
#pragma once

#include "client/app/page.h"

namespace carrel::client {

/// What lies on the sticks.
void draw_files(Page& page);

/// In the form: the files of the draft, what may be added, and the way to add one.
void draw_attachments(Page& page);
/// Of a filed complaint: each file and how far it has come.
void draw_filed_files(Page& page, std::span<FiledFile const> files);
/// "2 files: 1 received, 1 waiting".
std::string say_files(Page const& page, std::span<FiledFile const> files);
/// As a fact under the others of a form; nothing when there are none.
void draw_files_fact(Page& page, std::span<Attachment const> files);

}  // namespace carrel::client
