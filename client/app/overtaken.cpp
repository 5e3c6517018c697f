#include "client/app/overtaken.h"

namespace carrel::client {
namespace {

bool overtakes(Intent const& later, Intent const& earlier) {
  auto const* draft = std::get_if<KeepComplaintDraft>(&earlier);
  auto const* next_draft = std::get_if<KeepComplaintDraft>(&later);
  if (draft && next_draft) return !draft->draft.needs_help || next_draft->draft.needs_help;
  auto const* place = std::get_if<KeepPlace>(&earlier);
  auto const* next_place = std::get_if<KeepPlace>(&later);
  // Not one further back: the earlier may have been the end, which counts as read.
  return place && next_place && place->course == next_place->course && place->chapter == next_place->chapter &&
         next_place->block >= place->block;
}

}  // namespace

Intents without_overtaken(Intents intents) {
  Intents kept;
  for (auto& intent : intents) {
    if (!kept.empty() && overtakes(intent, kept.back())) kept.back() = std::move(intent);
    else kept.push_back(std::move(intent));
  }
  return kept;
}

}  // namespace carrel::client
