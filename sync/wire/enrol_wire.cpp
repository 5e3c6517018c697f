#include "sync/wire/enrol_wire.h"

#include <algorithm>

namespace carrel::sync::wire {

namespace {

constexpr std::size_t token_max = 200;

/// A token goes into a header as it is, so it may hold no space and no control character.
bool is_token(std::string_view text) {
  return !text.empty() && text.size() <= token_max &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

Done fill(Json const& body, DeviceReply& out) {
  TRY(id_text, body.text("device"));
  TRY(id, DeviceId::parse(id_text));
  TRY(token, body.text("token"));
  auto const* settings = body.find("settings");
  if (!is_token(token) || !settings || !settings->object()) return Error{Fault::corrupt, "device"};
  out.device = id;
  out.token = token;
  out.settings = *settings;
  return {};
}

Done fill(Json const& body, LearnerReply& out) {
  TRY(id_text, body.text("learner"));
  TRY(id, LearnerId::parse(id_text));
  TRY(first_name, body.text("first_name"));
  TRY(emblem, body.text("emblem"));
  TRY(language, body.text("language"));
  if (first_name.empty()) return Error{Fault::corrupt, "learner"};
  out.learner = id;
  out.first_name = first_name;
  out.emblem = emblem;
  out.language = language;
  return {};
}

template <class Out>
Out read_created(Answer const& answer) {
  Out out;
  out.reply = read_reply(answer, json_type, {201});
  auto const body = read_object(answer, out.reply);
  if (out.reply.verdict == Verdict::yes && !fill(body, out)) out.reply.verdict = Verdict::not_ours;
  return out;
}

}  // namespace

Request enrol_device(std::string_view enrolment_code, std::string_view name, BytesView sign_key) {
  return json_request(
      "POST", "/v1/devices", {},
      Json::object({{"enrolment_code", enrolment_code}, {"name", name}, {"sign_key", to_base64url(sign_key)}}));
}

DeviceReply read_enrol_device(Answer const& answer) { return read_created<DeviceReply>(answer); }

Request claim_learner(std::string_view token, std::string_view claim_code, BytesView sign_key, BytesView seal_key) {
  return json_request("POST", "/v1/learners", token,
                      Json::object({{"claim_code", claim_code},
                                    {"sign_key", to_base64url(sign_key)},
                                    {"seal_key", to_base64url(seal_key)}}));
}

LearnerReply read_claim_learner(Answer const& answer) { return read_created<LearnerReply>(answer); }

}  // namespace carrel::sync::wire
