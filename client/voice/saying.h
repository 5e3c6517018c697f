// What is to be said, before anybody asks who may hear it.
#pragma once

#include <string>
#include <vector>

namespace carrel::client {

struct Saying {
  std::string text;
  std::string language;     ///< Tag: "fr", "en".
  bool is_private = false;  ///< For the learner's ears alone: headphones, or not at all.
  bool operator==(Saying const&) const = default;
};
using Sayings = std::vector<Saying>;

}  // namespace carrel::client
