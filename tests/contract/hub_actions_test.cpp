// What the platform promises about actions: exactly once, with proof, and a reason that a person can act on when it says no.
#include "sync/hub/casework.h"
#include "tests/contract/hub_world.h"

using namespace carrel;
using namespace carrel::test;
using sync::Json;
using sync::wire::Verdict;

namespace {

constexpr char const* record = "hub_actions";

/// A world is opened once per test case, so each has a record of its own.
std::string record_name(char const* what) { return std::string(record) + "." + what; }

}  // namespace

TEST_CASE("a complaint is received once, with a reference and the dates of the policy") {
  HubWorld world(record_name("once"));
  Device device(world, 0);
  auto const action = device.seal("complaint", good_complaint());

  auto const first = sync::wire::read_put_action(device.put(action));
  REQUIRE(first.reply.verdict == Verdict::yes);
  CHECK(first.reply.status == 201);
  auto const receipt = receipt_in(first.receipts, world, action);
  REQUIRE(receipt);
  CHECK(receipt->reference == "RC-2026-000001");
  CHECK(sync::to_iso_date(*receipt->acknowledge_by) == "2026-01-09");  // checks.md, W01.
  CHECK(sync::to_iso_date(*receipt->answer_by) == "2026-02-11");

  world.now += std::chrono::days{30};
  auto const again = sync::wire::read_put_action(device.put(action));
  CHECK(again.reply.status == 200);
  auto const same = receipt_in(again.receipts, world, action);
  REQUIRE(same);
  CHECK(*same == *receipt);  // checks.md, F05: the first receipt counts.

  world.restart();
  auto const batch = sync::wire::read_post_actions(world.ask(sync::wire::post_actions(device.token, std::array{device.letter(action)})));
  auto const later = lean_receipt_in(batch.receipts, device, std::array{action}, 0);
  REQUIRE(later);
  CHECK(*later == *receipt);
  auto const cases = hub::list_cases(world.books());
  REQUIRE(cases);
  CHECK(cases->size() == 1);
}

TEST_CASE("the same id with other bytes is refused, and the first stays") {
  HubWorld world(record_name("different"));
  Device device(world, 0);
  auto const action = device.seal("complaint", good_complaint());
  REQUIRE(device.put(action).status == 201);
  auto other = device.seal("complaint", good_complaint());
  device.seqs[action.id] = device.seqs[other.id];
  other.id = action.id;
  auto const refused = sync::wire::read_put_action(device.put(other));
  CHECK(refused.reply.verdict == Verdict::refused);
  CHECK(refused.reply.problem.code == "different_bytes");
  CHECK(hub::list_cases(world.books())->size() == 1);
}

TEST_CASE("references are gap-free in a year and begin again in the next") {
  HubWorld world(record_name("references"));
  Device device(world, 0);
  auto broken = good_complaint();
  broken.set("complainant_email", "awa.example.org");
  for (int number = 1; number <= 3; ++number) {
    auto const refused = device.put(device.seal("complaint", broken));
    CHECK(refused.status == 422);
    CHECK(problem_code(refused) == "email_invalid");
    REQUIRE(device.put(device.seal("complaint", good_complaint())).status == 201);
  }
  world.now = std::chrono::sys_days{std::chrono::year{2026} / 12 / 31} + std::chrono::hours{23};  // 2027 in Paris.
  REQUIRE(device.put(device.seal("complaint", good_complaint())).status == 201);
  auto const cases = hub::list_cases(world.books());
  REQUIRE(cases->size() == 4);
  CHECK((*cases)[2].reference == "RC-2026-000003");
  CHECK((*cases)[3].reference == "RC-2027-000001");
}

