// Files stay small enough to hold in one's head: warned at the line, refused at half as much again.
#include <doctest/doctest.h>

#include "tests/house/sources.h"

using namespace carrel::house;

TEST_CASE("a header has about 120 lines and a source about 400, and never half as much again") {
  for (auto const& file : house_sources()) {
    std::size_t const limit = file.path.ends_with(".h") ? 120 : 400;
    if (file.lines.size() > limit) MESSAGE(file.path << " has " << file.lines.size() << " lines; split it before it grows");
    CHECK_MESSAGE(file.lines.size() <= limit * 3 / 2, file.path << " has " << file.lines.size() << " lines");
  }
}

TEST_CASE("no line is wider than 140 columns") {
  for (auto const& file : house_sources()) {
    if (file.path.find("dictionary") != std::string::npos) continue;  // One long literal each.
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      std::size_t columns = 0;
      for (unsigned char c : file.lines[i]) columns += (c & 0xC0) != 0x80;
      CHECK_MESSAGE(columns <= 140, file.path << ":" << i + 1);
    }
  }
}
