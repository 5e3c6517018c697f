#include "sync/inbox/device_news.h"

#include <span>

namespace carrel::sync::inbox {

namespace {

constexpr std::string_view settings_kind = "device_settings";
constexpr std::string_view too_early = "unknown_signer";

Done apply(Db& db, std::int64_t seq, SignPublicKey const& signer, Json const& envelope) {
  TRY(tx, Transaction::begin(db));
  CHECKED(replace_settings(db, signer, envelope));
  CHECKED(settle(db, seq));
  // Whoever signed these may be known now.
  TRY(again, take_up_again(db, too_early));
  static_cast<void>(again);
  return tx.commit();
}

Done drop(Db& db, std::int64_t seq) {
  TRY(tx, Transaction::begin(db));
  CHECKED(settle(db, seq));
  return tx.commit();
}

// True when new settings were applied: then everything that waits is looked at again.
Result<bool> absorb_one_of(Db& db, PlatformSettings const& held, std::vector<wire::NewsItem> const& items, int& aside) {
  for (auto const& item : items) {
    if (item.kind != settings_kind) continue;
    auto const next = judge_settings(held, item.body);
    if (next) {
      CHECKED(apply(db, item.seq, next->signer, item.body));
      return true;
    }
    if (next.error().fault == Fault::stale) {
      CHECKED(drop(db, item.seq));
      continue;
    }
    CHECKED(put_aside(db, item.seq, next.error().place));
    ++aside;
  }
  return false;
}

}  // namespace

Result<PlatformSettings> held_settings(DeviceRow const& device) {
  TRY(envelope, read_envelope(device.settings));
  TRY(stated, verify_dsse(envelope, settings_type, std::span(&device.anchor, 1)));
  return read_platform_settings(stated);
}

Result<AbsorbedDeviceNews> absorb_device_news(Db& db, DeviceKey const& key) {
  AbsorbedDeviceNews news;
  for (;;) {
    TRY(items, pending(db, std::nullopt));
    if (items.empty()) return news;
    TRY(device, find_device(db, key));
    if (!device) return news;
    TRY(held, held_settings(*device));
    TRY(applied, absorb_one_of(db, held, items, news.aside));
    if (!applied) return news;
    ++news.applied;
  }
}

}  // namespace carrel::sync::inbox
