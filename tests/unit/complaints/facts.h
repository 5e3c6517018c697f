// The policy records that the client ships, and a form that is complete: what the tests of the rules begin from.
#pragma once

#include <doctest/doctest.h>

#include "client/complaints/complaint.h"
#include "client/policies/policy_store.h"

namespace carrel::client {

inline Policies shipped_policies() {
  auto loaded = load_policies(HOUSE_TOP "/assets/policies", {});
  REQUIRE(loaded.refused.empty());
  return loaded.policies;
}

inline ComplaintDraft complete_form() {
  ComplaintDraft form;
  form.route = Aim::complaint;
  form.filer = Filer::learner;
  form.name = "Awa Koné";
  form.email = "awa@example.org";
  form.phone = "+33 1 23 45 67 89";
  form.student_id = "S-2041";
  form.nature = "project_review";
  form.details = "My project was marked “not received” on 9 November. I had sent it on the 6th.";
  form.spoken_to = YesNo::yes;
  form.spoken_to_whom = "Student Success, by e-mail, 10 November";
  form.desired_outcome = "That the project is read.";
  return form;
}

inline sync::WallTime moment(char const* text) {
  auto const time = sync::from_rfc3339(text);
  REQUIRE(time);
  return *time;
}

}  // namespace carrel::client
