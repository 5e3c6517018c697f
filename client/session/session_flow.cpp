#include "client/session/session_flow.h"

#include "client/complaints/complaint_flow.h"
#include "client/consent/consent_flow.h"
#include "client/premium/premium_flow.h"
#include "client/progress/progress_flow.h"
#include "sync/inbox/inbox.h"
#include "sync/trust/learner_store.h"
#include "sync/trust/vault_items.h"

namespace carrel::client {
namespace {

using sync::Done;
using sync::Error;
using sync::Fault;
using sync::Json;
using sync::Result;

constexpr std::string_view profile_kind = "profile", profile_key = "account";

Done give_to_feature(Desk& desk, NewsRoute route, Json const& body) {
  switch (route) {
    case NewsRoute::premium: return absorb_subscription_news(desk, body);
    case NewsRoute::complaint: return absorb_complaint_news(desk, body);
    case NewsRoute::consent: return absorb_consent_news(desk, body);
    case NewsRoute::profile: return sync::put_item(desk.db, *desk.vault, profile_kind, profile_key, to_json(parse_profile(body)));
    case NewsRoute::device:
    case NewsRoute::unknown: break;
  }
  return Error{Fault::stale, "news of an unknown kind"};
}

Done absorb_one(Desk& desk, NewsRoute route, sync::wire::NewsItem const& item) {
  TRY(tx, sync::Transaction::begin(desk.db));
  CHECKED(give_to_feature(desk, route, item.body));
  CHECKED(sync::inbox::settle(desk.db, item.seq));
  return tx.commit();
}

void mark(AbsorbedNews& news, NewsRoute route) {
  ++news.absorbed;
  news.premium |= route == NewsRoute::premium;
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

Done close_session(Desk& desk) { return send_reading(desk); }

Result<AbsorbedNews> absorb_news(Desk& desk) {
  if (!desk.vault) return Error{Fault::refused, "nobody is here"};
  TRY(opened, sync::inbox::open_pending(desk.db, *desk.vault));
  AbsorbedNews news;
  news.kept = opened.unreadable;
  for (auto const& item : opened.items) {
    auto const route = route_news(item.kind);
    auto const done = absorb_one(desk, route, item);
    if (done) mark(news, route);
    else if (done.error().fault == Fault::full) return done.error();  // The rest would fail alike.
    else ++news.kept;
  }
  return news;
}

Result<Profile> current_profile(Desk& desk) {
  if (!desk.vault) return Error{Fault::refused, "nobody is here"};
  TRY(json, sync::get_item(desk.db, *desk.vault, profile_kind, profile_key));
  return json ? parse_profile(*json) : Profile{};
}

}  // namespace carrel::client
