// Consents: which switches a person has, what each one's state is and why, and what turning one sends.
// The ledger is only ever appended to; a state is worked out from it, never stored. Nothing is on without an entry that says so,
// and what expires counts as not given. Which purposes exist is data (Policies::purposes); the platform's list replaces it.
//
// For the screen: consent_view() gives the switches in order (rows) and "what I decided, and when" (history).
// A row's words: title_key, help_key; the word beside the switch: consent.on / consent.off; tag consent.waiting when `waiting`;
// the sentence `note_key` below when not empty. A read-only row has no switch but consent.ask_withdrawal when `can_ask`.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "client/policies/policy.h"
#include "sync/base/id.h"

namespace carrel::client {

/// "given" is on and "withdrawn" is off, for opt-outs too.
enum class ConsentState { given, withdrawn };
/// `initial` says how things stood before anybody decided; it is no decision.
enum class ConsentOrigin { device, web, platform, initial };
std::string_view name_of(ConsentState state);
std::string_view name_of(ConsentOrigin origin);
std::optional<ConsentState> consent_state_of(std::string_view name);
/// An unknown origin counts as the platform's.
ConsentOrigin consent_origin_of(std::string_view name);

struct ConsentEntry {
  std::string purpose;
  ConsentState state = ConsentState::withdrawn;
  sync::WallTime at{};                   ///< As the clock on the wall said, or as the platform stated.
  std::optional<sync::WallTime> proven;  ///< Not earlier than this; nothing when the platform had never spoken.
  ConsentOrigin origin = ConsentOrigin::device;  ///< `device` without an action: another device's.
  std::string version;                   ///< Of the text agreed to.
  std::optional<sync::ActionId> action;  ///< The letter that carries it, for a decision made here.
  bool received = false;                 ///< The platform has it.
  bool operator==(ConsentEntry const&) const = default;
};

/// Both clocks: a consent ends as soon as either of them says so.
struct ConsentTime {
  sync::WallTime wall{};
  sync::WallTime earliest{};
};

/// Who is looking, as the platform described the account.
struct ConsentViewer {
  std::string region;  ///< "FR", "GB", "US", …
  std::string state;   ///< "CA" for California.
  bool student = false;
};

struct ConsentNow {
  bool known = false;        ///< Somebody decided, or the platform said how it stands.
  bool on = false;
  bool waiting = false;      ///< Decided here; the platform does not have it yet.
  bool expired = false;      ///< It was given, and its time is over: ask again.
  bool in_doubt = false;     ///< Changed here and elsewhere in an order that cannot be proved: the more protective one holds.
  std::optional<sync::WallTime> since;
  std::optional<Date> ends_on;  ///< First day on which it no longer counts.
  std::string version;
};
ConsentNow consent_now(Purpose const& purpose, std::span<ConsentEntry const> entries, ConsentTime const& time);

/// From this day on a consent of that purpose, given on `given`, counts as not given. Nothing when no expiry is stated.
std::optional<Date> consent_ends_on(Purpose const& purpose, Date given);

/// One change to keep and to send. Priority 1 for what protects (withdrawing, opting out), 2 for the rest.
struct ConsentChange {
  std::string purpose;
  ConsentState state = ConsentState::withdrawn;
  int priority = 2;
  bool operator==(ConsentChange const&) const = default;
};
/// What turning a switch comes to: itself, and what it turns off with it. Empty when it is so already or is not theirs to turn.
std::vector<ConsentChange> turn_switch(Purposes const& purposes, std::span<ConsentEntry const> entries, std::string_view id,
                                       ConsentState wanted, ConsentViewer const& viewer, ConsentTime const& time);

/// Appends an entry that the platform stated, once; an echo of a decision made here marks that one as received instead.
void merge_platform_entry(std::vector<ConsentEntry>& entries, ConsentEntry stated);

bool is_for(Purpose const& purpose, ConsentViewer const& viewer);

struct ConsentRow {
  std::string purpose, title_key, help_key, note_key;
  bool read_only = false;
  bool hidden = false;    ///< Sensitive: behind an explicit tap on a shared screen.
  bool can_ask = false;   ///< Read-only and given: a withdrawal can be asked for.
  bool known = true;      ///< Read-only ones: the platform has stated something.
  ConsentNow now;
  std::string document;   ///< Title of the text in the language asked for; {document} of consent.text.
  std::string version;    ///< {version} of consent.text.
};
std::vector<ConsentRow> consent_rows(Policies const& policies, std::span<ConsentEntry const> entries, ConsentViewer const& viewer,
                                     ConsentTime const& time, std::string_view language);

struct ConsentHistoryRow {
  std::string key, purpose_key, version;  ///< consent.history.given or .withdrawn (with {purpose} from purpose_key).
  sync::WallTime at{};
  std::string_view state_key;             ///< Received, waiting, or stated by the platform.
};
/// Newest first. Entries of hidden purposes only when `with_hidden`.
std::vector<ConsentHistoryRow> consent_history(Purposes const& purposes, std::span<ConsentEntry const> entries, bool with_hidden);

/// Everything the Privacy page reads. Rows with `hidden` stay closed until tapped; their decisions are in history_with_hidden only.
struct ConsentView {
  std::vector<ConsentRow> rows;
  std::vector<ConsentHistoryRow> history, history_with_hidden;
};
ConsentView consent_view(Policies const& policies, std::span<ConsentEntry const> entries, ConsentViewer const& viewer,
                         ConsentTime const& time, std::string_view language);

}  // namespace carrel::client
