// What authors write, and what the reader gets.
#include "tests/unit/pack/pack_fixture.h"

using namespace carrel;
using namespace carrel::client;

namespace {
template <class T>
T const& as(Block const& block) {
  auto const* value = std::get_if<T>(&block.value);
  REQUIRE(value != nullptr);
  return *value;
}
}  // namespace

TEST_CASE("running text keeps its looks, its links and its line breaks") {
  OneChapter one(
      "A **bold** and *thin* `code` ~~gone~~ <kbd>Ctrl</kbd> H<sub>2</sub>O x<sup>2</sup>  \nnext &eacute;&#8212; "
      "https://example.org/a\n");
  auto blocks = one.blocks();
  REQUIRE(blocks.size() == 1);
  auto const& spans = as<Paragraph>(blocks[0]).spans;
  CHECK(plain_text(spans) == "A bold and thin code gone Ctrl H2O x2\nnext \u00e9\u2014 https://example.org/a");
  auto styled = [&](std::string_view text) {
    for (auto const& span : spans)
      if (span.text == text) return static_cast<int>(span.style);
    return -1;
  };
  CHECK(styled("bold") == style_bold);
  CHECK(styled("thin") == style_italic);
  CHECK(styled("code") == style_code);
  CHECK(styled("gone") == style_strike);
  CHECK(styled("Ctrl") == style_key);
  CHECK(styled("2") == style_sub);
  CHECK(spans.back().href == "https://example.org/a");
  CHECK(one.report.losses.empty());
}

TEST_CASE("fenced divs nest by their own colons, and code inside them is left alone") {
  OneChapter one("::: challenge\n\n## Try {#try}\n\nText\n\n```bash\n::: not a div\n$ echo '<!-- kept -->'\n```\n\n"
                 ":::::::: solution\n\nYes\n\n::::\n\n:::\n\nAfter\n");
  auto blocks = one.blocks();
  REQUIRE(blocks.size() == 2);
  auto const& challenge = as<Callout>(blocks[0]);
  CHECK(challenge.style == "challenge");
  CHECK(challenge.id == "try");
  CHECK(plain_text(challenge.title) == "Try");
  REQUIRE(challenge.blocks.size() == 3);
  CHECK(as<Code>(challenge.blocks[1]).text == "::: not a div\n$ echo '<!-- kept -->'");
  CHECK(as<Code>(challenge.blocks[1]).language == "bash");
  auto const& solution = as<Callout>(challenge.blocks[2]);
  CHECK(solution.foldable);
  CHECK(solution.title.empty());
  CHECK(plain_text(as<Paragraph>(blocks[1]).spans) == "After");
  CHECK(one.report.losses.empty());
  CHECK(one.report.notes.empty());
}

TEST_CASE("comments vanish without cutting the paragraph they stand in") {
  OneChapter one("one <!-- a --> two\n<!-- b\n```\n::: callout\n-->\nthree `<!-- code -->`\n");
  auto blocks = one.blocks();
  REQUIRE(blocks.size() == 1);
  CHECK(plain_text(as<Paragraph>(blocks[0]).spans) == "one two three <!-- code -->");
  CHECK(one.report.losses.empty());
}

TEST_CASE("lists, tasks, tables, quotes, rules and code roles arrive with their shape") {
  OneChapter one("3. three\n4. four\n   - inner\n\n- [ ] open\n- [x] done\n\n| a | b |\n|:--|--:|\n| 1 | `x` |\n\n: A caption\n\n"
                 "> quoted\n\n---\n\n```output\nout\n```\n");
  auto blocks = one.blocks();
  REQUIRE(blocks.size() == 6);
  auto const& list = as<List>(blocks[0]);
  CHECK(list.ordered);
  CHECK(list.start == 3);
  REQUIRE(list.items.size() == 2);
  CHECK(as<List>(list.items[1].blocks[1]).items.size() == 1);
  auto const& tasks = as<List>(blocks[1]);
  CHECK(tasks.items[0].checked == false);
  CHECK(tasks.items[1].checked == true);
  auto const& table = as<Table>(blocks[2]);
  CHECK(table.align == std::vector{Align::left, Align::right});
  CHECK(plain_text(table.rows[0][1]) == "x");
  CHECK(plain_text(table.caption) == "A caption");
  CHECK(plain_text(as<Paragraph>(as<Quote>(blocks[3]).blocks[0]).spans) == "quoted");
  CHECK(std::holds_alternative<Rule>(blocks[4].value));
  CHECK(as<Code>(blocks[5]).role == "output");
  CHECK(as<Code>(blocks[5]).language.empty());
}

