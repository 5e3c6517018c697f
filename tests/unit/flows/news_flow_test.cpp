#include "client/complaints/complaint_flow.h"
#include "client/consent/consent_flow.h"
#include "client/premium/premium_flow.h"
#include "sync/inbox/inbox.h"
#include "sync/trust/dsse.h"
#include "tests/unit/flows/kiosk.h"

using namespace carrel;
using namespace carrel::client;
using sync::Json;

namespace {

// Puts one sealed item for Awa into the inbox, as a page of news would.
void deliver(Kiosk& kiosk, std::int64_t seq, char const* kind, Json const& body) {
  sync::wire::NewsPage page;
  page.cursor = std::to_string(seq);
  page.items.push_back({seq, kiosk.awa->learner(), kind, sync::seal_news(body, kiosk.awa->seal_key()), Json()});
  REQUIRE(sync::inbox::apply_page(*kiosk.db, page));
}

Json statement(Kiosk& kiosk, sync::SignKeyPair const& key, char const* status, char const* as_of) {
  static_cast<void>(kiosk);
  return sync::to_json(sync::sign_dsse(subscription_type,
                                       Json::object({{"v", 1},
                                                     {"plan", "premium_solo"},
                                                     {"status", status},
                                                     {"as_of", as_of},
                                                     {"valid_until", "2026-12-31T00:00:00Z"}}),
                                       key));
}

AbsorbedNews absorb_all(Desk& desk) {
  auto const news = absorb_news(desk);
  REQUIRE(news);
  return *news;
}

}  // namespace

TEST_CASE("news are opened on unlock, reach their feature once, and are settled") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  auto const id = file_complaint(desk, complete_form());
  REQUIRE(id);
  deliver(kiosk, 1, "complaint_event", Json::object({{"complaint", id->text()}, {"event", "received"}, {"at", "2026-11-23T08:00:00Z"},
                                                     {"reference", "RC-2026-000001"}, {"answer_by", "2027-01-04"}}));
  deliver(kiosk, 2, "complaint_event", Json::object({{"complaint", id->text()}, {"event", "acknowledged"}, {"at", "2026-11-24T08:00:00Z"},
                                                     {"reference", "RC-2026-000001"}}));
  deliver(kiosk, 3, "consent_entry",
          Json::object({{"purpose", "surveys"}, {"state", "given"}, {"at", "2026-11-20T08:00:00Z"}, {"origin", "web"}}));
  deliver(kiosk, 4, "profile", Json::object({{"name", "Awa Koné"}, {"region", "FR"}}));
  auto const news = absorb_all(desk);
  CHECK(news.absorbed == 4);
  CHECK(news.kept == 0);
  CHECK(news.complaints);
  auto const complaints = list_complaints(desk);
  REQUIRE(complaints);
  CHECK(complaints->front().state == ComplaintState::acknowledged);
  CHECK(complaints->front().reference == "RC-2026-000001");
  CHECK(complaints->front().events.size() == 2);
  CHECK(current_profile(desk)->name == "Awa Koné");
  CHECK(list_consents(desk)->size() == 1);
  CHECK(absorb_all(desk).absorbed == 0);
  CHECK(list_consents(desk)->size() == 1);
}

TEST_CASE("news of an unknown kind, or without a readable body, stay and stop no other") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  deliver(kiosk, 1, "invoice", Json::object({{"number", "F-1"}}));
  deliver(kiosk, 2, "complaint_event", Json::object({{"complaint", "not an id"}}));
  deliver(kiosk, 3, "profile", Json::object({{"name", "Awa"}}));
  auto const news = absorb_all(desk);
  CHECK(news.absorbed == 1);
  CHECK(news.kept == 2);
  CHECK(absorb_all(desk).kept == 2);
}

TEST_CASE("only a statement signed by the platform counts, and an older one never replaces a newer one") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  CHECK_FALSE(*current_subscription(desk));
  deliver(kiosk, 1, "subscription", statement(kiosk, kiosk.platform_sign, "active", "2026-11-20T08:00:00Z"));
  CHECK(absorb_all(desk).premium);
  deliver(kiosk, 2, "subscription", statement(kiosk, kiosk.platform_sign, "ended", "2026-11-01T08:00:00Z"));
  deliver(kiosk, 3, "subscription", statement(kiosk, sync::SignKeyPair::make(kiosk.entropy), "suspended", "2026-11-22T08:00:00Z"));
  auto const news = absorb_all(desk);
  CHECK(news.absorbed == 1);
  CHECK(news.kept == 1);
  auto const current = current_subscription(desk);
  REQUIRE(current);
  REQUIRE(*current);
  CHECK((*current)->status == SubscriptionStatus::active);
}

TEST_CASE("an event about a complaint filed on another device is shown here too") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  auto const elsewhere = sync::make_id<sync::ActionId>(kiosk.entropy);
  deliver(kiosk, 1, "complaint_event", Json::object({{"complaint", elsewhere.text()}, {"event", "decided"}, {"at", "2026-11-24T08:00:00Z"},
                                                     {"reference", "RC-2026-000007"}, {"text", "We agree."}, {"due", "2026-12-08"}}));
  CHECK(absorb_all(desk).absorbed == 1);
  auto const complaints = list_complaints(desk);
  REQUIRE(complaints);
  REQUIRE(complaints->size() == 1);
  CHECK(complaints->front().state == ComplaintState::decided);
  CHECK(complaint_rows(*complaints)[0].reference == "RC-2026-000007");
}

TEST_CASE("the first screen shows a first name and an emblem of each learner") {
  Kiosk kiosk;
  auto const cards = learner_cards(*kiosk.db);
  REQUIRE(cards);
  REQUIRE(cards->size() == 2);
  CHECK((*cards)[0].emblem == "leaf");
}
