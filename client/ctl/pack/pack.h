// `carrelctl pack`: a folder of Markdown chapters becomes a course pack (docs/course-pack.md).
// The same folder gives the same bytes. What could not be carried is in the report, each with file and line.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "client/ctl/pack/course_source.h"

namespace carrel::client {

struct PackOrder {
  std::filesystem::path source;
  std::filesystem::path target;  ///< A new or empty folder, or an earlier pack, which is replaced.
  CourseNames names;
};

/// Fault::invalid: the course cannot be packed as it is (place: a sentence with the file). Fault::refused: a path leads out of
/// `source`, or `target` holds something else. Fault::full: cannot write. In all of them `target` holds no new pack.
sync::Result<PackReport> pack_course(PackOrder const& order);

/// The command: arguments behind the word `pack`. Prints the report, or one sentence to stderr.
/// 0 packed, 1 cannot write, 2 usage, 4 refused or invalid; with --strict 4 also when anything was lost.
int pack_main(std::span<std::string const> arguments);

}  // namespace carrel::client
