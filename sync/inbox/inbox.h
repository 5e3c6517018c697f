// News from the platform, stored once.
// A page is stored with its cursor in one transaction, so a cut between the two cannot be; what is sealed stays sealed until its
// learner unlocks, is absorbed by the feature it is for, and settled in that feature's transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/db/db.h"
#include "sync/trust/vault.h"
#include "sync/wire/news_wire.h"

namespace carrel::sync::inbox {

/// The cursor to ask with; empty before the first page.
Result<std::string> cursor(Db& db);

/// Stores what is newer than everything stored before; a page that repeats or overlaps adds nothing and moves nothing back.
/// Returns how many items were new.
Result<int> apply_page(Db& db, wire::NewsPage const& page);

/// Items not yet settled, oldest first: one learner's, or the device's own.
Result<std::vector<wire::NewsItem>> pending(Db& db, std::optional<LearnerId> const& learner);
/// The same with the seals opened: `body` holds what was inside. Items that do not open are left out and stay pending;
/// `unreadable` says how many.
struct OpenedNews {
  std::vector<wire::NewsItem> items;
  int unreadable = 0;
};
Result<OpenedNews> open_pending(Db& db, Vault const& vault);

/// Done with: the item's content is dropped. Inside the transaction that saves its effect, so that it has effect once.
Done settle(Db& db, std::int64_t seq);

}  // namespace carrel::sync::inbox
