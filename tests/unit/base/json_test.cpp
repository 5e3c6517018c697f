#include <doctest/doctest.h>

#include "sync/base/json.h"
#include "sync/base/limits.h"

using namespace carrel::sync;

TEST_CASE("a value comes back from its text, members in their order") {
  auto const text = R"({"z":1,"a":[true,null,-2.5,"é\n"],"m":{"x":9007199254740993}})";
  auto const value = parse_json(text);
  REQUIRE(value);
  CHECK(write_json(*value) == text);
  CHECK(*value->find("m")->find("x")->integer() == 9007199254740993);
  CHECK(*parse_json(write_json_pretty(*value)) == *value);
}

TEST_CASE("what is not exactly one JSON text is corrupt") {
  for (auto const* text : {"", "{", "{} {}", "[1,]", "nul", "{\"a\":1,\"a\":2}", "\"\xff\"", "'a'", "[1] x", "{\"a\"}", "01"}) {
    CAPTURE(text);
    auto const value = parse_json(text);
    REQUIRE_FALSE(value);
    CHECK(value.error().fault == Fault::corrupt);
  }
}

TEST_CASE("nesting beyond the limit is refused, up to it is not") {
  auto const nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(parse_json(nested(limits::json_depth_max)));
  CHECK_FALSE(parse_json(nested(limits::json_depth_max + 1)));
  CHECK_FALSE(parse_json(nested(1'000'000)));
}

TEST_CASE("a member that is missing or of another type is told by its name") {
  auto const value = *parse_json(R"({"s":"x","n":3,"b":true,"r":1.5})");
  CHECK(*value.text("s") == "x");
  CHECK(*value.number("n") == 3);
  CHECK(*value.flag("b"));
  for (auto const* name : {"n", "b", "absent"}) {
    auto const text = value.text(name);
    REQUIRE_FALSE(text);
    CHECK(text.error().fault == Fault::corrupt);
    CHECK(text.error().place.find(name) != std::string::npos);
  }
  CHECK_FALSE(value.number("r"));
  CHECK(value.text_or("n", "other") == "other");
  CHECK(value.number_or("absent", 7) == 7);
  CHECK(value.list("s").empty());
}

TEST_CASE("members are added and replaced in place") {
  Json value;
  value.set("a", 1);
  value.set("b", "two");
  value.set("a", 3);
  CHECK(write_json(value) == R"({"a":3,"b":"two"})");
  Json list;
  list.push("x");
  list.push(Json());
  CHECK(write_json(list) == R"(["x",null])");
}