TEST_CASE("every required field of a complaint has its own refusal") {
  HubWorld world(record_name("fields"));
  Device device(world, 0);
  for (auto const* field : {"complainant_name", "complainant_email", "complainant_phone", "student_id", "nature", "details",
                            "desired_outcome", "already_spoken_to", "spoken_to_whom"}) {
    CAPTURE(field);
    auto body = good_complaint();
    body.set(field, " ");
    auto const answer = device.put(device.seal("complaint", body));
    CHECK(answer.status == 422);
    CHECK(problem_code(answer) == std::string(field) + "_missing");
  }
  auto body = good_complaint();  // checks.md, Q01: the "wherever possible" fields may stay empty.
  CHECK(device.put(device.seal("complaint", body)).status == 201);
  body.set("student_id", "not_applicable");  // checks.md, Q02.
  body.set("filer", "mentor");
  CHECK(device.put(device.seal("complaint", body)).status == 201);
  body.set("filer", "learner");
  CHECK(problem_code(device.put(device.seal("complaint", body))) == "student_id_missing");
}

TEST_CASE("one bad action of a batch blocks none of the others") {
  HubWorld world(record_name("batch"));
  Device device(world, 1);
  auto broken = good_complaint();
  broken.set("complainant_email", "nobody");
  std::vector<sync::SealedAction> actions;
  actions.push_back(device.seal("complaint", good_complaint()));
  actions.push_back(device.seal("complaint", broken));
  actions.push_back(device.seal("consent_change", Json::object({{"purpose", "surveys"}, {"state", "withdrawn"}, {"version", "1"}})));
  actions.push_back(device.seal("teleport", Json::object({{"to", "mars"}})));
  std::vector<sync::wire::Letter> letters;
  for (auto const& action : actions) letters.push_back(device.letter(action));
  letters.push_back(letters.front());

  auto const reply = sync::wire::read_post_actions(world.ask(sync::wire::post_actions(device.token, letters)));
  REQUIRE(reply.reply.verdict == Verdict::yes);
  actions.push_back(actions.front());
  CHECK(lean_receipt_in(reply.receipts, device, actions, 0));
  CHECK_FALSE(lean_receipt_in(reply.receipts, device, actions, 1));
  CHECK(lean_receipt_in(reply.receipts, device, actions, 2));
  REQUIRE(reply.refused.size() == 2);
  CHECK(reply.refused[0].id == actions[1].id);
  CHECK(reply.refused[0].problem.code == "email_invalid");
  CHECK(reply.refused[1].problem.code == "kind_unknown");
}

TEST_CASE("an action that is not what it says is refused for good") {
  HubWorld world(record_name("forged"));
  Device other(world, 1, "Kiosk 2");
  {
    Device device(world, 0, "signs with another key");
    device.learner.sign = sync::SignKeyPair::make(world.entropy);
    CHECK(problem_code(device.put(device.seal("complaint", good_complaint()))) == "signature_wrong");
  }
  Device device(world, 0);
  auto action = device.seal("complaint", good_complaint());
  action.sealed[action.sealed.size() / 2] ^= 1;
  CHECK(problem_code(device.put(action)) == "cannot_open");

  auto const foreign = other.seal("complaint", good_complaint());
  CHECK(problem_code(world.ask(sync::wire::put_action(device.token, other.letter(foreign)))) == "learner_unknown");

  auto letter = device.letter(device.seal("complaint", good_complaint()));
  CHECK(problem_code(world.ask(sync::wire::put_action(device.token, {letter.id, letter.seq, sync::BytesView()}))) == "body_malformed");
  auto const renamed = device.seal("complaint", good_complaint());
  letter = device.letter(renamed);
  letter.id = sync::make_id<sync::ActionId>(world.entropy);
  CHECK(problem_code(world.ask(sync::wire::put_action(device.token, letter))) == "signature_wrong");
  letter = device.letter(renamed);
  ++letter.seq;
  CHECK(problem_code(world.ask(sync::wire::put_action(device.token, letter))) == "id_mismatch");

  device.learner.id = other.learner.id;
  CHECK(problem_code(device.put(device.seal("complaint", good_complaint()))) == "learner_unknown");
  CHECK(hub::list_cases(world.books())->empty());
}

