// Every purpose a key of ours has, in one place: a byte string that is signed, authenticated or derived with here fits nowhere else.
#pragma once

#include <string_view>

namespace carrel::sync::purposes {

inline constexpr std::string_view action_signature = "carrel.action.v1";
inline constexpr std::string_view vault_item_named = "carrel.vault.item.v1";  // As the first schema sealed: kind and key in the clear.
inline constexpr std::string_view vault_item = "carrel.vault.item.v2";
inline constexpr std::string_view vault_kind = "carrel.vault.kind.v1";
inline constexpr std::string_view vault_key = "carrel.vault.key.v1";
inline constexpr std::string_view vault_keys = "carrel.vault.keys.v1";
inline constexpr std::string_view vault_wrap = "carrel.vault.wrap.v1";
inline constexpr std::string_view device_secret = "carrel.device.secret.v1";

// Contexts of crypto_kdf are eight characters; the number tells uses of one context apart.
inline constexpr char kdf_vault[] = "crlvault";
inline constexpr unsigned kdf_vault_items = 1;
inline constexpr unsigned kdf_vault_keys = 2;
inline constexpr unsigned kdf_vault_places = 3;
inline constexpr char kdf_device[] = "crldevce";
inline constexpr unsigned kdf_device_wraps = 1;
inline constexpr unsigned kdf_device_secrets = 2;

}  // namespace carrel::sync::purposes
