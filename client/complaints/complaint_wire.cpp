#include "client/complaints/complaint_wire.h"

#include "client/complaints/complaint_record.h"

namespace carrel::client {

using sync::Json;

Json complaint_body(ComplaintDraft const& form, std::span<Attachment const> files) {
  auto body = Json::object({{"filer", name_of(form.filer)},
                            {"complainant_name", form.name},
                            {"complainant_email", form.email},
                            {"complainant_phone", form.phone},
                            {"student_id", form.student_id.empty() ? std::string("not_applicable") : form.student_id},
                            {"nature", form.nature},
                            {"details", form.details},
                            {"already_spoken_to", name_of(form.spoken_to)},
                            {"desired_outcome", form.desired_outcome}});
  auto const add = [&](std::string_view name, std::string const& text) {
    if (!text.empty()) body.set(name, text);
  };
  add("nature_own", form.nature_own);
  if (form.spoken_to == YesNo::yes) add("spoken_to_whom", form.spoken_to_whom);
  add("evidence", form.evidence);
  add("why_not_resolved_informally", form.why_not_resolved);
  add("legal_grounds", form.legal_grounds);
  if (form.filer == Filer::alumni) {
    body.set("was_learner_then", name_of(form.was_learner_then));
    body.set("could_have_been_raised", form.could_have_been_raised);
    add("why_not_then", form.why_not_then);
  }
  if (form.filer == Filer::third_party)
    body.set("representative", Json::object({{"name", form.representative.name},
                                             {"contact", form.representative.contact},
                                             {"relationship", form.representative.relationship},
                                             {"authorisation", name_of(form.representative.authorisation)}}));
  if (form.send_anyway) body.set("send_anyway", true);
  if (count_of(files) == 0) return body;
  Json list{sync::JsonArray{}};
  for (auto const& one : files)
    if (!one.removed)
      list.push(Json::object({{"name", one.name},
                              {"type", media_type_of(one.kind)},
                              {"size", static_cast<std::int64_t>(one.size)},
                              {"sha256", one.digest}}));
  body.set("files", std::move(list));
  return body;
}

Json evidence_body(sync::ActionId const& complaint, std::string_view file, std::size_t part, sync::BytesView bytes) {
  return Json::object({{"complaint", complaint.text()},
                       {"file", file},
                       {"part", static_cast<std::int64_t>(part)},
                       {"bytes", sync::to_base64url(bytes)}});
}

Json withdrawal_body(sync::ActionId const& complaint, std::string_view sentence) {
  return Json::object({{"complaint", complaint.text()}, {"confirmation", sentence}});
}

Json reply_body(sync::ActionId const& complaint, std::string_view text) {
  return Json::object({{"complaint", complaint.text()}, {"text", text}});
}

Json help_body(ComplaintDraft const& form) {
  return Json::object({{"about", "complaint"},
                       {"step", name_of(form.step)},
                       {"name", form.name},
                       {"email", form.email},
                       {"phone", form.phone}});
}

Json concern_body(ComplaintDraft const& form) {
  return Json::object({{"topic", "concern"},
                       {"filer", name_of(form.filer)},
                       {"name", form.name},
                       {"email", form.email},
                       {"text", form.details}});
}

sync::Result<ComplaintNews> read_complaint_news(Json const& body) {
  TRY(id, body.text("complaint"));
  TRY(complaint, sync::ActionId::parse(id));
  TRY(event, read_complaint_event(body));
  return ComplaintNews{complaint, std::move(event), body.text_or("reference", ""), read_date(body.text_or("acknowledge_by", "")),
                       read_date(body.text_or("answer_by", ""))};
}

}  // namespace carrel::client
