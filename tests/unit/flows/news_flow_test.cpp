#include "client/complaints/complaint_flow.h"
#include "client/consent/consent_flow.h"
#include "client/premium/invoice_flow.h"
#include "client/premium/premium_flow.h"
#include "sync/inbox/inbox.h"
#include "sync/trust/statement.h"
#include "tests/unit/flows/kiosk.h"

using namespace carrel;
using namespace carrel::client;
using sync::Json;

namespace {

// Puts one sealed item for Awa into the inbox, as a page of news would: whoever knows her public key can do that.
void put(Kiosk& kiosk, std::int64_t seq, char const* kind, Json const& body) {
  sync::wire::NewsPage page;
  page.cursor = std::to_string(seq);
  page.items.push_back({seq, kiosk.awa->learner(), kind, sync::seal_news(body, kiosk.awa->seal_key()), Json()});
  REQUIRE(sync::inbox::apply_page(*kiosk.db, page));
}

// As the platform does it.
void deliver(Kiosk& kiosk, std::int64_t seq, char const* kind, Json const& fact) {
  put(kiosk, seq, kind, sync::sign_statement(kind, kiosk.awa->learner(), fact, kiosk.platform_sign));
}

Json statement(char const* status, char const* as_of) {
  return Json::object({{"v", 1},
                       {"plan", "premium_solo"},
                       {"status", status},
                       {"as_of", as_of},
                       {"valid_until", "2026-12-31T00:00:00Z"}});
}

Json decided(sync::ActionId const& complaint) {
  return Json::object({{"complaint", complaint.text()}, {"event", "decided"}, {"at", "2026-11-24T08:00:00Z"},
                       {"reference", "RC-2026-000001"}, {"text", "Rejected."}});
}

std::vector<std::pair<std::string, int>> aside(Kiosk& kiosk) {
  auto const now = sync::inbox::standing(*kiosk.db);
  REQUIRE(now);
  return now->aside;
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
  deliver(kiosk, 1, "certificate", Json::object({{"number", "C-1"}}));
  deliver(kiosk, 2, "complaint_event", Json::object({{"complaint", "not an id"}}));
  deliver(kiosk, 3, "profile", Json::object({{"name", "Awa"}}));
  auto const news = absorb_all(desk);
  CHECK(news.absorbed == 1);
  CHECK(news.kept == 2);
  CHECK(absorb_all(desk).kept == 2);
}

TEST_CASE("a damaged item is tried a few times, then stands aside with its reason; one for a newer program waits on") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  deliver(kiosk, 1, "complaint_event", Json::object({{"complaint", "not an id"}}));
  put(kiosk, 2, "profile", Json());
  REQUIRE(kiosk.db->exec("UPDATE news SET content = zeroblob(200) WHERE seq = 2"));
  deliver(kiosk, 3, "certificate", Json::object({{"number", "C-1"}}));
  for (int i = 0; i < sync::inbox::tries_max; ++i) CHECK(absorb_all(desk).kept == 3);
  CHECK(absorb_all(desk).kept == 1);
  CHECK(aside(kiosk).size() == 2);
  deliver(kiosk, 4, "profile", Json::object({{"name", "Awa"}}));
  CHECK(absorb_all(desk).absorbed == 1);
}

