#include "sync/trust/padding.h"

#include <bit>

namespace carrel::sync {

std::size_t padme_size(std::size_t size) {
  if (size < 2) return size;
  auto const magnitude = static_cast<unsigned>(std::bit_width(size)) - 1;
  auto const digits = static_cast<unsigned>(std::bit_width(magnitude));
  auto const mask = (std::size_t{1} << (magnitude - digits)) - 1;
  return magnitude <= digits ? size : (size + mask) & ~mask;
}

void pad(Bytes& bytes, std::size_t around) {
  bytes.push_back(0x80);
  bytes.resize(padme_size(bytes.size() + around) - around, 0);
}

Result<BytesView> unpad(BytesView padded) {
  auto size = padded.size();
  while (size > 0 && padded[size - 1] == 0) --size;
  if (size == 0 || padded[size - 1] != 0x80) return Error{Fault::corrupt, "padding"};
  return padded.first(size - 1);
}

}  // namespace carrel::sync
