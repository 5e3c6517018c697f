// Letters of any script: large and small. Pure; by the tables of the C library, which are the same everywhere and need no
// locale to be installed.
#pragma once

#include <string>
#include <string_view>

namespace carrel::kit {

/// Every letter that has a capital one letter long becomes it: "œuvre" gives "ŒUVRE"; "ß" stays.
std::string upper_case(std::string_view text);

/// With a capital first letter, as at the start of a line ("Mardi 24 novembre").
std::string capitalised(std::string_view text);

}  // namespace carrel::kit
