#include "sync/engine/driver.h"

#include <algorithm>

#include "sync/base/guard.h"
#include "sync/inbox/inbox.h"
#include "sync/wire/actions_wire.h"
#include "sync/wire/catalogue_wire.h"
#include "sync/wire/news_wire.h"

// What goes out. What comes back is in driver_answers.cpp.

namespace carrel::sync {

namespace {

// Far less than a person's correction, far more than what two clocks drift apart between two looks.
constexpr std::chrono::seconds clock_step = std::chrono::minutes{2};

constexpr AwakeTime at_once{};

// A reason of our own among the codes of the platform.
constexpr char const* damaged_here = "damaged_here";

}  // namespace

Driver::Driver(Db& db, Entropy& entropy, PieceSource* pieces) : db_(db), entropy_(entropy), pieces_(pieces) {}

void Driver::identify(std::optional<DriverIdentity> identity) {
  identity_ = std::move(identity);
  mood_ = {};
}

void Driver::trust(std::vector<SignPublicKey> platform_keys) {
  if (identity_) identity_->platform_keys = std::move(platform_keys);
}

void Driver::nudge() {
  if (!patience_asked_) mood_.not_before = at_once;
}

void Driver::sync_now() {
  nudge();
  retry_all_ = true;
  news_at_ = catalogue_at_ = pieces_at_ = at_once;
}

void Driver::hold(bool held) {
  held_ = held;
  resting_ = false;
  if (!held) sync_now();
}

void Driver::pieces_changed() {
  pieces_wanted_ = true;
  pieces_at_ = at_once;
}

WallTime Driver::certificate_time(WallTime wall, TimeEvidence const& evidence) const {
  auto const floor = earliest_now(evidence);
  bool const proven = evidence.proven != WallTime{};
  return proven && by_proven_time_ ? floor : std::max(wall, floor);
}

std::uint64_t Driver::dice() {
  std::array<std::uint8_t, 8> raw{};
  entropy_.fill(raw);
  std::uint64_t value = 0;
  for (auto const byte : raw) value = value << 8 | byte;
  return value;
}

Result<std::vector<Request>> Driver::tick(Now now) {
  next_wake_.reset();
  if (asked_) return std::vector<Request>{};
  CHECKED(forget_waits_if_the_clock_was_set(now));
  // A step may come to nothing (a letter that cannot be read is parked, nobody wants a piece): then the next one is due.
  for (int tries = 0; tries < 16; ++tries) {
    TRY(view, look(now));
    auto const step = next_step(view);
    if (auto const* nap = std::get_if<Nap>(&step)) {
      resting_ = true;
      next_wake_ = nap->until;
      return std::vector<Request>{};
    }
    TRY(request, make(step, now));
    if (!request) continue;
    request->ticket = asked_->ticket = ++last_ticket_;
    return std::vector<Request>{std::move(*request)};
  }
  next_wake_ = now.awake + limits::retry_first;
  return std::vector<Request>{};
}

Done Driver::forget_waits_if_the_clock_was_set(Now now) {
  auto const offset = now.wall.time_since_epoch() - std::chrono::floor<std::chrono::seconds>(now.awake.since_start);
  // Waits are kept as wall time, which survives a restart but not a person with a watch.
  bool const stepped = !clock_offset_ || std::chrono::abs(offset - *clock_offset_) > clock_step;
  clock_offset_ = offset;
  if ((!stepped || !GUARD("clock_steps")) && !retry_all_) return {};
  CHECKED(outbox::retry_all_now(db_));
  retry_all_ = false;
  return {};
}

Result<View> Driver::look(Now now) {
  View view;
  view.now = now.awake;
  view.enrolled = identity_.has_value();
  view.held = held_;
  view.asking = asked_.has_value();
  view.link = mood_;
  if (!view.enrolled || held_ || asked_) return view;
  TRY(due, outbox::due(db_, now.wall, 1));
  TRY(next, outbox::next_due(db_, now.wall));
  view.letter_due = !due.empty();
  if (next) view.next_letter = now.awake + (*next - now.wall);
  view.news_at = news_at_;
  view.news_first = news_first_;
  view.catalogue_at = pieces_ ? catalogue_at_ : AwakeTime{std::chrono::milliseconds::max()};
  view.pieces_possible = pieces_ && pieces_wanted_;
  view.pieces_at = pieces_at_;
  return view;
}

Result<std::optional<Request>> Driver::make(Step const& step, Now now) {
  resting_ = false;
  if (std::holds_alternative<SendLetters>(step)) return send_letters(now);
  if (std::holds_alternative<PullNews>(step)) return pull_news();
  if (std::holds_alternative<FetchPiece>(step)) return fetch_piece(now);
  asked_ = Asked{Asked::What::catalogue, 0, {}, {}};
  return std::optional(wire::get_catalogue(identity_->token, pieces_->catalogue_etag()));
}

Result<std::vector<OutboxItem>> Driver::next_letters(Now now) {
  TRY(due, outbox::due(db_, now.wall, static_cast<int>(limits::batch_actions_max)));
  if (!GUARD("order_of_sending"))
    std::sort(due.begin(), due.end(), [](auto const& a, auto const& b) { return a.seq > b.seq; });
  std::size_t bytes = 0, count = 0;
  while (count < due.size() && count < batch_max_) {
    bytes += static_cast<std::size_t>(due[count].size);
    // What is long travels a piece at a time, so that a cut costs seconds.
    bool const bulk = due[count].priority == lane_of(Priority::evidence);
    if (count > 0 && bytes > (bulk ? limits::piece_bytes : limits::batch_bytes_max)) break;
    ++count;
  }
  due.resize(count);
  return std::move(due);
}

Done Driver::note_attempts(std::vector<OutboxItem> const& letters, Now now) {
  if (!GUARD("attempt_noted")) return {};
  TRY(tx, Transaction::begin(db_));
  for (auto const& item : letters) {
    auto const pause = back_off(static_cast<int>(std::min<std::int64_t>(item.attempts, 30)), dice());
    CHECKED(outbox::note_attempt(db_, std::span(&item.id, 1), now.wall + std::chrono::ceil<std::chrono::seconds>(pause)));
  }
  return tx.commit();
}

Result<std::optional<Request>> Driver::send_letters(Now now) {
  TRY(due, next_letters(now));
  std::vector<OutboxItem> letters;
  std::vector<Bytes> sealed;
  for (auto const& item : due) {
    auto bytes = outbox::sealed_bytes(db_, item.id);
    if (!bytes && bytes.error().fault != Fault::invalid && bytes.error().fault != Fault::corrupt) return bytes.error();
    if (!bytes || digest_of(*bytes) != item.digest) {
      // The medium has damaged it. Sent as it is it would be refused, and the others wait behind it.
      CHECKED(outbox::park(db_, item.id, damaged_here));
      facts_.push_back(ActionParked{item.learner, item.id, damaged_here});
      continue;
    }
    letters.push_back(item);
    sealed.push_back(std::move(*bytes));
  }
  if (letters.empty()) return std::optional<Request>{};
  CHECKED(note_attempts(letters, now));

  std::vector<wire::Letter> on_the_way;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    auto const id = letters[i].attempts > 0 && !GUARD("same_id_again") ? make_id<ActionId>(entropy_) : letters[i].id;
    on_the_way.push_back({id, letters[i].seq, sealed[i]});
  }
  asked_ = Asked{Asked::What::letters, 0, std::move(letters), {}};
  return std::optional(wire::post_actions(identity_->token, on_the_way));
}

