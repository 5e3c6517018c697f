// Byte strings, and their two printable forms.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.h"

namespace carrel::sync {

using Bytes = std::vector<std::uint8_t>;
using BytesView = std::span<std::uint8_t const>;

/// The same memory seen as text, and text seen as bytes. Nothing is copied; the owner must outlive the view.
inline std::string_view as_text(BytesView bytes) {
  return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}
inline BytesView as_bytes(std::string_view text) {
  return {reinterpret_cast<std::uint8_t const*>(text.data()), text.size()};
}
inline Bytes to_bytes(BytesView view) { return {view.begin(), view.end()}; }
inline Bytes to_bytes(std::string_view text) { return to_bytes(as_bytes(text)); }

/// Lower-case hexadecimal, and back (only lower or upper case digits, even length).
std::string to_hex(BytesView bytes);
Result<Bytes> from_hex(std::string_view text);

/// base64url without padding (RFC 4648 section 5), and back; anything else is Fault::invalid.
std::string to_base64url(BytesView bytes);
Result<Bytes> from_base64url(std::string_view text);

/// base64 with padding (RFC 4648 section 4), as DSSE wants it.
std::string to_base64(BytesView bytes);
Result<Bytes> from_base64(std::string_view text);

/// True when the text is valid UTF-8 (RFC 3629) without U+0000.
bool is_utf8(std::string_view text);

}  // namespace carrel::sync
