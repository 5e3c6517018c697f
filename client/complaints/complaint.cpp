#include "client/complaints/complaint.h"

#include <algorithm>
#include <utility>

#include "sync/base/bytes.h"
#include "sync/base/limits.h"

namespace carrel::client {
namespace {

namespace limits = sync::limits;

// The story may be long; the other long texts share what is left of one action, with room for escapes and the form around them.
constexpr std::size_t other_text_bytes_max = 8'000;
constexpr std::size_t whole_bytes_max = 100'000;
static_assert(whole_bytes_max > limits::long_text_bytes_max && whole_bytes_max < limits::action_bytes_max);

template <class E>
using Name = std::pair<E, std::string_view>;

constexpr std::array field_names{
    Name<Field>{Field::route, "route"},
    Name<Field>{Field::filer, "filer"},
    Name<Field>{Field::name, "complainant_name"},
    Name<Field>{Field::email, "complainant_email"},
    Name<Field>{Field::phone, "complainant_phone"},
    Name<Field>{Field::student_id, "student_id"},
    Name<Field>{Field::representative_name, "representative_name"},
    Name<Field>{Field::representative_contact, "representative_contact"},
    Name<Field>{Field::representative_relationship, "representative_relationship"},
    Name<Field>{Field::was_learner_then, "was_learner_then"},
    Name<Field>{Field::why_not_then, "why_not_then"},
    Name<Field>{Field::nature, "nature"},
    Name<Field>{Field::nature_own, "nature_own"},
    Name<Field>{Field::details, "details"},
    Name<Field>{Field::spoken_to, "already_spoken_to"},
    Name<Field>{Field::spoken_to_whom, "spoken_to_whom"},
    Name<Field>{Field::desired_outcome, "desired_outcome"},
    Name<Field>{Field::evidence, "evidence"},
    Name<Field>{Field::why_not_resolved, "why_not_resolved_informally"},
    Name<Field>{Field::legal_grounds, "legal_grounds"},
    Name<Field>{Field::send_anyway, "send_anyway"},
    Name<Field>{Field::whole, "whole"},
};
constexpr std::array filer_names{
    Name<Filer>{Filer::unanswered, ""},       Name<Filer>{Filer::learner, "learner"},
    Name<Filer>{Filer::alumni, "alumni"},     Name<Filer>{Filer::mentor, "mentor"},
    Name<Filer>{Filer::employer, "employer"}, Name<Filer>{Filer::other, "other"},
    Name<Filer>{Filer::third_party, "third_party"},
};
constexpr std::array route_names{Name<Aim>{Aim::unanswered, ""}, Name<Aim>{Aim::concern, "concern"},
                                 Name<Aim>{Aim::complaint, "complaint"}};
constexpr std::array step_names{Name<Step>{Step::who, "who"}, Name<Step>{Step::about, "about"},
                                Name<Step>{Step::happened, "happened"}, Name<Step>{Step::wish, "wish"},
                                Name<Step>{Step::check, "check"}};
constexpr std::array answer_names{Name<YesNo>{YesNo::unanswered, ""}, Name<YesNo>{YesNo::yes, "yes"},
                                  Name<YesNo>{YesNo::no, "no"}};

template <class List, class E>
std::string_view name_in(List const& list, E value) {
  for (auto const& [one, name] : list)
    if (one == value) return name;
  return {};
}
template <class List>
auto value_in(List const& list, std::string_view name) {
  for (auto const& [one, its_name] : list)
    if (its_name == name) return one;
  return list.front().first;
}

bool is_blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; });
}

// Collects the problems of a step; every text is also held to its length.
class Findings {
 public:
  void add(Field field, std::string_view reason) { problems_.push_back({field, reason}); }
  void need(Field field, std::string_view text, std::string_view reason) {
    if (is_blank(text)) add(field, reason);
    else fits(field, text);
  }
  void fits(Field field, std::string_view text) {
    if (!sync::is_utf8(text)) add(field, "complaint.reason.unreadable");
    else if (text.size() > bytes_max(field)) add(field, "complaint.reason.too_long");
  }
  void append(std::vector<Problem> more) { problems_.insert(problems_.end(), more.begin(), more.end()); }
  std::vector<Problem> take() { return std::move(problems_); }

 private:
  std::vector<Problem> problems_;
};

