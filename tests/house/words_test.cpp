// Every sentence exists in both languages, is used, and keeps the typography of its language.
#include <doctest/doctest.h>

#include <map>
#include <regex>
#include <set>

#include "sync/base/json.h"
#include "tests/house/sources.h"

using namespace carrel;
using namespace carrel::house;

namespace {

std::map<std::string, std::string> words_of(std::string const& language) {
  std::map<std::string, std::string> words;
  for (auto const& file : read_sources({"assets/words/" + language}, {".json"})) {
    if (file.path.ends_with("/language.json")) continue;
    std::string text;
    for (auto const& line : file.lines) text += line + "\n";
    auto json = sync::parse_json(text);
    REQUIRE_MESSAGE(json, file.path << " is not JSON");
    REQUIRE_MESSAGE(json->object(), file.path);
    for (auto const& [key, value] : *json->object()) {
      REQUIRE_MESSAGE(value.string(), file.path << ": " << key);
      CHECK_MESSAGE(words.emplace(key, *value.string()).second, file.path << ": " << key << " stands twice");
    }
  }
  return words;
}

std::set<std::string> arguments(std::string const& text) {
  static std::regex const form{R"(\{[a-z_]+\})"};
  return {std::sregex_token_iterator(text.begin(), text.end(), form), {}};
}

}  // namespace

TEST_CASE("every sentence exists in English and in French with the same arguments") {
  auto const en = words_of("en"), fr = words_of("fr");
  REQUIRE(en.size() > 100);
  for (auto const& [key, text] : en) {
    CHECK_MESSAGE(fr.contains(key), key << " is missing in French");
    if (fr.contains(key)) CHECK_MESSAGE(arguments(text) == arguments(fr.at(key)), key);
  }
  for (auto const& [key, text] : fr) CHECK_MESSAGE(en.contains(key), key << " is missing in English");
}

TEST_CASE("every key that a screen names has words") {
  auto const en = words_of("en");
  std::regex const form{R"re("([a-z][a-z0-9_]*(\.[a-z0-9_]+)+)")re"};
  std::set<std::string> families;
  for (auto const& [key, text] : en) families.insert(key.substr(0, key.find('.')));
  int seen = 0;
  for (auto const& file : house_sources()) {
    if (!file.path.starts_with("client/") || file.path.find("_wire") != std::string::npos) continue;
    for (auto const& line : file.lines)
      for (std::sregex_iterator it(line.begin(), line.end(), form), end; it != end; ++it) {
        std::string const key = (*it)[1];
        if (!families.contains(key.substr(0, key.find('.'))) || key.ends_with(".json") || key.ends_with(".db")) continue;
        ++seen;
        CHECK_MESSAGE((en.contains(key) || en.contains(key + ".one") || en.contains(key + ".other")), file.path << " names " << key);
      }
  }
  CHECK(seen > 50);
}

TEST_CASE("French words keep the no-break spaces of French") {
  for (auto const& [key, text] : words_of("fr")) {
    bool wrong = false;
    for (std::string const mark : {" ?", " !", " ;", " :", " »", "« "}) wrong = wrong || text.find(mark) != std::string::npos;
    CHECK_MESSAGE(!wrong, key << ": " << text);
    CHECK_MESSAGE(text.find('\'') == std::string::npos, key << " has a typewriter apostrophe: " << text);
  }
}
