// A quiz's JSON as authors write it, made ready for the reader: Markdown read, rules checked.
#pragma once

#include "client/ctl/pack/inline_builder.h"

namespace carrel::client {

/// `text` is the author's file. Fault::invalid with a sentence when a learner could not answer it: no right choice, two right
/// choices in a "single" question, an id that stands twice. The result is a quiz document (docs/course-pack.md).
sync::Result<sync::Json> pack_quiz(std::string const& text, std::string const& file, std::string const& id, Surroundings& around);

}  // namespace carrel::client
