// The facts of the platform's policies as versioned records: lengths of clocks, contacts, where to direct what, the purposes
// of consent, document versions. Rules read them from here, so that no length, address or URL stands in the program.
// Reading files is policy_store; the sentences around the facts are in the words.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/policies/dates.h"
#include "sync/base/json.h"
#include "sync/base/result.h"

namespace carrel::client {

/// What every record says of itself. A record without it is refused.
struct RecordHead {
  std::string record;                  ///< "clocks", "contacts", …
  std::string version;
  std::vector<std::string> languages;  ///< Codes of the texts inside; "und" when there are none.
  Date effective{};                    ///< From this day on; an older one never replaces a newer one.
};

/// A short text of a record in both languages.
struct LocalText {
  std::string en;
  std::string fr;
  std::string const& in(std::string_view language) const { return language == "fr" ? fr : en; }
};

enum class ClockUnit { working_days, calendar_days, months };

/// A length that starts at an event of the platform, never at a tap on this device.
struct Clock {
  /// "K1" acknowledgement, "K2" answer to a question, "K3" final response, "K5" appeal, "K6" outcome of the appeal;
  /// of the service terms "cooling_off", "early_termination", "refuse_terms", "formal_notice".
  std::string id;
  int length = 0;
  ClockUnit unit = ClockUnit::working_days;
};

struct Clocks {
  RecordHead head;
  std::vector<Clock> clocks;
  Clock const* find(std::string_view id) const;
  /// Working days of the clock of that id; nothing when the record does not have it so.
  std::optional<int> working_days(std::string_view id) const;
  /// The last day of a calendar length that starts on `start`, that day itself not counted. Nothing for working days.
  std::optional<Date> last_day(std::string_view id, std::optional<Date> start) const;
};

/// A way to reach somebody. Empty members are not shown.
struct Contact {
  std::string id;
  LocalText name;
  std::string email, phone, web, post;
};

struct Contacts {
  RecordHead head;
  std::vector<Contact> contacts;
  Contact const* find(std::string_view id) const;
};

/// What a complaint can be about. Words: complaint.nature.ID; when not covered also complaint.direct.ID.
struct Nature {
  std::string id;
  bool covered = true;   ///< False: another policy or procedure is meant for it; it can still be sent.
  bool urgent = false;   ///< Must not sit unseen in a queue: other ways are shown at once.
  std::string contact;   ///< Id in Contacts, or empty.
};

struct EarlyTeam {
  std::string filer;  ///< "learner", "mentor", …
  std::string team;   ///< Words: complaint.team.ID
};

struct Escalation {
  std::string region;   ///< "FR", "GB", "US"; "*" for everywhere else. Words: complaint.escalate.ID
  std::string id;
  std::string contact;  ///< Empty where the platform names none: then no address is shown.
};

struct Directing {
  RecordHead head;
  std::vector<Nature> natures;
  std::vector<EarlyTeam> teams;
  std::vector<Escalation> escalations;
  Nature const* nature(std::string_view id) const;
  std::string team_of(std::string_view filer) const;
  Escalation const* escalation(std::string_view region) const;
};

enum class PurposeKind { on_off, read_only };
enum class Audience { everyone, students, us, us_california };

/// A purpose of section "consent". Words: consent.purpose.ID.title and .help
struct Purpose {
  std::string id;
  PurposeKind kind = PurposeKind::on_off;
  Audience audience = Audience::everyone;
  bool hidden = false;           ///< Sensitive: shown only after an explicit tap.
  bool protective_when_on = false;  ///< An opt-out: on is the state that protects.
  int expires_months = 0;        ///< 0: no expiry is stated.
  std::string document;          ///< The text agreed to, in Documents.
  std::vector<std::string> turns_off;  ///< Other purposes that end when this one is turned on.
};

struct Purposes {
  RecordHead head;
  std::vector<Purpose> purposes;
  Purpose const* find(std::string_view id) const;
};

struct Document {
  std::string id;
  LocalText title;
  std::string version;
  std::optional<Date> dated;      ///< The date the document carries; many carry none.
  std::optional<Date> review_by;  ///< From this day on a copy may have been replaced.
};

struct Documents {
  RecordHead head;
  std::vector<Document> documents;
  Document const* find(std::string_view id) const;
};

/// What may go with a complaint. The policies name no limit: these are the platform's, chosen for slow links.
struct Evidence {
  RecordHead head;
  int files_max = 0;
  std::uint64_t file_bytes_max = 0, bytes_max = 0;  ///< Of each, and of all together.
  std::vector<std::string> kinds;                   ///< "jpeg", …: names of client/complaints/attachment.
};

struct Policies {
  Clocks clocks;
  Contacts contacts;
  Directing directing;
  Purposes purposes;
  Documents documents;
  Evidence evidence;
};

/// Each reads one record. Fault::corrupt names the first member that is missing or senseless; nothing is guessed.
sync::Result<Clocks> parse_clocks(sync::Json const& json);
sync::Result<Contacts> parse_contacts(sync::Json const& json);
sync::Result<Directing> parse_directing(sync::Json const& json);
sync::Result<Purposes> parse_purposes(sync::Json const& json);
sync::Result<Documents> parse_documents(sync::Json const& json);
/// Never above sync/base/limits: what the contract takes.
sync::Result<Evidence> parse_evidence(sync::Json const& json);

/// True from the review date on: the copy is then labelled "may have been replaced".
bool may_have_been_replaced(Document const& document, Date today);

}  // namespace carrel::client
