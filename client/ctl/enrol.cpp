#include "client/ctl/enrol.h"

#include <fstream>
#include <iterator>

#include "sync/trust/device_store.h"
#include "sync/trust/dsse.h"
#include "sync/trust/learner_store.h"
#include "sync/trust/platform_keys.h"
#include "sync/wire/enrol_wire.h"

namespace carrel::client {
namespace {

using sync::Bytes;
using sync::Done;
using sync::Error;
using sync::Fault;
using sync::Result;

Error no(sync::wire::Reply const& reply) {
  bool const final = reply.verdict == sync::wire::Verdict::refused || reply.verdict == sync::wire::Verdict::not_known;
  return final ? Error{Fault::refused, reply.problem.code} : Error{Fault::offline, std::string(name_of(reply.verdict))};
}

// The seed kept under that name, made and saved first when there is none: a cut after sending must find the same key again.
Result<Bytes> kept_seed(sync::Db& db, sync::DeviceKey const& key, sync::Entropy& entropy, std::string const& name) {
  TRY(found, sync::find_secret(db, key, name));
  if (found) return *found;
  Bytes seed(32);
  entropy.fill(seed);
  CHECKED(sync::keep_secret(db, key, name, seed));
  return seed;
}

std::string sign_seed_of(std::string const& code) { return "claim.sign." + code; }
std::string seal_seed_of(std::string const& code) { return "claim.seal." + code; }

Result<sync::LearnerKeys> kept_keys(sync::Db& db, sync::DeviceKey const& key, sync::Entropy& entropy, std::string const& code) {
  TRY(sign_seed, kept_seed(db, key, entropy, sign_seed_of(code)));
  TRY(seal_seed, kept_seed(db, key, entropy, seal_seed_of(code)));
  TRY(sign, sync::SignKeyPair::from_seed(sign_seed));
  TRY(seal, sync::SealKeyPair::from_seed(seal_seed));
  sync::wipe(sign_seed);
  sync::wipe(seal_seed);
  return sync::LearnerKeys{std::move(sign), std::move(seal)};
}

Result<sync::DeviceRow> enrol_device(sync::Db& db, sync::DeviceKey const& key, sync::Entropy& entropy, Provision const& provision,
                                     std::string const& name, AskPlatform const& ask) {
  TRY(anchor, sync::SignPublicKey::parse(provision.sign_key));
  TRY(seed, kept_seed(db, key, entropy, "device.sign"));
  TRY(sign, sync::SignKeyPair::from_seed(seed));
  auto const reply = sync::wire::read_enrol_device(
      ask(sync::wire::enrol_device(provision.enrolment_code, name, sign.public_key.bytes)));
  if (reply.reply.verdict != sync::wire::Verdict::yes) return no(reply.reply);
  TRY(envelope, sync::read_envelope(reply.settings));
  TRY(settings, sync::verify_dsse(envelope, sync::settings_type, std::span(&anchor, 1)));
  TRY(keys, sync::read_platform_keys(settings));
  static_cast<void>(keys);  // Read only to refuse settings without keys before they are kept.
  sync::DeviceRow const row{reply.device, name,        provision.hub_url, provision.ca_pem,
                            anchor,       reply.token, reply.settings};
  CHECKED(sync::keep_device(db, row, key));
  return row;
}

std::string claimed_as(std::string const& code) { return "claimed." + code; }

// The vault of the learner who used the code before, if they are still here.
Result<std::optional<sync::Vault>> claimed_vault(sync::Db& db, sync::DeviceKey const& key, std::string const& code) {
  TRY(raw, sync::find_secret(db, key, claimed_as(code)));
  if (!raw) return std::optional<sync::Vault>();
  TRY(id, sync::LearnerId::parse(sync::as_text(*raw)));
  TRY(known, sync::find_learner(db, id));
  if (!known) return std::optional<sync::Vault>();
  TRY(vault, sync::unlock_learner(db, id, key));
  return std::optional(std::move(vault));
}

// From here on the learner's keys lie in their own vault and nowhere else: dropping that vault must take everything.
Done keep_learner(sync::Db& db, sync::DeviceKey const& key, sync::LearnerRow const& row, sync::Vault const& vault,
                  std::string const& code) {
  TRY(tx, sync::Transaction::begin(db));
  CHECKED(sync::add_learner(db, row, vault.wrap(key)));
  CHECKED(sync::keep_secret(db, key, claimed_as(code), sync::as_bytes(row.id.text())));
  CHECKED(sync::erase_secret(db, sign_seed_of(code)));
  CHECKED(sync::erase_secret(db, seal_seed_of(code)));
  return tx.commit();
}

// True when the learner is new on this device.
Result<bool> claim(sync::Db& db, sync::DeviceKey const& key, sync::Entropy& entropy, std::string const& token,
                   std::string const& code, AskPlatform const& ask) {
  auto const send = [&](sync::SignPublicKey const& sign, sync::SealPublicKey const& seal) {
    return sync::wire::read_claim_learner(ask(sync::wire::claim_learner(token, code, sign.bytes, seal.bytes)));
  };
  TRY(before, claimed_vault(db, key, code));
  if (before) {  // Asked all the same: the device may be a new one to the platform.
    auto const again = send(before->sign_keys().public_key, before->seal_key());
    return again.reply.verdict == sync::wire::Verdict::yes ? Result<bool>(false) : no(again.reply);
  }
  TRY(keys, kept_keys(db, key, entropy, code));
  auto const reply = send(keys.sign.public_key, keys.seal.public_key);
  if (reply.reply.verdict != sync::wire::Verdict::yes) return no(reply.reply);
  TRY(known, sync::find_learner(db, reply.learner));
  if (known) return false;
  sync::LearnerRow const row{reply.learner, reply.first_name, reply.emblem, reply.language, keys.seal.public_key, keys.sign.public_key};
  auto const vault = sync::Vault::create(reply.learner, std::move(keys), entropy);
  CHECKED(keep_learner(db, key, row, vault, code));
  return true;
}

}  // namespace

Result<Provision> read_provision(std::filesystem::path const& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return Error{Fault::invalid, "the provisioning file cannot be opened"};
  std::string const text{std::istreambuf_iterator<char>(in), {}};
  auto json = sync::parse_json(text);
  if (!json) return Error{Fault::invalid, "the provisioning file is not JSON"};
  Provision provision{json->text_or("hub_url", ""), json->text_or("ca_pem", ""), json->text_or("enrolment_code", ""),
                      json->text_or("sign_key", ""), {}};
  for (auto const& learner : json->list("learners")) provision.claim_codes.push_back(learner.text_or("claim_code", ""));
  if (!provision.hub_url.starts_with("https://")) return Error{Fault::invalid, "hub_url is missing or not https"};
  if (provision.ca_pem.empty()) return Error{Fault::invalid, "ca_pem is missing"};
  if (provision.enrolment_code.empty()) return Error{Fault::invalid, "enrolment_code is missing"};
  if (!sync::SignPublicKey::parse(provision.sign_key)) return Error{Fault::invalid, "sign_key is missing or not a key"};
  return provision;
}

Result<Enrolled> enrol(sync::Db& db, sync::DeviceKey const& key, sync::Entropy& entropy, Provision const& provision,
                       std::string const& device_name, AskPlatform const& ask) {
  Enrolled done;
  TRY(known, sync::find_device(db, key));
  if (!known || known->hub_url != provision.hub_url) {
    TRY(made, enrol_device(db, key, entropy, provision, device_name, ask));
    known = std::move(made);
    done.device_new = true;
  }
  for (auto const& code : provision.claim_codes) {
    TRY(is_new, claim(db, key, entropy, known->token, code, ask));
    ++(is_new ? done.learners_new : done.learners_known);
  }
  return done;
}

}  // namespace carrel::client
