// News from the platform, stored once.
// A page is stored with its cursor in one transaction, so a cut between the two cannot be; what is sealed stays sealed until its
// learner unlocks, is absorbed by the feature it is for, and settled in that feature's transaction. What cannot be taken is put
// aside with the reason: kept, counted for the operator, and out of the way of what comes after it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
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

/// Items neither settled nor aside, oldest first: one learner's, or the device's own.
Result<std::vector<wire::NewsItem>> pending(Db& db, std::optional<LearnerId> const& learner);
/// The same with the seals opened: `body` holds what was inside. Items that do not open are left out and stay pending;
/// `unreadable` names them.
struct OpenedNews {
  std::vector<wire::NewsItem> items;
  std::vector<std::int64_t> unreadable;
};
Result<OpenedNews> open_pending(Db& db, Vault const& vault);

/// Done with: the item's content is dropped. Inside the transaction that saves its effect, so that it has effect once.
Done settle(Db& db, std::int64_t seq);

/// An item that fails may fail for a passing reason; after so many times it does not.
inline constexpr int tries_max = 3;
/// Counts one failure; the last one allowed puts the item aside. `reason` is a code, never words.
Done note_failure(Db& db, std::int64_t seq, std::string_view reason);
/// At once: trying again would end alike.
Done put_aside(Db& db, std::int64_t seq, std::string_view reason);
/// What was put aside for that reason is tried again, as if it had come now. Returns how many.
Result<int> take_up_again(Db& db, std::string_view reason);

/// For the operator: how much waits for its learner, and what stands aside and why.
struct Standing {
  int waiting = 0;
  std::vector<std::pair<std::string, int>> aside;  ///< Reason and count, by reason.
};
Result<Standing> standing(Db& db);

}  // namespace carrel::sync::inbox
