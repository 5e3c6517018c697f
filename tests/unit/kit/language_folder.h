// A folder of languages made for one test: a third language as somebody would drop it, from a copy of English's facts.
#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "client/kit/language.h"

namespace carrel::kit {

inline std::filesystem::path const shipped_words = std::filesystem::path(HOUSE_TOP) / "assets/words";

inline sync::Json read_json_file(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  std::string const text{std::istreambuf_iterator<char>(file), {}};
  auto json = sync::parse_json(text);
  REQUIRE_MESSAGE(json, path.string());
  return *json;
}

/// The facts of English, to be changed into another language's.
inline sync::Json english_facts() { return read_json_file(shipped_words / "en/language.json"); }

/// Bare when it cannot be read: whoever compares what it writes fails.
inline Language shipped_language(std::string_view tag) {
  auto files = read_language_files(std::filesystem::path(HOUSE_TOP) / "assets/words", tag);
  return files ? std::move(files->language) : Language{};
}

/// Gone with the test.
struct LanguageFolder {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("carrel-words-" + std::to_string(getpid()));
  LanguageFolder() {
    std::filesystem::remove_all(path);
    for (auto const* tag : {"en", "fr"}) {
      std::filesystem::create_directories(path / tag);
      std::filesystem::copy_file(shipped_words / tag / "language.json", path / tag / "language.json");
    }
  }
  ~LanguageFolder() { std::filesystem::remove_all(path); }
  void write(std::filesystem::path const& name, std::string_view text) const {
    std::filesystem::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << text;
  }
};

}  // namespace carrel::kit
