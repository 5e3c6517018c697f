// Intents that a later one in the same queue makes pointless. A hand types and scrolls faster than a card syncs: only the newest text
// and the newest place are worth a write.
#pragma once

#include "client/app/intents.h"

namespace carrel::client {

/// In order; leaves out a draft followed at once by the next state of that draft, and a place followed at once by one further on in the
/// same chapter. A draft that asks for help stays, because that is a request of its own; so does the end of a chapter.
Intents without_overtaken(Intents intents);

}  // namespace carrel::client