bool may_be_without_student_id(Filer filer) { return filer != Filer::learner && filer != Filer::alumni; }

void check_identity(ComplaintDraft const& draft, Findings& found) {
  found.need(Field::name, draft.name, "complaint.reason.name_missing");
  switch (check_email(draft.email)) {
    case EmailSyntax::good: found.fits(Field::email, draft.email); break;
    case EmailSyntax::missing: found.add(Field::email, "complaint.reason.email_missing"); break;
    case EmailSyntax::no_at: found.add(Field::email, "complaint.reason.email_no_at"); break;
    case EmailSyntax::malformed: found.add(Field::email, "complaint.reason.email_malformed"); break;
  }
  if (is_blank(draft.phone)) found.add(Field::phone, "complaint.reason.phone_missing");
  else if (!is_phone(draft.phone)) found.add(Field::phone, "complaint.reason.phone_malformed");
  if (may_be_without_student_id(draft.filer) && draft.no_student_id) return;
  found.need(Field::student_id, draft.student_id,
             may_be_without_student_id(draft.filer) ? "complaint.reason.student_id_or_none"
                                                    : "complaint.reason.student_id_missing");
}

void check_who(ComplaintDraft const& draft, Findings& found) {
  if (draft.route == Aim::unanswered) found.add(Field::route, "complaint.reason.route_missing");
  if (draft.filer == Filer::unanswered) found.add(Field::filer, "complaint.reason.filer_missing");
  check_identity(draft, found);
  if (draft.filer == Filer::third_party) {
    auto const& who = draft.representative;
    found.need(Field::representative_name, who.name, "complaint.reason.representative_name_missing");
    found.need(Field::representative_contact, who.contact, "complaint.reason.representative_contact_missing");
    found.need(Field::representative_relationship, who.relationship, "complaint.reason.representative_relationship_missing");
  }
  if (draft.filer == Filer::alumni) {
    if (draft.was_learner_then == YesNo::unanswered)
      found.add(Field::was_learner_then, "complaint.reason.was_learner_then_missing");
    if (draft.was_learner_then == YesNo::yes && !draft.could_have_been_raised)
      found.need(Field::why_not_then, draft.why_not_then, "complaint.reason.why_not_then_missing");
  }
}

void check_about(ComplaintDraft const& draft, Directing const& directing, Findings& found) {
  if (!directing.nature(draft.nature)) found.add(Field::nature, "complaint.reason.nature_missing");
  if (draft.nature == "other") found.need(Field::nature_own, draft.nature_own, "complaint.reason.nature_own_missing");
  if (belongs_elsewhere(draft, directing) && !draft.send_anyway)
    found.add(Field::send_anyway, "complaint.reason.send_anyway_missing");
}

void check_happened(ComplaintDraft const& draft, Findings& found) {
  found.need(Field::details, draft.details, "complaint.reason.details_missing");
  if (draft.spoken_to == YesNo::unanswered) found.add(Field::spoken_to, "complaint.reason.spoken_to_missing");
  if (draft.spoken_to == YesNo::yes)
    found.need(Field::spoken_to_whom, draft.spoken_to_whom, "complaint.reason.spoken_to_whom_missing");
}

void check_wish(ComplaintDraft const& draft, Findings& found) {
  found.need(Field::desired_outcome, draft.desired_outcome, "complaint.reason.desired_outcome_missing");
  found.fits(Field::evidence, draft.evidence);
  found.fits(Field::why_not_resolved, draft.why_not_resolved);
  found.fits(Field::legal_grounds, draft.legal_grounds);
}

std::size_t bytes_of(ComplaintDraft const& draft) {
  std::size_t sum = 0;
  for (auto const* text : {&draft.name, &draft.email, &draft.phone, &draft.student_id, &draft.representative.name,
                           &draft.representative.contact, &draft.representative.relationship, &draft.why_not_then,
                           &draft.nature_own, &draft.details, &draft.spoken_to_whom, &draft.desired_outcome,
                           &draft.evidence, &draft.why_not_resolved, &draft.legal_grounds})
    sum += text->size();
  return sum;
}

}  // namespace

