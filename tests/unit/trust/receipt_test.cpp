#include "sync/trust/receipt.h"

#include <doctest/doctest.h>

#include "tests/support/enrolled.h"

using namespace carrel::sync;
using carrel::tests::People;

namespace {

struct Case {
  People people{11};
  ActionId id = make_id<ActionId>(people.entropy);
  LetterDigest digest = digest_of(as_bytes("sealed bytes"));
  Receipt receipt = people.receipt_for(id, digest);
  std::span<SignPublicKey const> trusted = people.platform.sign;

  Envelope signed_by(SignKeyPair const& key) const { return sign_receipts({people.device, receipt.received_at, {receipt}}, key); }
};

}  // namespace

TEST_CASE("a receipt for our id and our bytes, signed by the platform, is believed whole") {
  Case c;
  c.receipt.acknowledge_by = *from_iso_date("2026-11-30");
  c.receipt.answer_by = *from_iso_date("2027-01-05");
  auto const judged = judge_receipt(c.signed_by(c.people.platform_sign), c.trusted, c.id, c.digest);
  REQUIRE(judged);
  CHECK(*judged == c.receipt);
}

TEST_CASE("a receipt for another id is refused") {
  Case c;
  auto const judged = judge_receipt(c.signed_by(c.people.platform_sign), c.trusted, make_id<ActionId>(c.people.entropy), c.digest);
  REQUIRE_FALSE(judged);
  CHECK(judged.error().fault == Fault::refused);
}

TEST_CASE("a receipt for other bytes under our id is corrupt") {
  Case c;
  auto const judged = judge_receipt(c.signed_by(c.people.platform_sign), c.trusted, c.id, digest_of(as_bytes("other bytes")));
  REQUIRE_FALSE(judged);
  CHECK(judged.error().fault == Fault::corrupt);
}

TEST_CASE("a receipt with a bad signature, or of an unknown signer, is not believed") {
  Case c;
  auto envelope = c.signed_by(c.people.platform_sign);
  envelope.signature[0] ^= 1;
  CHECK(judge_receipt(envelope, c.trusted, c.id, c.digest).error().fault == Fault::corrupt);
  auto const stranger = SignKeyPair::make(c.people.entropy);
  CHECK(judge_receipt(c.signed_by(stranger), c.trusted, c.id, c.digest).error().fault == Fault::refused);
}

TEST_CASE("another statement of the platform is no receipt, even with the same members") {
  Case c;
  auto const payload = Json::object({{"v", 1},
                                     {"device", c.people.device.text()},
                                     {"time", "2026-11-22T18:24:00Z"},
                                     {"receipts", JsonArray{to_json(c.receipt)}}});
  auto const other = sign_dsse("application/vnd.carrel.subscription.v1+json", payload, c.people.platform_sign);
  CHECK(judge_receipt(other, c.trusted, c.id, c.digest).error().fault == Fault::corrupt);
}

TEST_CASE("one signature covers a batch, and each receipt in it stands for itself") {
  Case c;
  ReceiptBatch batch{c.people.device, c.receipt.received_at, {}};
  for (std::uint8_t i = 0; i < 100; ++i)
    batch.receipts.push_back(c.people.receipt_for(make_id<ActionId>(c.people.entropy), digest_of(Bytes{i})));
  auto const read = read_receipts(sign_receipts(batch, c.people.platform_sign), c.trusted);
  REQUIRE(read);
  for (auto const& receipt : batch.receipts) CHECK(find_receipt(*read, receipt.id, receipt.digest));
  CHECK_FALSE(find_receipt(*read, batch.receipts[0].id, batch.receipts[1].digest));
  batch.receipts.push_back(batch.receipts[0]);
  CHECK_FALSE(read_receipts(sign_receipts(batch, c.people.platform_sign), c.trusted));
}

TEST_CASE("a lean receipt with a member that this program does not know yet is believed, and a changed one is not") {
  Case c;
  auto whole = to_json(c.receipt);
  whole.set("office", "Dakar");
  auto const statement = Json::object({{"v", 1},
                                       {"device", c.people.device.text()},
                                       {"time", to_rfc3339(c.receipt.received_at)},
                                       {"receipts", JsonArray{whole}}});
  auto const envelope = sign_dsse(receipts_type, statement, c.people.platform_sign);
  LetterName const name{c.id, c.digest};
  for (std::string const office : {"Dakar", "Thies"}) {
    auto lean = Json::object({{"office", office}});
    if (c.receipt.reference) lean = Json::object({{"reference", *c.receipt.reference}, {"office", office}});
    auto const answered = Json::object({{"time", to_rfc3339(c.receipt.received_at)}, {"keyid", envelope.keyid},
                                        {"sig", to_base64(envelope.signature)}, {"list", JsonArray{lean}}});
    auto const read = read_answered_receipts(answered, c.people.device, std::span(&name, 1));
    REQUIRE(read);
    CHECK(bool(judge_receipt(*read, c.trusted, c.id, c.digest)) == (office == "Dakar"));
  }
}

TEST_CASE("a receipt with a member missing or malformed is corrupt") {
  Case c;
  auto const whole = to_json(c.receipt);
  CHECK(read_receipt(whole));
  for (auto const& [name, value] : {std::pair{"id", "x"}, {"digest", "AA"}, {"received_at", "yesterday"}, {"acknowledge_by", "soon"}}) {
    auto broken = whole;
    broken.set(name, value);
    auto const read = read_receipt(broken);
    REQUIRE_FALSE(read);
    CHECK(read.error().fault == Fault::corrupt);
  }
  CHECK_FALSE(read_receipt(*parse_json("{}")));
}
