#include "client/ctl/enrol.h"

#include "sync/migrations.h"
#include "sync/trust/learner_store.h"
#include "tests/contract/hub_world.h"

using namespace carrel;
using namespace carrel::test;

TEST_CASE("once a learner is here, their keys lie in their own vault and nowhere else, and enrolling again finds them") {
  HubWorld world("enrol");
  auto db = sync::Db::open(world.folder.path / "kiosk.db", sync::client_migrations());
  REQUIRE(db);
  auto const key = sync::DeviceKey::from(sync::Secret::random(32, world.entropy));
  client::Provision const provision{"https://hub.example", "roots", world.demo.enrolment_code,
                                    sync::to_base64url(world.platform_sign.bytes), {world.demo.learners[0].claim_code}};
  auto const ask = [&](sync::Request const& request) { return world.ask(request); };
  auto const first = client::enrol(*db, *key, world.entropy, provision, "Kiosk 1", ask);
  REQUIRE_MESSAGE(first, first.error().place);
  CHECK(first->learners_new == 1);
  auto seeds = db->prepare("SELECT count(*) FROM device_secret WHERE name LIKE 'claim.%'");
  REQUIRE(seeds->step());
  CHECK(seeds->integer(0) == 0);
  auto const again = client::enrol(*db, *key, world.entropy, provision, "Kiosk 1", ask);
  REQUIRE_MESSAGE(again, again.error().place);
  CHECK(again->learners_new == 0);
  CHECK(again->learners_known == 1);
}
