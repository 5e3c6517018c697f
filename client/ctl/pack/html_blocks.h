// A block of raw HTML inside Markdown, told to a BlockBuilder.
// Carries text, pictures, headings, rules and <details>; every element without a counterpart is named as a loss.
#pragma once

#include <string_view>

#include "client/ctl/pack/block_builder.h"

namespace carrel::client {

/// `line` is where `html` begins in the source file.
void read_html(std::string_view html, int line, BlockBuilder& out);

}  // namespace carrel::client
