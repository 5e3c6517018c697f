#include "client/policies/policy.h"

#include <algorithm>

#include "sync/base/limits.h"

namespace carrel::client {
namespace {

using sync::Error;
using sync::Fault;
using sync::Json;
using sync::Result;

constexpr int length_max = 366;  // No clock is longer than a year; more is a slip of the pen.
constexpr int months_max = 120;

template <class List>
auto const* find_by_id(List const& list, std::string_view id) {
  auto const found = std::find_if(list.begin(), list.end(), [&](auto const& one) { return one.id == id; });
  return found == list.end() ? nullptr : &*found;
}

Result<RecordHead> parse_head(Json const& json, std::string_view record) {
  RecordHead head;
  TRY(name, json.text("record"));
  if (name != record) return Error{Fault::corrupt, "record"};
  head.record = name;
  TRY(version, json.text("version"));
  if (version.empty()) return Error{Fault::corrupt, "version"};
  head.version = version;
  for (auto const& one : json.list("languages"))
    if (one.string()) head.languages.push_back(*one.string());
  if (head.languages.empty()) return Error{Fault::corrupt, "languages"};
  TRY(effective, json.text("effective"));
  auto const date = read_date(effective);
  if (!date) return Error{Fault::corrupt, "effective"};
  head.effective = *date;
  return head;
}

Result<std::string> parse_id(Json const& json) {
  TRY(id, json.text("id"));
  auto const plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  if (id.empty() || !std::all_of(id.begin(), id.end(), plain)) return Error{Fault::corrupt, "id"};
  return id;
}

Result<LocalText> parse_text(Json const& json, std::string_view member) {
  auto const* both = json.find(member);
  if (!both) return Error{Fault::corrupt, std::string(member)};
  TRY(en, both->text("en"));
  TRY(fr, both->text("fr"));
  if (en.empty() || fr.empty()) return Error{Fault::corrupt, std::string(member)};
  return LocalText{en, fr};
}

// Reads every entry of a list with `read`; the first bad one refuses the whole record, for half a record is a wrong one.
template <class T, class Read>
Result<std::vector<T>> parse_list(Json const& json, std::string_view member, Read read) {
  std::vector<T> list;
  for (auto const& entry : json.list(member)) {
    TRY(one, read(entry));
    list.push_back(std::move(one));
  }
  if (list.empty()) return Error{Fault::corrupt, std::string(member)};
  return list;
}

Result<Clock> parse_clock(Json const& json) {
  TRY(id, parse_id(json));
  TRY(length, json.number("length"));
  if (length < 1 || length > length_max) return Error{Fault::corrupt, "length"};
  TRY(unit, json.text("unit"));
  Clock clock{id, static_cast<int>(length), ClockUnit::working_days};
  if (unit == "calendar_days") clock.unit = ClockUnit::calendar_days;
  else if (unit == "months") clock.unit = ClockUnit::months;
  else if (unit != "working_days") return Error{Fault::corrupt, "unit"};
  return clock;
}

Result<Contact> parse_contact(Json const& json) {
  Contact contact;
  TRY(id, parse_id(json));
  contact.id = id;
  TRY(name, parse_text(json, "name"));
  contact.name = name;
  contact.email = json.text_or("email", "");
  contact.phone = json.text_or("phone", "");
  contact.web = json.text_or("web", "");
  contact.post = json.text_or("post", "");
  return contact;
}

Result<Nature> parse_nature(Json const& json) {
  TRY(id, parse_id(json));
  TRY(covered, json.flag("covered"));
  return Nature{id, covered, json.flag_or("urgent", false), json.text_or("contact", "")};
}

Result<EarlyTeam> parse_team(Json const& json) {
  TRY(filer, json.text("filer"));
  TRY(team, json.text("team"));
  return EarlyTeam{filer, team};
}

Result<Escalation> parse_escalation(Json const& json) {
  TRY(region, json.text("region"));
  TRY(id, parse_id(json));
  return Escalation{region, id, json.text_or("contact", "")};
}

Result<Audience> parse_audience(std::string const& name) {
  if (name == "everyone") return Audience::everyone;
  if (name == "students") return Audience::students;
  if (name == "us") return Audience::us;
  if (name == "us_california") return Audience::us_california;
  return Error{Fault::corrupt, "audience"};
}

Result<Purpose> parse_purpose(Json const& json) {
  Purpose purpose;
  TRY(id, parse_id(json));
  purpose.id = id;
  TRY(kind, json.text("kind"));
  if (kind != "switch" && kind != "read_only") return Error{Fault::corrupt, "kind"};
  purpose.kind = kind == "switch" ? PurposeKind::on_off : PurposeKind::read_only;
  TRY(audience, parse_audience(json.text_or("audience", "everyone")));
  purpose.audience = audience;
  TRY(document, json.text("document"));
  purpose.document = document;
  purpose.hidden = json.flag_or("hidden", false);
  purpose.protective_when_on = json.flag_or("protective_when_on", false);
  auto const months = json.number_or("expires_months", 0);
  if (months < 0 || months > months_max) return Error{Fault::corrupt, "expires_months"};
  purpose.expires_months = static_cast<int>(months);
  for (auto const& other : json.list("turns_off"))
    if (other.string()) purpose.turns_off.push_back(*other.string());
  return purpose;
}

Result<Document> parse_document(Json const& json) {
  Document document;
  TRY(id, parse_id(json));
  document.id = id;
  TRY(title, parse_text(json, "title"));
  document.title = title;
  TRY(version, json.text("version"));
  document.version = version;
  document.dated = read_date(json.text_or("dated", ""));
  document.review_by = read_date(json.text_or("review_by", ""));
  return document;
}

}  // namespace

Result<Clocks> parse_clocks(Json const& json) {
  TRY(head, parse_head(json, "clocks"));
  TRY(clocks, parse_list<Clock>(json, "clocks", parse_clock));
  Clocks record{head, clocks};
  for (auto const* needed : {"K1", "K2", "K3", "K5", "K6"})
    if (!record.working_days(needed)) return Error{Fault::corrupt, needed};
  return record;
}

Result<Contacts> parse_contacts(Json const& json) {
  TRY(head, parse_head(json, "contacts"));
  TRY(contacts, parse_list<Contact>(json, "contacts", parse_contact));
  return Contacts{head, contacts};
}

Result<Directing> parse_directing(Json const& json) {
  TRY(head, parse_head(json, "directing"));
  TRY(natures, parse_list<Nature>(json, "natures", parse_nature));
  TRY(teams, parse_list<EarlyTeam>(json, "teams", parse_team));
  TRY(escalations, parse_list<Escalation>(json, "escalations", parse_escalation));
  return Directing{head, natures, teams, escalations};
}

Result<Purposes> parse_purposes(Json const& json) {
  TRY(head, parse_head(json, "purposes"));
  TRY(purposes, parse_list<Purpose>(json, "purposes", parse_purpose));
  return Purposes{head, purposes};
}

Result<Documents> parse_documents(Json const& json) {
  TRY(head, parse_head(json, "documents"));
  TRY(documents, parse_list<Document>(json, "documents", parse_document));
  return Documents{head, documents};
}

Clock const* Clocks::find(std::string_view id) const { return find_by_id(clocks, id); }

std::optional<int> Clocks::working_days(std::string_view id) const {
  auto const* clock = find(id);
  return clock && clock->unit == ClockUnit::working_days ? std::optional(clock->length) : std::nullopt;
}

std::optional<Date> Clocks::last_day(std::string_view id, std::optional<Date> start) const {
  auto const* clock = find(id);
  if (!clock || !start || clock->unit == ClockUnit::working_days) return std::nullopt;
  return clock->unit == ClockUnit::months ? add_months(*start, clock->length) : add_days(*start, clock->length);
}

Contact const* Contacts::find(std::string_view id) const { return find_by_id(contacts, id); }
Nature const* Directing::nature(std::string_view id) const { return find_by_id(natures, id); }
Purpose const* Purposes::find(std::string_view id) const { return find_by_id(purposes, id); }
Document const* Documents::find(std::string_view id) const { return find_by_id(documents, id); }

std::string Directing::team_of(std::string_view filer) const {
  for (auto const& one : teams)
    if (one.filer == filer) return one.team;
  return {};
}

Escalation const* Directing::escalation(std::string_view region) const {
  Escalation const* elsewhere = nullptr;
  for (auto const& one : escalations) {
    if (one.region == region) return &one;
    if (one.region == "*") elsewhere = &one;
  }
  return elsewhere;
}

Result<Evidence> parse_evidence(Json const& json) {
  Evidence evidence;
  TRY(head, parse_head(json, "evidence"));
  evidence.head = head;
  auto const limit = [&](char const* name, std::size_t at_most) -> Result<std::uint64_t> {
    TRY(number, json.number(name));
    if (number < 1) return Error{Fault::corrupt, name};
    return std::min<std::uint64_t>(static_cast<std::uint64_t>(number), at_most);
  };
  TRY(files, limit("files_max", sync::limits::evidence_files_max));
  TRY(file_bytes, limit("file_bytes_max", sync::limits::evidence_file_bytes_max));
  TRY(bytes, limit("bytes_max", sync::limits::evidence_bytes_max));
  evidence.files_max = static_cast<int>(files);
  evidence.file_bytes_max = file_bytes;
  evidence.bytes_max = bytes;
  for (auto const& kind : json.list("kinds"))
    if (kind.string()) evidence.kinds.push_back(*kind.string());
  if (evidence.kinds.empty()) return Error{Fault::corrupt, "kinds"};
  return evidence;
}

bool may_have_been_replaced(Document const& document, Date today) {
  return document.review_by && *document.review_by <= today;
}

}  // namespace carrel::client
