// The folder a course is packed from, and nothing outside of it.
// Every path that a course names goes through here: "..", absolute paths and links that lead out are refused.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.h"

namespace carrel::client {

class SourceTree {
 public:
  /// Fault::invalid when `folder` is not a folder.
  static sync::Result<SourceTree> open(std::filesystem::path const& folder);

  std::filesystem::path const& root() const { return root_; }
  bool has_file(std::string const& name) const;
  /// Whole text; Fault::corrupt when it is larger than `bytes_max` or not UTF-8, Fault::refused when it lies outside.
  sync::Result<std::string> read_text(std::string const& name, std::size_t bytes_max) const;
  /// Where the file really is. Fault::refused when `name` leads out of the folder, Fault::invalid when there is none.
  sync::Result<std::filesystem::path> locate(std::string const& name) const;
  /// Names of the files of a folder that end so, sorted.
  std::vector<std::string> list(std::string const& folder, std::string_view ending) const;

 private:
  explicit SourceTree(std::filesystem::path root) : root_(std::move(root)) {}
  std::filesystem::path root_;  // Without links.
};

/// `target` as written in a file of the folder `from`, as a name from the top: "a/../b" becomes "b".
/// Nothing when it would lead above the top, or is absolute.
std::optional<std::string> resolve_name(std::string_view from, std::string_view target);

}  // namespace carrel::client