TEST_CASE("who only knows a learner's public key can forge no news: each kind is refused, kept aside and counted") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  auto const id = file_complaint(desk, complete_form());
  REQUIRE(id);
  auto const stranger = sync::SignKeyPair::make(kiosk.entropy);
  auto const forge = [&](std::int64_t seq, char const* kind, Json const& fact) {
    put(kiosk, seq, kind, fact);
    put(kiosk, seq + 1, kind, sync::sign_statement(kind, kiosk.awa->learner(), fact, stranger));
  };
  forge(1, "complaint_event", decided(*id));
  forge(3, "consent_entry",
        Json::object({{"purpose", "surveys"}, {"state", "given"}, {"at", "2026-11-20T08:00:00Z"}, {"origin", "web"}}));
  forge(5, "profile", Json::object({{"name", "Mallory"}}));
  forge(7, "subscription", statement("active", "2026-11-20T08:00:00Z"));
  auto const news = absorb_all(desk);
  CHECK(news.absorbed == 0);
  CHECK(news.aside == 8);
  CHECK(list_complaints(desk)->front().state == ComplaintState::queued);
  CHECK(list_complaints(desk)->front().events.empty());
  CHECK(list_consents(desk)->empty());
  CHECK(current_profile(desk)->name.empty());
  CHECK_FALSE(*current_subscription(desk));
  CHECK(aside(kiosk) == std::vector<std::pair<std::string, int>>{{"unknown_signer", 4}, {"unsigned", 4}});
  CHECK(absorb_all(desk).aside == 0);  // Once.
}

TEST_CASE("a statement counts for the learner, the kind and the complaint it was signed for, and for no other") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  auto const mine = file_complaint(desk, complete_form());
  auto const other = file_complaint(desk, complete_form());
  REQUIRE((mine && other));
  // The platform said this to Lucas; somebody seals it to Awa.
  put(kiosk, 1, "complaint_event", sync::sign_statement("complaint_event", kiosk.lucas->learner(), decided(*mine), kiosk.platform_sign));
  put(kiosk, 2, "subscription",
      sync::sign_statement("subscription", kiosk.lucas->learner(), statement("active", "2026-11-20T08:00:00Z"), kiosk.platform_sign));
  // True words of one kind, handed over as another.
  put(kiosk, 3, "complaint_event", sync::sign_statement("consent_entry", kiosk.awa->learner(), decided(*mine), kiosk.platform_sign));
  // Signed for one complaint, changed to the other.
  auto envelope = sync::read_envelope(sync::sign_statement("complaint_event", kiosk.awa->learner(), decided(*mine), kiosk.platform_sign));
  REQUIRE(envelope);
  std::string text(sync::as_text(envelope->payload));
  text.replace(text.find(mine->text()), mine->text().size(), other->text());
  envelope->payload = sync::to_bytes(text);
  put(kiosk, 4, "complaint_event", sync::to_json(*envelope));
  auto const news = absorb_all(desk);
  CHECK(news.absorbed == 0);
  CHECK(news.aside == 4);
  auto const complaints = list_complaints(desk);
  for (auto const& one : *complaints) CHECK(one.events.empty());
  CHECK_FALSE(*current_subscription(desk));
  CHECK(aside(kiosk) == std::vector<std::pair<std::string, int>>{{"signature_wrong", 1}, {"wrong_learner", 2}, {"wrong_type", 1}});
}

TEST_CASE("unsigned news stored by an earlier version are not believed, and what was applied then stays") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  auto const id = file_complaint(desk, complete_form());
  REQUIRE(id);
  // An earlier version had taken this one in, and had stored the next.
  kiosk.together([&] {
    return absorb_complaint_news(desk, Json::object({{"complaint", id->text()}, {"event", "received"}, {"at", "2026-11-23T08:00:00Z"},
                                                     {"reference", "RC-2026-000001"}}));
  });
  put(kiosk, 1, "complaint_event", decided(*id));
  CHECK(absorb_all(desk).aside == 1);
  CHECK(list_complaints(desk)->front().state == ComplaintState::received);
  // The platform tells everything anew, signed: the repeated event is there once, the true outcome arrives.
  deliver(kiosk, 2, "complaint_event", Json::object({{"complaint", id->text()}, {"event", "received"}, {"at", "2026-11-23T08:00:00Z"},
                                                     {"reference", "RC-2026-000001"}}));
  deliver(kiosk, 3, "complaint_event", decided(*id));
  CHECK(absorb_all(desk).absorbed == 2);
  CHECK(list_complaints(desk)->front().state == ComplaintState::decided);
  CHECK(list_complaints(desk)->front().events.size() == 2);
}

