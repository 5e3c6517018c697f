// Joins outbox, inbox and courses with the link: gives requests, takes answers, tells what came of them.
// Decides by plan.h and knows paths by sync/wire. Owns no thread, clock or socket: whoever calls it brings the time and carries the values.
#pragma once

#include <optional>
#include <set>
#include <variant>
#include <vector>

#include "sync/db/db.h"
#include "sync/engine/piece_source.h"
#include "sync/engine/plan.h"
#include "sync/outbox/outbox.h"
#include "sync/ports.h"
#include "sync/trust/platform_keys.h"

namespace carrel::sync {

/// How the way out looks, for people.
enum class Standing { unknown, reached, no_connection, not_the_platform, device_unknown };

struct LetterAccepted { LearnerId learner; Receipt receipt; };
struct LetterParked { LearnerId learner; ActionId id; std::string code; };
struct NewsStored { int count = 0; };
struct CatalogueStored {};
struct PieceStored { std::string course; };
struct PiecesStopped { Fault fault; std::string course; };  ///< full: no room; corrupt: a wrong digest; refused: not to be had.
struct TimeProven { WallTime at{}; };
struct StandingChanged { Standing standing; };
using Fact = std::variant<LetterAccepted, LetterParked, NewsStored, CatalogueStored, PieceStored, PiecesStopped, TimeProven, StandingChanged>;
using Facts = std::vector<Fact>;

struct DriverSetup {
  Db& db;
  Entropy& entropy;
  PieceSource* pieces = nullptr;  ///< None: this program fetches no courses.
  PlatformKeys keys;
  std::string token;
};

class Driver {
 public:
  explicit Driver(DriverSetup setup) : setup_(std::move(setup)) {}

  /// The next request, if one is due and none is out. A fault is the database's: nothing was sent.
  Result<std::optional<Request>> tick(Now now);
  /// Every request given by tick() must come back here once. What an answer changes is saved before the facts are returned.
  Result<Facts> absorb(Answer const& answer, Now now);
  /// When tick() will have something although nothing happens; nothing while a request is out.
  std::optional<AwakeTime> next_wake() const { return wake_; }

  void hold(bool held) { held_ = held; }
  bool held() const { return held_; }
  bool busy() const { return out_.has_value(); }
  Standing standing() const { return standing_; }
  /// A person asked, or the network came up: forget every wait.
  Done try_now(Now now);
  /// The learner wants a course, or more room was made: look for pieces again.
  void look_for_pieces() { pieces_rest_until_.reset(); }

 private:
  struct Letters { std::vector<OutboxItem> items; bool batch = false; };
  struct News {};
  struct Catalogue {};
  using Errand = std::variant<Letters, News, Catalogue, PieceJob>;
  struct Out { std::uint32_t ticket; Errand errand; };

  Result<View> look(Now now);
  Result<std::optional<Request>> letters_request(Now now);
  Result<std::optional<Request>> news_request();
  std::optional<Request> piece_request();
  Request send(Request request, Errand errand);

  Done take(Letters const& letters, Answer const& answer, Now now, Facts& facts);
  Done take(News const&, Answer const& answer, Now now, Facts& facts);
  Done take(Catalogue const&, Answer const& answer, Now now, Facts& facts);
  Done take(PieceJob const& job, Answer const& answer, Now now, Facts& facts);
  Result<bool> accept_receipts(Letters const& letters, Json const& envelope, std::set<ActionId>& settled, Facts& facts);
  Done settle_rest(Letters const& letters, wire::Reply const& reply, std::set<ActionId> const& settled, Now now, Facts& facts);
  Done note_standing(wire::Reply const& reply, Answer const& answer, Now now, Facts& facts);
  void rest_link(Now now, std::chrono::milliseconds at_least);
  void set_standing(Standing standing, Facts& facts);

  DriverSetup setup_;
  std::optional<Out> out_;
  std::uint32_t last_ticket_ = 0;
  std::set<ActionId> alone_;  // Were in a batch that failed as a whole: sent one by one.
  bool held_ = false;
  bool link_was_down_ = false;
  int failures_ = 0;
  int piece_failures_ = 0;
  Standing standing_ = Standing::unknown;
  AwakeTime news_due_, catalogue_due_;
  std::optional<PieceJob> next_job_;
  std::optional<AwakeTime> link_rests_until_, pieces_rest_until_, wake_;
};

}  // namespace carrel::sync
