// The formal complaint as a form: what it holds, what must be in it before it can be filed, and where else a matter belongs.
// Pure: a screen edits a ComplaintDraft, asks problems_in() for the reasons to show under the fields, and never blocks a person
// for a missing early attempt. Life after filing is complaint_life; letters are complaint_wire; deeds are complaint_flow.
//
// For the screen: five steps (Step). Title words: complaint.step.NAME.title and .help. A field's label: complaint.field.NAME, its
// help: complaint.field.NAME.help. A problem's sentence: its `reason`. Natures come from Policies::directing (words complaint.nature.ID).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/policies/policy.h"
#include "sync/base/id.h"

namespace carrel::client {

/// The first question: to be reassured, or dissatisfied? A concern becomes a question to the team, a complaint this form.
enum class Aim { unanswered, concern, complaint };
enum class Filer { unanswered, learner, alumni, mentor, employer, other, third_party };
enum class YesNo { unanswered, yes, no };
enum class Step { who, about, happened, wish, check };
inline constexpr std::array steps{Step::who, Step::about, Step::happened, Step::wish, Step::check};

/// Somebody who files for the complainant. Nothing here is refused for lack of a written authorisation: the platform decides.
struct Representative {
  std::string name;
  std::string contact;       ///< E-mail address or phone number.
  std::string relationship;
  YesNo authorisation = YesNo::unanswered;  ///< A written authorisation exists.
  bool operator==(Representative const&) const = default;
};

struct ComplaintDraft {
  Step step = Step::who;  ///< Where the person was; so that leaving never asks "discard?".
  Aim route = Aim::unanswered;
  Filer filer = Filer::unanswered;
  // who
  std::string name, email, phone, student_id;
  bool no_student_id = false;  ///< "Not applicable": allowed for everybody but learners and alumni.
  Representative representative;
  YesNo was_learner_then = YesNo::unanswered;  ///< Alumni: did it happen while you were a learner?
  std::string why_not_then;                    ///< Alumni: why could it not be raised then?
  bool could_have_been_raised = false;         ///< Alumni: "it could have been raised then".
  // about what
  std::string nature;      ///< An id of Directing::natures.
  std::string nature_own;  ///< Own words, for "other".
  // what happened
  std::string details;
  YesNo spoken_to = YesNo::unanswered;
  std::string spoken_to_whom;
  // what is wished
  std::string desired_outcome;
  std::string evidence, why_not_resolved, legal_grounds;  ///< "Wherever possible": never required.
  // everywhere
  bool needs_help = false;   ///< "I need help or another format": goes as a request of its own, at once.
  bool send_anyway = false;  ///< "Send it as a formal complaint all the same", where the policy means another way.
  bool operator==(ComplaintDraft const&) const = default;
};

enum class Field {
  route, filer, name, email, phone, student_id, representative_name, representative_contact, representative_relationship,
  was_learner_then, why_not_then, nature, nature_own, details, spoken_to, spoken_to_whom, desired_outcome,
  evidence, why_not_resolved, legal_grounds, send_anyway, whole,
};

/// The code name of a field ("desired_outcome"): in letters, and in the words as complaint.field.NAME.
std::string_view name_of(Field field);
std::string_view name_of(Filer filer);
std::string_view name_of(Aim route);
std::string_view name_of(Step step);
std::string_view name_of(YesNo answer);
Filer filer_of(std::string_view name);
Aim route_of(std::string_view name);
Step step_of(std::string_view name);
YesNo yes_no_of(std::string_view name);

/// A field that keeps the form from being filed, and the key of the sentence that says why.
struct Problem {
  Field field;
  std::string_view reason;
  bool operator==(Problem const&) const = default;
};

/// Everything that is missing or wrong on one step, in the order of the form; on Step::check the whole form.
/// `directing` says which natures the policy covers.
std::vector<Problem> problems_in(ComplaintDraft const& draft, Step step, Directing const& directing);

/// What a question to the team lacks: the question, who asks, and where the answer can go.
std::vector<Problem> problems_in_question(ComplaintDraft const& draft);

/// Why this complaint belongs elsewhere, if it does; shown with the other way, and passed with send_anyway.
struct Elsewhere {
  std::string notice;       ///< A key: complaint.direct.ID, complaint.alumni.not_then or complaint.alumni.could_then.
  std::string contact;      ///< An id in Contacts, or empty.
  bool urgent = false;      ///< A queue is the wrong place: say at once that phone or another device is faster.
};
std::optional<Elsewhere> belongs_elsewhere(ComplaintDraft const& draft, Directing const& directing);

/// True when nothing was written beyond what `blank` (a new form) already held, so that there is nothing to keep.
bool is_untouched(ComplaintDraft const& draft, ComplaintDraft const& blank);

/// A withdrawal must be typed. Case, blanks around and the shape of the apostrophe do not matter.
bool confirms(std::string_view typed, std::string_view sentence);

/// The largest number of bytes a text field takes; the screen stops typing there.
std::size_t bytes_max(Field field);

/// Syntax only, as the policy's form needs: one "@", something before it, a name with a dot after it, no blanks.
enum class EmailSyntax { good, missing, no_at, malformed };
EmailSyntax check_email(std::string_view text);

/// Digits, blanks and + ( ) - . / with 6 to 15 digits.
bool is_phone(std::string_view text);

}  // namespace carrel::client
