#include "sync/trust/dsse.h"

namespace carrel::sync {

namespace {

/// The pre-authentication encoding of DSSE v1: what is signed.
std::string encode(std::string_view type, BytesView payload) {
  std::string text = "DSSEv1 ";
  text += std::to_string(type.size()) + ' ';
  text += type;
  text += ' ' + std::to_string(payload.size()) + ' ';
  text += as_text(payload);
  return text;
}

}  // namespace

Envelope sign_dsse(std::string_view payload_type, Json const& payload, SignKeyPair const& key) {
  Envelope made{std::string(payload_type), to_bytes(write_json(payload)), key_id(key.public_key), {}};
  made.signature = to_bytes(sign(key, {}, as_bytes(encode(made.payload_type, made.payload))));
  return made;
}

Result<Json> verify_dsse(Envelope const& envelope, std::string_view payload_type, std::span<SignPublicKey const> trusted) {
  if (envelope.payload_type != payload_type) return Error{Fault::corrupt, "envelope of another type"};
  auto const signed_text = encode(envelope.payload_type, envelope.payload);
  bool is_known = false;
  for (auto const& key : trusted) {
    if (!envelope.keyid.empty() && envelope.keyid != key_id(key)) continue;
    is_known = true;
    if (check_signature(key, {}, as_bytes(signed_text), envelope.signature)) return parse_json(as_text(envelope.payload));
  }
  if (!is_known) return Error{Fault::refused, "envelope of an unknown signer"};
  return Error{Fault::corrupt, "envelope signature"};
}

Json to_json(Envelope const& envelope) {
  auto const signature = Json::object({{"keyid", envelope.keyid}, {"sig", to_base64(envelope.signature)}});
  return Json::object({{"payloadType", envelope.payload_type},
                       {"payload", to_base64(envelope.payload)},
                       {"signatures", JsonArray{signature}}});
}

Result<Envelope> read_envelope(Json const& json) {
  TRY(type, json.text("payloadType"));
  TRY(payload_text, json.text("payload"));
  auto const& signatures = json.list("signatures");
  if (signatures.size() != 1) return Error{Fault::corrupt, "envelope signatures"};
  TRY(signature_text, signatures[0].text("sig"));
  auto const payload = from_base64(payload_text);
  auto const signature = from_base64(signature_text);
  if (!payload || !signature) return Error{Fault::corrupt, "envelope base64"};
  return Envelope{type, *payload, signatures[0].text_or("keyid", ""), *signature};
}

}  // namespace carrel::sync
