// Sitting down and leaving. The vault lives with the desk for as long as somebody is here; dropping it is leaving.
#pragma once

#include <vector>

#include "client/app/desk_context.h"
#include "client/session/session.h"
#include "sync/trust/device_key.h"

namespace carrel::client {

/// The cards of the first screen.
sync::Result<std::vector<LearnerCard>> learner_cards(sync::Db& db);

/// Unlocks a learner's space with this device's key. The caller puts the vault into its Desk, then calls absorb_news.
/// Fault::corrupt: another device's, or damaged (words: session.locked).
sync::Result<sync::Vault> open_session(sync::Db& db, sync::DeviceKey const& device, sync::LearnerId const& learner);

/// Before the vault is dropped: what was gathered becomes a letter, and files taken off a draft are erased. Drafts are
/// sealed already.
sync::Done close_session(Desk& desk);

struct AbsorbedNews {
  int absorbed = 0;
  bool premium = false, invoices = false, complaints = false, consent = false, profile = false;  ///< What to read and show anew.
  int kept = 0;   ///< Could not be taken now and is tried again: a kind for a newer program, or a failure that may pass.
  int aside = 0;  ///< Put aside for good: not signed by the platform, for somebody else, or failed too often (words: session.news.aside).
};
/// Opens what the platform said to the learner who is here and gives each item to its feature, each in a transaction of its own with
/// its settling, so that it has effect once. Only what the platform signed for this learner reaches a feature. An item that fails
/// stops no other; it is tried a few times and then put aside (sync/inbox). Call on unlock and after each page of news.
sync::Result<AbsorbedNews> absorb_news(Desk& desk);

sync::Result<Profile> current_profile(Desk& desk);

}  // namespace carrel::client
