// The project's own source files, read once for the tests that look at how the house is built.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace carrel::house {

struct SourceFile {
  std::string path;  ///< From the checkout's top, with forward slashes.
  std::vector<std::string> lines;
};

/// Every file below the named folders of the checkout whose name ends in one of `endings`.
inline std::vector<SourceFile> read_sources(std::vector<std::string> const& folders, std::vector<std::string> const& endings) {
  namespace fs = std::filesystem;
  fs::path const top = HOUSE_TOP;
  std::vector<SourceFile> files;
  for (auto const& folder : folders) {
    if (!fs::exists(top / folder)) continue;
    for (auto const& entry : fs::recursive_directory_iterator(top / folder)) {
      bool wanted = false;
      for (auto const& ending : endings) wanted = wanted || entry.path().filename().string().ends_with(ending);
      if (!entry.is_regular_file() || !wanted) continue;
      SourceFile file{fs::relative(entry.path(), top).generic_string(), {}};
      std::ifstream in(entry.path());
      for (std::string line; std::getline(in, line);) file.lines.push_back(line);
      files.push_back(std::move(file));
    }
  }
  return files;
}

inline std::vector<SourceFile> house_sources() {
  return read_sources({"client", "sync", "platform", "tests"}, {".h", ".cpp"});
}

}  // namespace carrel::house
