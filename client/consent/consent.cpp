#include "client/consent/consent.h"

#include <algorithm>

namespace carrel::client {
namespace {

// Decided on this device: it carries the letter's id.
bool is_ours(ConsentEntry const& entry) { return entry.origin == ConsentOrigin::device && entry.action; }

ConsentEntry const* latest_here(std::span<ConsentEntry const> entries, std::string_view purpose) {
  ConsentEntry const* found = nullptr;
  for (auto const& one : entries)
    if (one.purpose == purpose && is_ours(one)) found = &one;  // The ledger keeps the order of deciding.
  return found;
}

ConsentEntry const* latest_stated(std::span<ConsentEntry const> entries, std::string_view purpose) {
  ConsentEntry const* found = nullptr;
  for (auto const& one : entries)
    if (one.purpose == purpose && !is_ours(one) && (!found || found->at <= one.at)) found = &one;
  return found;
}

bool protects(Purpose const& purpose, ConsentState state) {
  return (state == ConsentState::given) == purpose.protective_when_on;
}

struct Winner {
  ConsentEntry const* entry = nullptr;
  bool in_doubt = false;
};

// The later decision counts, as far as it can be proved: `proven` is a lower bound, so a device entry whose bound is not before
// the platform's is later, and one that even its own wall clock puts before is earlier. Between the two nothing is proved.
Winner winner(Purpose const& purpose, ConsentEntry const* here, ConsentEntry const* stated) {
  if (!here || !stated) return {here ? here : stated, false};
  if (stated->origin == ConsentOrigin::initial) return {here, false};  // How things stood is no decision.
  if (here->proven && *here->proven >= stated->at) return {here, false};
  if (here->at < stated->at) return {stated, false};
  if (here->state == stated->state) return {here, false};
  return {protects(purpose, here->state) ? here : stated, true};
}

ConsentChange change_to(Purpose const& purpose, ConsentState state) {
  return {purpose.id, state, protects(purpose, state) ? 1 : 2};
}

std::string_view note_for(ConsentRow const& row) {
  if (row.read_only && !row.known) return "consent.note.unknown";
  if (row.now.in_doubt) return "consent.note.in_doubt";
  if (row.now.expired) return "consent.note.expired";
  if (row.now.waiting) return row.now.on ? "consent.note.waiting_on" : "consent.note.waiting_off";
  return {};
}

}  // namespace

std::string_view name_of(ConsentState state) { return state == ConsentState::given ? "given" : "withdrawn"; }

std::string_view name_of(ConsentOrigin origin) {
  switch (origin) {
    case ConsentOrigin::device: return "device";
    case ConsentOrigin::web: return "web";
    case ConsentOrigin::platform: return "platform";
    case ConsentOrigin::initial: return "initial";
  }
  return {};
}

std::optional<ConsentState> consent_state_of(std::string_view name) {
  if (name == "given") return ConsentState::given;
  if (name == "withdrawn") return ConsentState::withdrawn;
  return std::nullopt;
}

ConsentOrigin consent_origin_of(std::string_view name) {
  for (auto const one : {ConsentOrigin::device, ConsentOrigin::web, ConsentOrigin::initial})
    if (name_of(one) == name) return one;
  return ConsentOrigin::platform;
}

bool is_for(Purpose const& purpose, ConsentViewer const& viewer) {
  switch (purpose.audience) {
    case Audience::everyone: return true;
    case Audience::students: return viewer.student;
    case Audience::us: return viewer.region == "US";
    case Audience::us_california: return viewer.region == "US" && viewer.state == "CA";
  }
  return false;
}

std::optional<Date> consent_ends_on(Purpose const& purpose, Date given) {
  if (purpose.expires_months == 0) return std::nullopt;
  return add_months(given, purpose.expires_months);
}

ConsentNow consent_now(Purpose const& purpose, std::span<ConsentEntry const> entries, ConsentTime const& time) {
  ConsentNow now;
  auto const [entry, in_doubt] = winner(purpose, latest_here(entries, purpose.id), latest_stated(entries, purpose.id));
  if (!entry) return now;
  now.on = entry->state == ConsentState::given;
  now.waiting = is_ours(*entry) && !entry->received;
  now.in_doubt = in_doubt;
  if (entry->origin != ConsentOrigin::initial) now.since = entry->at;
  now.known = true;
  now.version = entry->version;
  if (!now.on) return now;
  now.ends_on = consent_ends_on(purpose, day_of(entry->at));
  if (now.ends_on && (day_of(time.wall) >= *now.ends_on || day_of(time.earliest) >= *now.ends_on)) {
    now.on = false;
    now.expired = true;
  }
  return now;
}

std::vector<ConsentChange> turn_switch(Purposes const& purposes, std::span<ConsentEntry const> entries, std::string_view id,
                                       ConsentState wanted, ConsentViewer const& viewer, ConsentTime const& time) {
  auto const* purpose = purposes.find(id);
  if (!purpose || !is_for(*purpose, viewer)) return {};
  auto const now = consent_now(*purpose, entries, time);
  bool const on = wanted == ConsentState::given;
  // A read-only consent was given on paper: it can be taken back here, never given.
  if (purpose->kind == PurposeKind::read_only && (on || !now.on)) return {};
  if (on == now.on && !now.in_doubt) return {};
  std::vector<ConsentChange> changes{change_to(*purpose, wanted)};
  if (!on) return changes;
  for (auto const& other_id : purpose->turns_off) {
    auto const* other = purposes.find(other_id);
    if (other && consent_now(*other, entries, time).on) changes.push_back(change_to(*other, ConsentState::withdrawn));
  }
  return changes;
}

void merge_platform_entry(std::vector<ConsentEntry>& entries, ConsentEntry stated) {
  // The platform tells every device what was decided on any; our own decision comes back with the moment we gave it.
  if (stated.origin == ConsentOrigin::device)
    for (auto& one : entries)
      if (is_ours(one) && one.purpose == stated.purpose && one.state == stated.state &&
          (one.at == stated.at || one.proven == stated.at)) {
        one.received = true;
        return;
      }
  stated.action.reset();
  stated.received = true;
  stated.proven = stated.at;
  if (std::find(entries.begin(), entries.end(), stated) == entries.end()) entries.push_back(std::move(stated));
}

std::vector<ConsentRow> consent_rows(Policies const& policies, std::span<ConsentEntry const> entries, ConsentViewer const& viewer,
                                     ConsentTime const& time, std::string_view language) {
  std::vector<ConsentRow> rows;
  for (auto const& purpose : policies.purposes.purposes) {
    if (!is_for(purpose, viewer)) continue;
    ConsentRow row;
    row.purpose = purpose.id;
    row.title_key = "consent.purpose." + purpose.id + ".title";
    row.help_key = "consent.purpose." + purpose.id + ".help";
    row.read_only = purpose.kind == PurposeKind::read_only;
    row.hidden = purpose.hidden;
    row.now = consent_now(purpose, entries, time);
    row.known = !row.read_only || row.now.known;
    row.can_ask = row.read_only && row.now.on;
    row.note_key = note_for(row);
    if (auto const* document = policies.documents.find(purpose.document)) {
      row.document = document->title.in(language);
      row.version = document->version;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<ConsentHistoryRow> consent_history(Purposes const& purposes, std::span<ConsentEntry const> entries, bool with_hidden) {
  std::vector<ConsentHistoryRow> rows;
  for (auto const& one : entries) {
    auto const* purpose = purposes.find(one.purpose);
    if (!purpose || (purpose->hidden && !with_hidden) || one.origin == ConsentOrigin::initial) continue;
    ConsentHistoryRow row;
    row.key = "consent.history." + std::string(name_of(one.state));
    row.purpose_key = "consent.purpose." + one.purpose + ".title";
    row.version = one.version;
    row.at = one.at;
    row.state_key = !is_ours(one)  ? "consent.history.stated"
                    : one.received ? "consent.history.received"
                                   : "consent.history.waiting";
    rows.push_back(std::move(row));
  }
  std::stable_sort(rows.begin(), rows.end(), [](auto const& a, auto const& b) { return a.at > b.at; });
  return rows;
}

ConsentView consent_view(Policies const& policies, std::span<ConsentEntry const> entries, ConsentViewer const& viewer,
                         ConsentTime const& time, std::string_view language) {
  return {consent_rows(policies, entries, viewer, time, language), consent_history(policies.purposes, entries, false),
          consent_history(policies.purposes, entries, true)};
}

}  // namespace carrel::client
