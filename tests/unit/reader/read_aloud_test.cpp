// A chapter for the ear: what is said of each kind of block, and where it stands.
#include "client/reader/read_aloud.h"

#include <doctest/doctest.h>

using namespace carrel;
using namespace carrel::client;

namespace {

kit::Words const& english() {
  static auto const words = kit::Words::load(HOUSE_BUILD "/share/carrel/words", "en");
  REQUIRE(words);
  return *words;
}

Spans text(char const* words, std::uint16_t style = 0) { return {{words, style, {}, {}}}; }

struct Told {
  Chapter chapter;
  std::vector<ReaderPart> parts;
  std::set<std::string> open;
  ReadAloud aloud;
  explicit Told(Blocks blocks, std::set<std::string> open_ = {}) : open(std::move(open_)) {
    chapter.title = "Pipes";
    chapter.blocks = std::move(blocks);
    parts = parts_of(chapter.blocks);
    aloud = read_aloud(chapter, parts, {english(), "fr", open});
  }
  std::string lines() const {
    std::string all;
    for (auto const& one : aloud.sayings) all += (all.empty() ? "" : " | ") + (one.language == "en" ? "en:" + one.text : one.text);
    return all;
  }
};

}  // namespace

TEST_CASE("a paragraph is said sentence by sentence in the course's language, its code by the names of its signs") {
  Told const told({Block{Paragraph{{{"Tapez ", 0, {}, {}}, {"ls -F", style_code, {}, {}}, {" ici. Puis lisez.", 0, {}, {}}}}}});
  CHECK(told.lines() == "Pipes | Tapez ls hyphen F ici. | Puis lisez.");
  REQUIRE(told.aloud.places.size() == 3);
  CHECK(told.aloud.places[0].part == -1);
  CHECK(told.aloud.places[2].part == 0);
  CHECK(told.aloud.places[2].from == 17);
  CHECK(sentence_of_part(told.aloud, 0) == 1);
  CHECK(sentence_of_part(told.aloud, 1) == -1);
}

TEST_CASE("lists, code, tables, pictures and quotations say what they are") {
  Figure figure;
  figure.alt = "Un schéma.";
  Told const told({Block{List{true, 3, {{{}, {Block{Paragraph{text("Un")}}}}, {{}, {Block{Paragraph{text("Deux")}}}}}}},
                   Block{Code{"bash", "source", "ls | wc\n"}},
                   Block{Table{{}, {text("Nom"), text("Taille")}, {{text("a.txt"), text("3")}}, {}}},
                   Block{figure},
                   Block{Quote{{Block{Paragraph{text("Dit-il.")}}}}}});
  CHECK(told.lines() ==
        "Pipes | en:List, 2 entries. | 3. | Un | 4. | Deux | en:Code: | en:ls pipe wc | en:End of the code. | "
        "en:Table, 1 row, 2 columns. | Nom: a.txt; Taille: 3 | "
        "en:Picture: | Un schéma. | en:Quotation: | Dit-il. | en:End of the quotation.");
}

TEST_CASE("a solution is not given away before it was opened") {
  Callout solution;
  solution.style = "solution";
  solution.foldable = true;
  solution.blocks = {Block{Paragraph{text("42.")}}};
  CHECK(Told({Block{solution}}).lines() == "Pipes | en:Solution | en:Closed. It opens with its button.");
  CHECK(Told({Block{solution}}, {"0"}).lines() == "Pipes | en:Solution | 42.");
}

TEST_CASE("the words of a sentence can be told from the words around them, whatever their looks") {
  Spans const spans{{"One. T", 0, {}, "place"}, {"wo", style_bold, {}, {}}, {". Three.", 0, {}, {}}};
  auto const split = split_at(spans, 5, 9);
  std::string marked;
  for (std::size_t i = split.first; i < split.first + split.count; ++i) marked += split.spans[i].text;
  CHECK(marked == "Two.");
  CHECK(plain_text(split.spans) == plain_text(spans));
  CHECK(split.spans[0].id == "place");
  CHECK(split.spans[1].id.empty());
}
