#include "sync/hub/action_rules.h"

#include <algorithm>
#include <array>

#include "sync/base/id.h"
#include "sync/base/limits.h"
#include "sync/hub/evidence.h"

namespace carrel::hub {

using sync::Json;
namespace limits = sync::limits;
using Verdict = std::optional<Refusal>;

namespace {

Refusal refuse(std::string code, std::string title) { return {422, std::move(code), std::move(title)}; }

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

struct TextField {
  char const* name;
  char const* title;  ///< Of the refusal when it is missing.
  std::size_t bytes_max;
};

constexpr std::array complaint_fields{
    TextField{"complainant_name", "The name is missing.", limits::short_text_bytes_max},
    TextField{"complainant_email", "The e-mail address is missing.", limits::short_text_bytes_max},
    TextField{"complainant_phone", "The phone number is missing.", limits::short_text_bytes_max},
    TextField{"student_id", "The student ID is missing.", limits::short_text_bytes_max},
    TextField{"nature", "What kind of complaint it is, is missing.", limits::long_text_bytes_max},
    TextField{"details", "What happened is missing.", limits::long_text_bytes_max},
    TextField{"desired_outcome", "What might settle it is missing.", limits::long_text_bytes_max},
};

/// Purposes that a learner may switch (consent.md section 2); the last two can only be withdrawn from a device.
constexpr std::array switches{"comm_newsletter",    "comm_events_news", "surveys",
                              "cookies_functional", "cookies_advertising", "auto_application",
                              "us_opt_out_sale_sharing", "us_limit_sensitive"};
constexpr std::array withdrawable{"image_voice", "special_status"};

Verdict check_text(Json const& body, TextField const& field) {
  auto const text = body.text_or(field.name, "");
  if (is_blank(text)) return refuse(std::string(field.name) + "_missing", field.title);
  if (text.size() > field.bytes_max)
    return refuse(std::string(field.name) + "_too_long", "This text is longer than the platform takes.");
  return {};
}

/// Syntax only, as the policy asks: something, one "@", something; no blanks.
bool is_email(std::string_view text) {
  auto const at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos && text.find_first_of(" \t\r\n") == std::string_view::npos;
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Verdict check_complaint(Json const& body) {
  for (auto const& field : complaint_fields)
    if (auto refusal = check_text(body, field)) return refusal;
  // Mentors and others may have no student ID; learners and alumni have one.
  auto const filer = body.text_or("filer", "");
  if ((filer == "learner" || filer == "alumni") && body.text_or("student_id", "") == "not_applicable")
    return refuse("student_id_missing", "The student ID is missing.");
  if (!is_email(body.text_or("complainant_email", "")))
    return refuse("email_invalid", "The e-mail address cannot be right: it needs one @ with something on both sides.");
  if (!has_digit(body.text_or("complainant_phone", "")))
    return refuse("phone_invalid", "The phone number has no digit.");
  auto const spoken = body.text_or("already_spoken_to", "");
  if (spoken != "yes" && spoken != "no") return refuse("already_spoken_to_missing", "Whether it was raised before is missing.");
  if (spoken == "yes")
    if (auto refusal = check_text(body, {"spoken_to_whom", "With whom it was raised before is missing.", limits::long_text_bytes_max}))
      return refusal;
  return check_files(body);
}

Verdict check_consent(Json const& body) {
  auto const purpose = body.text_or("purpose", "");
  auto const state = body.text_or("state", "");
  if (state != "given" && state != "withdrawn")
    return refuse("consent_state_unknown", "A consent can only be given or withdrawn.");
  bool const is_switch = std::find(switches.begin(), switches.end(), purpose) != switches.end();
  bool const can_withdraw = std::find(withdrawable.begin(), withdrawable.end(), purpose) != withdrawable.end();
  if (!is_switch && !can_withdraw) return refuse("purpose_unknown", "The platform has no consent of this name.");
  if (!is_switch && state == "given")
    return refuse("consent_needs_signature", "This consent is given by a signed authorisation and cannot be given here.");
  return {};
}

}  // namespace

bool is_about_a_complaint(std::string_view kind) {
  return kind == "complaint_withdrawal" || kind == "information_reply" || kind == "appeal";
}

Verdict check_action(std::string_view kind, Json const& body) {
  constexpr std::array others{"quiz_attempt",   "progress",            "adjustment_request", "contact_question",
                              "content_report", "data_rights_request", "us_privacy_request", "account_deletion",
                              "credentials_notice"};
  if (!body.object()) return refuse("body_missing", "The action has no content.");
  if (kind == "complaint") return check_complaint(body);
  if (kind == "evidence") return check_part(body);
  if (kind == "consent_change") return check_consent(body);
  if (is_about_a_complaint(kind)) {
    if (!sync::ActionId::parse(body.text_or("complaint", "")))
      return refuse("complaint_unknown", "Which complaint this is about is missing.");
    if (kind == "information_reply") return check_text(body, {"text", "The answer is empty.", limits::long_text_bytes_max});
    return {};
  }
  if (std::find(others.begin(), others.end(), kind) == others.end())
    return refuse("kind_unknown", "The platform does not know this kind of action.");
  return {};
}

}  // namespace carrel::hub
