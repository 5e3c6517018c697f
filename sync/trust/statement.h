// What the platform states to one learner as a fact: signed, of a type of its own, and bound to whom it is for.
// News are sealed to the learner, but anybody can seal to a public key: only the signature says who speaks. What a statement
// says is the reader's business; that a complaint's event names its complaint, too.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "sync/base/id.h"
#include "sync/base/json.h"
#include "sync/trust/dsse.h"

namespace carrel::sync {

/// The payload type for news of that kind: "complaint_event" is stated as "application/vnd.carrel.complaint-event.v1+json".
std::string statement_type(std::string_view kind);

/// Signs `fact`, a JSON object, together with the learner it is for (member "learner"). Gives the envelope as JSON.
Json sign_statement(std::string_view kind, LearnerId const& learner, Json fact, SignKeyPair const& platform);

/// What was stated, member "learner" included. `place` of the error is a code that may be kept and shown to an operator:
/// Fault::refused "unsigned", "unknown_signer", "wrong_learner"; Fault::corrupt "wrong_type", "signature_wrong".
Result<Json> read_statement(Json const& envelope, std::string_view kind, LearnerId const& learner,
                            std::span<SignPublicKey const> trusted);

}  // namespace carrel::sync
