// Complaints to measure saving and sending with. Their free text is prose of the demo courses in French and English, some five hundred
// characters in each and no sentence twice, so that no packer finds more likeness in them than in what people write.
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
