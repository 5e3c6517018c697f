#include "client/session/session.h"

namespace carrel::client {

using sync::Json;

Profile parse_profile(Json const& json) {
  Profile profile;
  profile.name = json.text_or("name", "");
  profile.email = json.text_or("email", "");
  profile.phone = json.text_or("phone", "");
  profile.student_id = json.text_or("student_id", "");
  profile.role = json.text_or("role", "");
  profile.region = json.text_or("region", "");
  profile.state = json.text_or("state", "");
  profile.student = json.flag_or("student", false);
  if (auto const as_of = sync::from_rfc3339(json.text_or("as_of", ""))) profile.as_of = *as_of;
  return profile;
}

Json to_json(Profile const& profile) {
  return Json::object({{"name", profile.name},
                       {"email", profile.email},
                       {"phone", profile.phone},
                       {"student_id", profile.student_id},
                       {"role", profile.role},
                       {"region", profile.region},
                       {"state", profile.state},
                       {"student", profile.student},
                       {"as_of", sync::to_rfc3339(profile.as_of)}});
}

ComplaintDraft new_complaint(Profile const& profile) {
  ComplaintDraft draft;
  draft.name = profile.name;
  draft.email = profile.email;
  draft.phone = profile.phone;
  draft.student_id = profile.student_id;
  return draft;
}

ConsentViewer consent_viewer(Profile const& profile) { return {profile.region, profile.state, profile.student}; }

NewsRoute route_news(std::string_view kind) {
  if (kind == "subscription") return NewsRoute::premium;
  if (kind == "invoice") return NewsRoute::invoice;
  if (kind == "complaint_event") return NewsRoute::complaint;
  if (kind == "consent_entry") return NewsRoute::consent;
  if (kind == "profile") return NewsRoute::profile;
  if (kind == "device_settings") return NewsRoute::device;
  return NewsRoute::unknown;
}

}  // namespace carrel::client
