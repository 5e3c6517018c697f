#include "client/policies/explain.h"

#include <algorithm>
#include <array>

namespace carrel::client {
namespace {

struct Refusal {
  std::string_view code;
  std::string_view key;
  bool correctable;
};

// Codes of the contract with the platform. What ends in _missing or _too_long names a field of the form before it.
constexpr std::array refusals{
    Refusal{"email_invalid", "outbox.refused.email_invalid", true},
    Refusal{"phone_invalid", "outbox.refused.phone_invalid", true},
    Refusal{"body_missing", "outbox.refused.field_missing", true},
    Refusal{"kind_unknown", "outbox.refused.kind_unknown", false},
    Refusal{"purpose_unknown", "outbox.refused.purpose_unknown", false},
    Refusal{"consent_state_unknown", "outbox.refused.purpose_unknown", false},
    Refusal{"consent_needs_signature", "outbox.refused.consent_needs_signature", false},
    Refusal{"complaint_unknown", "outbox.refused.complaint_unknown", false},
    Refusal{"complaint_withdrawn", "outbox.refused.complaint_over", false},
    Refusal{"complaint_decided", "outbox.refused.complaint_over", false},
    Refusal{"complaint_not_decided", "outbox.refused.complaint_not_decided", false},
    Refusal{"appeal_repeated", "outbox.refused.duplicate", false},
    Refusal{"different_bytes", "outbox.refused.different_bytes", true},
    Refusal{"too_large", "outbox.refused.too_long", true},
    Refusal{"files_too_many", "outbox.refused.files", true},
    Refusal{"files_too_large", "outbox.refused.files", true},
    Refusal{"file_too_large", "outbox.refused.files", true},
    Refusal{"file_kind_refused", "outbox.refused.files", true},
    Refusal{"files_invalid", "outbox.refused.files", true},
    Refusal{"file_unknown", "outbox.refused.file", false},
    Refusal{"file_differs", "outbox.refused.file", false},
    Refusal{"part_invalid", "outbox.refused.file", false},
    Refusal{"cannot_open", "outbox.refused.seal_invalid", true},
    Refusal{"signature_wrong", "outbox.refused.seal_invalid", true},
    Refusal{"id_mismatch", "outbox.refused.seal_invalid", true},
    Refusal{"device_mismatch", "outbox.refused.seal_invalid", true},
    Refusal{"schema_unknown", "outbox.refused.kind_unknown", false},
    Refusal{"damaged_here", "outbox.refused.damaged_here", true},
    Refusal{"learner_unknown", "outbox.refused.learner_unknown", false},
    // The request round the letter, which no learner can mend.
    Refusal{"body_malformed", "outbox.refused.not_understood", false},
    Refusal{"media_type_unknown", "outbox.refused.not_understood", false},
    Refusal{"coding_unknown", "outbox.refused.not_understood", false},
    Refusal{"coding_broken", "outbox.refused.not_understood", false},
    Refusal{"not_found", "outbox.refused.not_understood", false},
    Refusal{"method_unknown", "outbox.refused.not_understood", false},
};

constexpr Refusal field_missing{"", "outbox.refused.field_missing", true};
constexpr Refusal too_long{"", "outbox.refused.too_long", true};
constexpr Refusal general{"", "outbox.refused.general", true};

Refusal const& find(std::string_view code) {
  auto const found = std::find_if(refusals.begin(), refusals.end(), [&](Refusal const& r) { return r.code == code; });
  if (found != refusals.end()) return *found;
  if (code.ends_with("_missing")) return field_missing;
  return code.ends_with("_too_long") ? too_long : general;
}

}  // namespace

std::string_view explain(sync::Fault fault) {
  switch (fault) {
    case sync::Fault::offline: return "policy.fault.offline";
    case sync::Fault::full: return "policy.fault.full";
    case sync::Fault::corrupt: return "policy.fault.corrupt";
    case sync::Fault::refused: return "policy.fault.refused";
    case sync::Fault::stale: return "policy.fault.stale";
    case sync::Fault::invalid: return "policy.fault.invalid";
  }
  return {};
}

std::string_view explain_refusal(std::string_view code) { return find(code).key; }

bool refusal_can_be_corrected(std::string_view code) { return find(code).correctable; }

}  // namespace carrel::client
