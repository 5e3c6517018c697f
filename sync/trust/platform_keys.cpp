#include "sync/trust/platform_keys.h"

namespace carrel::sync {

Result<PlatformKeys> read_platform_keys(Json const& settings) {
  TRY(seal_text, settings.text("seal_key"));
  auto const seal = SealPublicKey::parse(seal_text);
  if (!seal) return Error{Fault::corrupt, "settings seal_key"};
  PlatformKeys keys{*seal, {}};
  for (auto const& entry : settings.list("sign_keys")) {
    auto const* const text = entry.string();
    auto const key = SignPublicKey::parse(text ? *text : "");
    if (!key) return Error{Fault::corrupt, "settings sign_keys"};
    keys.sign.push_back(*key);
  }
  if (keys.sign.empty()) return Error{Fault::corrupt, "settings sign_keys"};
  return keys;
}

}  // namespace carrel::sync
