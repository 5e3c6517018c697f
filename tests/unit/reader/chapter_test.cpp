// A chapter document is foreign bytes until it has been read.
#include <doctest/doctest.h>

#include "client/reader/chapter.h"

using namespace carrel;
using namespace carrel::client;

namespace {
Chapter everything() {
  Blocks inner{Block{Paragraph{{Span{"text", style_bold | style_key, "chapter:b#p", "here"}}}}};
  Chapter out{"a", "Title", 12, "quizzes/q.json", {}};
  out.blocks = {Block{Heading{2, "h", {Span{"H", 0, "", ""}}}},
                inner[0],
                Block{List{true, 4, {{true, inner}, {std::nullopt, {}}}}},
                Block{Code{"bash", "output", "a\nb"}},
                Block{Table{{Align::left, Align::none}, {{Span{"x", 0, "", ""}}, {}}, {{{}, {}}}, {Span{"c", 0, "", ""}}}},
                Block{Quote{inner}},
                Block{Callout{"solution", true, "id", {Span{"T", 0, "", ""}}, inner}},
                Block{Figure{"figures/a.png", "alt", {Span{"cap", 0, "", ""}}, 10, 20, 5, "https://example.org"}},
                Block{Rule{}},
                Block{Definitions{{{"d", {Span{"t", 0, "", ""}}, inner}}}}};
  return out;
}
std::string nested(int depth) {
  std::string text = R"({"v":1,"id":"a","title":"t","blocks":[)";
  for (int i = 0; i < depth; ++i) text += R"({"kind":"quote","blocks":[)";
  for (int i = 0; i < depth; ++i) text += "]}";
  return text + "]}";
}
}  // namespace

TEST_CASE("what is written is read again, every kind of block") {
  auto const chapter = everything();
  auto read = parse_chapter(sync::write_json(write_chapter(chapter)));
  REQUIRE(read);
  CHECK(*read == chapter);
}

TEST_CASE("damaged, newer and malicious chapters are refused without harm") {
  auto const whole = sync::write_json(write_chapter(everything()));
  for (std::size_t cut = 0; cut < whole.size(); ++cut) CHECK(!parse_chapter(std::string_view(whole).substr(0, cut)));
  CHECK(parse_chapter(R"({"v":2,"id":"a","title":"t","blocks":[]})").error().fault == sync::Fault::stale);
  CHECK(parse_chapter(R"({"v":1,"id":"a","title":"t","blocks":[{"kind":"script"}]})").error().fault == sync::Fault::stale);
  CHECK(parse_chapter(
            R"({"v":1,"id":"a","title":"t","blocks":[{"kind":"figure","layer":"x","width":1000000,"height":1}]})")
            .error()
            .fault == sync::Fault::corrupt);
  CHECK(parse_chapter(R"({"v":1,"id":"a","title":"t","blocks":[{"kind":"table","align":["left"],"rows":[[[],[]]]}]})")
            .error()
            .fault == sync::Fault::corrupt);
  CHECK(parse_chapter(nested(block_depth_max - 1)));
  CHECK(!parse_chapter(nested(block_depth_max + 1)));
  std::string many = R"({"v":1,"id":"a","title":"t","blocks":[{"kind":"rule"})";
  for (std::size_t i = 0; i < chapter_parts_max; ++i) many += R"(,{"kind":"rule"})";
  CHECK(!parse_chapter(many + "]}"));
}

TEST_CASE("links are understood by where they lead, and everything else is text") {
  CHECK(read_link("chapter:02-dir#top")->target == "02-dir");
  CHECK(read_link("chapter:02-dir#top")->place == "top");
  CHECK(read_link("file:files/a.zip")->kind == Link::Kind::file);
  CHECK(read_link("https://example.org")->kind == Link::Kind::web);
  CHECK(read_link("mailto:a@b.org")->kind == Link::Kind::mail);
  CHECK(!read_link("javascript:alert(1)"));
  CHECK(!read_link(""));
}
