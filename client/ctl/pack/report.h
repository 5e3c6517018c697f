// What a pack carried, what it could not carry, and what its author may want to know.
// Nothing is dropped in silence: every loss has a file, a line and a sentence.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "client/reader/chapter.h"

namespace carrel::client {

struct Remark {
  std::string file;
  int line = 0;  ///< From 1; 0 when the whole file is meant.
  std::string text;
};

struct PackReport {
  std::map<std::string, std::int64_t> carried;  ///< "headings", "paragraphs", "words", ... in alphabetical order.
  std::vector<Remark> losses;                   ///< Content that a learner will not see as it was written.
  std::vector<Remark> notes;                    ///< Everything was carried, but something looks like a slip.
  std::string course, edition, title, manifest; ///< `manifest` is "sha256:…".
  std::int64_t bytes = 0;                       ///< Sum of manifest, config and layers.
  std::int64_t layers = 0;
};

/// Adds what these blocks hold to `carried`.
void count_blocks(Blocks const& blocks, std::map<std::string, std::int64_t>& carried);

std::string report_text(PackReport const& report);
sync::Json report_json(PackReport const& report);

}  // namespace carrel::client
