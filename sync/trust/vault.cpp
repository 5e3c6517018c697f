#include "sync/trust/vault.h"

#include <sodium.h>

#include <algorithm>
#include <charconv>

#include "sync/trust/purposes.h"
#include "sync/trust/secret_box.h"

namespace carrel::sync {

namespace {

// The first byte of a wrapped key says by what it is wrapped. The device key alone is 1; with a PIN it will be 2.
constexpr std::uint8_t wrapped_by_device = 1;

Secret derived(Secret const& vault_key, unsigned number) {
  Secret key(32);
  crypto_kdf_derive_from_key(key.room().data(), 32, number, purposes::kdf_vault, vault_key.view().data());
  return key;
}

std::string bound_to(std::string_view purpose, LearnerId const& learner) {
  return bound_of({purpose, as_text(learner.bytes)});
}

BlindName blind(Secret const& key, std::string const& name) {
  BlindName hash;
  crypto_generichash(hash.data(), hash.size(), as_bytes(name).data(), name.size(), key.view().data(), key.view().size());
  return hash;
}

std::string bound_to_place(LearnerId const& learner, BytesView kind, BytesView key) {
  return bound_of({purposes::vault_item, as_text(learner.bytes), as_text(kind), as_text(key)});
}

/// Takes the key off the front of an opened item: its length, a colon, itself.
Result<std::string> take_key(std::string_view& text) {
  std::size_t length = 0;
  auto const* const end = text.data() + text.size();
  auto const [rest, failed] = std::from_chars(text.data(), end, length);
  if (failed != std::errc{} || rest == end || *rest != ':' || static_cast<std::size_t>(end - rest - 1) < length)
    return Error{Fault::corrupt, "item key"};
  std::string key(rest + 1, length);
  text.remove_prefix(static_cast<std::size_t>(rest + 1 - text.data()) + length);
  return key;
}

}  // namespace

LearnerKeys LearnerKeys::make(Entropy& entropy) { return {SignKeyPair::make(entropy), SealKeyPair::make(entropy)}; }

Vault::Vault(LearnerId const& learner, Secret key, LearnerKeys keys)
    : learner_(learner),
      key_(std::move(key)),
      item_key_(derived(key_, purposes::kdf_vault_items)),
      place_key_(derived(key_, purposes::kdf_vault_places)),
      keys_(std::move(keys)) {}

Vault Vault::create(LearnerId const& learner, LearnerKeys keys, Entropy& entropy) {
  return Vault(learner, Secret::random(32, entropy), std::move(keys));
}

WrappedVault Vault::wrap(DeviceKey const& device) const {
  WrappedVault wrapped;
  auto const box = lock_box(device.wrapping_key(learner_).view(), bound_to(purposes::vault_wrap, learner_), key_.view());
  wrapped.wrapped_key.push_back(wrapped_by_device);
  wrapped.wrapped_key.insert(wrapped.wrapped_key.end(), box.begin(), box.end());
  Secret seeds(64);
  std::copy_n(keys_.sign.seed.view().begin(), 32, seeds.room().begin());
  std::copy_n(keys_.seal.seed.view().begin(), 32, seeds.room().begin() + 32);
  wrapped.sealed_keys = lock_box(derived(key_, purposes::kdf_vault_keys).view(), bound_to(purposes::vault_keys, learner_), seeds.view());
  return wrapped;
}

Result<Vault> Vault::unlock(LearnerId const& learner, DeviceKey const& device, WrappedVault const& wrapped) {
  if (wrapped.wrapped_key.empty()) return Error{Fault::corrupt, "wrapped key"};
  if (wrapped.wrapped_key[0] != wrapped_by_device) return Error{Fault::stale, "wrapped key"};
  auto const box = BytesView(wrapped.wrapped_key).subspan(1);
  TRY(key_bytes, unlock_box(device.wrapping_key(learner).view(), bound_to(purposes::vault_wrap, learner), box));
  auto key = Secret::copy_of(key_bytes);
  wipe(key_bytes);
  if (key.view().size() != 32) return Error{Fault::corrupt, "wrapped key size"};
  TRY(seeds, unlock_box(derived(key, purposes::kdf_vault_keys).view(), bound_to(purposes::vault_keys, learner), wrapped.sealed_keys));
  auto const kept = Secret::copy_of(seeds);
  wipe(seeds);
  if (kept.view().size() != 64) return Error{Fault::corrupt, "learner keys size"};
  TRY(sign, SignKeyPair::from_seed(kept.view().first(32)));
  TRY(seal, SealKeyPair::from_seed(kept.view().last(32)));
  return Vault(learner, std::move(key), {std::move(sign), std::move(seal)});
}

BlindName Vault::blind_kind(std::string_view kind) const { return blind(place_key_, bound_of({purposes::vault_kind, kind})); }

BlindName Vault::blind_key(std::string_view kind, std::string_view key) const {
  return blind(place_key_, bound_of({purposes::vault_key, kind, key}));
}

Bytes Vault::seal(std::string_view kind, std::string_view key, Json const& value) const {
  auto text = bound_of({key}) + write_json(value);
  auto sealed = lock_box(item_key_.view(), bound_to_place(learner_, blind_kind(kind), blind_key(kind, key)), as_bytes(text));
  sodium_memzero(text.data(), text.size());
  return sealed;
}

Result<VaultEntry> Vault::open_at(std::string_view kind, BytesView place, BytesView sealed) const {
  TRY(opened, unlock_box(item_key_.view(), bound_to_place(learner_, blind_kind(kind), place), sealed));
  auto text = as_text(opened);
  auto key = take_key(text);
  auto json = parse_json(text);
  wipe(opened);
  if (!key) return key.error();
  if (!json) return json.error();
  return VaultEntry{std::move(*key), std::move(*json)};
}

Result<Json> Vault::open(std::string_view kind, std::string_view key, BytesView sealed) const {
  TRY(entry, open_at(kind, blind_key(kind, key), sealed));
  if (entry.first != key) return Error{Fault::corrupt, "item key"};
  return std::move(entry.second);
}

Result<Json> Vault::open_named(std::string_view kind, std::string_view key, BytesView sealed) const {
  TRY(text, unlock_box(item_key_.view(), bound_of({purposes::vault_item_named, as_text(learner_.bytes), kind, key}), sealed));
  auto json = parse_json(as_text(text));
  wipe(text);
  return json;
}

Result<Json> Vault::open_news(BytesView sealed) const { return sync::open_news(sealed, keys_.seal); }

}  // namespace carrel::sync
