// Three learners to try everything with: Premium Solo active, Premium Plus cancelled at the period's end, and a member without
// subscription; the first two with invoices. Their dates are counted from the day they are set up, so that a demo never looks old.
#pragma once

#include <string>
#include <vector>

#include "sync/hub/books.h"

namespace carrel::hub {

struct DemoLearner {
  std::string first_name;
  std::string claim_code;
};
struct Demo {
  std::string enrolment_code;
  std::vector<DemoLearner> learners;
};

/// May be called again: codes and learners stay, statements are renewed. Codes are good for any number of devices.
sync::Result<Demo> set_up_demo(Books& books, sync::WallTime now);

}  // namespace carrel::hub
