#include "sync/trust/platform_keys.h"

#include <span>

namespace carrel::sync {

std::vector<SignPublicKey> trusted_at(PlatformKeys const& keys, WallTime earliest_now) {
  auto trusted = keys.sign;
  for (auto const& one : keys.former)
    if (earliest_now < one.until) trusted.push_back(one.key);
  return trusted;
}

std::vector<SignPublicKey> ever_trusted(PlatformKeys const& keys) {
  auto trusted = keys.sign;
  for (auto const& one : keys.former) trusted.push_back(one.key);
  return trusted;
}

Result<PlatformKeys> read_platform_keys(Json const& settings) {
  TRY(seal_text, settings.text("seal_key"));
  auto const seal = SealPublicKey::parse(seal_text);
  if (!seal) return Error{Fault::corrupt, "settings seal_key"};
  PlatformKeys keys{*seal, {}, {}};
  for (auto const& entry : settings.list("sign_keys")) {
    auto const* const text = entry.string();
    auto const key = SignPublicKey::parse(text ? *text : "");
    if (!key) return Error{Fault::corrupt, "settings sign_keys"};
    keys.sign.push_back(*key);
  }
  if (keys.sign.empty()) return Error{Fault::corrupt, "settings sign_keys"};
  for (auto const& entry : settings.list("former_sign_keys")) {
    auto const key = SignPublicKey::parse(entry.text_or("key", ""));
    auto const until = from_rfc3339(entry.text_or("until", ""));
    if (!key || !until) return Error{Fault::corrupt, "settings former_sign_keys"};
    keys.former.push_back({*key, *until});
  }
  return keys;
}

Result<PlatformSettings> read_platform_settings(Json const& settings) {
  TRY(keys, read_platform_keys(settings));
  PlatformSettings read{settings.number_or("revision", 0), settings.text_or("hub_name", ""), {}, {}, std::move(keys)};
  if (auto const* support = settings.find("support")) {
    read.support_email = support->text_or("email", "");
    read.support_phone = support->text_or("phone", "");
  }
  return read;
}

Result<NextSettings> judge_settings(PlatformSettings const& held, Json const& json) {
  auto const envelope = read_envelope(json);
  if (!envelope) return Error{Fault::refused, "unsigned"};
  if (envelope->payload_type != settings_type) return Error{Fault::corrupt, "wrong_type"};
  Error why{Fault::refused, "unknown_signer"};
  for (auto const& key : held.keys.sign) {  // A former key may end what it began, and begin nothing.
    auto const stated = verify_dsse(*envelope, settings_type, std::span(&key, 1));
    if (!stated) {
      if (stated.error().fault == Fault::corrupt) why = {Fault::corrupt, "signature_wrong"};
      continue;
    }
    auto settings = read_platform_settings(*stated);
    if (!settings) return Error{Fault::corrupt, "malformed"};
    if (settings->revision <= held.revision) return Error{Fault::stale, "older"};
    return NextSettings{std::move(*settings), key};
  }
  // A replaced key may say again what it said in its time: that is old, and no forgery.
  for (auto const& former : held.keys.former) {
    auto const stated = verify_dsse(*envelope, settings_type, std::span(&former.key, 1));
    if (stated && stated->number_or("revision", 0) <= held.revision) return Error{Fault::stale, "older"};
  }
  return why;
}

}  // namespace carrel::sync
