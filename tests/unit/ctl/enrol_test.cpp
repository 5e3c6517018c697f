// Enrolment cut after every question it asks: what was sent is kept before it is sent, so the next try is the same device.
#include "client/ctl/enrol.h"

#include "sync/migrations.h"
#include "sync/trust/device_store.h"
#include "sync/trust/learner_store.h"
#include "tests/contract/hub_world.h"

using namespace carrel;
using namespace carrel::client;

TEST_CASE("an enrolment that loses any of its answers, or its power after it, ends as one device with every learner") {
  test::HubWorld world("unit_enrol");
  Provision provision{"https://hub.example", "-", world.demo.enrolment_code, world.platform_sign.text(), {}};
  for (auto const& learner : world.demo.learners) provision.claim_codes.push_back(learner.claim_code);
  // One question for the device and one a learner.
  for (int lost = 0; lost < 4; ++lost) {
    CAPTURE(lost);
    test::TempFolder folder;
    auto const key = sync::DeviceKey::from(sync::Secret::random(32, world.entropy));
    REQUIRE(key);
    auto const attempt = [&](int lose) {
      auto db = sync::Db::open(folder.path / "carrel.db", sync::client_migrations());
      REQUIRE(db);
      int asked = 0;
      return enrol(*db, *key, world.entropy, provision, "Kiosk", [&](sync::Request request) {
        auto answer = world.ask(request);  // The platform did it; nobody here heard so.
        if (asked++ != lose) return answer;
        sync::Answer gone;
        gone.reason = sync::LinkReason::offline;
        return gone;
      });
    };
    auto const cut = attempt(lost);
    REQUIRE_FALSE(cut);
    CHECK(cut.error().fault == sync::Fault::offline);
    auto const whole = attempt(-1);
    REQUIRE(whole);
    CHECK(whole->device_new == (lost == 0));
    CHECK(whole->learners_new == (lost == 0 ? 3 : 4 - lost));
    auto const again = attempt(-1);
    REQUIRE(again);
    CHECK_FALSE(again->device_new);
    CHECK(again->learners_known == 3);
    auto devices = world.books().db.prepare("SELECT count(*) FROM device");
    REQUIRE(devices);
    REQUIRE(devices->step());
    CHECK(devices->integer(0) == lost + 1);
  }
}
