#include "sync/trust/seal.h"

#include <doctest/doctest.h>

#include "sync/base/limits.h"
#include "sync/trust/action_dictionary.h"
#include "sync/trust/action_form.h"
#include "sync/trust/padding.h"
#include "tests/support/enrolled.h"

using namespace carrel::sync;
using carrel::tests::People;

namespace {

ActionPlain complaint(People& people, LearnerId const& learner, std::string details) {
  auto const filed = *from_rfc3339("2026-11-22T18:24:00Z");
  return {make_id<ActionId>(people.entropy), "complaint", 1, people.device, learner, 7, filed,
          {*from_rfc3339("2026-11-20T08:00:00Z"), std::chrono::seconds{3600}},
          Json::object({{"complainant_name", "Awa"}, {"complainant_email", "awa@example.org"}, {"details", std::move(details)}})};
}

}  // namespace

TEST_CASE("an action opens at the platform and says everything that was filed") {
  People people(21);
  auto const vault = people.new_learner();
  auto const plain = complaint(people, vault.learner(), "Le mentor n'a pas répondu.");
  auto const sealed = seal_action(plain, vault.sign_keys(), people.platform.seal);
  REQUIRE(sealed);
  CHECK(sealed->id == plain.id);
  CHECK(sealed->digest == digest_of(sealed->sealed));
  auto const opened = open_action(sealed->sealed, people.platform_seal, {plain.id, people.device});
  REQUIRE(opened);
  CHECK(opened->claimed_id() == plain.id);
  CHECK(opened->may_be_of(vault.learner()));
  auto const verified = opened->verified_by(vault.learner(), vault.sign_keys().public_key);
  REQUIRE(verified);
  CHECK(verified->kind == "complaint");
  CHECK(verified->device == people.device);
  CHECK(verified->learner == vault.learner());
  CHECK(verified->seq == 7);
  CHECK(verified->filed_at == plain.filed_at);
  CHECK(earliest_now(verified->evidence) == earliest_now(plain.evidence));
  CHECK(verified->body == plain.body);
}

TEST_CASE("an action signed by another learner is refused") {
  People people(22);
  auto const awa = people.new_learner();
  auto const lucas = people.new_learner();
  auto const forged = *seal_action(complaint(people, awa.learner(), "x"), lucas.sign_keys(), people.platform.seal);
  auto const opened = open_action(forged.sealed, people.platform_seal, {forged.id, people.device});
  REQUIRE(opened);
  CHECK(opened->verified_by(awa.learner(), awa.sign_keys().public_key).error().fault == Fault::refused);
}

TEST_CASE("an action sealed to somebody else cannot be passed on to the platform") {
  People people(23);
  auto const vault = people.new_learner();
  auto const crook = SealKeyPair::make(people.entropy);
  auto const plain = complaint(people, vault.learner(), "x");
  auto const meant_for_crook = *seal_action(plain, vault.sign_keys(), crook.public_key);
  ActionOutside const outside{plain.id, people.device};
  CHECK_FALSE(open_action(meant_for_crook.sealed, people.platform_seal, outside));
  auto const inner = open_box(crook, meant_for_crook.sealed);
  REQUIRE(inner);
  auto const passed_on = open_action(seal_box(people.platform.seal, *inner), people.platform_seal, outside);
  REQUIRE(passed_on);
  CHECK(passed_on->verified_by(vault.learner(), vault.sign_keys().public_key).error().fault == Fault::refused);
}