std::string_view name_of(Field field) { return name_in(field_names, field); }
std::string_view name_of(Filer filer) { return name_in(filer_names, filer); }
std::string_view name_of(Aim route) { return name_in(route_names, route); }
std::string_view name_of(Step step) { return name_in(step_names, step); }
std::string_view name_of(YesNo answer) { return name_in(answer_names, answer); }
Filer filer_of(std::string_view name) { return value_in(filer_names, name); }
Aim route_of(std::string_view name) { return value_in(route_names, name); }
Step step_of(std::string_view name) { return value_in(step_names, name); }
YesNo yes_no_of(std::string_view name) { return value_in(answer_names, name); }

std::vector<Problem> problems_in(ComplaintDraft const& draft, Step step, Directing const& directing) {
  Findings found;
  switch (step) {
    case Step::who: check_who(draft, found); break;
    case Step::about: check_about(draft, directing, found); break;
    case Step::happened: check_happened(draft, found); break;
    case Step::wish: check_wish(draft, found); break;
    case Step::check:
      for (auto const one : {Step::who, Step::about, Step::happened, Step::wish})
        found.append(problems_in(draft, one, directing));
      if (bytes_of(draft) > whole_bytes_max) found.add(Field::whole, "complaint.reason.whole_too_long");
      break;
  }
  return found.take();
}

std::vector<Problem> problems_in_question(ComplaintDraft const& draft) {
  Findings found, who;
  found.need(Field::details, draft.details, "complaint.reason.question_missing");
  check_who(draft, who);
  for (auto const& one : who.take())
    if (one.field == Field::filer || one.field == Field::name || one.field == Field::email) found.append({one});
  return found.take();
}

std::optional<Elsewhere> belongs_elsewhere(ComplaintDraft const& draft, Directing const& directing) {
  if (auto const* nature = directing.nature(draft.nature); nature && !nature->covered)
    return Elsewhere{"complaint.direct." + nature->id, nature->contact, nature->urgent};
  if (draft.filer != Filer::alumni) return std::nullopt;
  if (draft.was_learner_then == YesNo::no) return Elsewhere{"complaint.alumni.not_then", "student_success", false};
  if (draft.could_have_been_raised) return Elsewhere{"complaint.alumni.could_then", "student_success", false};
  return std::nullopt;
}

bool is_untouched(ComplaintDraft const& draft, ComplaintDraft const& blank) {
  auto same = blank;
  same.step = draft.step;
  return draft == same;
}

bool confirms(std::string_view typed, std::string_view sentence) {
  auto const plain = [](std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      char const c = text[i];
      if (text.substr(i).starts_with("\xE2\x80\x99")) {  // U+2019
        out += '\'';
        i += 2;
      } else if (c >= 'A' && c <= 'Z') {
        out += static_cast<char>(c - 'A' + 'a');
      } else if (c != ' ' || (!out.empty() && out.back() != ' ')) {
        out += c;
      }
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
  };
  return !sentence.empty() && plain(typed) == plain(sentence);
}

std::size_t bytes_max(Field field) {
  switch (field) {
    case Field::details: return limits::long_text_bytes_max;
    case Field::why_not_then:
    case Field::desired_outcome:
    case Field::evidence:
    case Field::why_not_resolved:
    case Field::legal_grounds: return other_text_bytes_max;
    default: return limits::short_text_bytes_max;
  }
}

EmailSyntax check_email(std::string_view text) {
  if (is_blank(text)) return EmailSyntax::missing;
  auto const at = text.find('@');
  if (at == std::string_view::npos) return EmailSyntax::no_at;
  auto const local = text.substr(0, at);
  auto const domain = text.substr(at + 1);
  auto const bad = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '@' || c == ',' || c == ';'; };
  bool const plain = std::none_of(local.begin(), local.end(), bad) && std::none_of(domain.begin(), domain.end(), bad);
  bool const dots = domain.find('.') != std::string_view::npos && domain.find("..") == std::string_view::npos &&
                    !domain.starts_with('.') && !domain.ends_with('.');
  return plain && dots && !local.empty() && local.size() <= 64 ? EmailSyntax::good : EmailSyntax::malformed;
}

bool is_phone(std::string_view text) {
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    if (c >= '0' && c <= '9') ++digits;
    else if (c == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0') ++i;  // A no-break space, as French writes numbers.
    else if (std::string_view(" +().-/").find(c) == std::string_view::npos) return false;
  }
  return digits >= 6 && digits <= 15;
}

}  // namespace carrel::client