TEST_CASE("a whole conversation reaches the learner, sealed, in order") {
  HubWorld world(record_name("conversation"));
  Device device(world, 0);
  auto const before = device.news().size();
  auto const action = device.seal("complaint", good_complaint());
  REQUIRE(device.put(action).status == 201);
  auto const reference = "RC-2026-000001";
  CHECK(hub::answer_case(world.books(), reference, hub::Acknowledge{}, world.now));
  CHECK_FALSE(hub::answer_case(world.books(), reference, hub::Acknowledge{}, world.now));
  CHECK(hub::answer_case(world.books(), reference, hub::AskInformation{"Which sessions?"}, world.now));
  auto const about = Json::object({{"complaint", action.id.text()}, {"text", "5, 12 and 19 December."}});
  CHECK(problem_code(device.put(device.seal("appeal", about))) == "complaint_not_decided");
  REQUIRE(device.put(device.seal("information_reply", about)).status == 201);
  CHECK(hub::answer_case(world.books(), reference,
                         hub::Extend{std::chrono::year{2026} / 3 / 31, "An external expert is asked."}, world.now));
  CHECK(hub::answer_case(world.books(), reference, hub::Decide{"New sessions are offered."}, world.now));
  CHECK_FALSE(hub::answer_case(world.books(), reference, hub::Decide{"Again."}, world.now));
  CHECK(problem_code(device.put(device.seal("complaint_withdrawal", about))) == "complaint_decided");
  REQUIRE(device.put(device.seal("appeal", about)).status == 201);
  CHECK(problem_code(device.put(device.seal("appeal", about))) == "appeal_repeated");

  auto const news = device.news();
  std::vector<std::string> events;
  for (std::size_t i = before; i < news.size(); ++i) {
    CHECK(news[i].first == "complaint_event");
    CHECK(news[i].second.text_or("complaint", "") == action.id.text());
    events.push_back(news[i].second.text_or("event", ""));
  }
  CHECK(events == std::vector<std::string>{"received", "acknowledged", "information_requested", "information_received", "extended",
                                           "decided", "appealed"});
  CHECK(news[before + 4].second.text_or("due", "") == "2026-03-31");
  CHECK(news[before + 5].second.text_or("due", "") == "2026-01-16");  // K5: ten working days after Friday 2 January.
}

TEST_CASE("a case belongs to its learner alone") {
  HubWorld world(record_name("ownership"));
  Device awa(world, 0);
  Device lucas(world, 1, "Kiosk 2");
  auto const action = awa.seal("complaint", good_complaint());
  REQUIRE(awa.put(action).status == 201);
  auto const about = Json::object({{"complaint", action.id.text()}, {"text", "I withdraw it."}});
  CHECK(problem_code(lucas.put(lucas.seal("complaint_withdrawal", about))) == "complaint_unknown");
  for (auto const& [kind, content] : lucas.news()) CHECK(kind != "complaint_event");
}

TEST_CASE("the later deed about a consent wins, whichever arrives first") {  // checks.md, K05.
  HubWorld world(record_name("consent"));
  Device device(world, 2);
  auto const change = [](char const* state) { return Json::object({{"purpose", "surveys"}, {"state", state}, {"version", "1"}}); };
  auto const given = device.seal("consent_change", change("given"));
  world.now += std::chrono::hours{1};
  auto const withdrawn = device.seal("consent_change", change("withdrawn"));
  world.now += std::chrono::hours{1};
  REQUIRE(device.put(withdrawn).status == 201);
  REQUIRE(device.put(given).status == 201);
  auto const news = device.news();
  CHECK(news.back().first == "consent_entry");
  CHECK(news.back().second.text_or("state", "") == "withdrawn");
  auto const signed_only = Json::object({{"purpose", "image_voice"}, {"state", "given"}, {"version", "1"}});
  CHECK(problem_code(device.put(device.seal("consent_change", signed_only))) == "consent_needs_signature");
}
