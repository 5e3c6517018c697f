#include "client/consent/consent_wire.h"

namespace carrel::client {

sync::Json consent_body(ConsentChange const& change, std::string_view version) {
  return sync::Json::object({{"purpose", change.purpose}, {"state", name_of(change.state)}, {"version", version}});
}

sync::Result<ConsentEntry> read_consent_news(sync::Json const& body) {
  TRY(purpose, body.text("purpose"));
  TRY(at_text, body.text("at"));
  TRY(at, sync::from_rfc3339(at_text));
  auto const state = consent_state_of(body.text_or("state", ""));
  if (!state) return sync::Error{sync::Fault::corrupt, "state"};
  ConsentEntry entry;
  entry.purpose = purpose;
  entry.state = *state;
  entry.at = at;
  entry.proven = at;
  entry.origin = consent_origin_of(body.text_or("origin", ""));
  entry.version = body.text_or("version", "");
  entry.received = true;
  return entry;
}

}  // namespace carrel::client
