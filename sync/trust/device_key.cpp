#include "sync/trust/device_key.h"

#include <sodium.h>

#include "sync/trust/purposes.h"
#include "sync/trust/secret_box.h"

namespace carrel::sync {

namespace {

Secret derived(Secret const& secret, unsigned number) {
  Secret key(32);
  crypto_kdf_derive_from_key(key.room().data(), 32, number, purposes::kdf_device, secret.view().data());
  return key;
}

}  // namespace

Result<DeviceKey> DeviceKey::from(Secret secret) {
  if (secret.view().size() != crypto_kdf_KEYBYTES) return Error{Fault::invalid, "device key"};
  return DeviceKey(std::move(secret));
}

Bytes DeviceKey::seal(std::string_view name, BytesView plain) const {
  auto const key = derived(secret_, purposes::kdf_device_secrets);
  return lock_box(key.view(), bound_of({purposes::device_secret, name}), plain);
}

Result<Bytes> DeviceKey::open(std::string_view name, BytesView sealed) const {
  auto const key = derived(secret_, purposes::kdf_device_secrets);
  return unlock_box(key.view(), bound_of({purposes::device_secret, name}), sealed);
}

Secret DeviceKey::wrapping_key(LearnerId const& learner) const {
  auto const base = derived(secret_, purposes::kdf_device_wraps);
  auto const bound = bound_of({purposes::vault_wrap, as_text(learner.bytes)});
  Secret key(32);
  crypto_generichash(key.room().data(), 32, as_bytes(bound).data(), bound.size(), base.view().data(), 32);
  return key;
}

}  // namespace carrel::sync
