// What the platform promises about everything but actions: enrolment, news, catalogue, files, and strangers.
#include <sodium.h>

#include "tests/contract/hub_world.h"
#include "sync/hub/invoices.h"
#include "sync/hub/shelves.h"
#include "sync/trust/platform_keys.h"
#include "sync/wire/packing.h"

using namespace carrel;
using namespace carrel::test;
using sync::Json;
using sync::wire::Verdict;

TEST_CASE("an enrolment whose answer was lost is repeated without a second device") {
  HubWorld world("hub_api.enrolment");
  auto const key = sync::SignKeyPair::make(world.entropy);
  auto const request = sync::wire::enrol_device(world.demo.enrolment_code, "Kiosk 7", key.public_key.bytes);
  auto const first = sync::wire::read_enrol_device(world.ask(request));
  auto const again = sync::wire::read_enrol_device(world.ask(request));
  REQUIRE(first.reply.verdict == Verdict::yes);
  CHECK(first.device == again.device);
  CHECK(first.token == again.token);
  auto const settings = sync::read_envelope(first.settings);
  REQUIRE(settings);
  auto const payload = sync::verify_dsse(*settings, sync::settings_type, std::span(&world.platform_sign, 1));
  REQUIRE(payload);
  auto const keys = sync::read_platform_keys(*payload);
  REQUIRE(keys);
  CHECK(keys->seal == world.platform_seal);

  auto const wrong = sync::wire::read_enrol_device(world.ask(sync::wire::enrol_device("NO-SUCH-CODE", "Kiosk 8", key.public_key.bytes)));
  CHECK(wrong.reply.verdict == Verdict::refused);
}

TEST_CASE("a code for one device is good for one device") {
  HubWorld world("hub_api.single_use");
  REQUIRE(world.books().db.exec("INSERT INTO enrolment_code(code, is_multi_use) VALUES('ONCE', 0)"));
  auto const one = sync::SignKeyPair::make(world.entropy);
  auto const two = sync::SignKeyPair::make(world.entropy);
  CHECK(world.ask(sync::wire::enrol_device("ONCE", "Kiosk 1", one.public_key.bytes)).status == 201);
  CHECK(world.ask(sync::wire::enrol_device("ONCE", "Kiosk 1", one.public_key.bytes)).status == 201);
  CHECK(problem_code(world.ask(sync::wire::enrol_device("ONCE", "Kiosk 2", two.public_key.bytes))) == "enrolment_code_unknown");
}

TEST_CASE("a learner on a device has the keys made there, and another set is refused") {
  HubWorld world("hub_api.claim");
  Device device(world, 0);
  auto const& code = world.demo.learners[0].claim_code;
  auto const again = world.ask(sync::wire::claim_learner(device.token, code, device.learner.sign.public_key.bytes,
                                                         device.learner.seal.public_key.bytes));
  CHECK(again.status == 201);
  auto const stolen = sync::SignKeyPair::make(world.entropy);
  auto const refused = world.ask(
      sync::wire::claim_learner(device.token, code, stolen.public_key.bytes, device.learner.seal.public_key.bytes));
  CHECK(problem_code(refused) == "claim_code_used");
  CHECK(problem_code(world.ask(sync::wire::claim_learner(device.token, "NOBODY", stolen.public_key.bytes,
                                                         device.learner.seal.public_key.bytes))) == "claim_code_unknown");
}

TEST_CASE("a learner's statement is signed, and each demo learner is in the promised state") {
  HubWorld world("hub_api.statements");
  struct Expected { char const* plan; char const* status; bool renews; bool ends; };
  std::array const expected{Expected{"premium_solo", "active", true, false},
                            Expected{"premium_plus", "cancel_at_period_end", false, true}, Expected{"member", "member", false, false}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CAPTURE(i);
    Device device(world, i, "Kiosk " + std::to_string(i));
    std::optional<Json> statement;
    int consents = 0;
    for (auto const& [kind, content] : device.news()) {
      consents += kind == "consent_entry";
      if (kind != "subscription") continue;
      statement = content;
    }
    REQUIRE(statement);
    CHECK(consents >= 6);
    CHECK(statement->text_or("plan", "") == expected[i].plan);
    CHECK(statement->text_or("status", "") == expected[i].status);
    CHECK(statement->find("price")->is_null());
    CHECK(statement->find("renews_on")->is_null() != expected[i].renews);
    CHECK(statement->find("ends_on")->is_null() != expected[i].ends);
    CHECK(statement->text_or("valid_until", "") == "2026-02-16T09:00:00Z");
    for (auto const* date : {"renews_on", "ends_on"})
      if (auto const* text = statement->find(date)->string()) CHECK(*text > "2026-01-02");
  }
}

