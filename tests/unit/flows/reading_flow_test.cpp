#include "client/courses/course_flow.h"
#include "tests/unit/flows/kiosk.h"

using namespace carrel;
using namespace carrel::client;

namespace {

OpenedChapter three_paragraphs() {
  auto chapter = parse_chapter(R"({"v":1,"id":"clouds","title":"Clouds","minutes":3,"blocks":[
    {"kind":"para","spans":[{"t":"High."}]},{"kind":"para","spans":[{"t":"Low."}]},{"kind":"para","spans":[{"t":"Fog."}]}]})");
  REQUIRE_MESSAGE(chapter, chapter.error().place);
  OpenedChapter open{"sky", "1", "The sky", "en", "", "", {}, 0, {}, {}, 0};
  open.chapter = std::make_shared<Chapter const>(std::move(*chapter));
  return open;
}

std::int64_t number(Kiosk& kiosk, char const* sql) {
  auto asked = kiosk.db->prepare(sql);
  REQUIRE(asked);
  REQUIRE(asked->step());
  return asked->integer(0);
}

std::int64_t writes(Kiosk& kiosk) { return number(kiosk, "SELECT total_changes()"); }

}  // namespace

TEST_CASE("a place that did not change wears nothing") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  auto const open = three_paragraphs();
  REQUIRE(keep_reading_place(desk, open, 1));
  auto const before = writes(kiosk);
  REQUIRE(keep_reading_place(desk, open, 1));
  CHECK(writes(kiosk) == before);
  REQUIRE(keep_reading_place(desk, open, 3));
  auto const read = writes(kiosk);
  REQUIRE(keep_reading_place(desk, open, 3));
  CHECK(writes(kiosk) == read);
}

TEST_CASE("a chapter counts as read only together with the statement that says so") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  auto const open = three_paragraphs();
  REQUIRE(kiosk.db->exec("CREATE TEMP TRIGGER no_room BEFORE INSERT ON vault_item WHEN new.kind = x'" +
                         sync::to_hex(kiosk.awa->blind_kind("progress")) + "' BEGIN SELECT RAISE(ABORT, 'no room'); END"));
  CHECK_FALSE(keep_reading_place(desk, open, 3));
  auto const place = find_place(*kiosk.db, *kiosk.awa, "sky");
  REQUIRE(place);
  CHECK(place->read.empty());
  REQUIRE(kiosk.db->exec("DROP TRIGGER no_room"));
  REQUIRE(keep_reading_place(desk, open, 3));
  CHECK(find_place(*kiosk.db, *kiosk.awa, "sky")->read.contains("clouds"));
  REQUIRE(close_session(desk));
  CHECK(kiosk.letters(*kiosk.awa) == 1);
}

TEST_CASE("the pictures of a chapter stay within their room, and each is read once") {
  auto const chapter = parse_chapter(R"({"v":1,"id":"clouds","title":"Clouds","minutes":3,"blocks":[
    {"kind":"figure","layer":"a.png","alt":"A","width":9,"height":9},{"kind":"figure","layer":"a.png","alt":"A again","width":9,"height":9},
    {"kind":"quote","blocks":[{"kind":"figure","layer":"large.png","alt":"Large","width":9,"height":9}]},
    {"kind":"figure","layer":"b.png","alt":"B","width":9,"height":9}]})");
  REQUIRE_MESSAGE(chapter, chapter.error().place);
  std::map<std::string, std::size_t> const sizes{{"a.png", 40}, {"large.png", 70}, {"b.png", 60}};
  std::vector<std::string> asked;
  auto const read = [&](std::string const& layer, std::size_t most) -> sync::Result<sync::Bytes> {
    asked.push_back(layer);
    if (sizes.at(layer) > most) return sync::Error{sync::Fault::refused, "layer size"};
    return sync::Bytes(sizes.at(layer));
  };
  auto const pictures = pictures_of(*chapter, read, 100);
  CHECK(asked == std::vector<std::string>{"a.png", "large.png", "b.png"});
  CHECK(pictures.size() == 2);
  CHECK(pictures.contains("a.png"));
  CHECK(pictures.contains("b.png"));
}
