#include "client/kit/letters.h"

#include "tests/unit/kit/language_folder.h"

using namespace carrel::kit;

namespace {

std::vector<std::string> sorted(std::vector<std::string> texts, Language const& language) {
  sort_by(texts.begin(), texts.end(), [&](std::string const& text) { return sort_key(text, language); });
  return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("every letter has its capital, not only those of English") {
  CHECK(capitalised("mardi") == "Mardi");
  CHECK(capitalised("état") == "État");
  CHECK(capitalised("œuvre") == "Œuvre");
  CHECK(capitalised("") == "");
  CHECK(upper_case("azertyé’ąč") == "AZERTYÉ’ĄČ");
}

TEST_CASE("a search takes no notice of accents and case, however they are written") {
  CHECK(folded("Écrire clairement").find(folded("ECRIRE")) == 0);
  CHECK(folded("e\u0301crire") == folded("écrire"));
  CHECK(folded("\xFF") == "\xFF");
}

TEST_CASE("titles stand as a French reader looks for them") {
  auto const fr = shipped_language("fr");
  CHECK(sorted({"Zéro", "Écrire", "Eau", "À table", "œuvre", "Oeil", "Offrir", "olive", "état", "Abri"}, fr) ==
        Texts{"À table", "Abri", "Eau", "Écrire", "état", "Oeil", "œuvre", "Offrir", "olive", "Zéro"});
}

TEST_CASE("accents count only where the letters are alike, and case only where the accents are") {
  auto const fr = shipped_language("fr");
  CHECK(sorted({"péché", "Peche", "pêche", "peche", "pécher", "Pêche", "péché mignon"}, fr) ==
        Texts{"peche", "Peche", "péché", "pêche", "Pêche", "péché mignon", "pécher"});
}

TEST_CASE("a letter of its own stands where its language files it") {
  auto es = shipped_language("en");
  es.sort_as = {{"ñ", "n\uffff"}};
  CHECK(sorted({"ñu", "oso", "nube", "Ñandú", "nzz"}, es) == Texts{"nube", "nzz", "Ñandú", "ñu", "oso"});
}

TEST_CASE("numbers in titles stand by their size") {
  auto const en = shipped_language("en");
  CHECK(sorted({"Course 10", "Course 9", "Course 100", "Course 010b", "Course", "Course 0"}, en) ==
        Texts{"Course", "Course 0", "Course 9", "Course 10", "Course 010b", "Course 100"});
}
