// A third language by dropping a folder or a file: its plurals, its dates, what it lacks, and what is wrong with it.
#include "tests/unit/kit/language_folder.h"

#include <algorithm>

#include "client/kit/formats.h"
#include "client/kit/pseudo.h"
#include "client/kit/text_block.h"
#include "client/kit/words.h"

using namespace carrel;
using namespace carrel::kit;
using namespace std::chrono;

namespace {

constexpr auto english = R"({"a.hello": "Hello {name}", "a.close": "Close",
  "a.left.one": "{count} page left", "a.left.other": "{count} pages left"})";

sync::Json polish_facts() {
  auto facts = english_facts();
  facts.set("name", "Polski");
  facts.set("plural", sync::Json::object({{"one", "i = 1"},
                                          {"few", "i % 10 = 2..4 and i % 100 != 12..14"},
                                          {"many", "i != 1 and i % 10 = 0..1 or i % 10 = 5..9 or i % 100 = 12..14"}}));
  facts.set("decimal", ",");
  facts.set("group", "\u00a0");
  facts.set("group_from", 5);
  facts.set("short_day", "{d}.{month}.{y}");
  return facts;
}

bool contains(std::vector<std::string> const& all, std::string_view part) {
  return std::any_of(all.begin(), all.end(), [part](auto const& one) { return one.find(part) != one.npos; });
}

}  // namespace

TEST_CASE("a dropped folder is a language: offered by its own name, with its own plurals, numbers and dates") {
  LanguageFolder folder;
  folder.write("en/a.json", english);
  folder.write("pl/language.json", sync::write_json(polish_facts()));
  folder.write("pl/a.json", R"({"a.left.one": "{count} strona", "a.left.few": "{count} strony", "a.left.many": "{count} stron",
                               "a.left.other": "{count} strony", "a.hello": "Cześć {name}", "a.close": "Zamknij"})");
  auto const installed = installed_languages(folder.path);
  CHECK(installed.problems.empty());
  REQUIRE(installed.all.size() == 3);
  CHECK(installed.all[2] == InstalledLanguage{"pl", "Polski"});
  auto const words = Words::load(folder.path, "pl");
  REQUIRE(words);
  CHECK(words->missing() == 0);
  CHECK(words->problems().empty());
  CHECK(words->say("a.left", {{"count", 1}}) == "1 strona");
  CHECK(words->say("a.left", {{"count", 3}}) == "3 strony");
  CHECK(words->say("a.left", {{"count", 5}}) == "5 stron");
  CHECK(words->say("a.left", {{"count", 12345}}) == "12\u00a0345 stron");
  CHECK(size_text(3'400'000, words->language()) == "3,4\u00a0MB");
  CHECK(date_text(2026y / November / 25, DateForm::short_day, words->language()) == "25.Nov.2026");
}

TEST_CASE("six plural categories are chosen between, and a category without a sentence takes the general one") {
  LanguageFolder folder;
  folder.write("en/a.json", english);
  auto facts = english_facts();
  facts.set("name", "العربية");
  facts.set("direction", "rtl");
  facts.set("plural", sync::Json::object({{"zero", "n = 0"},
                                          {"one", "n = 1"},
                                          {"two", "n = 2"},
                                          {"few", "n % 100 = 3..10"},
                                          {"many", "n % 100 = 11..99"}}));
  folder.write("ar/language.json", sync::write_json(facts));
  folder.write("ar/a.json", R"({"a.left.zero": "zero", "a.left.one": "one", "a.left.two": "two", "a.left.few": "few",
                               "a.left.other": "other"})");
  auto const words = Words::load(folder.path, "ar");
  REQUIRE(words);
  CHECK(words->language().direction == Direction::right_to_left);
  std::string said;
  for (int const count : {0, 1, 2, 7, 50, 100}) said += words->say("a.left", {{"count", count}}) + " ";
  CHECK(said == "zero one two few other other ");
}

TEST_CASE("one file with everything is a language too") {
  LanguageFolder folder;
  folder.write("en/a.json", english);
  auto const sentences = sync::Json::object({{"a.close", "Zamknij"}});
  folder.write("pl.json", sync::write_json(sync::Json::object({{"language", polish_facts()}, {"words", sentences}})));
  CHECK(installed_languages(folder.path).all.size() == 3);
  auto const words = Words::load(folder.path, "pl");
  REQUIRE(words);
  CHECK(words->say("a.close") == "Zamknij");
}

