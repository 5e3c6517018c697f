#include "sync/trust/dsse.h"

#include <doctest/doctest.h>

#include <array>

#include "tests/support/seeded_entropy.h"

using namespace carrel::sync;
using carrel::tests::SeededEntropy;

namespace {

struct Signers {
  SeededEntropy entropy{5};
  SignKeyPair ours = SignKeyPair::make(entropy);
  SignKeyPair next = SignKeyPair::make(entropy);
  SignKeyPair stranger = SignKeyPair::make(entropy);
  std::array<SignPublicKey, 2> trusted{ours.public_key, next.public_key};
};

}  // namespace

TEST_CASE("an envelope of either trusted key says what was signed, also after a journey as JSON") {
  Signers who;
  auto const payload = *parse_json(R"({"b":2,"a":[1]})");
  for (auto const* signer : {&who.ours, &who.next}) {
    auto const envelope = read_envelope(*parse_json(write_json(to_json(sign_dsse("type/a", payload, *signer)))));
    REQUIRE(envelope);
    auto const read = verify_dsse(*envelope, "type/a", who.trusted);
    REQUIRE(read);
    CHECK(*read == payload);
  }
}

TEST_CASE("what is signed is DSSE's own encoding") {
  Signers who;
  auto const envelope = sign_dsse("http://example.com/HelloWorld", Json("hello world"), who.ours);
  CHECK(as_text(envelope.payload) == "\"hello world\"");
  auto const encoded = as_bytes("DSSEv1 29 http://example.com/HelloWorld 13 \"hello world\"");
  CHECK(check_signature(who.ours.public_key, "", encoded, envelope.signature));
}

TEST_CASE("an envelope of one type is not read as another") {
  Signers who;
  auto envelope = sign_dsse("type/a", Json("x"), who.ours);
  CHECK(verify_dsse(envelope, "type/b", who.trusted).error().fault == Fault::corrupt);
  envelope.payload_type = "type/b";  // Relabelled: the type is under the signature.
  CHECK(verify_dsse(envelope, "type/b", who.trusted).error().fault == Fault::corrupt);
}

TEST_CASE("a stranger's envelope is refused, under its own name or a borrowed one") {
  Signers who;
  auto envelope = sign_dsse("type/a", Json("x"), who.stranger);
  CHECK(verify_dsse(envelope, "type/a", who.trusted).error().fault == Fault::refused);
  envelope.keyid = key_id(who.ours.public_key);
  CHECK(verify_dsse(envelope, "type/a", who.trusted).error().fault == Fault::corrupt);
  envelope.keyid.clear();
  CHECK_FALSE(verify_dsse(envelope, "type/a", who.trusted));
  CHECK_FALSE(verify_dsse(sign_dsse("type/a", Json("x"), who.ours), "type/a", {}));
}

TEST_CASE("every flipped bit of payload or signature is noticed") {
  Signers who;
  auto const envelope = sign_dsse("type/a", *parse_json(R"({"plan":"member"})"), who.ours);
  for (std::size_t bit = 0; bit < 8 * envelope.payload.size(); ++bit) {
    auto changed = envelope;
    changed.payload[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
    CHECK_FALSE(verify_dsse(changed, "type/a", who.trusted));
  }
  for (std::size_t bit = 0; bit < 8 * envelope.signature.size(); ++bit) {
    auto changed = envelope;
    changed.signature[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
    CHECK_FALSE(verify_dsse(changed, "type/a", who.trusted));
  }
}

TEST_CASE("an envelope without exactly one signature is corrupt") {
  Signers who;
  auto const whole = to_json(sign_dsse("type/a", Json("x"), who.ours));
  auto none = whole;
  none.set("signatures", JsonArray{});
  CHECK(read_envelope(none).error().fault == Fault::corrupt);
  auto two = whole;
  two.set("signatures", JsonArray{whole.list("signatures")[0], whole.list("signatures")[0]});
  CHECK_FALSE(read_envelope(two));
  auto garbled = whole;
  garbled.set("payload", "***");
  CHECK(read_envelope(garbled).error().fault == Fault::corrupt);
  CHECK_FALSE(read_envelope(*parse_json(R"("<html>Please log in</html>")")));
}
