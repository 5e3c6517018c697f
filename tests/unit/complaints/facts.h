// The policy records that the client ships, and a form that is complete: what the tests of the rules begin from.
#pragma once

#include <doctest/doctest.h>

#include "client/complaints/complaint.h"
#include "client/policies/policy_store.h"
#include "tests/support/complaint_form.h"

namespace carrel::client {

inline Policies shipped_policies() {
  auto loaded = load_policies(HOUSE_TOP "/assets/policies", {});
  REQUIRE(loaded.refused.empty());
  return loaded.policies;
}

inline ComplaintDraft complete_form() {
  auto form = tests::complete_form("My project was marked “not received” on 9 November. I had sent it on the 6th.");
  form.spoken_to = YesNo::yes;
  form.spoken_to_whom = "Student Success, by e-mail, 10 November";
  return form;
}

inline sync::WallTime moment(char const* text) {
  auto const time = sync::from_rfc3339(text);
  REQUIRE(time);
  return *time;
}

}  // namespace carrel::client