TEST_CASE("an account that is told again from before does not replace a newer one") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  deliver(kiosk, 1, "profile", Json::object({{"name", "Awa Koné"}, {"as_of", "2026-11-20T08:00:00Z"}}));
  deliver(kiosk, 2, "profile", Json::object({{"name", "Awa Diop"}, {"as_of", "2025-11-20T08:00:00Z"}}));
  CHECK(absorb_all(desk).absorbed == 2);
  CHECK(current_profile(desk)->name == "Awa Koné");
  CHECK(new_complaint(*current_profile(desk)).name == "Awa Koné");
}

TEST_CASE("only a statement signed by the platform counts, and an older one never replaces a newer one") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  CHECK_FALSE(*current_subscription(desk));
  deliver(kiosk, 1, "subscription", statement("active", "2026-11-20T08:00:00Z"));
  CHECK(absorb_all(desk).premium);
  deliver(kiosk, 2, "subscription", statement("ended", "2026-11-01T08:00:00Z"));
  put(kiosk, 3, "subscription", sync::sign_statement("subscription", kiosk.awa->learner(), statement("suspended", "2026-11-22T08:00:00Z"),
                                                     sync::SignKeyPair::make(kiosk.entropy)));
  auto const news = absorb_all(desk);
  CHECK(news.absorbed == 1);
  CHECK(news.aside == 1);
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

namespace {

Json invoice(char const* number, std::int64_t minor, char const* as_of) {
  return Json::object({{"v", 1}, {"number", number}, {"issued", "2026-11-18"},
                       {"amount", Json::object({{"minor", minor}, {"currency", "EUR"}})}, {"as_of", as_of}});
}

}  // namespace

TEST_CASE("invoices are kept for the learner they are for, each once, and an older statement takes nothing back") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  deliver(kiosk, 1, "invoice", invoice("F-1", 2000, "2026-11-19T08:00:00Z"));
  deliver(kiosk, 2, "invoice", invoice("F-1", 1500, "2026-11-20T08:00:00Z"));
  deliver(kiosk, 3, "invoice", invoice("F-1", 2000, "2026-11-19T08:00:00Z"));  // Replayed.
  deliver(kiosk, 4, "invoice", invoice("F-2", 2000, "2026-11-21T08:00:00Z"));
  auto const news = absorb_all(desk);
  CHECK(news.invoices);
  CHECK(news.absorbed == 4);
  auto const listed = list_invoices(desk);
  REQUIRE(listed);
  REQUIRE(listed->size() == 2);
  CHECK((*listed)[1].amount == Amount{1500, "EUR"});
  auto others = kiosk.desk(*kiosk.lucas);
  CHECK(list_invoices(others)->empty());
}

TEST_CASE("an invoice that nobody can read is kept and shown, not dropped, and stops nothing") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  auto const strange = Json::object({{"v", 7}, {"what", "a form to come"}});
  deliver(kiosk, 1, "invoice", strange);
  deliver(kiosk, 2, "invoice", strange);
  deliver(kiosk, 3, "invoice", invoice("F-2", 2000, "2026-11-21T08:00:00Z"));
  auto const news = absorb_all(desk);
  CHECK(news.aside == 0);
  CHECK(news.kept == 0);
  auto const listed = list_invoices(desk);
  REQUIRE(listed);
  REQUIRE(listed->size() == 2);
  CHECK((*listed)[0].number == "F-2");
  CHECK_FALSE((*listed)[1].whole);
  CHECK_FALSE((*listed)[1].key.empty());
}

TEST_CASE("an invoice that the platform did not sign is put aside") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  put(kiosk, 1, "invoice", invoice("F-1", 99'999, "2026-11-19T08:00:00Z"));
  CHECK(absorb_all(desk).aside == 1);
  CHECK(list_invoices(desk)->empty());
}
