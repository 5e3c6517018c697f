// A formal complaint with every field filled in, as the form hands it over: what tests of filing begin from.
#pragma once

#include <string>

#include "client/complaints/complaint.h"

namespace carrel::tests {

inline client::ComplaintDraft complete_form(std::string const& details) {
  client::ComplaintDraft form;
  form.route = client::Aim::complaint;
  form.filer = client::Filer::learner;
  form.name = "Awa Koné";
  form.email = "awa@example.org";
  form.phone = "+33 1 23 45 67 89";
  form.student_id = "S-2041";
  form.nature = "project_review";
  form.details = details;
  form.spoken_to = client::YesNo::no;
  form.desired_outcome = "That the project is read.";
  return form;
}

}  // namespace carrel::tests
