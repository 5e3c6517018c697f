#include "client/session/session.h"

#include <doctest/doctest.h>

#include "client/progress/progress.h"

using namespace carrel;
using namespace carrel::client;

TEST_CASE("news go to the feature they belong to, and unknown ones are not dropped") {
  CHECK(route_news("subscription") == NewsRoute::premium);
  CHECK(route_news("complaint_event") == NewsRoute::complaint);
  CHECK(route_news("consent_entry") == NewsRoute::consent);
  CHECK(route_news("profile") == NewsRoute::profile);
  CHECK(route_news("device_settings") == NewsRoute::device);
  CHECK(route_news("invoice") == NewsRoute::invoice);
  CHECK(route_news("certificate") == NewsRoute::unknown);
}

TEST_CASE("a profile is read as far as it can be, and goes out as it came in") {
  auto const json = sync::parse_json(R"({"name":"Awa Koné","email":7,"student":true,"region":"FR","more":[]})");
  REQUIRE(json);
  auto const profile = parse_profile(*json);
  CHECK(profile.name == "Awa Koné");
  CHECK(profile.email.empty());
  CHECK(profile.student);
  CHECK(parse_profile(to_json(profile)) == profile);
  CHECK(parse_profile(sync::Json(3)) == Profile{});
}

TEST_CASE("a new complaint knows what the platform knows, and answers nothing for the person") {
  Profile profile;
  profile.name = "Awa Koné";
  profile.email = "awa@example.org";
  profile.student_id = "S-2041";
  profile.role = "learner";
  auto const form = new_complaint(profile);
  CHECK(form.email == "awa@example.org");
  CHECK(form.filer == Filer::unanswered);
  CHECK(form.route == Aim::unanswered);
  CHECK(is_untouched(form, new_complaint(profile)));
}

TEST_CASE("reading is gathered: one statement a chapter, and the end of it is not forgotten") {
  std::vector<ChapterRead> waiting;
  gather(waiting, {"sky", "1", "clouds", false, {}});
  gather(waiting, {"sky", "1", "clouds", true, {}});
  gather(waiting, {"sky", "1", "clouds", false, {}});
  gather(waiting, {"sky", "1", "wind", false, {}});
  REQUIRE(waiting.size() == 2);
  CHECK(waiting[0].to_the_end);
  CHECK(to_statement(waiting[0]).text_or("verb", "") == "completed");
}

TEST_CASE("a quiz attempt says what was chosen and what it came to") {
  auto const statement = to_statement(QuizAttempt{"sky", "1", "clouds", 2, 3, {{0}, {1, 2}, {}}, {}});
  CHECK(sync::write_json(statement) ==
        R"({"verb":"answered","object":{"type":"quiz","course":"sky","edition":"1","part":"clouds"},)"
        R"("timestamp":"1970-01-01T00:00:00Z","result":{"raw":2,"max":3,"answers":[[0],[1,2],[]]}})");
}
