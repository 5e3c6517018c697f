// The one place where a fault, or the platform's reason for a refusal, becomes words. It returns a key into the words;
// no other part builds a sentence about an error, and no text that came over the network is shown as a reason.
#pragma once

#include <string_view>

#include "sync/base/result.h"

namespace carrel::client {

/// The sentence for a fault: what is true, what is safe, what to do.
std::string_view explain(sync::Fault fault);

/// The sentence for a parked action. `code` is the code the platform gave when it refused; one that we do not know
/// gets the general sentence, which also says that the text is kept and can be corrected.
std::string_view explain_refusal(std::string_view code);

/// True when a person can mend it by correcting the form. Otherwise (bytes that differ, an unknown learner) only a new try or help does.
bool refusal_can_be_corrected(std::string_view code);

}  // namespace carrel::client
