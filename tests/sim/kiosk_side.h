// The kiosk of a simulated world: the real database, outbox, inbox, seals and driver over a disk that can be unplugged.
// Beside it stands what only an onlooker knows: what was shown as saved, what was told as delivered. Filing goes the way of the
// client's flows: a fact and its letter in one transaction, "saved" after the commit.
#pragma once

#include <map>
#include <memory>
#include <set>

#include "sync/engine/driver.h"
#include "sync/outbox/file_action.h"
#include "tests/sim/hub_side.h"

namespace carrel::sim {

/// What the onlooker knows of one action.
struct Seen {
  sync::LearnerId learner;
  bool saved = false;       ///< The screen said so.
  bool delivered = false;   ///< The screen said so.
  bool refusable = false;   ///< The platform will refuse it for good.
  bool breaking = false;    ///< The platform breaks on it.
};

/// Pieces kept in memory: what happens to them on the medium is the parcel's own test.
class Shelf final : public sync::PieceSource {
 public:
  std::string catalogue_etag() override { return etag_; }
  sync::Done catalogue_arrived(std::string const& etag, sync::Json const&) override;
  sync::Result<std::optional<sync::PieceJob>> next_piece() override;
  sync::Done piece_arrived(sync::PieceJob const& job, sync::BytesView bytes) override;
  sync::Done piece_refused(sync::PieceJob const& job, int status) override;
  bool complete() const { return have_ == piece_count; }

 private:
  std::string etag_;
  std::uint64_t have_ = 0;
};

class KioskSide {
 public:
  KioskSide(std::uint64_t seed, HubSide& hub, sync::WallTime now);

  /// Both answer true when it was done; false when the disk said no (see needs_restart).
  enum class Letter { any, large };  ///< A large one is good, and does not compress.
  bool file(sync::Now now, Letter letter = Letter::any);
  bool settle_news();
  /// The learner does something about what was parked.
  bool mend_parked(sync::Now now);

  std::vector<sync::Request> tick(sync::Now now);
  void absorb(sync::Answer const& answer, sync::Now now);

  /// Closes everything, plugs the disk in and opens again; then everything must be as it was shown.
  void restart();
  bool needs_restart() const { return disk.is_cut() || (db && db->is_wounded()); }

  /// Throws a Violation. At any time when the disk is in order.
  void check() const;
  /// When nothing is left to do.
  void check_drained() const;

  mutable tests::FaultDisk disk;
  mutable std::optional<sync::Db> db;
  std::optional<sync::Driver> driver;
  HubSide& hub;
  Shelf shelf;
  std::map<sync::ActionId, Seen> seen;
  sync::DeviceId device;

 private:
  Dice dice_;

 public:
  sync::SignKeyPair stranger;  ///< Somebody who signs receipts with a key of his own.

 private:
  bool done(sync::Done const& result);
  void open();
  void note(sync::Fact const& fact);
  void check_order(sync::Request const& request, std::vector<sync::OutboxItem> const& due) const;
  void check_letters() const;
  bool commit_filing(sync::ActionDraft const& draft, sync::Vault const& vault, sync::Now now);
  std::set<sync::ActionId> ids(std::string const& sql) const;
  std::vector<std::int64_t> numbers(std::string const& sql) const;

  std::string token_;
  sync::DeviceKey device_key_;
  std::vector<sync::Vault> vaults_;
};

}  // namespace carrel::sim
