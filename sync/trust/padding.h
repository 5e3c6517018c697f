// Padding that hides how long a text is, at a price of at most 12 % (Padmé, from "Reducing Metadata Leakage from Encrypted Files
// and Communication with PURBs", 2019): the length keeps only as many significant bits as its magnitude has digits.
#pragma once

#include <cstddef>

#include "sync/base/bytes.h"

namespace carrel::sync {

/// The smallest Padmé length that holds `size` bytes.
std::size_t padme_size(std::size_t size);

/// Appends 0x80 and zeros up to the next Padmé length, counting `around` bytes that will be added outside.
void pad(Bytes& bytes, std::size_t around = 0);
/// What was there before pad(); Fault::corrupt when it was not padded.
Result<BytesView> unpad(BytesView padded);

}  // namespace carrel::sync
