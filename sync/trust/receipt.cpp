#include "sync/trust/receipt.h"

#include <set>

namespace carrel::sync {

namespace {

Result<std::optional<std::chrono::year_month_day>> date_member(Json const& json, std::string_view name) {
  if (!json.find(name)) return std::optional<std::chrono::year_month_day>();
  TRY(text, json.text(name));
  auto const date = from_iso_date(text);
  if (!date) return Error{Fault::corrupt, "receipt " + std::string(name)};
  return std::optional(*date);
}

Result<WallTime> time_member(Json const& json, std::string_view name) {
  TRY(text, json.text(name));
  auto const time = from_rfc3339(text);
  if (!time) return Error{Fault::corrupt, "receipt " + std::string(name)};
  return *time;
}

}  // namespace

Json to_json(Receipt const& receipt) {
  auto json = Json::object({{"id", receipt.id.text()},
                            {"digest", receipt.digest.text()},
                            {"received_at", to_rfc3339(receipt.received_at)}});
  if (receipt.reference) json.set("reference", *receipt.reference);
  if (receipt.acknowledge_by) json.set("acknowledge_by", to_iso_date(*receipt.acknowledge_by));
  if (receipt.answer_by) json.set("answer_by", to_iso_date(*receipt.answer_by));
  return json;
}

Result<Receipt> read_receipt(Json const& json) {
  TRY(id_text, json.text("id"));
  TRY(digest_text, json.text("digest"));
  auto const id = ActionId::parse(id_text);
  auto const digest = LetterDigest::parse(digest_text);
  if (!id || !digest) return Error{Fault::corrupt, "receipt id or digest"};
  TRY(received_at, time_member(json, "received_at"));
  TRY(acknowledge_by, date_member(json, "acknowledge_by"));
  TRY(answer_by, date_member(json, "answer_by"));
  Receipt receipt{*id, *digest, received_at, {}, acknowledge_by, answer_by};
  if (json.find("reference")) {
    TRY(reference, json.text("reference"));
    receipt.reference = reference;
  }
  return receipt;
}

Envelope sign_receipts(ReceiptBatch const& batch, SignKeyPair const& platform) {
  JsonArray receipts;
  for (auto const& receipt : batch.receipts) receipts.push_back(to_json(receipt));
  auto const payload = Json::object({{"v", 1},
                                     {"device", batch.device.text()},
                                     {"time", to_rfc3339(batch.time)},
                                     {"receipts", std::move(receipts)}});
  return sign_dsse(receipts_type, payload, platform);
}

Result<ReceiptBatch> read_receipts(Envelope const& envelope, std::span<SignPublicKey const> trusted) {
  TRY(json, verify_dsse(envelope, receipts_type, trusted));
  TRY(version, json.number("v"));
  if (version != 1) return Error{Fault::stale, "receipts version"};
  TRY(device_text, json.text("device"));
  auto const device = DeviceId::parse(device_text);
  if (!device) return Error{Fault::corrupt, "receipts device"};
  TRY(time, time_member(json, "time"));
  ReceiptBatch batch{*device, time, {}};
  std::set<ActionId> seen;
  for (auto const& entry : json.list("receipts")) {
    TRY(receipt, read_receipt(entry));
    if (!seen.insert(receipt.id).second) return Error{Fault::corrupt, "receipts name an id twice"};
    batch.receipts.push_back(receipt);
  }
  return batch;
}

Result<Receipt> find_receipt(ReceiptBatch const& batch, ActionId const& id, LetterDigest const& digest) {
  for (auto const& receipt : batch.receipts) {
    if (receipt.id != id) continue;
    if (receipt.digest != digest) return Error{Fault::corrupt, "receipt of other bytes"};
    return receipt;
  }
  return Error{Fault::refused, "no receipt for this id"};
}

Result<Receipt> judge_receipt(Envelope const& envelope, std::span<SignPublicKey const> trusted, ActionId const& id,
                              LetterDigest const& digest) {
  TRY(batch, read_receipts(envelope, trusted));
  return find_receipt(batch, id, digest);
}

}  // namespace carrel::sync
