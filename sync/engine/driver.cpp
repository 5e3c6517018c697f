#include "sync/engine/driver.h"

#include <algorithm>

#include "sync/base/limits.h"
#include "sync/engine/backoff.h"
#include "sync/inbox/inbox.h"
#include "sync/wire/actions_wire.h"
#include "sync/wire/catalogue_wire.h"
#include "sync/wire/news_wire.h"

namespace carrel::sync {
namespace {

using namespace std::chrono_literals;

constexpr int news_page = 100;
// News and catalogue are asked for this often while nothing else calls; every letter delivered asks for news at once.
constexpr std::chrono::milliseconds news_every = 15min;
constexpr std::chrono::milliseconds catalogue_every = 60min;

bool is_contact(wire::Verdict verdict) {
  return verdict == wire::Verdict::yes || verdict == wire::Verdict::unchanged || verdict == wire::Verdict::refused;
}

}  // namespace

Request Driver::send(Request request, Errand errand) {
  request.ticket = ++last_ticket_ == 0 ? ++last_ticket_ : last_ticket_;
  out_ = Out{request.ticket, std::move(errand)};
  wake_.reset();
  return request;
}

Result<View> Driver::look(Now now) {
  View view{.now = now.awake, .held = held_, .in_flight = out_.has_value(), .link_rests_until = link_rests_until_,
            .letter_due = false, .next_letter = {}, .news_due = news_due_, .catalogue_due = catalogue_due_,
            .piece_wanted = false, .pieces_rest_until = pieces_rest_until_};
  if (view.held || view.in_flight) return view;
  TRY(due, outbox::due(setup_.db, now.wall, 1));
  view.letter_due = !due.empty();
  TRY(next, outbox::next_due(setup_.db, now.wall));
  if (next) view.next_letter = now.awake + std::max<std::chrono::milliseconds>(*next - now.wall, 0ms);
  if (!setup_.pieces) {
    view.catalogue_due = now.awake + catalogue_every;
    return view;
  }
  next_job_.reset();
  if (!pieces_rest_until_ || *pieces_rest_until_ <= now.awake) {
    TRY(job, setup_.pieces->next_piece());
    next_job_ = std::move(job);
  }
  view.piece_wanted = next_job_ || pieces_rest_until_;
  return view;
}

Result<std::optional<Request>> Driver::tick(Now now) {
  TRY(view, look(now));
  auto const choice = next_step(view);
  wake_ = choice.nap_until;
  switch (choice.step) {
    case Step::nap: return std::optional<Request>{};
    case Step::send_letters: return letters_request(now);
    case Step::pull_news: return news_request();
    case Step::pull_catalogue:
      return std::optional{send(wire::get_catalogue(setup_.token, setup_.pieces->catalogue_etag()), Catalogue{})};
    case Step::fetch_piece: return piece_request();
  }
  return std::optional<Request>{};
}

Result<std::optional<Request>> Driver::letters_request(Now now) {
  TRY(due, outbox::due(setup_.db, now.wall, static_cast<int>(limits::batch_actions_max)));
  Letters letters;
  std::size_t bytes = 0;
  for (auto& item : due) {
    bytes += static_cast<std::size_t>(item.size);
    bool const fits = letters.items.empty() || (bytes <= limits::batch_bytes_max && !alone_.contains(item.id));
    if (!fits) break;
    bool const alone = alone_.contains(item.id);
    letters.items.push_back(std::move(item));
    if (alone) break;
  }
  letters.batch = letters.items.size() > 1;

  std::vector<Bytes> sealed;
  std::vector<ActionId> ids;
  for (auto const& item : letters.items) {
    TRY(body, outbox::sealed_bytes(setup_.db, item.id));
    sealed.push_back(std::move(body));
    ids.push_back(item.id);
  }
  std::vector<wire::Letter> sheets;
  for (std::size_t i = 0; i < ids.size(); ++i) sheets.push_back({ids[i], letters.items[i].seq, sealed[i]});

  // Written down before a byte leaves: after a cut the attempt is known, and the letter waits its turn.
  auto const tries = static_cast<int>(std::min<std::int64_t>(letters.items.front().attempts, 30));
  auto const wait = std::chrono::ceil<std::chrono::seconds>(limits::retry_first + full_jitter(setup_.entropy, tries));
  TRY(tx, Transaction::begin(setup_.db));
  CHECKED(outbox::note_attempt(setup_.db, ids, now.wall + wait));
  CHECKED(tx.commit());
  auto request = letters.batch ? wire::post_actions(setup_.token, sheets) : wire::put_action(setup_.token, sheets.front());
  return std::optional{send(std::move(request), std::move(letters))};
}

Result<std::optional<Request>> Driver::news_request() {
  TRY(cursor, inbox::cursor(setup_.db));
  return std::optional{send(wire::get_news(setup_.token, cursor, news_page), News{})};
}

std::optional<Request> Driver::piece_request() {
  if (!next_job_) return {};
  auto job = *std::exchange(next_job_, {});
  auto const bytes_max = static_cast<std::size_t>(std::max(job.length, job.size));
  bool const whole = job.length == job.size;
  auto request = job.kind == PieceJob::Kind::manifest
                     ? wire::get_manifest(setup_.token, job.course, job.digest, bytes_max)
                     : wire::get_blob(setup_.token, job.course, job.digest,
                                      whole ? std::nullopt : std::optional(wire::Piece{job.offset, job.length}), bytes_max);
  return send(std::move(request), std::move(job));
}

Result<Facts> Driver::absorb(Answer const& answer, Now now) {
  Facts facts;
  if (!out_ || out_->ticket != answer.ticket) return facts;  // An answer from before a restart: whoever asked is gone.
  auto const errand = std::exchange(out_, {})->errand;
  wake_ = now.awake;
  CHECKED(std::visit([&](auto const& what) { return take(what, answer, now, facts); }, errand));
  return facts;
}

Result<bool> Driver::accept_receipts(Letters const& letters, Json const& json, std::set<ActionId>& settled, Facts& facts) {
  auto const envelope = read_envelope(json);
  if (!envelope) return false;
  auto const batch = read_receipts(*envelope, setup_.keys.sign);
  if (!batch) return false;
  for (auto const& item : letters.items) {
    auto receipt = find_receipt(*batch, item.id, item.digest);
    if (!receipt) continue;
    TRY(tx, Transaction::begin(setup_.db));
    CHECKED(outbox::accept(setup_.db, *receipt));
    CHECKED(tx.commit());
    settled.insert(item.id);
    facts.push_back(LetterAccepted{item.learner, *receipt});
  }
  if (!settled.empty()) facts.push_back(TimeProven{batch->time});
  return true;
}

Done Driver::take(Letters const& letters, Answer const& answer, Now now, Facts& facts) {
  auto reply = letters.batch ? wire::read_post_actions(answer) : wire::read_put_action(answer);
  std::set<ActionId> settled;
  if (reply.reply.verdict == wire::Verdict::yes) {
    TRY(ours, accept_receipts(letters, reply.receipts, settled, facts));
    // Says yes but cannot sign: not the platform, whatever its status.
    if (!ours && reply.refused.empty()) reply.reply.verdict = wire::Verdict::not_ours;
  }
  for (auto const& refusal : reply.refused) {
    auto const item = std::find_if(letters.items.begin(), letters.items.end(), [&](auto const& i) { return i.id == refusal.id; });
    if (item == letters.items.end() || settled.contains(refusal.id)) continue;
    CHECKED(outbox::park(setup_.db, refusal.id, refusal.problem.code));
    settled.insert(refusal.id);
    facts.push_back(LetterParked{item->learner, refusal.id, refusal.problem.code});
  }
  CHECKED(settle_rest(letters, reply.reply, settled, now, facts));
  for (auto const& id : settled) alone_.erase(id);
  if (!settled.empty()) news_due_ = now.awake;  // The platform may have something to say about what it got.
  return note_standing(reply.reply, answer, now, facts);
}

Done Driver::settle_rest(Letters const& letters, wire::Reply const& reply, std::set<ActionId> const& settled, Now now, Facts& facts) {
  for (auto const& item : letters.items) {
    if (settled.contains(item.id)) continue;
    switch (judge(reply, letters.batch)) {
      case Fate::park:
        CHECKED(outbox::park(setup_.db, item.id, reply.problem.code));
        facts.push_back(LetterParked{item.learner, item.id, reply.problem.code});
        break;
      case Fate::try_alone:
        alone_.insert(item.id);
        [[fallthrough]];
      case Fate::try_later:
        if (reply.retry_after > 0s) CHECKED(outbox::set_next_try(setup_.db, item.id, now.wall + reply.retry_after));
        break;
    }
  }
  return {};
}

Done Driver::take(News const&, Answer const& answer, Now now, Facts& facts) {
  auto const reply = wire::read_news(answer);
  if (reply.reply.verdict == wire::Verdict::yes) {
    TRY(count, inbox::apply_page(setup_.db, reply.page));
    news_due_ = reply.page.more && count > 0 ? now.awake : now.awake + news_every;
    if (count > 0) facts.push_back(NewsStored{count});
  } else {
    news_due_ = now.awake + (is_contact(reply.reply.verdict) ? news_every : 0ms);
  }
  return note_standing(reply.reply, answer, now, facts);
}

Done Driver::take(Catalogue const&, Answer const& answer, Now now, Facts& facts) {
  auto const reply = wire::read_catalogue(answer);
  bool const contact = is_contact(reply.reply.verdict);
  catalogue_due_ = now.awake + (contact ? catalogue_every : 0ms);
  if (reply.reply.verdict == wire::Verdict::yes) {
    auto const envelope = read_envelope(reply.catalogue);
    auto const catalogue = envelope ? verify_dsse(*envelope, wire::catalogue_type, setup_.keys.sign) : Result<Json>(envelope.error());
    if (catalogue) {
      CHECKED(setup_.pieces->catalogue_arrived(reply.reply.etag, *catalogue));
      facts.push_back(CatalogueStored{});
    }
  }
  return note_standing(reply.reply, answer, now, facts);
}

Done Driver::take(PieceJob const& job, Answer const& answer, Now now, Facts& facts) {
  auto const reply = job.kind == PieceJob::Kind::manifest ? wire::read_manifest(answer) : wire::read_blob(answer);
  auto rest = [&](Fault fault) {
    pieces_rest_until_ = now.awake + longest_wait(std::min(3 + piece_failures_++, 30));
    facts.push_back(PiecesStopped{fault, job.course});
  };
  if (reply.reply.verdict == wire::Verdict::yes) {
    BytesView bytes = reply.bytes;
    // A server that ignores ranges gives everything from the beginning.
    bool const covers = reply.first <= job.offset && job.offset - reply.first + job.length <= bytes.size();
    Done const kept = covers ? setup_.pieces->piece_arrived(job, bytes.subspan(job.offset - reply.first, job.length))
                             : Done(Error{Fault::corrupt, "piece length"});
    if (kept) {
      pieces_rest_until_.reset();
      piece_failures_ = 0;
      facts.push_back(PieceStored{job.course});
    } else if (kept.error().fault == Fault::corrupt || kept.error().fault == Fault::full) {
      rest(kept.error().fault);
    } else {
      return kept;
    }
  } else if (reply.reply.verdict == wire::Verdict::refused) {
    CHECKED(setup_.pieces->piece_refused(job, reply.reply.status));
    facts.push_back(PiecesStopped{Fault::refused, job.course});
  }
  return note_standing(reply.reply, answer, now, facts);
}

void Driver::set_standing(Standing standing, Facts& facts) {
  if (standing == standing_) return;
  standing_ = standing;
  facts.push_back(StandingChanged{standing});
}

void Driver::rest_link(Now now, std::chrono::milliseconds at_least) {
  link_rests_until_ = now.awake + std::max(at_least, full_jitter(setup_.entropy, std::min(failures_, 30)));
  ++failures_;
}

Done Driver::note_standing(wire::Reply const& reply, Answer const& answer, Now now, Facts& facts) {
  switch (reply.verdict) {
    case wire::Verdict::yes:
    case wire::Verdict::unchanged:
    case wire::Verdict::refused:
      // The link is back: what waited only for the link need not wait longer.
      if (link_was_down_) CHECKED(outbox::retry_all_now(setup_.db));
      link_was_down_ = false;
      failures_ = 0;
      link_rests_until_.reset();
      set_standing(Standing::reached, facts);
      break;
    case wire::Verdict::too_large:
    case wire::Verdict::later:
      rest_link(now, std::max<std::chrono::milliseconds>(reply.retry_after, 500ms));
      set_standing(Standing::reached, facts);
      break;
    case wire::Verdict::not_known:
      rest_link(now, limits::retry_max);
      set_standing(Standing::device_unknown, facts);
      break;
    case wire::Verdict::not_ours: {
      rest_link(now, 0ms);
      link_was_down_ = true;
      bool const silent = answer.reason == LinkReason::offline || answer.reason == LinkReason::timeout;
      set_standing(silent ? Standing::no_connection : Standing::not_the_platform, facts);
      break;
    }
  }
  return {};
}

Done Driver::try_now(Now now) {
  failures_ = 0;
  link_was_down_ = false;
  link_rests_until_.reset();
  pieces_rest_until_.reset();
  news_due_ = catalogue_due_ = now.awake;
  return outbox::retry_all_now(setup_.db);
}

}  // namespace carrel::sync
