// Where sentences end. Small on purpose: the libraries at hand either know no sentences (libunibreak of Debian 12) or bring 30 MB (ICU).
// It may join two sentences after a short form it does not know; it never cuts a number, an address or a file name in two.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace carrel::client {

/// Bytes [first, second) of each sentence, without the spaces around it, in order. A line feed ends one too.
std::vector<std::pair<std::size_t, std::size_t>> sentences_of(std::string_view text);

}  // namespace carrel::client
