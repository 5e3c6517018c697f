// What comes back: answers into rows and facts.
#include <algorithm>

#include "sync/base/guard.h"
#include "sync/engine/driver.h"
#include "sync/inbox/inbox.h"
#include "sync/wire/actions_wire.h"
#include "sync/wire/catalogue_wire.h"
#include "sync/wire/news_wire.h"

namespace carrel::sync {

namespace {

constexpr std::string_view catalogue_type = "application/vnd.carrel.catalogue.v1+json";
constexpr std::size_t code_chars_max = 64;

// A yes that is not signed by the platform is somebody else's.
void distrust(wire::Reply& reply, LinkReason& reason) {
  reply.verdict = wire::Verdict::not_ours;
  reason = LinkReason::tls;
}

}  // namespace

Result<Facts> Driver::absorb(Answer const& answer, Now now) {
  Facts facts;
  if (!asked_ || (asked_->ticket != answer.ticket && GUARD("own_ticket"))) return facts;
  // Taken first: whatever fails below, the question is over and is asked again.
  auto const asked = std::move(*asked_);
  asked_.reset();
  if (answer.detail == "certificate_expired") by_proven_time_ = !by_proven_time_;
  switch (asked.what) {
    case Asked::What::letters: CHECKED(after_letters(asked, answer, now, facts)); break;
    case Asked::What::news: CHECKED(after_news(answer, now, facts)); break;
    case Asked::What::catalogue: CHECKED(after_catalogue(answer, now, facts)); break;
    case Asked::What::piece: CHECKED(after_piece(asked, answer, now, facts)); break;
  }
  return facts;
}

Done Driver::judge(wire::Reply const& reply, LinkReason reason, Now now, Facts& facts) {
  auto const before = mood_.state;
  mood_ = judge_link(mood_, reply, reason, now.awake, dice());
  patience_asked_ = reply.retry_after.count() > 0;
  if (mood_.state == before) return {};
  facts.push_back(LinkChanged{mood_.state});
  // A way out may last three minutes: no letter waits for its own pause now. Not after "busy": a letter that breaks the
  // platform would be tried again between any two others.
  bool const way_out_again = mood_.state == LinkState::up && before != LinkState::busy;
  return way_out_again ? outbox::retry_all_now(db_) : Done{};
}

Done Driver::after_letters(Asked const& asked, Answer const& answer, Now now, Facts& facts) {
  bool const single = asked.letters.size() == 1;
  auto said = wire::read_post_actions(answer);
  auto reason = answer.reason;
  std::optional<ReceiptBatch> batch;
  if (said.reply.verdict == wire::Verdict::yes) {
    std::vector<LetterName> names;
    for (auto const& item : asked.letters) names.push_back({item.id, item.digest});
    auto const envelope = read_answered_receipts(said.receipts, identity_->device, names);
    auto read = envelope ? read_receipts(*envelope, identity_->platform_keys) : Result<ReceiptBatch>(envelope.error());
    if (read && read->device == identity_->device) batch = std::move(*read);
    else distrust(said.reply, reason);
    if (!read && read.error().fault == Fault::refused) {
      news_first_ = true;
      news_at_ = now.awake;
    }
  }
  CHECKED(judge(said.reply, reason, now, facts));
  if (batch) CHECKED(accept(asked, *batch, facts));
  if (batch) facts.push_back(TimeProven{batch->time});

  using wire::Verdict;
  bool const refused = said.reply.verdict == Verdict::refused && GUARD("refused_is_parked");
  if (single && refused) return park(asked.letters.front(), said.reply.problem, facts);
  if (batch && GUARD("refused_is_parked"))
    for (auto const& refusal : said.refused)
      for (auto const& item : asked.letters)
        if (item.id == refusal.id) CHECKED(park(item, refusal.problem, facts));

  if (batch) batch_max_ = std::min(batch_max_ * 2, limits::batch_actions_max);
  // One of them breaks the platform, or all together are too much: smaller ones, until it stands alone.
  bool const broke = said.reply.status >= 500 || said.reply.verdict == Verdict::refused || reason == LinkReason::timeout;
  if (single || !broke || !GUARD("batch_shrinks")) return {};
  batch_max_ = std::max<std::size_t>(1, asked.letters.size() / 2);
  if (said.reply.verdict != Verdict::refused) return {};
  // None of them did anything wrong, so none of them waits.
  TRY(tx, Transaction::begin(db_));
  for (auto const& item : asked.letters) CHECKED(outbox::set_next_try(db_, item.id, std::nullopt));
  return tx.commit();
}

Done Driver::accept(Asked const& asked, ReceiptBatch const& batch, Facts& facts) {
  std::vector<Fact> told;
  TRY(tx, Transaction::begin(db_));
  for (std::size_t i = 0; i < asked.letters.size(); ++i) {
    auto const& item = asked.letters[i];
    auto receipt = find_receipt(batch, item.id, item.digest);
    if (!receipt && !GUARD("receipt_names_it") && i < batch.receipts.size()) {
      receipt = batch.receipts[i];
      receipt->id = item.id;
      receipt->digest = item.digest;
    }
    if (!receipt) continue;  // Still on its way; its pause is noted.
    CHECKED(outbox::accept(db_, *receipt));
    told.push_back(ActionAccepted{item.learner, std::move(*receipt)});
  }
  if (GUARD("told_after_commit")) CHECKED(tx.commit());
  facts.insert(facts.end(), std::make_move_iterator(told.begin()), std::make_move_iterator(told.end()));
  return {};
}

Done Driver::park(OutboxItem const& item, wire::Problem const& problem, Facts& facts) {
  std::string const reason = wire::is_path_word(problem.code, code_chars_max) ? problem.code : "refused";
  CHECKED(outbox::park(db_, item.id, reason));
  facts.push_back(ActionParked{item.learner, item.id, reason});
  return {};
}

Done Driver::after_news(Answer const& answer, Now now, Facts& facts) {
  auto const said = wire::read_news(answer);
  news_first_ = false;
  CHECKED(judge(said.reply, answer.reason, now, facts));
  if (said.reply.verdict == wire::Verdict::too_large) news_max_ = std::max(1, news_max_ / 2);
  if (said.reply.verdict == wire::Verdict::refused) news_at_ = now.awake + news_every;
  if (said.reply.verdict != wire::Verdict::yes) return {};
  TRY(count, inbox::apply_page(db_, said.page));
  // "More" without anything new would go round for ever.
  news_at_ = said.page.more && count > 0 ? now.awake : now.awake + news_every;
  if (count > 0) facts.push_back(NewsArrived{count});
  return {};
}

Done Driver::after_catalogue(Answer const& answer, Now now, Facts& facts) {
  auto said = wire::read_catalogue(answer);
  auto reason = answer.reason;
  std::optional<Json> catalogue;
  if (said.reply.verdict == wire::Verdict::yes) {
    auto const envelope = read_envelope(said.catalogue);
    auto read = envelope ? verify_dsse(*envelope, catalogue_type, identity_->platform_keys) : Result<Json>(envelope.error());
    if (read) catalogue = std::move(*read);
    else distrust(said.reply, reason);
  }
  CHECKED(judge(said.reply, reason, now, facts));
  if (mood_.state == LinkState::up || said.reply.verdict == wire::Verdict::too_large)
    catalogue_at_ = now.awake + catalogue_every;
  if (!catalogue) return {};
  CHECKED(pieces_->catalogue_arrived(said.reply.etag, *catalogue));
  facts.push_back(CatalogueChanged{});
  pieces_changed();
  return {};
}

Done Driver::after_piece(Asked const& asked, Answer const& answer, Now now, Facts& facts) {
  auto const& job = *asked.piece;
  auto const said = job.kind == PieceJob::Kind::manifest ? wire::read_manifest(answer) : wire::read_blob(answer);
  CHECKED(judge(said.reply, answer.reason, now, facts));
  auto const fail = [&](Fault fault) {
    pieces_at_ = now.awake + piece_pause;
    facts.push_back(PieceFailed{job, fault});
    return Done{};
  };
  if (said.reply.verdict == wire::Verdict::refused) {
    CHECKED(pieces_->piece_refused(job, said.reply.status));
    facts.push_back(PieceFailed{job, Fault::refused});
    return {};
  }
  if (said.reply.verdict == wire::Verdict::too_large) return fail(Fault::corrupt);
  if (said.reply.verdict != wire::Verdict::yes) return {};
  // Nobody knows a manifest's size before it is here; its digest decides.
  bool const whole = job.kind == PieceJob::Kind::manifest || said.bytes.size() == job.length;
  if (said.first != job.offset || !whole) return fail(Fault::corrupt);
  auto const stored = pieces_->piece_arrived(job, said.bytes);
  if (stored) {
    facts.push_back(PieceStored{job});
    return {};
  }
  auto const fault = stored.error().fault;
  return fault == Fault::corrupt || fault == Fault::full ? fail(fault) : stored;
}

}  // namespace carrel::sync
