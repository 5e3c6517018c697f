// Written text as it is said: references by their letters, times and sizes as words, signs by their names.
// Knows the languages whose short forms the kit writes; the text of any other is left as it is, but for spaces and signs.
#pragma once

#include <string>
#include <string_view>

#include "client/kit/words.h"

namespace carrel::client {

/// Running text. Doing it twice changes nothing.
std::string spoken(std::string_view text, std::string_view language);

/// "RC-2026-004817": capitals, digits and a hyphen.
bool is_reference(std::string_view word);

/// "R C, 2026, 0 0 4 8 1 7": capitals and long or zero-led numbers one by one.
std::string spelled_reference(std::string_view reference);

/// Program text: its signs by name, a full stop after each line.
std::string spoken_code(std::string_view code, kit::Words const& words);

/// What a typed character is called: "space", "capital A", "at", else itself.
std::string name_of_character(char32_t character, kit::Words const& words);

}  // namespace carrel::client
