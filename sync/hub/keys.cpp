#include "sync/hub/keys.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

namespace carrel::hub {

using sync::Bytes;
using sync::Done;
using sync::Error;
using sync::Fault;
using sync::Json;
using sync::Result;

namespace {

constexpr std::size_t secret_bytes = 32;

/// Closes by itself.
struct Descriptor {
  int number;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

Result<Bytes> secret_member(Json const& file, std::string_view name) {
  TRY(text, file.text(name));
  TRY(raw, sync::from_base64url(text));
  if (raw.size() != secret_bytes) return Error{Fault::corrupt, "keys"};
  return raw;
}

}  // namespace

Keys Keys::make(sync::Entropy& entropy) {
  return {sync::SignKeyPair::make(entropy), sync::SealKeyPair::make(entropy),
          sync::Secret::random(secret_bytes, entropy)};
}

Done save_keys(Keys const& keys, std::filesystem::path const& file) {
  auto text = write_json_pretty(Json::object({{"v", 1},
                                              {"sign_seed", sync::to_base64url(keys.sign.seed.view())},
                                              {"seal_seed", sync::to_base64url(keys.seal.seed.view())},
                                              {"token_secret", sync::to_base64url(keys.token_secret.view())}}));
  text += '\n';
  Descriptor const out{::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
  if (out.number < 0) return Error{Fault::refused, "keys file"};
  bool const written = ::write(out.number, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  bool const synced = written && ::fsync(out.number) == 0;
  sodium_memzero(text.data(), text.size());
  if (!synced) return Error{Fault::full, "keys file"};
  return {};
}

Result<Keys> load_keys(std::filesystem::path const& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return Error{Fault::invalid, "keys file"};
  std::string text{std::istreambuf_iterator<char>(in), {}};
  auto const parsed = sync::parse_json(text);
  sodium_memzero(text.data(), text.size());
  if (!parsed || parsed->number_or("v", 0) != 1) return Error{Fault::corrupt, "keys file"};
  TRY(sign_seed, secret_member(*parsed, "sign_seed"));
  TRY(seal_seed, secret_member(*parsed, "seal_seed"));
  TRY(token_secret, secret_member(*parsed, "token_secret"));
  TRY(sign, sync::SignKeyPair::from_seed(sign_seed));
  TRY(seal, sync::SealKeyPair::from_seed(seal_seed));
  return Keys{std::move(sign), std::move(seal), sync::Secret::copy_of(token_secret)};
}

std::string token_of(Keys const& keys, sync::DeviceId device) {
  Bytes token(secret_bytes);
  auto const secret = keys.token_secret.view();
  crypto_generichash(token.data(), token.size(), device.bytes.data(), device.bytes.size(), secret.data(), secret.size());
  return sync::to_base64url(token);
}

Json signed_json(Keys const& keys, std::string_view payload_type, Json const& payload) {
  return to_json(sync::sign_dsse(payload_type, payload, keys.sign));
}

}  // namespace carrel::hub
