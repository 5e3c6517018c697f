// What the platform refuses for good when it has opened an action: pure rules over kind and body.
// A refusal here is a person's work to mend, so each has a code that a client can turn into a sentence beside the field.
#pragma once

#include <optional>
#include <string_view>

#include "sync/base/json.h"
#include "sync/hub/http.h"

namespace carrel::hub {

/// Nothing when the body is fit to be taken in. Fields of a complaint: Global complaints policy, section 2.
std::optional<Refusal> check_action(std::string_view kind, sync::Json const& body);

/// The kinds whose body names a complaint ("complaint": its action id).
bool is_about_a_complaint(std::string_view kind);

}  // namespace carrel::hub
