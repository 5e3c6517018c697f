// Text that actions are likely to contain, given to zstd beforehand on both sides: a short form then travels at half its size.
// Frozen: format 1 of an action means exactly this text. A better one is a new format beside it.
#pragma once

#include <string_view>

namespace carrel::sync {

inline constexpr unsigned char action_format = 1;
std::string_view action_dictionary();

}  // namespace carrel::sync
