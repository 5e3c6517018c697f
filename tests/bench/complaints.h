// Complaints to measure saving and sending with. Their free text is prose of the demo courses and of our own pages, in French and
// English, some five hundred characters in each. After some fifty complaints the prose is used up and begins again, which helps
// a packer that sees many records at once: a yardstick that packs a hundred of them together looks better than it would be.
#pragma once

#include <string>
#include <vector>

#include "client/complaints/complaint.h"

namespace carrel::bench {

class Complaints {
 public:
  /// Reads the demo courses of the checkout.
  Complaints();
  /// A form that can be filed; another one each time.
  client::ComplaintDraft next();

 private:
  std::string prose(std::size_t bytes_min);

  std::vector<std::string> sentences_;
  std::size_t at_ = 0;
  unsigned number_ = 0;
};

}  // namespace carrel::bench