Result<std::optional<Request>> Driver::pull_news() {
  TRY(cursor, inbox::cursor(db_));
  asked_ = Asked{Asked::What::news, 0, {}, {}};
  return std::optional(wire::get_news(identity_->token, cursor, news_max_));
}

Result<std::optional<Request>> Driver::fetch_piece(Now now) {
  pieces_at_ = now.awake + piece_pause;  // Stays so when the source fails.
  TRY(job, pieces_->next_piece());
  pieces_at_ = now.awake;
  pieces_wanted_ = job.has_value();
  if (!job) return std::optional<Request>{};
  auto const size = static_cast<std::size_t>(job->length);
  bool const whole = job->offset == 0 && job->length == job->size;
  auto const part = whole ? std::nullopt : std::optional(wire::Piece{job->offset, job->length});
  auto request = job->kind == PieceJob::Kind::manifest
                     ? wire::get_manifest(identity_->token, job->course, job->digest, size)
                     : wire::get_blob(identity_->token, job->course, job->digest, part, size);
  if (request.method.empty()) {
    CHECKED(pieces_->piece_refused(*job, 0));
    return std::optional<Request>{};
  }
  asked_ = Asked{Asked::What::piece, 0, {}, std::move(*job)};
  return std::optional(std::move(request));
}

}  // namespace carrel::sync
