// Signed statements: DSSE v1 envelopes (github.com/secure-systems-lab/dsse) around JSON.
// The signature is over the exact bytes received and is checked before they are parsed. What a payload says is the reader's business.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "sync/base/json.h"
#include "sync/trust/keys.h"

namespace carrel::sync {

/// Exactly one signature; more are refused, for nobody here would look at the second.
struct Envelope {
  std::string payload_type;
  Bytes payload;
  std::string keyid;  ///< A hint; every trusted key is tried when it names none.
  Bytes signature;
};

Envelope sign_dsse(std::string_view payload_type, Json const& payload, SignKeyPair const& key);

/// The payload when one of `trusted` signed it as a `payload_type`. Fault::corrupt: another type, a signature that does not fit,
/// or no JSON. Fault::refused: signed by nobody we trust.
Result<Json> verify_dsse(Envelope const& envelope, std::string_view payload_type, std::span<SignPublicKey const> trusted);

/// {"payloadType","payload","signatures":[{"keyid","sig"}]}, and back (Fault::corrupt).
Json to_json(Envelope const& envelope);
Result<Envelope> read_envelope(Json const& json);

}  // namespace carrel::sync
