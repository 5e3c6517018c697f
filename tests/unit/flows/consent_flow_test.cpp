#include "client/consent/consent_flow.h"

#include "client/progress/progress_flow.h"
#include "tests/unit/flows/kiosk.h"

using namespace carrel;
using namespace carrel::client;

namespace {

ConsentNow now_of(Desk& desk, char const* purpose) {
  auto const entries = list_consents(desk);
  REQUIRE(entries);
  return consent_now(*desk.policies.purposes.find(purpose), *entries, consent_time(desk));
}

std::vector<sync::OutboxItem> letters_of(Kiosk& kiosk) {
  auto const listed = sync::outbox::due(*kiosk.db, kiosk.now.wall, 100);
  REQUIRE(listed);
  return *listed;
}

}  // namespace

TEST_CASE("a switch applies at once and waits until the platform has it") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  CHECK_FALSE(now_of(desk, "surveys").on);
  REQUIRE(set_consent(desk, "surveys", true, {}));
  CHECK(now_of(desk, "surveys").on);
  CHECK(now_of(desk, "surveys").waiting);
  auto const letters = letters_of(kiosk);
  REQUIRE(letters.size() == 1);
  CHECK(letters[0].priority == sync::lane_of(sync::Priority::consent));
  kiosk.receive(letters[0].id, "2026-11-23T08:00:00Z");
  CHECK_FALSE(now_of(desk, "surveys").waiting);
  CHECK(now_of(desk, "surveys").on);
}

TEST_CASE("a withdrawal leaves before everything else that waits") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  REQUIRE(set_consent(desk, "surveys", true, {}));
  kiosk.together([&] { return file_quiz_attempt(desk, {"sky", "1", "clouds", 2, 3, {}, kiosk.now.wall}, "Clouds"); });
  REQUIRE(set_consent(desk, "surveys", false, {}));
  auto const letters = letters_of(kiosk);
  REQUIRE(letters.size() == 3);
  CHECK(letters[0].priority == sync::Priority::consent_withdrawal);
  CHECK(letters[2].priority == sync::Priority::progress);
}

TEST_CASE("the ledger only grows, and turning a switch to where it stands adds nothing") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  REQUIRE(set_consent(desk, "surveys", true, {}));
  REQUIRE(set_consent(desk, "surveys", true, {}));
  REQUIRE(set_consent(desk, "surveys", false, {}));
  auto const entries = list_consents(desk);
  REQUIRE(entries);
  REQUIRE(entries->size() == 2);
  CHECK((*entries)[0].state == ConsentState::given);
  CHECK((*entries)[0].version == "1");
  CHECK((*entries)[0].proven == sync::earliest_now(kiosk.time));
}

TEST_CASE("opting out of sale ends advertising in the same deed (K04)") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  ConsentViewer const viewer{"US", "NY", false};
  REQUIRE(set_consent(desk, "cookies_advertising", true, viewer));
  REQUIRE(set_consent(desk, "us_opt_out_sale_sharing", true, viewer));
  CHECK(now_of(desk, "us_opt_out_sale_sharing").on);
  CHECK_FALSE(now_of(desk, "cookies_advertising").on);
  CHECK(kiosk.letters(*kiosk.awa) == 3);
}

TEST_CASE("a consent of one learner is nobody else's") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa), other = kiosk.desk(*kiosk.lucas);
  REQUIRE(set_consent(desk, "surveys", true, {}));
  CHECK_FALSE(now_of(other, "surveys").on);
}

TEST_CASE("reading leaves as one letter when a session ends, and nothing leaves twice") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  for (auto const* chapter : {"clouds", "wind", "clouds"}) 
    kiosk.together([&] { return keep_reading(desk, {"sky", "1", chapter, true, kiosk.now.wall}); });
  CHECK(kiosk.letters(*kiosk.awa) == 0);
  REQUIRE(close_session(desk));
  REQUIRE(close_session(desk));
  CHECK(kiosk.letters(*kiosk.awa) == 1);
}
