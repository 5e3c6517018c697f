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

/// What is signed.
Json statement_of(DeviceId const& device, WallTime time, JsonArray receipts) {
  return Json::object({{"v", 1},
                       {"device", device.text()},
                       {"time", to_rfc3339(time)},
                       {"receipts", std::move(receipts)}});
}

/// What the device cannot know: without id and digest, and without the time where it is that of the statement.
Json lean(Receipt const& receipt, WallTime time) {
  Json lean{JsonObject{}};
  auto const whole = to_json(receipt);
  for (auto const& [name, value] : *whole.object())
    if (name != "id" && name != "digest" && (name != "received_at" || receipt.received_at != time)) lean.set(name, value);
  return lean;
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
  return sign_dsse(receipts_type, statement_of(batch.device, batch.time, std::move(receipts)), platform);
}

Json to_lean_json(ReceiptBatch const& batch, std::span<LetterName const> asked, SignKeyPair const& platform) {
  ReceiptBatch in_order{batch.device, batch.time, {}};
  JsonArray list;
  for (auto const& name : asked) {
    auto receipt = find_receipt(batch, name.id, name.digest);
    // A letter sent twice in one request has one receipt.
    if (receipt && find_receipt(in_order, name.id, name.digest)) receipt = Error{Fault::refused, "sent twice"};
    list.push_back(receipt ? lean(*receipt, batch.time) : Json());
    if (receipt) in_order.receipts.push_back(std::move(*receipt));
  }
  auto const envelope = sign_receipts(in_order, platform);
  return Json::object({{"time", to_rfc3339(batch.time)},
                       {"keyid", envelope.keyid},
                       {"sig", to_base64(envelope.signature)},
                       {"list", std::move(list)}});
}

Result<Envelope> read_answered_receipts(Json const& answered, DeviceId const& device, std::span<LetterName const> asked) {
  if (answered.find("payloadType")) return read_envelope(answered);
  TRY(time, time_member(answered, "time"));
  TRY(signature_text, answered.text("sig"));
  TRY(signature, from_base64(signature_text));
  auto const& list = answered.list("list");
  if (list.size() != asked.size()) return Error{Fault::corrupt, "receipts of other letters"};
  JsonArray receipts;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].is_null()) continue;
    auto const* const members = list[i].object();
    if (!members) return Error{Fault::corrupt, "receipt"};
    // Members this program does not know stand in the statement too: they keep their place, or the signature would not fit.
    auto whole = Json::object({{"id", asked[i].id.text()}, {"digest", asked[i].digest.text()}, {"received_at", to_rfc3339(time)}});
    for (auto const& [name, value] : *members) whole.set(name, value);
    receipts.push_back(std::move(whole));
  }
  return Envelope{std::string(receipts_type), to_bytes(write_json(statement_of(device, time, std::move(receipts)))),
                  answered.text_or("keyid", ""), std::move(signature)};
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
