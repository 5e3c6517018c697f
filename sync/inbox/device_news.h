// What the platform tells the device itself: new settings, among them new keys.
// Judged against the settings at hand (sync/trust/platform_keys); what is taken replaces them in the transaction that settles the news.
// It tells no one: whoever holds the settings in memory reads them anew when something was applied.
#pragma once

#include "sync/inbox/inbox.h"
#include "sync/trust/device_store.h"
#include "sync/trust/platform_keys.h"

namespace carrel::sync::inbox {

struct AbsorbedDeviceNews {
  int applied = 0;
  int aside = 0;   ///< Not signed by the platform, or not to be understood.
};
/// Takes every pending item of the device in the order of the platform, as often as one lets in another that was too early.
/// A repeated or older announcement changes nothing and is settled. Kinds of a newer platform stay. Nothing before enrolment.
Result<AbsorbedDeviceNews> absorb_device_news(Db& db, DeviceKey const& key);

/// The settings that the device's row holds, verified by its anchor.
Result<PlatformSettings> held_settings(DeviceRow const& device);

}  // namespace carrel::sync::inbox