TEST_CASE("every flipped bit and every cut of a sealed action is refused") {
  People people(24);
  auto const vault = people.new_learner();
  auto const sealed = *seal_action(complaint(people, vault.learner(), "short"), vault.sign_keys(), people.platform.seal);
  for (std::size_t bit = 0; bit < 8 * sealed.sealed.size(); ++bit) {
    auto changed = sealed.sealed;
    changed[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
    auto const opened = open_action(changed, people.platform_seal, {sealed.id, people.device});
    REQUIRE_FALSE(opened);
    CHECK(opened.error().fault == Fault::corrupt);
  }
  for (std::size_t size = 0; size < sealed.sealed.size(); ++size)
    CHECK_FALSE(open_action(BytesView(sealed.sealed).first(size), people.platform_seal, {sealed.id, people.device}));
}

TEST_CASE("a hostile inside is refused: unknown format, bomb, no JSON") {
  People people(25);
  auto const inside = [&](Bytes inner) {
    Bytes padded = std::move(inner);
    padded.push_back(0x80);
    return open_action(seal_box(people.platform.seal, padded), people.platform_seal, {ActionId{}, people.device});
  };
  Bytes newer(80, 1);
  newer[0] = 3;
  CHECK(inside(newer).error().fault == Fault::stale);
  for (std::uint8_t const format : {1, 2}) {
    CAPTURE(format);
    CHECK(inside(Bytes{format}).error().fault == Fault::corrupt);
    CHECK(inside(Bytes(200, format)).error().fault == Fault::corrupt);
    Bytes bomb(65, format);
    // A zstd frame header that claims four gigabytes; in format 2 part of an id and five numbers stand before it, and no magic number.
    if (format == 1) bomb.insert(bomb.end(), {0x28, 0xb5, 0x2f, 0xfd});
    else bomb.insert(bomb.end(), 4 + 5, 1);
    bomb.insert(bomb.end(), {0xa0, 0xff, 0xff, 0xff, 0xff, 0x01, 0x00, 0x00});
    CHECK(inside(bomb).error().fault == Fault::corrupt);
  }
}

TEST_CASE("an action under another name, from another device or of a namesake does not verify") {
  People people(29);
  auto const vault = people.new_learner();
  auto const& key = vault.sign_keys().public_key;
  auto const sealed = *seal_action(complaint(people, vault.learner(), "x"), vault.sign_keys(), people.platform.seal);
  auto const fault_as = [&](ActionOutside const& outside, LearnerId const& learner) {
    auto const opened = open_action(sealed.sealed, people.platform_seal, outside);
    REQUIRE(opened);
    auto const verified = opened->verified_by(learner, key);
    return verified ? std::nullopt : std::optional(verified.error().fault);
  };
  CHECK_FALSE(fault_as({sealed.id, people.device}, vault.learner()));
  CHECK(fault_as({make_id<ActionId>(people.entropy), people.device}, vault.learner()) == Fault::refused);
  CHECK(fault_as({sealed.id, make_id<DeviceId>(people.entropy)}, vault.learner()) == Fault::refused);
  auto namesake = vault.learner();  // Begins with the same bytes.
  namesake.bytes.back() ^= 1;
  CHECK(fault_as({sealed.id, people.device}, namesake) == Fault::refused);
}

TEST_CASE("every body reads as it was written, and no body that is cut reads") {
  for (auto const* text : {R"({})", R"({"filer":"learner","complainant_name":"","details":"é\n\u0001","evidence":"x","send_anyway":true})",
                           R"({"details":"before","filer":"out of order"})", R"({"details":"x","unheard_of":1})",
                           R"({"purpose":"surveys","state":"withdrawn","version":"2025-09-25"})", R"({"complaint":"00","text":"yes"})",
                           R"({"representative":{"name":"B","list":[1,-2.5,null,false,"no",{},[],"alumni"]}})", R"([])", R"("text")",
                           "7"}) {
    CAPTURE(text);
    auto const body = *parse_json(text);
    auto const written = write_form("complaint", body);
    auto const read = read_form(written);
    REQUIRE(read);
    CHECK(read->kind == "complaint");
    CHECK(read->body == body);
    for (std::size_t size = 0; size < written.size(); ++size) CHECK_FALSE(read_form(BytesView(written).first(size)));
  }
  auto const odd = Json::object({{"details", "caf\xe9 \xff"}});  // No UTF-8: repaired, as JSON repairs it, and not lost.
  auto const repaired = read_form(write_form("unheard_of", odd));
  REQUIRE(repaired);
  CHECK(repaired->kind == "unheard_of");
  CHECK(repaired->body == *parse_json(write_json(odd)));
}

TEST_CASE("the longest text of a form fits, and what does not fit is told") {
  People people(26);
  auto const vault = people.new_learner();
  std::mt19937 random(1);
  auto const noise = [&](std::size_t size) {
    std::string text;
    while (text.size() < size) text += static_cast<char>('!' + random() % 90);
    return text;
  };
  CHECK(seal_action(complaint(people, vault.learner(), noise(limits::long_text_bytes_max)), vault.sign_keys(), people.platform.seal));
  auto const longer = complaint(people, vault.learner(), noise(3 * limits::long_text_bytes_max));
  auto const too_long = seal_action(longer, vault.sign_keys(), people.platform.seal);
  REQUIRE_FALSE(too_long);
  CHECK(too_long.error().fault == Fault::invalid);
}

TEST_CASE("a short form is smaller sealed than plain, and near lengths look alike") {
  People people(27);
  auto const vault = people.new_learner();
  auto const size = [&](std::string details) {
    return seal_action(complaint(people, vault.learner(), std::move(details)), vault.sign_keys(), people.platform.seal)->sealed.size();
  };
  auto const details = std::string("The session was cancelled and nobody answered my three messages about it since Monday.");
  MESSAGE("a complaint of ", details.size(), " bytes of text travels as ", size(details), " bytes");
  CHECK(size(details) < 240);
  CHECK(padme_size(size(details)) == size(details));
}

TEST_CASE("the dictionaries are frozen") {
  CHECK(digest_of(as_bytes(action_dictionary())).text() == "lQKzgWGqz1VJC8X19-q-DqYHLpmZdAbdw-7hsYnun2Q");
  CHECK(digest_of(action_dictionary_2()).text() == "fB9-Xl-i7bj-amG2eRLMk0UM7W8S-WW4gGHIb5sux1U");
}

TEST_CASE("news open for their learner only") {
  People people(28);
  auto const awa = people.new_learner();
  auto const lucas = people.new_learner();
  auto const news = *parse_json(R"({"plan":"premium_solo"})");
  auto const sealed = seal_news(news, awa.seal_key());
  CHECK(*awa.open_news(sealed) == news);
  CHECK_FALSE(lucas.open_news(sealed));
  CHECK_FALSE(awa.open_news(BytesView(sealed).first(sealed.size() - 1)));
}
