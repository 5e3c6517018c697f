#include "sync/base/varint.h"

namespace carrel::sync {

void put_varint(Bytes& out, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) out.push_back(static_cast<std::uint8_t>(number | 0x80));
  out.push_back(static_cast<std::uint8_t>(number));
}

std::optional<std::uint64_t> take_varint(BytesView& in) {
  std::uint64_t number = 0;
  for (unsigned shift = 0; shift < 64 && !in.empty(); shift += 7) {
    auto const byte = in.front();
    in = in.subspan(1);
    if (shift == 63 && byte > 1) return {};
    number |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return byte == 0 && shift > 0 ? std::nullopt : std::optional(number);
  }
  return {};
}

}  // namespace carrel::sync
