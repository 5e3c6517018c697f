#include "client/complaints/complaint_record.h"

#include <array>

namespace carrel::client {
namespace {

using sync::ActionId;
using sync::Error;
using sync::Fault;
using sync::Json;
using sync::Result;

using Text = std::string ComplaintDraft::*;
constexpr std::array<std::pair<std::string_view, Text>, 13> texts{{
    {"complainant_name", &ComplaintDraft::name},
    {"complainant_email", &ComplaintDraft::email},
    {"complainant_phone", &ComplaintDraft::phone},
    {"student_id", &ComplaintDraft::student_id},
    {"why_not_then", &ComplaintDraft::why_not_then},
    {"nature", &ComplaintDraft::nature},
    {"nature_own", &ComplaintDraft::nature_own},
    {"details", &ComplaintDraft::details},
    {"spoken_to_whom", &ComplaintDraft::spoken_to_whom},
    {"desired_outcome", &ComplaintDraft::desired_outcome},
    {"evidence", &ComplaintDraft::evidence},
    {"why_not_resolved_informally", &ComplaintDraft::why_not_resolved},
    {"legal_grounds", &ComplaintDraft::legal_grounds},
}};

using Flag = bool ComplaintDraft::*;
constexpr std::array<std::pair<std::string_view, Flag>, 4> flags{{
    {"no_student_id", &ComplaintDraft::no_student_id},
    {"could_have_been_raised", &ComplaintDraft::could_have_been_raised},
    {"needs_help", &ComplaintDraft::needs_help},
    {"send_anyway", &ComplaintDraft::send_anyway},
}};

void set_date(Json& json, std::string_view name, std::optional<Date> const& date) {
  if (date) json.set(name, sync::to_iso_date(*date));
}

void set_id(Json& json, std::string_view name, std::optional<ActionId> const& id) {
  if (id) json.set(name, id->text());
}

std::optional<ActionId> read_id(Json const& json, std::string_view name) {
  auto const id = ActionId::parse(json.text_or(name, ""));
  return id ? std::optional(*id) : std::nullopt;
}

Result<sync::WallTime> read_moment(Json const& json, std::string_view name) {
  auto const time = sync::from_rfc3339(json.text_or(name, ""));
  if (!time) return Error{Fault::corrupt, std::string(name)};
  return *time;
}

Json event_json(ComplaintEvent const& event) {
  auto json = Json::object({{"event", event.event}, {"at", sync::to_rfc3339(event.at)}, {"text", event.text}});
  set_date(json, "due", event.due);
  set_date(json, "delivered_on", event.delivered);
  return json;
}

Json follow_up_json(FollowUp const& one) {
  return Json::object({{"kind", one.kind},
                       {"id", one.id.text()},
                       {"filed", sync::to_rfc3339(one.filed)},
                       {"text", one.text},
                       {"received", one.received}});
}

Result<FollowUp> read_follow_up(Json const& json) {
  TRY(kind, json.text("kind"));
  TRY(id, ActionId::parse(json.text_or("id", "")));
  TRY(filed, read_moment(json, "filed"));
  return FollowUp{kind, id, filed, json.text_or("text", ""), json.flag_or("received", false)};
}

Json file_json(FiledFile const& one) {
  auto json = to_json(one.file);
  Json parts{sync::JsonArray{}};
  for (auto const& id : one.parts) parts.push(id.text());
  json.set("parts", std::move(parts));
  json.set("arrived", one.arrived);
  json.set("refusal", one.refusal);
  if (one.received) json.set("received", sync::to_rfc3339(*one.received));
  return json;
}

Result<FiledFile> read_file(Json const& json) {
  FiledFile one;
  TRY(file, read_attachment(json));
  one.file = std::move(file);
  for (auto const& part : json.list("parts")) {
    TRY(id, ActionId::parse(part.string() ? *part.string() : ""));
    one.parts.push_back(id);
  }
  one.arrived = static_cast<int>(json.number_or("arrived", 0));
  one.refusal = json.text_or("refusal", "");
  if (auto const received = read_moment(json, "received")) one.received = *received;
  return one;
}

}  // namespace

Json to_json(Attachment const& file) {
  return Json::object({{"sha256", file.digest},
                       {"name", file.name},
                       {"type", media_type_of(file.kind)},
                       {"size", static_cast<std::int64_t>(file.size)},
                       {"removed", file.removed}});
}

Result<Attachment> read_attachment(Json const& json) {
  TRY(digest, json.text("sha256"));
  TRY(size, json.number("size"));
  auto const kind = file_kind_of(json.text_or("type", ""));
  if (!kind || size < 1) return Error{Fault::corrupt, "attachment"};
  return Attachment{digest, json.text_or("name", "…"), *kind, static_cast<std::uint64_t>(size), json.flag_or("removed", false)};
}

Json to_json(ComplaintDraft const& form) {
  auto json = Json::object({{"step", name_of(form.step)},
                            {"route", name_of(form.route)},
                            {"filer", name_of(form.filer)},
                            {"was_learner_then", name_of(form.was_learner_then)},
                            {"already_spoken_to", name_of(form.spoken_to)}});
  for (auto const& [name, member] : texts) json.set(name, form.*member);
  for (auto const& [name, member] : flags) json.set(name, form.*member);
  auto const& who = form.representative;
  json.set("representative", Json::object({{"name", who.name},
                                           {"contact", who.contact},
                                           {"relationship", who.relationship},
                                           {"authorisation", name_of(who.authorisation)}}));
  return json;
}

ComplaintDraft read_complaint_form(Json const& json) {
  ComplaintDraft form;
  form.step = step_of(json.text_or("step", ""));
  form.route = route_of(json.text_or("route", ""));
  form.filer = filer_of(json.text_or("filer", ""));
  form.was_learner_then = yes_no_of(json.text_or("was_learner_then", ""));
  form.spoken_to = yes_no_of(json.text_or("already_spoken_to", ""));
  for (auto const& [name, member] : texts) form.*member = json.text_or(name, "");
  for (auto const& [name, member] : flags) form.*member = json.flag_or(name, false);
  if (auto const* who = json.find("representative"))
    form.representative = {who->text_or("name", ""), who->text_or("contact", ""), who->text_or("relationship", ""),
                           yes_no_of(who->text_or("authorisation", ""))};
  return form;
}

Result<ComplaintEvent> read_complaint_event(Json const& json) {
  TRY(name, json.text("event"));
  TRY(at, read_moment(json, "at"));
  return ComplaintEvent{name, at, json.text_or("text", ""), read_date(json.text_or("due", "")),
                        read_date(json.text_or("delivered_on", ""))};
}

Json to_json(Complaint const& complaint) {
  auto json = Json::object({{"id", complaint.id.text()},
                            {"form", to_json(complaint.form)},
                            {"state", name_of(complaint.state)},
                            {"filed", sync::to_rfc3339(complaint.filed)},
                            {"reference", complaint.reference},
                            {"refusal", complaint.refusal}});
  if (complaint.received) json.set("received", sync::to_rfc3339(*complaint.received));
  set_date(json, "acknowledge_by", complaint.acknowledge_by);
  set_date(json, "answer_by", complaint.answer_by);
  set_id(json, "replaced_by", complaint.replaced_by);
  set_id(json, "replaces", complaint.replaces);
  Json events{sync::JsonArray{}}, follow_ups{sync::JsonArray{}};
  for (auto const& one : complaint.events) events.push(event_json(one));
  for (auto const& one : complaint.follow_ups) follow_ups.push(follow_up_json(one));
  json.set("events", std::move(events));
  json.set("follow_ups", std::move(follow_ups));
  if (!complaint.files.empty()) {
    Json files{sync::JsonArray{}};
    for (auto const& one : complaint.files) files.push(file_json(one));
    json.set("files", std::move(files));
  }
  return json;
}

Result<Complaint> read_complaint(Json const& json) {
  Complaint complaint;
  TRY(id, ActionId::parse(json.text_or("id", "")));
  TRY(filed, read_moment(json, "filed"));
  auto const state = complaint_state_of(json.text_or("state", ""));
  if (!state) return Error{Fault::corrupt, "complaint state"};
  complaint.id = id;
  complaint.filed = filed;
  complaint.state = *state;
  if (auto const* form = json.find("form")) complaint.form = read_complaint_form(*form);
  complaint.reference = json.text_or("reference", "");
  complaint.refusal = json.text_or("refusal", "");
  if (auto const received = read_moment(json, "received")) complaint.received = *received;
  complaint.acknowledge_by = read_date(json.text_or("acknowledge_by", ""));
  complaint.answer_by = read_date(json.text_or("answer_by", ""));
  complaint.replaced_by = read_id(json, "replaced_by");
  complaint.replaces = read_id(json, "replaces");
  for (auto const& one : json.list("events")) {
    TRY(event, read_complaint_event(one));
    complaint.events.push_back(std::move(event));
  }
  for (auto const& one : json.list("follow_ups")) {
    TRY(follow_up, read_follow_up(one));
    complaint.follow_ups.push_back(std::move(follow_up));
  }
  for (auto const& one : json.list("files")) {
    TRY(file, read_file(one));
    complaint.files.push_back(std::move(file));
  }
  return complaint;
}

}  // namespace carrel::client
