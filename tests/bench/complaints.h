// Complaints to measure saving and sending with: other people, other days, other words each time, in French and in English, from five
// words to a page (complaints.txt). The dictionary that actions are packed with never saw these texts, and no two are alike:
// a yardstick that packs a hundred of them together gains what a hundred real ones would give it, and no more.
#pragma once

#include <string>
#include <vector>

#include "client/complaints/complaint.h"

namespace carrel::bench {

class Complaints {
 public:
  /// Reads the texts of the checkout.
  Complaints();
  /// A form that can be filed; another one each time, until the texts are used up.
  client::ComplaintDraft next();

 private:
  struct Told {
    std::string nature, details, outcome, whom;
  };
  std::vector<Told> told_;
  std::size_t at_ = 0;
};

}  // namespace carrel::bench