TEST_CASE("each demo learner's account follows the claim, with what a complaint form may begin with") {
  HubWorld world("hub_api.account");
  struct Expected { char const* name; char const* email; bool has_phone; bool has_id; };
  std::array const expected{Expected{"Awa Diop", "awa.diop@example.org", false, true},
                            Expected{"Lucas Martin", "lucas.martin@example.org", true, true},
                            Expected{"Inès Haddad", "ines.haddad@example.org", true, false}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CAPTURE(i);
    Device device(world, i, "Kiosk " + std::to_string(i));
    int accounts = 0;
    for (auto const& [kind, content] : device.news()) {
      if (kind != "profile") continue;
      ++accounts;
      CHECK(content.text_or("name", "") == expected[i].name);
      CHECK(content.text_or("email", "") == expected[i].email);
      CHECK(content.text_or("phone", "").empty() != expected[i].has_phone);
      CHECK(content.text_or("student_id", "").empty() != expected[i].has_id);
      CHECK(content.text_or("as_of", "") == "2026-01-02T09:00:00Z");
    }
    CHECK(accounts == 1);
    auto const before = device.news().size();
    REQUIRE(hub::set_up_demo(world.books(), world.now + std::chrono::hours{1}));
    for (auto const& [kind, content] : device.news()) accounts += kind == "profile";
    CHECK(accounts == 2);  // The same account is not told twice; only the one from before is there.
    CHECK(device.news().size() == before + 1);  // The renewed subscription statement.
  }
}

TEST_CASE("the demo learners with Premium have invoices, one a period, and the same invoice is not told twice") {
  HubWorld world("hub_api.invoices");
  for (auto const& [who, expected] : {std::pair{0, 7}, {1, 3}, {2, 0}}) {
    CAPTURE(who);
    Device device(world, static_cast<std::size_t>(who), "Kiosk " + std::to_string(who));
    std::vector<Json> told;
    for (auto const& [kind, content] : device.news())
      if (kind == "invoice") told.push_back(content);
    CHECK(told.size() == static_cast<std::size_t>(expected));
    for (auto const& one : told) {
      CHECK(one.text_or("issued", "9999") <= "2026-01-02");
      CHECK(one.text_or("period_start", "") < one.text_or("period_end", ""));
      CHECK(one.find("amount")->text_or("currency", "") == "EUR");
    }
    auto const before = device.news().size();
    REQUIRE(hub::set_up_demo(world.books(), world.now + std::chrono::days{40}));
    CHECK(device.news().size() == before + 1);  // The renewed subscription statement.
  }
}

