// One thing that was drawn, in words. Its parts that are about the learner are told apart from those that everybody may hear.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/voice/narrator.h"

namespace carrel::client {

using Entries = std::vector<kit::TraceEntry>;

/// The layer on top, on which a person acts: 1 while a sheet stands open. The keyboard on the screen does not count.
int top_layer(Entries const& trace);
kit::TraceEntry const* entry_of(Entries const& trace, std::uint32_t id);

/// Adds a text, joined to what stands last when the same ears hear it in the same language.
void add(Sayings& to, Saying saying);
/// The same as a sentence of its own.
void add_sentence(Sayings& to, Saying saying);

/// The same thing when the keyboard comes to it from `before` (0: from nowhere): also where it stands among its like, and what is
/// asked for, when it was not among them before.
Sayings describe_focus(HeardFrame const& now, kit::TraceEntry const& entry, std::uint32_t before, kit::Words const& words);

/// What is different about a thing that stayed: its state, or what was typed into it.
Sayings describe_change(HeardFrame const& now, kit::TraceEntry const& before, kit::TraceEntry const& entry, kit::Words const& words);

}  // namespace carrel::client
