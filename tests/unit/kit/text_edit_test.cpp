#include "client/kit/text_edit.h"

#include <doctest/doctest.h>

using namespace carrel::kit;

namespace {
InputEvent key(Key k, bool shift = false, bool jump = false) {
  return {.kind = InputEvent::Kind::key, .key = k, .shift = shift, .jump = jump};
}
}  // namespace

TEST_CASE("letters go in at the cursor and whole characters come out") {
  TextEdit edit;
  edit.insert("été");
  CHECK(edit.cursor == 5);
  edit.press(key(Key::left));
  edit.press(key(Key::backspace));
  CHECK(edit.text == "éé");
  edit.press(key(Key::del));
  CHECK(edit.text == "é");
  edit.press(key(Key::undo));
  CHECK(edit.text == "éé");
}

TEST_CASE("a selection is replaced, and words are jumped over") {
  TextEdit edit{.text = "one two three", .cursor = 13, .anchor = 13};
  edit.press(key(Key::left, true, true));
  CHECK(edit.selected() == "three");
  edit.insert("four");
  CHECK(edit.text == "one two four");
  edit.press(key(Key::select_all));
  edit.press(key(Key::backspace));
  CHECK(edit.text.empty());
}

TEST_CASE("what would pass the limit is left out whole, never half a character") {
  TextEdit edit{.text = "abc", .cursor = 3, .anchor = 3, .bytes_max = 4};
  edit.insert("é");
  CHECK(edit.text == "abc");
  edit.insert("d");
  CHECK(edit.text == "abcd");
}

TEST_CASE("one line takes no line break and nothing takes control characters") {
  TextEdit edit;
  edit.insert("a\nb\x01\x7F");
  CHECK(edit.text == "a b");
  TextEdit page;
  page.many_lines = true;
  page.insert("a\nb");
  CHECK(page.text == "a\nb");
}
