// Requests and answers as JSON lines, for the check that both keep to the contract (tests/contract).
// Holds what a hub saw, so it is for tests and demos: sealed actions stay sealed, but first names and codes are readable.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "sync/ports.h"

namespace carrel::hub {

/// One line: {"method","path","query","headers","body","status","answer_headers","answer_body"}. Bodies are unpacked, letters
/// stand as the contract describes them; a body that is neither JSON nor letters stands as {"bytes": its length}. Tokens are left out.
std::string record_of(sync::Request const& request, sync::Answer const& answer);

class Recorder {
 public:
  /// Begins the file anew. Fault::invalid when it cannot be written.
  static sync::Result<Recorder> open(std::filesystem::path const& file);
  void add(sync::Request const& request, sync::Answer const& answer);

 private:
  explicit Recorder(std::ofstream out) : out_(std::move(out)) {}
  std::ofstream out_;
};

}  // namespace carrel::hub
