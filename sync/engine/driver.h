// The engine's hands: turns steps into rows and requests, and answers into rows and facts.
// Owned by the desk, which calls tick() when something happened or next_wake() came, hands the requests to a Link and every answer
// back to absorb(). No thread, no clock, no socket; one request is out at a time. It believes nothing that is not signed.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sync/base/entropy.h"
#include "sync/db/db.h"
#include "sync/engine/engine.h"
#include "sync/engine/piece_source.h"
#include "sync/outbox/outbox.h"
#include "sync/ports.h"
#include "sync/trust/receipt.h"

namespace carrel::sync {

/// Who we are to the platform, and whose signature counts.
struct DriverIdentity {
  DeviceId device;
  std::string token;
  std::vector<SignPublicKey> platform_keys;
};

// What is so, after an answer.
struct ActionAccepted { LearnerId learner; Receipt receipt; };
struct ActionParked { LearnerId learner; ActionId id; std::string reason; };  ///< `reason` is a code, never words.
struct NewsArrived { int count; };                     ///< New items wait in the inbox.
struct CatalogueChanged {};
struct PieceStored { PieceJob job; };
struct PieceFailed { PieceJob job; Fault fault; };     ///< corrupt, full, or refused for good; tried again later unless refused.
struct LinkChanged { LinkState state; };
struct TimeProven { WallTime time; };                  ///< Signed by the platform just now; see sync/db/time_store.h.
using Fact = std::variant<ActionAccepted, ActionParked, NewsArrived, CatalogueChanged, PieceStored, PieceFailed, LinkChanged,
                          TimeProven>;
using Facts = std::vector<Fact>;

class Driver {
 public:
  /// `db` and `entropy` outlive this; `pieces` too, or is null where nobody reads courses. Writes nothing.
  Driver(Db& db, Entropy& entropy, PieceSource* pieces);

  /// After opening, enrolment or a change of keys; without an identity nothing is asked.
  void identify(std::optional<DriverIdentity> identity);
  /// Other keys of the same platform, from now on. Nothing without an identity.
  void trust(std::vector<SignPublicKey> platform_keys);

  /// What to ask now: nothing or one request, whose attempt is already saved. Errors are the database's; nothing was asked then.
  Result<std::vector<Request>> tick(Now now);
  /// What became so while asking (a letter that the medium damaged is parked), since it was last taken. After every tick().
  Facts take_facts() { return std::exchange(facts_, {}); }
  /// Every answer once. One to a request that is not out (late, repeated) changes nothing.
  Result<Facts> absorb(Answer const& answer, Now now);
  /// When tick() wants to be called though nothing happens; nothing while a request is out or nothing is planned.
  std::optional<AwakeTime> next_wake() const { return next_wake_; }

  /// A person saved something: try the link at once, whatever its back-off says. Patience that the platform asked for is kept.
  void nudge();
  /// A person asked for a sync, or the network came up: nudge, forget every letter's own pause, and ask for news and the
  /// catalogue as well.
  void sync_now();
  /// Stay off the air, or come back. What is out is still absorbed.
  void hold(bool held);
  /// The courses wanted, or the room, changed.
  void pieces_changed();

  LinkState link() const { return mood_.state; }
  /// What CourierConfig::certificate_time should be. The wall clock, but never before what is proven; and when the platform's
  /// certificate looked expired, perhaps because the clock stands in 2099, every other try goes by what is proven alone.
  WallTime certificate_time(WallTime wall, TimeEvidence const& evidence) const;
  /// Nothing is out and nothing could be asked right now.
  bool is_resting() const { return !asked_ && resting_; }

 private:
  struct Asked {
    enum class What { letters, news, catalogue, piece } what{};
    std::uint32_t ticket = 0;
    std::vector<OutboxItem> letters;
    std::optional<PieceJob> piece;
  };

  Result<View> look(Now now);
  Result<std::optional<Request>> make(Step const& step, Now now);
  Result<std::optional<Request>> send_letters(Now now);
  Result<std::vector<OutboxItem>> next_letters(Now now);
  Done note_attempts(std::vector<OutboxItem> const& letters, Now now);
  Result<std::optional<Request>> pull_news();
  Result<std::optional<Request>> fetch_piece(Now now);
  Done forget_waits_if_the_clock_was_set(Now now);

  Done after_letters(Asked const& asked, Answer const& answer, Now now, Facts& facts);
  Done accept(Asked const& asked, ReceiptBatch const& batch, Facts& facts);
  Done park(OutboxItem const& item, wire::Problem const& problem, Facts& facts);
  Done after_news(Answer const& answer, Now now, Facts& facts);
  Done after_catalogue(Answer const& answer, Now now, Facts& facts);
  Done after_piece(Asked const& asked, Answer const& answer, Now now, Facts& facts);
  Done judge(wire::Reply const& reply, LinkReason reason, Now now, Facts& facts);
  std::uint64_t dice();

  Db& db_;
  Entropy& entropy_;
  PieceSource* pieces_;
  std::optional<DriverIdentity> identity_;
  LinkMood mood_;
  std::optional<Asked> asked_;
  Facts facts_;                   // Not taken yet.
  std::uint32_t last_ticket_ = 0;
  bool held_ = false;
  bool resting_ = false;
  bool patience_asked_ = false;   // The platform named the pause in mood_.
  bool retry_all_ = false;        // Forget every letter's own pause at the next tick.
  bool by_proven_time_ = false;   // See certificate_time.
  std::size_t batch_max_ = limits::batch_actions_max;  // Halved by what breaks a batch, doubled by what succeeds.
  bool news_first_ = false;       // Somebody unknown signed: perhaps the platform has told us of a new key meanwhile.
  int news_max_ = news_page_max;                       // Halved when a page does not fit an answer.
  AwakeTime news_at_, catalogue_at_, pieces_at_;       // Due from the start.
  bool pieces_wanted_ = true;                          // Until the source says otherwise.
  std::optional<AwakeTime> next_wake_;
  std::optional<std::chrono::seconds> clock_offset_;   // Wall minus awake at the last tick.
};

}  // namespace carrel::sync
