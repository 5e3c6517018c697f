// What becomes of the window's state, and what is kept of the device's settings.
#include <doctest/doctest.h>

#include "client/app/events.h"

using namespace carrel;
using namespace carrel::client;

TEST_CASE("what is told about a learner who has left meanwhile is dropped") {
  AppState state;
  absorb(state, SessionOpened{{{}, "Awa", "leaf", "fr"}});
  OutboxView outbox;
  outbox.others = 3;
  absorb(state, OutboxListed{outbox});
  absorb(state, TroubleArose{"policy.fault.full"});
  REQUIRE(state.session);
  CHECK(state.session->outbox.others == 3);
  absorb(state, SessionClosed{});
  CHECK_FALSE(state.trouble);
  for (Event const& late : {Event{OutboxListed{outbox}}, Event{ComplaintsListed{}}, Event{ChapterOpened{}}, Event{QuizMarked{}},
                            Event{ComplaintFiled{}}, Event{PremiumKnown{}}, Event{ConsentListed{}}, Event{CoursesListed{}}})
    absorb(state, late);
  CHECK_FALSE(state.session);
  absorb(state, SessionOpened{{{}, "Lucas", "boat", "en"}});
  CHECK(state.session->outbox.others == 0);
  CHECK_FALSE(state.session->just_filed);
}

TEST_CASE("the same trouble twice is seen twice") {
  AppState state;
  absorb(state, TroubleArose{"policy.fault.full"});
  REQUIRE(state.trouble);
  auto const before = state.trouble->count;
  absorb(state, TroubleArose{"policy.fault.full"});
  CHECK(state.trouble->count > before);
}

TEST_CASE("settings come back as they were kept, and those of another program open as far as they can be read") {
  Settings const kept{"en", "contrast", 175};
  CHECK(read_settings(write_settings(kept)) == kept);
  Settings spoken;
  spoken.voice = {.on = true, .rate = 300, .volume = 20, .headphones_only = true, .output = "headphones"};
  CHECK(read_settings(write_settings(spoken)) == spoken);
  CHECK(read_settings(sync::Json{}) == Settings{});
  auto const odd = read_settings(sync::Json::object({{"language", 3}, {"theme", 7}, {"text_percent", 1000}}));
  CHECK((odd.language == "fr" || odd.language == "en"));
  CHECK(odd.theme == Settings{}.theme);
  CHECK(odd.text_percent <= 200);
}
