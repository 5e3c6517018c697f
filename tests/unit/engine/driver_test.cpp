// The driver with a real database and a platform that says what a test wants it to say.
#include "sync/engine/driver.h"

#include <doctest/doctest.h>

#include <functional>

#include "sync/wire/actions_wire.h"
#include "tests/support/enrolled.h"

using namespace carrel::sync;
using namespace std::chrono_literals;
using carrel::tests::FaultDisk;
using carrel::tests::People;

namespace {

struct Shelf final : PieceSource {
  std::vector<PieceJob> wanted;
  std::optional<Fault> answer;
  int arrived = 0, refused = 0;
  std::string catalogue_etag() override { return ""; }
  Done catalogue_arrived(std::string const&, Json const&) override { return {}; }
  Result<std::optional<PieceJob>> next_piece() override {
    return wanted.empty() ? std::optional<PieceJob>{} : std::optional(wanted.front());
  }
  Done piece_arrived(PieceJob const&, BytesView) override {
    if (answer) return Error{*answer, "shelf"};
    ++arrived;
    wanted.erase(wanted.begin());
    return {};
  }
  Done piece_refused(PieceJob const&, int) override {
    ++refused;
    wanted.erase(wanted.begin());
    return {};
  }
};

PieceJob piece(int n) {
  return {PieceJob::Kind::blob, "clouds", "sha256:" + std::string(63, 'a') + std::to_string(n), 0, 4, 4};
}

struct Kiosk {
  People people{7};
  FaultDisk disk{1};
  Db db = [this] {
    auto opened = Db::open("carrel.db", client_migrations(), {.vfs = disk.vfs()});
    REQUIRE(opened);
    return std::move(*opened);
  }();
  Vault awa = people.new_learner();
  Shelf shelf;
  Driver driver{db, people.entropy, &shelf};
  Now now{WallTime{1'795'000'000s}, {1000s}};
  Facts facts;

  Kiosk() {
    REQUIRE(people.enrol(db, awa, "Awa"));
    driver.identify(DriverIdentity{people.device, "token", people.platform.sign});
  }
  void pass(std::chrono::seconds span) {
    now.wall += span;
    now.awake = now.awake + span;
  }
  ActionId file(Priority priority = Priority::complaint) {
    ActionDraft const draft{make_id<ActionId>(people.entropy), "complaint", 1, priority, Json::object({{"details", "x"}})};
    auto tx = Transaction::begin(db);
    REQUIRE(tx);
    REQUIRE(file_action(db, awa, people.platform, draft, {people.device, now.wall, {}}));
    REQUIRE(tx->commit());
    return draft.id;
  }
  OutboxItem item(ActionId const& id) {
    auto const found = outbox::find(db, id);
    REQUIRE((found && *found));
    return **found;
  }
  std::optional<Request> tick() {
    auto requests = driver.tick(now);
    REQUIRE(requests);
    REQUIRE(requests->size() <= 1);
    return requests->empty() ? std::nullopt : std::optional(requests->front());
  }
  /// Asks once and answers; returns what was asked.
  Request turn(std::function<Answer(Request const&)> const& platform) {
    auto const request = tick();
    REQUIRE(request);
    hear(platform(*request), request->ticket);
    return *request;
  }
  void hear(Answer answer, std::uint32_t ticket) {
    answer.ticket = ticket;
    auto told = driver.absorb(answer, now);
    REQUIRE(told);
    facts = *told;
  }
  Answer receipts(std::vector<ActionId> const& ids, SignKeyPair const* signer = nullptr) {
    ReceiptBatch batch{people.device, now.wall, {}};
    for (auto const& id : ids) batch.receipts.push_back(people.receipt_for(id, item(id).digest));
    auto const envelope = to_json(sign_receipts(batch, signer ? *signer : people.platform_sign));
    return said(200, "application/json", write_json(Json::object({{"receipts", envelope}})));
  }
  static Answer said(int status, std::string type, std::string_view body) {
    Answer answer;
    answer.status = status;
    answer.headers = {{"Content-Type", std::move(type)}};
    answer.body = to_bytes(body);
    return answer;
  }
  static Answer problem(int status, std::string const& code) {
    return said(status, "application/problem+json", "{\"code\":\"" + code + "\",\"title\":\"x\"}");
  }
  template <class T>
  int told() const {
    int count = 0;
    for (auto const& fact : facts) count += std::holds_alternative<T>(fact) ? 1 : 0;
    return count;
  }
};

std::optional<ActionId> first_letter(Request const& request) {
  auto const letters = wire::read_letters(request.body);
  return letters && !letters->empty() ? std::optional(letters->front().id) : std::nullopt;
}

auto nothing_new() { return Kiosk::said(200, "application/json", R"({"items":[],"cursor":"c","more":false})"); }

}  // namespace

TEST_CASE("parts of a file leave one a request, so that a cut costs one, and words that came meanwhile go between them") {
  Kiosk kiosk;
  auto const complaint = kiosk.file();
  std::vector<ActionId> parts;
  for (int n = 0; n < 3; ++n) {
    Bytes noise(limits::evidence_part_bytes);
    kiosk.people.entropy.fill(noise);
    ActionDraft const draft{make_id<ActionId>(kiosk.people.entropy), "evidence", 1, Priority::evidence,
                            Json::object({{"bytes", to_base64url(noise)}}), complaint};
    auto tx = Transaction::begin(kiosk.db);
    REQUIRE(tx);
    REQUIRE(file_action(kiosk.db, kiosk.awa, kiosk.people.platform, draft, {kiosk.people.device, kiosk.now.wall, {}}));
    REQUIRE(tx->commit());
    parts.push_back(draft.id);
  }
  auto const letters_in = [](Request const& request) { return wire::read_letters(request.body)->size(); };
  auto const first = kiosk.turn([&](Request const&) { return kiosk.receipts({complaint}); });
  CHECK(letters_in(first) == 1);
  CHECK(first_letter(first) == complaint);
  auto const second = kiosk.turn([&](Request const&) { return kiosk.receipts({parts[0]}); });
  CHECK(letters_in(second) == 1);
  CHECK(first_letter(second) == parts[0]);
  auto const words = kiosk.file();
  CHECK(first_letter(kiosk.turn([&](Request const&) { return kiosk.receipts({words}); })) == words);
  CHECK(first_letter(kiosk.turn([&](Request const&) { return kiosk.receipts({parts[1]}); })) == parts[1]);
}

TEST_CASE("letters leave together, and a receipt for each is what counts") {
  Kiosk kiosk;
  auto const first = kiosk.file();
  CHECK(kiosk.turn([&](Request const&) { return kiosk.receipts({first}); }).path == "/v1/actions");
  CHECK(kiosk.told<ActionAccepted>() == 1);
  CHECK(kiosk.told<TimeProven>() == 1);
  CHECK(kiosk.driver.link() == LinkState::up);
  auto const second = kiosk.file(), third = kiosk.file();
  auto const asked = kiosk.turn([&](Request const&) { return kiosk.receipts({second}); });
  CHECK(asked.path == "/v1/actions");
  CHECK(kiosk.item(second).state == ActionState::accepted);
  CHECK(kiosk.item(third).state == ActionState::sent);
}

TEST_CASE("lean receipts deliver what was sent, and nothing when one fact was changed on the way") {
  Kiosk kiosk;
  auto const first = kiosk.file(), second = kiosk.file();
  ReceiptBatch batch{kiosk.people.device, kiosk.now.wall, {}};
  std::vector<LetterName> names;
  for (auto const& id : {first, second}) {
    names.push_back({id, kiosk.item(id).digest});
    batch.receipts.push_back(kiosk.people.receipt_for(id, names.back().digest));
  }
  auto receipts = to_lean_json(batch, names, kiosk.people.platform_sign);
  bool changed = true;
  SUBCASE("as they are") { changed = false; }
  SUBCASE("another device") { receipts = to_lean_json({DeviceId{}, batch.time, batch.receipts}, names, kiosk.people.platform_sign); }
  SUBCASE("other bytes") {
    names[0].digest.bytes[0] ^= 1;
    batch.receipts[0].digest = names[0].digest;
    receipts = to_lean_json(batch, names, kiosk.people.platform_sign);
  }
  SUBCASE("the order") {
    std::swap(names[0], names[1]);
    receipts = to_lean_json(batch, names, kiosk.people.platform_sign);
  }
  SUBCASE("the time") { receipts.set("time", to_rfc3339(batch.time + 1s)); }
  SUBCASE("the date") {
    auto list = receipts.list("list");
    list[1].set("answer_by", "2027-01-06");
    receipts.set("list", list);
  }
  SUBCASE("one fewer") { receipts.set("list", JsonArray{receipts.list("list")[0]}); }
  kiosk.turn([&](Request const&) {
    return Kiosk::said(200, "application/json", write_json(Json::object({{"receipts", receipts}})));
  });
  CHECK(kiosk.told<ActionAccepted>() == (changed ? 0 : 2));
  CHECK((kiosk.driver.link() == LinkState::untrusted) == changed);
  CHECK((kiosk.item(second).state == ActionState::accepted) == !changed);
}

TEST_CASE("an attempt is saved before the request leaves") {
  Kiosk kiosk;
  auto const id = kiosk.file();
  REQUIRE(kiosk.tick());
  CHECK(kiosk.item(id).attempts == 1);
  CHECK(kiosk.item(id).state == ActionState::sent);
}

TEST_CASE("a receipt for another id, from another signer or for another device delivers nothing") {
  Kiosk kiosk;
  auto const mine = kiosk.file();
  SUBCASE("another id") {
    auto const other = make_id<ActionId>(kiosk.people.entropy);
    ReceiptBatch const batch{kiosk.people.device, kiosk.now.wall, {kiosk.people.receipt_for(other, kiosk.item(mine).digest)}};
    auto const envelope = to_json(sign_receipts(batch, kiosk.people.platform_sign));
    kiosk.turn([&](Request const&) {
      return Kiosk::said(200, "application/json", write_json(Json::object({{"receipts", envelope}})));
    });
    CHECK(kiosk.driver.link() == LinkState::up);
  }
  SUBCASE("another signer") {
    auto const stranger = SignKeyPair::make(kiosk.people.entropy);
    kiosk.turn([&](Request const&) { return kiosk.receipts({mine}, &stranger); });
    CHECK(kiosk.driver.link() == LinkState::untrusted);
  }
  SUBCASE("another device") {
    auto const device = kiosk.people.device;
    kiosk.people.device.bytes[0] ^= 1;
    auto const forged = kiosk.receipts({mine});
    kiosk.people.device = device;
    kiosk.turn([&](Request const&) { return forged; });
    CHECK(kiosk.driver.link() == LinkState::untrusted);
  }
  CHECK(kiosk.told<ActionAccepted>() == 0);
  CHECK(kiosk.told<TimeProven>() == (kiosk.driver.link() == LinkState::up ? 1 : 0));
  CHECK(kiosk.item(mine).state == ActionState::sent);
}

TEST_CASE("what is refused for good is parked with its code, and the next letter goes") {
  Kiosk kiosk;
  auto const bad = kiosk.file(Priority::consent_withdrawal);
  kiosk.turn([&](Request const&) { return Kiosk::problem(422, "different_bytes"); });
  CHECK(kiosk.told<ActionParked>() == 1);
  CHECK(kiosk.item(bad).state == ActionState::parked);
  CHECK(kiosk.item(bad).reason == "different_bytes");
  CHECK(kiosk.driver.link() == LinkState::up);
  auto const good = kiosk.file();
  kiosk.turn([&](Request const&) { return kiosk.receipts({good}); });
  CHECK(kiosk.item(good).state == ActionState::accepted);
}

TEST_CASE("one refused letter of a batch is parked, the others are delivered") {
  Kiosk kiosk;
  auto const good = kiosk.file(), bad = kiosk.file();
  kiosk.turn([&](Request const&) {
    auto answer = kiosk.receipts({good});
    auto body = *parse_json(as_text(answer.body));
    body.set("refused", JsonArray{Json::object({{"id", bad.text()}, {"code", "kind_unknown"}, {"title", "x"}})});
    answer.body = to_bytes(write_json(body));
    return answer;
  });
  CHECK(kiosk.item(good).state == ActionState::accepted);
  CHECK(kiosk.item(bad).reason == "kind_unknown");
}

TEST_CASE("a batch that is refused whole goes again at once in halves, and nobody is parked") {
  Kiosk kiosk;
  std::vector<ActionId> ids;
  for (int n = 0; n < 4; ++n) ids.push_back(kiosk.file());
  std::vector<std::size_t> sizes;
  for (int n = 0; n < 2; ++n)
    kiosk.turn([&](Request const& request) {
      sizes.push_back(request.body.size());
      return Kiosk::problem(413, "too_large");
    });
  CHECK(sizes[1] < sizes[0]);
  CHECK(kiosk.turn([&](Request const&) { return kiosk.receipts({ids[0]}); }).path == "/v1/actions");
  for (auto const& id : ids) CHECK(kiosk.item(id).state != ActionState::parked);
}

TEST_CASE("what is nobody's fault parks nothing and waits") {
  struct Case {
    Answer answer;
    LinkState state;
  };
  Answer cut;
  cut.reason = LinkReason::offline;
  Answer redirect;
  redirect.reason = LinkReason::portal;
  redirect.status = 302;
  Answer stranger;
  stranger.reason = LinkReason::tls;
  auto patient = Kiosk::problem(429, "slow_down");
  patient.headers.emplace_back("Retry-After", "600");
  for (auto const& [answer, state] : {Case{cut, LinkState::down}, Case{redirect, LinkState::portal},
                                      Case{stranger, LinkState::untrusted}, Case{patient, LinkState::busy},
                                      Case{Kiosk::problem(500, "broken"), LinkState::busy},
                                      Case{Kiosk::said(503, "text/html", "<p>later"), LinkState::busy},
                                      Case{Kiosk::problem(401, "token_unknown"), LinkState::not_known},
                                      Case{Kiosk::said(200, "text/html", "<p>pay here"), LinkState::portal},
                                      Case{Kiosk::said(404, "text/html", "<p>what"), LinkState::portal}}) {
    Kiosk kiosk;
    auto const id = kiosk.file();
    kiosk.turn([&](Request const&) { return answer; });
    CHECK(kiosk.driver.link() == state);
    CHECK(kiosk.told<LinkChanged>() == 1);
    CHECK(kiosk.item(id).state == ActionState::sent);
    kiosk.pass(31min);
    auto const again = kiosk.tick();
    CHECK((again && first_letter(*again) == id));
  }
}

TEST_CASE("patience that the platform asks for holds against a person's hurry; a dead link does not") {
  Kiosk kiosk;
  kiosk.file();
  kiosk.turn([&](Request const&) {
    auto answer = Kiosk::problem(503, "busy");
    answer.headers.emplace_back("Retry-After", "600");
    return answer;
  });
  kiosk.driver.sync_now();
  kiosk.pass(599s);
  CHECK_FALSE(kiosk.tick());
  kiosk.pass(4s);
  CHECK(kiosk.tick());

  Kiosk other;
  other.file();
  Answer cut;
  cut.reason = LinkReason::offline;
  other.turn([&](Request const&) { return cut; });
  auto const fresh = other.file();
  other.driver.nudge();
  auto const next = other.tick();
  REQUIRE(next);
  auto const sent = wire::read_letters(next->body);
  REQUIRE(sent);
  CHECK(std::any_of(sent->begin(), sent->end(), [&](auto const& letter) { return letter.id == fresh; }));
}

TEST_CASE("a complaint saved between two pieces goes before the next one") {
  Kiosk kiosk;
  kiosk.shelf.wanted = {piece(1), piece(2), piece(3)};
  kiosk.turn([](Request const&) { return nothing_new(); });
  kiosk.turn([](Request const&) { return Kiosk::problem(500, "no_catalogue"); });
  kiosk.pass(10s);
  kiosk.turn([](Request const&) { return Kiosk::problem(404, "no_catalogue"); });
  auto const bytes = [](Request const&) { return Kiosk::said(200, "application/octet-stream", "1234"); };
  CHECK(kiosk.turn(bytes).path.starts_with("/v2/clouds/blobs/"));
  CHECK(kiosk.told<PieceStored>() == 1);
  auto const id = kiosk.file();
  CHECK(kiosk.turn([&](Request const&) { return kiosk.receipts({id}); }).path == "/v1/actions");
  CHECK(kiosk.turn(bytes).path.starts_with("/v2/clouds/blobs/"));
  CHECK(kiosk.shelf.arrived == 2);
  SUBCASE("a damaged piece is asked for again, later") {
    kiosk.shelf.answer = Fault::corrupt;
    kiosk.turn(bytes);
    CHECK(kiosk.told<PieceFailed>() == 1);
    CHECK_FALSE(kiosk.tick());
    kiosk.shelf.answer.reset();
    kiosk.pass(601s);
    kiosk.turn(bytes);
    CHECK(kiosk.shelf.arrived == 3);
  }
  SUBCASE("a piece of the wrong length is none") {
    kiosk.turn([](Request const&) { return Kiosk::said(200, "application/octet-stream", "123"); });
    CHECK(kiosk.told<PieceFailed>() == 1);
    CHECK(kiosk.shelf.arrived == 2);
  }
  SUBCASE("a piece that is not to be had is given up") {
    kiosk.turn([](Request const&) { return Kiosk::problem(404, "not_found"); });
    CHECK(kiosk.shelf.refused == 1);
  }
}

TEST_CASE("an answer to a question that is not out changes nothing") {
  Kiosk kiosk;
  auto const id = kiosk.file();
  auto const request = kiosk.tick();
  REQUIRE(request);
  kiosk.hear(kiosk.receipts({id}), request->ticket + 1);
  CHECK(kiosk.facts.empty());
  CHECK(kiosk.item(id).state == ActionState::sent);
  kiosk.hear(kiosk.receipts({id}), request->ticket);
  CHECK(kiosk.item(id).state == ActionState::accepted);
  kiosk.hear(Kiosk::problem(422, "different_bytes"), request->ticket);
  CHECK(kiosk.item(id).state == ActionState::accepted);
}

TEST_CASE("a clock that is set back makes no letter wait for it") {
  Kiosk kiosk;
  kiosk.turn([](Request const&) { return nothing_new(); });
  auto const id = kiosk.file();
  REQUIRE(outbox::set_next_try(kiosk.db, id, kiosk.now.wall + 60s));
  kiosk.turn([](Request const&) { return Kiosk::problem(404, "no_catalogue"); });
  CHECK_FALSE(kiosk.tick());
  kiosk.now.wall -= 2h;
  CHECK(kiosk.tick());
}

TEST_CASE("bytes damaged on this medium are not sent, and hold nobody up") {
  Kiosk kiosk;
  auto const bad = kiosk.file(), good = kiosk.file();
  {
    auto spoil = kiosk.db.prepare("UPDATE action SET sealed = zeroblob(300) WHERE id = ?");
    REQUIRE(spoil);
    REQUIRE(spoil->bind(1, bad).run());
  }
  auto const asked = kiosk.tick();
  REQUIRE(asked);
  CHECK(first_letter(*asked) == good);
  CHECK(kiosk.item(bad).reason == "damaged_here");
  auto const facts = kiosk.driver.take_facts();
  REQUIRE(facts.size() == 1);
  auto const* parked = std::get_if<ActionParked>(&facts[0]);
  REQUIRE(parked);
  CHECK(parked->id == bad);
  CHECK(parked->learner == kiosk.item(bad).learner);
  CHECK(parked->reason == "damaged_here");
  CHECK(kiosk.driver.take_facts().empty());
}

TEST_CASE("nothing is asked while held, and what is due is asked when let go") {
  Kiosk kiosk;
  kiosk.file();
  kiosk.driver.hold(true);
  CHECK_FALSE(kiosk.tick());
  CHECK_FALSE(kiosk.driver.next_wake());
  kiosk.driver.hold(false);
  CHECK(kiosk.tick());
}

TEST_CASE("certificate dates go by the later of wall clock and proof; after an expired one every other try by proof alone") {
  Kiosk kiosk;
  TimeEvidence const evidence{WallTime{1'795'000'000s}, 100s};
  WallTime const late{1'900'000'000s}, early{1'000s};
  CHECK(kiosk.driver.certificate_time(early, evidence) == WallTime{1'795'000'100s});
  CHECK(kiosk.driver.certificate_time(late, evidence) == late);
  kiosk.file();
  kiosk.turn([](Request const&) {
    Answer expired;
    expired.reason = LinkReason::tls;
    expired.detail = "certificate_expired";
    return expired;
  });
  CHECK(kiosk.driver.certificate_time(late, evidence) == WallTime{1'795'000'100s});
  CHECK(kiosk.driver.certificate_time(late, {}) == late);
}
