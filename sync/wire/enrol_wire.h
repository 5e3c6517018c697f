// How a device, and then its learners, become known to the platform.
// Makes no keys and stores none; the settings are an envelope that sync/trust must verify.
#pragma once

#include "sync/base/id.h"
#include "sync/wire/reply.h"

namespace carrel::sync::wire {

/// POST /v1/devices. `name` is what the operator calls the device; `sign_key` is its Ed25519 public key (32 bytes).
Request enrol_device(std::string_view enrolment_code, std::string_view name, BytesView sign_key);

struct DeviceReply {
  Reply reply;
  DeviceId device;
  std::string token;  ///< Secret. Stands in the header of every later request.
  Json settings;      ///< A DSSE envelope, not verified.
};
DeviceReply read_enrol_device(Answer const& answer);

/// POST /v1/learners. The public halves of the keys this device made for the learner: Ed25519 and X25519.
Request claim_learner(std::string_view token, std::string_view claim_code, BytesView sign_key, BytesView seal_key);

struct LearnerReply {
  Reply reply;
  LearnerId learner;
  std::string first_name;
  std::string emblem;
  std::string language;
};
LearnerReply read_claim_learner(Answer const& answer);

}  // namespace carrel::sync::wire
