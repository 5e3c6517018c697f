// What must never be in the tree: binaries, paths of one machine, secrets.
#include <doctest/doctest.h>

#include <regex>

#include "tests/house/sources.h"

using namespace carrel::house;

TEST_CASE("no file names a home folder or holds a private key") {
  std::regex const forbidden{R"((^|[^a-z.])/home/[a-z]|/Users/|BEGIN (EC |RSA |OPENSSH )?PRIVATE KEY)"};
  auto files = read_sources({"client", "sync", "platform", "assets", "toolchains", "docs"},
                            {".h", ".cpp", ".txt", ".cmake", ".json", ".md", ".yaml", ".sh"});
  CHECK(files.size() > 50);
  for (auto const& file : files)
    for (auto const& line : file.lines)
      if (std::regex_search(line, forbidden)) FAIL_CHECK(file.path << ": " << line);
}