TEST_CASE("an invoice is refused without a number, a currency or a period that ends, and replaced under its number") {
  HubWorld world("hub_api.invoice_rules");
  Device device(world, 2);
  auto const issue = [&](hub::Invoice const& invoice) {
    auto tx = sync::Transaction::begin(world.books().db);
    REQUIRE(tx);
    auto const done = hub::issue_invoice(world.books(), device.learner.id, invoice, world.now);
    return done && tx->commit();
  };
  hub::Date const day = std::chrono::year{2026} / 1 / 2;
  hub::Invoice good{.number = "F-1", .issued = day, .amount = 1'000, .currency = "EUR"};
  CHECK(issue(good));
  CHECK(issue(good));
  auto changed = good;
  changed.state = "refunded";
  CHECK(issue(changed));
  for (auto const& spoil : std::array<void (*)(hub::Invoice&), 3>{[](auto& one) { one.number.clear(); },
                                                                 [](auto& one) { one.currency = "euros"; },
                                                                 [](auto& one) { one.period_start = one.period_end = one.issued; }}) {
    auto bad = good;
    spoil(bad);
    CHECK_FALSE(issue(bad));
  }
  int told = 0;
  for (auto const& [kind, content] : device.news()) told += kind == "invoice";
  CHECK(told == 2);
  CHECK(*hub::learner_called(world.books(), "Inès") == device.learner.id);
  CHECK(*hub::learner_called(world.books(), device.learner.id.text()) == device.learner.id);
  CHECK_FALSE(hub::learner_called(world.books(), "Nobody"));
}

TEST_CASE("what a hub of the first version posted unsigned is told anew, signed, to every device") {
  HubWorld world("hub_api.told_anew");
  Device device(world, 0);
  auto const action = device.seal("complaint", good_complaint());
  REQUIRE(device.put(action).status == 201);
  auto const before = device.news();
  // As the step "0002_statements" leaves a hub that was there before.
  REQUIRE(world.books().db.exec("DELETE FROM news WHERE learner IS NOT NULL"));
  REQUIRE(world.books().db.exec("UPDATE binding SET is_told = 0"));
  auto const after = device.news();
  CHECK(after == before);
  CHECK(device.news() == before);
}

TEST_CASE("news of a learner can be opened by that learner on that device only") {
  HubWorld world("hub_api.sealed");
  Device awa(world, 0);
  Device lucas(world, 1, "Kiosk 2");
  auto const page = sync::wire::read_news(world.ask(sync::wire::get_news(awa.token, "", 200)));
  REQUIRE_FALSE(page.page.items.empty());
  for (auto const& item : page.page.items) {
    CHECK(item.learner == awa.learner.id);
    CHECK_FALSE(sync::open_news(item.sealed, lucas.learner.seal));
  }
  CHECK(world.ask(sync::wire::get_news(awa.token, "tomorrow", 10)).status == 400);
}

TEST_CASE("a stranger is told so, whatever is asked") {
  HubWorld world("hub_api.stranger");
  for (auto const* token : {"", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}) {
    CHECK(sync::wire::read_news(world.ask(sync::wire::get_news(token, "", 10))).reply.verdict == Verdict::not_known);
    CHECK(sync::wire::read_catalogue(world.ask(sync::wire::get_catalogue(token, ""))).reply.verdict == Verdict::not_known);
    auto const key = world.platform_sign.bytes;
    CHECK(world.ask(sync::wire::claim_learner(token, world.demo.learners[0].claim_code, key, key)).status == 401);
    sync::wire::Letter const letter{sync::make_id<sync::ActionId>(world.entropy), 1, sync::as_bytes("abc")};
    CHECK(world.ask(sync::wire::post_actions(token, std::array{letter})).status == 401);
    CHECK(world.ask(sync::wire::put_action(token, {sync::make_id<sync::ActionId>(world.entropy), 1, sync::as_bytes("abc")})).status == 401);
  }
}

TEST_CASE("nonsense is answered with a reason, never with success") {
  HubWorld world("hub_api.nonsense");
  Device device(world, 0);
  auto request = sync::wire::post_actions(device.token, {});
  CHECK(world.ask(request).status == 400);
  std::vector<sync::wire::Letter> const many(101, {sync::make_id<sync::ActionId>(world.entropy), 1, sync::as_bytes("x")});
  CHECK(world.ask(sync::wire::post_actions(device.token, many)).status == 413);
  request.body = sync::to_bytes("{\"actions\": [");
  CHECK(world.ask(request).status == 400);
  request.headers.emplace_back("Content-Encoding", "br");
  CHECK(world.ask(request).status == 415);
  request.headers.pop_back();
  request.headers.emplace_back("Content-Encoding", "gzip");
  CHECK(world.ask(request).status == 400);
  sync::Bytes const zeros(hub::request_bytes_max + 1, ' ');
  auto bomb = sync::wire::pack(sync::wire::Packing::gzip, zeros);
  REQUIRE(bomb);
  request.body = *bomb;
  CHECK(world.ask(request).status == 413);
}

TEST_CASE("every operation that takes a body says what is wrong with it") {
  HubWorld world("hub_api.bodies");
  Device device(world, 0);
  auto const id = sync::make_id<sync::ActionId>(world.entropy).text();
  for (auto const& [method, path] : {std::pair{"POST", std::string("/v1/devices")}, {"POST", "/v1/learners"}, {"POST", "/v1/actions"},
                                     {"PUT", "/v1/actions/" + id}}) {
    CAPTURE(path);
    auto request = sync::wire::json_request(method, path, device.token, Json::object({{"hello", 1}}));
    CHECK(world.ask(request).status == (path == "/v1/actions" ? 415 : 400));
    request.headers.back().second = "text/plain";
    CHECK(world.ask(request).status == 415);
  }
  CHECK(world.ask(sync::wire::bare_request("PUT", "/v1/actions/nonsense", device.token)).status == 415);
  CHECK(world.ask(sync::wire::bare_request("GET", "/v1/nonsense", device.token)).status == 404);
  CHECK(world.ask(sync::wire::bare_request("DELETE", "/v1/news", device.token)).status == 405);
  CHECK(world.ask(sync::wire::bare_request("GET", "/v2/clouds/blobs/nonsense", device.token)).status == 400);
}

TEST_CASE("answers travel packed as asked, and say the same") {
  HubWorld world("hub_api.packed");
  Device device(world, 0);
  auto request = sync::wire::get_news(device.token, "", 50);
  auto const plain = world.ask(request);
  for (auto const* coding : {"gzip", "zstd", "br, gzip;q=0, zstd"}) {
    CAPTURE(coding);
    request.headers = {{"Authorization", "Bearer " + device.token}, {"Accept-Encoding", coding}};
    auto const packed = world.ask(request);
    auto const name = sync::find_header(packed.headers, "Content-Encoding");
    REQUIRE(name);
    CHECK(packed.body.size() < plain.body.size());
    auto const unpacked = sync::wire::unpack(*sync::wire::packing_named(*name), packed.body, 1 << 20);
    REQUIRE(unpacked);
    CHECK(*unpacked == plain.body);
  }
}

TEST_CASE("a course is published whole, listed with a signature, and served by digest in parts") {
  HubWorld world("hub_api.course");
  Device device(world, 0);
  std::string text;
  for (int i = 0; i < 4000; ++i) text += "line " + std::to_string(i) + "\n";
  auto const layout = world.folder.path / "layout";
  write_layout(layout, "2026", text);
  auto const published = hub::publish(world.books(), layout, world.now);
  REQUIRE_MESSAGE(published, published.error().place);
  CHECK(published->front().course == "clouds");
  CHECK_FALSE(hub::publish(world.books(), layout, world.now)->front().is_new);

  auto const listed = sync::wire::read_catalogue(world.ask(sync::wire::get_catalogue(device.token, "")));
  REQUIRE(listed.reply.verdict == Verdict::yes);
  auto const envelope = sync::read_envelope(listed.catalogue);
  REQUIRE(envelope);
  auto const catalogue = sync::verify_dsse(*envelope, "application/vnd.carrel.catalogue.v1+json", std::span(&world.platform_sign, 1));
  REQUIRE(catalogue);
  auto const edition = catalogue->list("editions").at(0);
  auto const digest = edition.text_or("manifest", "");
  world.now += std::chrono::days{1};
  auto const same = sync::wire::read_catalogue(world.ask(sync::wire::get_catalogue(device.token, listed.reply.etag)));
  CHECK(same.reply.verdict == Verdict::unchanged);

  auto const manifest = sync::wire::read_manifest(world.ask(sync::wire::get_manifest(device.token, "clouds", digest, 1 << 20)));
  REQUIRE(manifest.reply.verdict == Verdict::yes);
  CHECK("sha256:" + sync::to_hex(sync::digest_of(manifest.bytes).bytes) == digest);
  auto held = sync::wire::get_manifest(device.token, "clouds", digest, 1 << 20);
  held.headers.emplace_back("If-None-Match", "\"other\", " + manifest.reply.etag);
  CHECK(world.ask(held).status == 304);
  CHECK(world.ask(sync::wire::get_manifest(device.token, "rain", digest, 1 << 20)).status == 404);
  auto const layer = sync::parse_json(sync::as_text(manifest.bytes))->list("layers").at(0);
  auto const blob = layer.text_or("digest", "");

  sync::Bytes whole;
  std::uint64_t const size = text.size();
  for (std::uint64_t first = 0; first < size; first += 1000) {
    auto const part = sync::wire::read_blob(world.ask(
        sync::wire::get_blob(device.token, "clouds", blob, sync::wire::Piece{first, std::min<std::uint64_t>(1000, size - first)}, 1000)));
    REQUIRE(part.reply.verdict == Verdict::yes);
    CHECK(part.reply.status == 206);
    CHECK(part.first == first);
    CHECK(part.total == size);
    whole.insert(whole.end(), part.bytes.begin(), part.bytes.end());
  }
  CHECK(sync::as_text(whole) == text);
  auto const all = sync::wire::read_blob(world.ask(sync::wire::get_blob("", "clouds", blob, {}, 1 << 20)));
  CHECK(all.bytes == whole);
  auto const beyond = world.ask(sync::wire::get_blob(device.token, "clouds", blob, sync::wire::Piece{size, 10}, 10));
  CHECK(beyond.status == 416);
  auto unchanged = sync::wire::get_blob(device.token, "clouds", blob, {}, 10);
  unchanged.headers.emplace_back("If-None-Match", all.reply.etag);
  CHECK(world.ask(unchanged).status == 304);
  CHECK(world.ask(sync::wire::get_blob(device.token, "rain", blob, {}, 10)).status == 404);
}

TEST_CASE("a layout with a wrong byte is not published") {
  HubWorld world("hub_api.bad_layout");
  Device device(world, 0);
  auto const layout = world.folder.path / "layout";
  write_layout(layout, "2026", "some text");
  for (auto const& file : std::filesystem::directory_iterator(layout / "blobs" / "sha256")) {
    std::fstream blob(file.path(), std::ios::in | std::ios::out | std::ios::binary);
    char const first = static_cast<char>(blob.peek());
    blob.seekp(0);
    blob.put(static_cast<char>(first ^ 1));
  }
  CHECK_FALSE(hub::publish(world.books(), layout, world.now));
  CHECK_FALSE(hub::publish(world.books(), world.folder.path, world.now));
  auto const listed = sync::wire::read_catalogue(world.ask(sync::wire::get_catalogue(device.token, "")));
  CHECK(sync::verify_dsse(*sync::read_envelope(listed.catalogue), "application/vnd.carrel.catalogue.v1+json",
                          std::span(&world.platform_sign, 1))->list("editions").empty());
}
