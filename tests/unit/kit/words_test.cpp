#include "client/kit/words.h"

#include "tests/unit/kit/language_folder.h"

using namespace carrel::kit;

TEST_CASE("a sentence gets its arguments, and a number chooses its plural as its language does") {
  LanguageFolder folder;
  folder.write("en/a.json", R"({"a.hello": "Hello {name}", "a.left.one": "{count} page left", "a.left.other": "{count} pages left"})");
  folder.write("fr/a.json", R"({"a.hello": "Bonjour {name}", "a.left.one": "{count} page", "a.left.other": "{count} pages"})");
  auto const en = Words::load(folder.path, "en"), fr = Words::load(folder.path, "fr");
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
  LanguageFolder folder;
  folder.write("en/a.json", R"({"a.one": "One"})");
  auto const words = Words::load(folder.path, "en");
  REQUIRE(words);
  CHECK(words->say("a.two") == "a.two");
  CHECK_FALSE(words->has("a.two"));
  CHECK(words->has("a.one"));
}

TEST_CASE("English that cannot be read is a fault, not an empty screen") {
  LanguageFolder folder;
  CHECK_FALSE(Words::load(folder.path, "en"));
  folder.write("en/a.json", "{\"a\": 3}");
  CHECK_FALSE(Words::load(folder.path, "en"));
  folder.write("en/a.json", "{\"a\": ");
  CHECK_FALSE(Words::load(folder.path, "en"));
}

TEST_CASE("French typography is laid on once and for all") {
  auto const fr = shipped_language("fr");
  auto const french = [&](std::string_view text) { return typeset(text, fr); };
  CHECK(french("Qui apprend ?") == "Qui apprend\u202f?");
  CHECK(french("L'adresse : « @ » ; 30 %") == "L’adresse\xC2\xA0: «\xC2\xA0@\xC2\xA0»\u202f; 30\xC2\xA0%");
  CHECK(french("à 21:40, https://a.b") == "à 21:40, https://a.b");
  auto const once = french("Est-ce « sûr » ?");
  CHECK(french(once) == once);
}
