// A kiosk in a temporary folder: a database, two learners, a platform's keys, and a clock turned by hand.
// The platform here is only its keys: receipts and statements are signed as the real one signs them.
#pragma once

#include <filesystem>
#include <optional>
#include <random>

#include "client/session/session_flow.h"
#include "sync/migrations.h"
#include "sync/outbox/outbox.h"
#include "sync/trust/learner_store.h"
#include "tests/unit/complaints/facts.h"

namespace carrel::client {

class SeededEntropy final : public sync::Entropy {
 public:
  explicit SeededEntropy(unsigned seed) : random_(seed) {}
  void fill(std::span<std::uint8_t> room) override {
    for (auto& byte : room) byte = static_cast<std::uint8_t>(random_());
  }

 private:
  std::mt19937 random_;
};

struct Kiosk {
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("carrel-flows-" + std::to_string(std::random_device{}()));
  SeededEntropy entropy{7};
  Policies policies = shipped_policies();
  sync::SignKeyPair platform_sign = sync::SignKeyPair::make(entropy);
  sync::SealKeyPair platform_seal = sync::SealKeyPair::make(entropy);
  sync::PlatformKeys platform{platform_seal.public_key, {platform_sign.public_key}};
  sync::DeviceId device = sync::make_id<sync::DeviceId>(entropy);
  std::optional<sync::Db> db;
  std::optional<sync::Vault> awa, lucas;
  sync::Now now{moment("2026-11-22T18:24:00Z"), {}};
  sync::TimeEvidence time{moment("2026-11-22T18:00:00Z"), std::chrono::seconds{1440}};

  Kiosk() {
    std::filesystem::create_directories(folder);
    auto opened = sync::Db::open(folder / "carrel.db", sync::client_migrations());
    REQUIRE(opened);
    db.emplace(std::move(*opened));
    awa.emplace(enrol("Awa"));
    lucas.emplace(enrol("Lucas"));
  }
  ~Kiosk() {
    db.reset();
    std::filesystem::remove_all(folder);
  }

  Desk desk(sync::Vault const& vault) { return Desk{*db, entropy, policies, platform, device, &vault, now, time}; }

  sync::OutboxItem letter(sync::ActionId const& id) {
    auto const found = sync::outbox::find(*db, id);
    REQUIRE(found);
    REQUIRE(*found);
    return **found;
  }
  void receive(sync::ActionId const& id, char const* at) {
    REQUIRE(sync::outbox::accept(*db, {id, letter(id).digest, moment(at), "RC-2026-000001", Date{std::chrono::year{2026} / 11 / 30},
                                       Date{std::chrono::year{2027} / 1 / 4}}));
  }
  /// Does it in one transaction and commits.
  template <class Deed>
  void together(Deed const& deed) {
    auto tx = sync::Transaction::begin(*db);
    REQUIRE(tx);
    REQUIRE(deed());
    REQUIRE(tx->commit());
  }
  std::size_t letters(sync::Vault const& vault) {
    auto const listed = sync::outbox::list(*db, vault.learner(), 100);
    REQUIRE(listed);
    return listed->size();
  }

 private:
  sync::Vault enrol(char const* name) {
    auto keys = sync::LearnerKeys::make(entropy);
    sync::LearnerRow const row{sync::make_id<sync::LearnerId>(entropy), name, "leaf", "fr", keys.seal.public_key, keys.sign.public_key};
    auto vault = sync::Vault::create(row.id, std::move(keys), entropy);
    REQUIRE(sync::add_learner(*db, row, vault.wrap(*sync::DeviceKey::from(sync::Secret::random(32, entropy)))));
    return vault;
  }
};

}  // namespace carrel::client
