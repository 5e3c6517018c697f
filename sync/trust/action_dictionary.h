// Text that actions are likely to contain, given to zstd beforehand on both sides: a short form then travels at half its size.
// Frozen: the format of an action says which dictionary it means. A better one is a new format beside these.
#pragma once

#include <cstdint>
#include <string_view>

#include "sync/base/bytes.h"

namespace carrel::sync {

inline constexpr std::uint8_t action_format_1 = 1;
inline constexpr std::uint8_t action_format_2 = 2;

/// Of format 1: plain text, and no tables.
std::string_view action_dictionary();
/// Of format 2: words, and the tables of zstd that fit them (RFC 8878 section 5), made by make_action_dictionary.
BytesView action_dictionary_2();

}  // namespace carrel::sync
