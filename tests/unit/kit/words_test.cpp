#include "client/kit/words.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>

using namespace carrel::kit;

namespace {

// A folder of words of its own for each test, gone afterwards.
struct Folder {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("carrel-words-" + std::to_string(getpid()));
  Folder() {
    std::filesystem::create_directories(path / "en");
    std::filesystem::create_directories(path / "fr");
  }
  ~Folder() { std::filesystem::remove_all(path); }
  void write(char const* name, char const* text) const { std::ofstream(path / name) << text; }
};

}  // namespace

TEST_CASE("a sentence gets its arguments, and a number chooses its plural as its language does") {
  Folder folder;
  folder.write("en/a.json", R"({"a.hello": "Hello {name}", "a.left.one": "{count} page left", "a.left.other": "{count} pages left"})");
  folder.write("fr/a.json", R"({"a.hello": "Bonjour {name}", "a.left.one": "{count} page", "a.left.other": "{count} pages"})");
  auto const en = Words::load(folder.path, Language::en), fr = Words::load(folder.path, Language::fr);
  REQUIRE(en);
  REQUIRE(fr);
  CHECK(en->say("a.hello", {{"name", "Awa"}}) == "Hello Awa");
  CHECK(en->say("a.hello") == "Hello {name}");
  CHECK(en->say("a.left", {{"count", 0}}) == "0 pages left");
  CHECK(en->say("a.left", {{"count", 1}}) == "1 page left");
  CHECK(en->say("a.left", {{"count", 1200}}) == "1,200 pages left");
  CHECK(fr->say("a.left", {{"count", 0}}) == "0 page");
  CHECK(fr->say("a.left", {{"count", 2}}) == "2 pages");
}

TEST_CASE("a missing key is shown as it is") {
  Folder folder;
  folder.write("en/a.json", R"({"a.one": "One"})");
  auto const words = Words::load(folder.path, Language::en);
  REQUIRE(words);
  CHECK(words->say("a.two") == "a.two");
  CHECK_FALSE(words->has("a.two"));
  CHECK(words->has("a.one"));
}

TEST_CASE("words that cannot be read are a fault, not an empty screen") {
  Folder folder;
  CHECK_FALSE(Words::load(folder.path, Language::en));
  folder.write("en/a.json", "{\"a\": 3}");
  CHECK_FALSE(Words::load(folder.path, Language::en));
  folder.write("en/a.json", "{\"a\": ");
  CHECK_FALSE(Words::load(folder.path, Language::en));
}

TEST_CASE("French typography is laid on once and for all") {
  CHECK(french_typography("Qui apprend ?") == "Qui apprend\xC2\xA0?");
  CHECK(french_typography("L'adresse : « @ » ; 30 %") == "L’adresse\xC2\xA0: «\xC2\xA0@\xC2\xA0»\xC2\xA0; 30\xC2\xA0%");
  CHECK(french_typography("à 21:40, https://a.b") == "à 21:40, https://a.b");
  auto const once = french_typography("Est-ce « sûr » ?");
  CHECK(french_typography(once) == once);
}
