#include "sync/base/secret.h"

#include <sodium.h>

#include <algorithm>
#include <cstdlib>

namespace carrel::sync {

Secret::Secret(std::size_t size) : size_(size) {
  if (sodium_init() < 0) std::abort();
  bytes_.reset(static_cast<std::uint8_t*>(sodium_malloc(size)));
  if (!bytes_) std::abort();
  std::fill_n(bytes_.get(), size, std::uint8_t{0});
}

Secret Secret::random(std::size_t size, Entropy& entropy) {
  Secret secret(size);
  entropy.fill(secret.room());
  return secret;
}

Secret Secret::copy_of(BytesView bytes) {
  Secret secret(bytes.size());
  std::copy(bytes.begin(), bytes.end(), secret.room().begin());
  return secret;
}

void Secret::Free::operator()(std::uint8_t* bytes) const { sodium_free(bytes); }

void wipe(std::span<std::uint8_t> bytes) { sodium_memzero(bytes.data(), bytes.size()); }

}  // namespace carrel::sync
