// Places, pages and headings of an open chapter, without drawing it.
#include <doctest/doctest.h>

#include "client/reader/reader_layout.h"

using namespace carrel::client;

namespace {

Block para(std::string text, std::string id = {}) { return {Paragraph{{{std::move(text), 0, {}, std::move(id)}}}}; }
Block heading(int level, std::string id) { return {Heading{level, id, {{id, 0, {}, {}}}}}; }

Blocks chapter() {
  return {heading(2, "first"), para("one"),
          {List{false, 1, {{{}, {para("a")}}, {{}, {para("b", "inside")}}}}},
          heading(3, "lower"), {Definitions{{{"term-a", {}, {para("x")}}, {"term-b", {}, {para("y")}}}}}, heading(2, "second"),
          para("end")};
}

ReaderLayout laid_out(Blocks const& blocks, float height) {
  ReaderLayout layout{.parts = parts_of(blocks)};
  layout.heights.assign(layout.parts.size(), height);
  for (std::size_t i = 0; i < layout.parts.size(); ++i) layout.tops.push_back(static_cast<float>(i) * (height + 20));
  return layout;
}

}  // namespace

TEST_CASE("entries of lists and definitions are parts of their own") {
  auto const parts = parts_of(chapter());
  REQUIRE(parts.size() == 9);
  CHECK(parts[2].block == 2);
  CHECK(parts[2].item == 0);
  CHECK(parts[3].item == 1);
  CHECK(part_of_block(parts, 4) == 5);
  CHECK(part_of_block(parts, 99) == -1);
}

TEST_CASE("a place is found in headings, definitions and inside the entries of a list") {
  auto const blocks = chapter();
  auto const parts = parts_of(blocks);
  CHECK(part_of_place(blocks, parts, "second") == 7);
  CHECK(part_of_place(blocks, parts, "term-b") == 6);
  CHECK(part_of_place(blocks, parts, "inside") == 3);
  CHECK_FALSE(part_of_place(blocks, parts, "nowhere"));
  CHECK_FALSE(part_of_place(blocks, parts, ""));
}

TEST_CASE("only headings of the upper level are listed") {
  auto const blocks = chapter();
  auto const places = headings_of(blocks, parts_of(blocks));
  REQUIRE(places.size() == 2);
  CHECK(places[1].text == "second");
  CHECK(places[1].part == 7);
}

TEST_CASE("pages begin at parts, skip nothing and end at the end") {
  Blocks blocks;
  for (int i = 0; i < 40; ++i) blocks.push_back(i % 7 == 3 ? heading(2, "h" + std::to_string(i)) : para("text"));
  for (float const height : {31.0f, 93.0f, 400.0f, 1500.0f}) {
    CAPTURE(height);
    auto const layout = laid_out(blocks, height);
    PageRoom const room{layout.tops.back() + height + 200, 600, 31};
    auto const starts = page_starts(layout, blocks, room);
    CHECK(starts.front() == 0);
    CHECK(starts.back() == room.content - room.view);
    for (std::size_t i = 1; i < starts.size(); ++i) {
      CHECK(starts[i] > starts[i - 1]);
      CHECK(starts[i] <= starts[i - 1] + room.view);
    }
  }
}

TEST_CASE("a heading is never left alone at the foot of a page") {
  Blocks const blocks{para("a"), para("b"), heading(2, "h"), para("c"), para("d")};
  auto const layout = laid_out(blocks, 200);  // Tops at 0, 220, 440, 660, 880.
  auto const starts = page_starts(layout, blocks, {2000, 700, 31});
  REQUIRE(starts.size() > 1);
  CHECK(starts[1] < 440);
  CHECK(starts[1] > 400);
}

TEST_CASE("turning forward and back meets the same pages") {
  auto const blocks = chapter();
  auto const layout = laid_out(blocks, 300);
  auto const starts = page_starts(layout, blocks, {layout.tops.back() + 300, 600, 31});
  float at = 0;
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
    auto const place = page_place(starts, at);
    CHECK(place.page == static_cast<int>(i) + 1);
    CHECK_FALSE(place.at_end);
    CHECK(page_place(starts, place.next).back == starts[i]);
    at = place.next;
  }
  CHECK(page_place(starts, at).at_end);
}

TEST_CASE("a chapter that was not measured has no end") { CHECK_FALSE(page_place({}, 0).at_end); }

TEST_CASE("one short page is also the end") {
  auto const place = page_place({0}, 0);
  CHECK(place.at_end);
  CHECK(place.pages == 1);
}
