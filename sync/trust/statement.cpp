#include "sync/trust/statement.h"

#include <algorithm>

namespace carrel::sync {

std::string statement_type(std::string_view kind) {
  std::string name(kind);
  std::replace(name.begin(), name.end(), '_', '-');
  return "application/vnd.carrel." + name + ".v1+json";
}

Json sign_statement(std::string_view kind, LearnerId const& learner, Json fact, SignKeyPair const& platform) {
  fact.set("learner", learner.text());
  return to_json(sign_dsse(statement_type(kind), fact, platform));
}

Result<Json> read_statement(Json const& envelope, std::string_view kind, LearnerId const& learner,
                            std::span<SignPublicKey const> trusted) {
  auto const read = read_envelope(envelope);
  if (!read) return Error{Fault::refused, "unsigned"};
  auto const type = statement_type(kind);
  if (read->payload_type != type) return Error{Fault::corrupt, "wrong_type"};
  auto fact = verify_dsse(*read, type, trusted);
  if (!fact) {
    bool const stranger = fact.error().fault == Fault::refused;
    return Error{fact.error().fault, stranger ? "unknown_signer" : "signature_wrong"};
  }
  if (fact->text_or("learner", "") != learner.text()) return Error{Fault::refused, "wrong_learner"};
  return fact;
}

}  // namespace carrel::sync