TEST_CASE("definition lists, bracketed places, footnotes and shared references are found by links") {
  OneChapter one("[term]{#t}\n:   A [link](#other) in a\nlong definition.\n\nother{x}\n:   second[^n]\n\n## Other\n\nSee [the ref][r].\n\n"
                 "[^n]: The note.\n\n[r]: https://example.org \"title\"\n");
  auto blocks = one.blocks();
  REQUIRE(blocks.size() == 5);
  auto const& list = as<Definitions>(blocks[0]);
  REQUIRE(list.entries.size() == 2);
  CHECK(list.entries[0].id == "t");
  CHECK(plain_text(list.entries[0].term) == "term");
  CHECK(plain_text(list.entries[1].term) == "other{x}");
  auto const& spans = as<Paragraph>(list.entries[0].blocks[0]).spans;
  CHECK(plain_text(spans) == "A link in a long definition.");
  CHECK(spans[1].href == "chapter:one#other");
  CHECK(as<Paragraph>(list.entries[1].blocks[0]).spans[1].href == "chapter:one#fn-1");
  CHECK(as<Paragraph>(blocks[2]).spans[1].href == "https://example.org");
  CHECK(as<Definitions>(blocks[4]).entries[0].id == "fn-1");
  CHECK(one.report.notes.empty());
}

TEST_CASE("HTML with a meaning is carried, and every element without one is named with its line") {
  OneChapter one("line\n\n<details>\n<summary>More</summary>\n\nHidden **text**\n\n</details>\n\n<div class=\"x\">Inside</div>\n\n"
                 "<iframe src=\"https://example.org/v\"></iframe>\n\nA <blink>word</blink>\n");
  auto blocks = one.blocks();
  auto const& fold = as<Callout>(blocks[1]);
  CHECK(fold.foldable);
  CHECK(plain_text(fold.title) == "More");
  CHECK(plain_text(as<Paragraph>(fold.blocks[0]).spans) == "Hidden text");
  CHECK(plain_text(as<Paragraph>(blocks[2]).spans) == "Inside");
  REQUIRE(one.report.losses.size() == 2);
  CHECK(one.report.losses[0].line == 12);
  CHECK(one.report.losses[1].line == 14);
  CHECK(one.report.losses[1].text.find("<blink>") != std::string::npos);
  CHECK(plain_text(as<Paragraph>(blocks.back()).spans) == "A word");
}

TEST_CASE("slips of an author are told with file and line") {
  OneChapter one("::: callout\n\nText [x](#nowhere)\n\n![](missing.png)\n");
  one.blocks();
  REQUIRE(one.report.losses.size() == 1);
  CHECK(one.report.losses[0].line == 5);
  REQUIRE(one.report.notes.size() == 2);
  CHECK(one.report.notes[0].line == 1);   // Not closed.
  CHECK(one.report.notes[1].line == 3);   // No such place.
}

TEST_CASE("headings get stable names, twice the same name becomes two") {
  OneChapter one("## Über *uns*, \u00ab ici \u00bb !\n\n## Same\n\n## Same\n\n### Own {#mine}\n");
  auto blocks = one.blocks();
  CHECK(as<Heading>(blocks[0]).id == "\u00fcber-uns--ici--");
  CHECK(as<Heading>(blocks[1]).id == "same");
  CHECK(as<Heading>(blocks[2]).id == "same-1");
  CHECK(as<Heading>(blocks[3]).id == "mine");
  CHECK(plain_text(as<Heading>(blocks[3]).spans) == "Own");
}
