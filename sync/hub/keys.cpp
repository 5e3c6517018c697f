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

sync::JsonArray seal_seeds(Keys const& keys) {
  sync::JsonArray seeds;
  for (auto const& one : keys.former_seal) seeds.push_back(sync::to_base64url(one.seed.view()));
  return seeds;
}

sync::JsonArray former_keys(Keys const& keys) {
  sync::JsonArray list;
  for (auto const& one : keys.former_sign)
    list.push_back(Json::object({{"key", one.key.text()}, {"until", sync::to_rfc3339(one.until)}}));
  return list;
}

/// What rotations added to the file; a hub that never rotated has none of it.
Done read_former(Json const& file, Keys& keys) {
  keys.generation = file.number_or("generation", 0);
  for (auto const& entry : file.list("former_seal_seeds")) {
    auto const raw = sync::from_base64url(entry.string() ? *entry.string() : "");
    if (!raw) return Error{Fault::corrupt, "keys"};
    TRY(pair, sync::SealKeyPair::from_seed(*raw));
    keys.former_seal.push_back(std::move(pair));
  }
  for (auto const& entry : file.list("former_sign_keys")) {
    auto const key = sync::SignPublicKey::parse(entry.text_or("key", ""));
    auto const until = sync::from_rfc3339(entry.text_or("until", ""));
    if (!key || !until) return Error{Fault::corrupt, "keys"};
    keys.former_sign.push_back({*key, *until});
  }
  return {};
}

Result<sync::SealKeyPair> copy_of(sync::SealKeyPair const& pair) { return sync::SealKeyPair::from_seed(pair.seed.view()); }

}  // namespace

Keys Keys::make(sync::Entropy& entropy) {
  return {sync::SignKeyPair::make(entropy), sync::SealKeyPair::make(entropy),
          sync::Secret::random(secret_bytes, entropy)};
}

Keys Keys::next(sync::Entropy& entropy, sync::WallTime until) const {
  auto keys = Keys::make(entropy);
  keys.token_secret = token_secret.copy();
  keys.generation = generation + 1;
  keys.former_sign = former_sign;
  keys.former_sign.push_back({sign.public_key, until});
  for (auto const& one : former_seal)
    if (auto pair = copy_of(one)) keys.former_seal.push_back(std::move(*pair));
  if (auto pair = copy_of(seal)) keys.former_seal.push_back(std::move(*pair));
  return keys;
}

Result<sync::OpenedAction> open_action(Keys const& keys, sync::BytesView sealed, sync::ActionOutside const& outside) {
  auto opened = sync::open_action(sealed, keys.seal, outside);
  for (auto one = keys.former_seal.rbegin(); !opened && opened.error().fault == Fault::corrupt && one != keys.former_seal.rend(); ++one)
    opened = sync::open_action(sealed, *one, outside);
  return opened;
}

Done save_keys(Keys const& keys, std::filesystem::path const& file) {
  auto text = write_json_pretty(Json::object({{"v", 1},
                                              {"sign_seed", sync::to_base64url(keys.sign.seed.view())},
                                              {"seal_seed", sync::to_base64url(keys.seal.seed.view())},
                                              {"token_secret", sync::to_base64url(keys.token_secret.view())},
                                              {"generation", keys.generation},
                                              {"former_seal_seeds", seal_seeds(keys)},
                                              {"former_sign_keys", former_keys(keys)}}));
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
  Keys keys{std::move(sign), std::move(seal), sync::Secret::copy_of(token_secret)};
  CHECKED(read_former(*parsed, keys));
  return keys;
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