TEST_CASE("what a language lacks is said in English, as English counts, and never as a key") {
  LanguageFolder folder;
  folder.write("en/a.json", english);
  folder.write("pl/language.json", sync::write_json(polish_facts()));
  folder.write("pl/a.json", R"({"a.close": "Zamknij"})");
  auto const words = Words::load(folder.path, "pl");
  REQUIRE(words);
  CHECK(words->say("a.close") == "Zamknij");
  CHECK(words->say("a.hello", {{"name", "Awa"}}) == "Hello Awa");
  CHECK(words->say("a.left", {{"count", 1}}) == "1 page left");
  CHECK(words->say("a.left", {{"count", 5}}) == "5 pages left");
  CHECK(words->has("a.left"));
  CHECK(words->missing() == 3);
}

TEST_CASE("a bad file of one language is named with its key, and leaves the rest working") {
  LanguageFolder folder;
  folder.write("en/a.json", english);
  folder.write("pl/language.json", sync::write_json(polish_facts()));
  folder.write("pl/a.json", R"({"a.close": 3, "a.hello": "Cześć {imię}", "a.left.other": "{count} stron"})");
  folder.write("pl/b.json", "{\"b.one\": ");
  auto const words = Words::load(folder.path, "pl");
  REQUIRE(words);
  CHECK(contains(words->problems(), "pl/a.json: a.close is not a text"));
  CHECK(contains(words->problems(), "pl/b.json: "));
  CHECK(contains(words->problems(), "a.hello has {imię}, which nothing fills"));
  CHECK(words->say("a.close") == "Close");
  CHECK(words->say("a.hello", {{"name", "Awa"}}) == "Hello Awa");
  CHECK(words->say("a.left", {{"count", 5}}) == "5 stron");
}

TEST_CASE("facts that cannot be used are named, and that language is not offered") {
  struct Case { char const* member; sync::Json value; char const* named; };
  Case const cases[] = {{"plural", sync::Json::object({{"few", "n is 3"}}), "xx/language.json: plural.few"},
                        {"plural", sync::Json::object({{"paucal", "n = 3"}}), "xx/language.json: plural.paucal"},
                        {"months", sync::JsonArray{"January"}, "xx/language.json: months"},
                        {"direction", "down", "xx/language.json: direction"},
                        {"time", 4, "xx/language.json: time"},
                        {"name", sync::Json(), "xx/language.json: name"}};
  for (auto const& one : cases) {
    LanguageFolder folder;
    folder.write("en/a.json", english);
    auto facts = english_facts();
    facts.set(one.member, one.value);
    folder.write("xx/language.json", sync::write_json(facts));
    auto const installed = installed_languages(folder.path);
    CHECK(installed.all.size() == 2);
    REQUIRE(installed.problems.size() == 1);
    CHECK(installed.problems[0] == one.named);
    auto const words = Words::load(folder.path, "xx");
    REQUIRE_FALSE(words);
    CHECK(words.error().place == one.named);
  }
}

TEST_CASE("a tag is no way out of the folder of languages") {
  for (auto const* tag : {"", "e", "..", "../en", "en/..", "-en", "e n"}) {
    CHECK_FALSE_MESSAGE(is_language_tag(tag), tag);
    CHECK_FALSE_MESSAGE(Words::load(shipped_words, tag), tag);
  }
  for (auto const* tag : {"en", "pt-BR", "zh-Hant", "en-XA"}) CHECK_MESSAGE(is_language_tag(tag), tag);
}

TEST_CASE("English and French are whole: nothing falls back, nothing is wrong") {
  auto const installed = installed_languages(shipped_words);
  CHECK(installed.problems.empty());
  CHECK(installed.all == std::vector<InstalledLanguage>{{"en", "English"}, {"fr", "Français"}});
  for (auto const* tag : {"en", "fr"}) {
    auto const words = Words::load(shipped_words, tag);
    REQUIRE_MESSAGE(words, words.error().place);
    CHECK(words->missing() == 0);
    CHECK(words->problems().empty());
  }
}

TEST_CASE("the accented language brackets every sentence, is over a third longer, and leaves what is filled in") {
  CHECK(accented("Close") == "⟦Çlöšé ô⟧");
  CHECK(accented("{what}: {detail}") == "{what}: {detail}");
  auto const longer = accented("Saved on this device, {time}");
  CHECK(longer.find("{time}") != longer.npos);
  auto const letters = [](std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); next_code_point(text, at)) ++count;
    return count;
  };
  CHECK(letters(longer) >= 28 + 28 / 4);
  auto const words = Words::load(shipped_words, "en-XA");
  REQUIRE(words);
  CHECK(words->missing() == 0);
  CHECK(words->say("app.close").starts_with("⟦"));
  auto const mirrored = Words::load(shipped_words, "ar-XB");
  REQUIRE(mirrored);
  CHECK(mirrored->language().direction == Direction::right_to_left);
  CHECK(mirrored->say("app.close") == "Close");
}
