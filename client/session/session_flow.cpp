#include "client/session/session_flow.h"

#include "client/complaints/attachment_flow.h"
#include "client/complaints/complaint_flow.h"
#include "client/consent/consent_flow.h"
#include "client/premium/invoice_flow.h"
#include "client/premium/premium_flow.h"
#include "client/progress/progress_flow.h"
#include "sync/inbox/inbox.h"
#include "sync/trust/learner_store.h"
#include "sync/trust/statement.h"
#include "sync/trust/vault_items.h"

namespace carrel::client {
namespace {

using sync::Done;
using sync::Error;
using sync::Fault;
using sync::Json;
using sync::Result;

constexpr std::string_view profile_kind = "profile", profile_key = "account";

Done absorb_profile(Desk& desk, Json const& stated) {
  TRY(held, sync::get_item(desk.db, *desk.vault, profile_kind, profile_key));
  auto const next = parse_profile(stated);
  // One that is replayed or overtaken changes nothing.
  if (held && next.as_of < parse_profile(*held).as_of) return {};
  return sync::put_item(desk.db, *desk.vault, profile_kind, profile_key, to_json(next));
}

// `stated` is what the envelope holds, verified; the subscription keeps its envelope, to be checked at each reading.
Done give_to_feature(Desk& desk, NewsRoute route, Json const& envelope, Json const& stated) {
  switch (route) {
    case NewsRoute::premium: return absorb_subscription_news(desk, envelope);
    case NewsRoute::invoice: return absorb_invoice_news(desk, stated);
    case NewsRoute::complaint: return absorb_complaint_news(desk, stated);
    case NewsRoute::consent: return absorb_consent_news(desk, stated);
    case NewsRoute::profile: return absorb_profile(desk, stated);
    case NewsRoute::device:
    case NewsRoute::unknown: break;
  }
  return Error{Fault::stale, "news of an unknown kind"};
}

Done absorb_one(Desk& desk, NewsRoute route, sync::wire::NewsItem const& item, Json const& stated) {
  TRY(tx, sync::Transaction::begin(desk.db));
  CHECKED(give_to_feature(desk, route, item.body, stated));
  CHECKED(sync::inbox::settle(desk.db, item.seq));
  return tx.commit();
}

// Tried again at the next unlock, and a few times only.
Done note_failure(Desk& desk, std::int64_t seq, std::string_view reason, AbsorbedNews& news) {
  CHECKED(sync::inbox::note_failure(desk.db, seq, reason));
  ++news.kept;
  return {};
}

void mark(AbsorbedNews& news, NewsRoute route) {
  ++news.absorbed;
  news.premium |= route == NewsRoute::premium;
  news.invoices |= route == NewsRoute::invoice;
  news.complaints |= route == NewsRoute::complaint;
  news.consent |= route == NewsRoute::consent;
  news.profile |= route == NewsRoute::profile;
}

}  // namespace

Result<std::vector<LearnerCard>> learner_cards(sync::Db& db) {
  TRY(rows, sync::list_learners(db));
  std::vector<LearnerCard> cards;
  for (auto const& row : rows) cards.push_back({row.id, row.first_name, row.emblem, row.language});
  return cards;
}

Result<sync::Vault> open_session(sync::Db& db, sync::DeviceKey const& device, sync::LearnerId const& learner) {
  return sync::unlock_learner(db, learner, device);
}

Done close_session(Desk& desk) {
  auto const forgotten = forget_removed_files(desk);
  auto const sent = send_reading(desk);
  return sent ? forgotten : sent;
}

Result<AbsorbedNews> absorb_news(Desk& desk) {
  if (!desk.vault) return Error{Fault::refused, "nobody is here"};
  TRY(opened, sync::inbox::open_pending(desk.db, *desk.vault));
  AbsorbedNews news;
  auto const trusted = sync::trusted_at(desk.platform, sync::earliest_now(desk.time));
  for (auto const seq : opened.unreadable) CHECKED(note_failure(desk, seq, "unreadable", news));
  for (auto const& item : opened.items) {
    auto const route = route_news(item.kind);
    if (route == NewsRoute::device || route == NewsRoute::unknown) {
      ++news.kept;  // A newer program may know it.
      continue;
    }
    auto const stated = sync::read_statement(item.body, item.kind, desk.vault->learner(), trusted);
    if (!stated) {
      CHECKED(sync::inbox::put_aside(desk.db, item.seq, stated.error().place));
      ++news.aside;
      continue;
    }
    auto const done = absorb_one(desk, route, item, *stated);
    if (done) mark(news, route);
    else if (done.error().fault == Fault::full) return done.error();  // The rest would fail alike.
    else CHECKED(note_failure(desk, item.seq, name_of(done.error().fault), news));
  }
  return news;
}

Result<Profile> current_profile(Desk& desk) {
  if (!desk.vault) return Error{Fault::refused, "nobody is here"};
  TRY(json, sync::get_item(desk.db, *desk.vault, profile_kind, profile_key));
  return json ? parse_profile(*json) : Profile{};
}

}  // namespace carrel::client
