// The bad days, end to end: the whole desk behind the window, a hub in memory, and between them a line that lies, breaks and asks for
// patience. After each of them: nothing acknowledged is lost, nothing is twice at the hub, the learner was told in words, and the
// rest of the queue went on. Time is turned by hand. docs/bad-days.md lists them all.
#include "client/policies/explain.h"
#include "sync/hub/shelves.h"
#include "sync/migrations.h"
#include "sync/trust/dsse.h"
#include "tests/walk/day.h"

using namespace carrel;
using namespace carrel::client;
using walk::Day;
using namespace std::chrono_literals;
using sync::Answer;
using sync::Json;
using sync::Request;

namespace {

bool is_letter(Request const& request) { return request.path.starts_with("/v1/actions"); }

Answer say(int status, std::string const& type, std::string const& body, sync::Headers more = {}) {
  Answer answer;
  answer.status = status;
  answer.headers = std::move(more);
  answer.headers.emplace_back("Content-Type", type);
  answer.body = sync::to_bytes(body);
  return answer;
}

Answer problem(int status, std::string const& code, sync::Headers more = {}) {
  return say(status, "application/problem+json", R"({"title":"No","status":)" + std::to_string(status) + R"(,"code":")" + code + "\"}",
             std::move(more));
}

/// Two complaints and a consent on a bad day: afterwards they wait, on the next good day they arrive once.
void outlives(Day& day, std::function<Answer(Request const&)> weather, LinkView::Standing standing) {
  day.weather = std::move(weather);
  auto const first = day.files("The first.");
  auto const second = day.files("The second.");
  day.does(SetConsent{"surveys", true});
  day.pass(2h);
  CHECK(day.state.session->outbox.rows.size() == 3);
  CHECK(day.complaint(first).state != ComplaintState::received);
  CHECK(day.complaint(first).reference == "");
  CHECK(day.state.link.standing == standing);
  CHECK(day.requests < 200);  // Patience, not a storm.
  // A plug pulled in the middle of it changes nothing.
  day.restart();
  CHECK(day.state.session->outbox.rows.size() == 3);
  day.weather = nullptr;
  day.pass(2h);
  CHECK(day.state.session->outbox.rows.empty());
  CHECK(day.complaint(first).state == ComplaintState::received);
  CHECK(day.complaint(second).state == ComplaintState::received);
  CHECK(day.state.link.standing == LinkView::Standing::reached);
  CHECK(day.at_hub() == 2);
}

}  // namespace

TEST_CASE("a captive portal that answers 200 with a page is no connection") {
  Day day;
  outlives(day, [](Request const&) { return say(200, "text/html", "<html>Welcome! Please log in.</html>"); },
           LinkView::Standing::not_the_platform);
}

TEST_CASE("a portal that answers in JSON is none either") {
  Day day;
  outlives(day, [](Request const&) { return say(200, "application/json", R"({"ok":true})"); }, LinkView::Standing::not_the_platform);
}

TEST_CASE("a redirect to another host is not followed") {
  Day day;
  outlives(day, [](Request const&) { return say(302, "text/html", "", {{"Location", "https://elsewhere.example/"}}); },
           LinkView::Standing::not_the_platform);
}

TEST_CASE("a receipt with a bad signature delivers nothing, whatever the hub stored") {
  Day day;
  outlives(day,
           [&](Request const& request) {
             // No news either: they would say truly that the complaint arrived.
             if (!is_letter(request)) return say(200, "text/html", "");
             auto answer = day.world.ask(request);
             REQUIRE(answer.status < 300);
             auto body = sync::parse_json(sync::as_text(answer.body));
             auto receipts = *body->find("receipts");
             auto signature = *sync::from_base64(*receipts.text("sig"));
             signature[5] ^= 1;
             receipts.set("sig", sync::to_base64(signature));
             body->set("receipts", receipts);
             answer.body = sync::to_bytes(write_json(*body));
             return answer;
           },
           LinkView::Standing::not_the_platform);
}

TEST_CASE("a receipt for another id delivers nothing") {
  Day day;
  auto const earlier = day.files("Received before.");
  std::optional<Answer> kept;
  day.weather = [&](Request const& request) {
    auto answer = day.world.ask(request);
    if (is_letter(request)) kept = answer;
    return answer;
  };
  day.pass(1min);
  REQUIRE(kept);
  CHECK(day.complaint(earlier).state == ComplaintState::received);
  // From now on every letter is answered with that same receipt, which is signed well.
  day.weather = [&](Request const& request) { return is_letter(request) ? *kept : day.world.ask(request); };
  auto const later = day.files("Not received.");
  day.pass(2h);
  CHECK(day.complaint(later).state != ComplaintState::received);
  CHECK(day.state.session->outbox.rows.size() == 1);
  CHECK(day.requests < 200);
  day.weather = nullptr;
  day.pass(3h);
  CHECK(day.complaint(later).state == ComplaintState::received);
  CHECK(day.at_hub() == 2);
}

TEST_CASE("a broken platform is asked again, ever more rarely") {
  for (int const status : {500, 502, 503}) {
    CAPTURE(status);
    Day day;
    outlives(day, [&](Request const&) { return problem(status, "broken"); }, LinkView::Standing::reached);
  }
}

TEST_CASE("patience that the platform asks for is kept to the second, also when a person is impatient") {
  Day day;
  std::optional<int> at;
  day.weather = [&](Request const&) { return problem(429, "slow_down", {{"Retry-After", "600"}}); };
  auto const id = day.files("In due time.");
  day.pass(1s);
  auto const asked = day.requests;
  CHECK(asked == 1);
  day.weather = nullptr;
  day.pass(500s);
  day.does(SendNow{});
  day.pass(90s);
  CHECK(day.requests == asked);
  day.pass(10min);
  CHECK(day.complaint(id).state == ComplaintState::received);
  CHECK(day.at_hub() == 1);
}

TEST_CASE("a line that is cut at any byte, there or back, loses nothing and doubles nothing") {
  for (bool const back : {false, true}) {
    Day day;
    bool cut = true;
    std::size_t at = 0, filed = 0;
    day.weather = [&](Request const& request) {
      if (!is_letter(request) || std::exchange(cut, true)) return day.world.ask(request);
      Answer gone;
      gone.reason = sync::LinkReason::offline;
      gone.detail = "cut";
      // Half a request is none for the platform.
      if (!back && at < request.path.size() + request.body.size()) return gone;
      auto answer = day.world.ask(request);
      return back && at < answer.body.size() ? gone : answer;
    };
    for (; at < 2600; at += back ? 61 : 97) {
      CAPTURE(back);
      CAPTURE(at);
      cut = false;
      auto const id = day.files("Cut.");
      ++filed;
      day.pass(20min);
      CHECK(cut);
      CHECK(day.complaint(id).state == ComplaintState::received);
      REQUIRE(day.at_hub() == filed);
    }
    MESSAGE(filed, " complaints, each cut once ", std::string(back ? "on the way back" : "on the way there"));
  }
}

TEST_CASE("the same id with other bytes is refused, said in words, and goes again under a new id; the rest goes on") {
  Day day;
  bool first_time = true;
  day.weather = [&](Request const& request) {
    // The hub has another letter under that id, as if a device had been copied.
    if (is_letter(request) && first_time) {
      first_time = false;
      return problem(422, "different_bytes");
    }
    return day.world.ask(request);
  };
  auto const bad = day.files("Taken.");
  day.pass(1s);
  auto const good = day.files("Free.");
  day.pass(1min);
  CHECK(day.complaint(bad).state == ComplaintState::refused_by_server);
  CHECK(day.complaint(good).state == ComplaintState::received);
  REQUIRE(day.state.session->outbox.rows.size() == 1);
  CHECK(day.state.session->outbox.rows[0].why_key == "outbox.refused.different_bytes");
  day.does(CorrectComplaint{bad});
  REQUIRE(day.state.session->complaints.draft);
  day.state.session->just_filed.reset();
  day.does(FileComplaint{*day.state.session->complaints.draft});
  REQUIRE(day.state.session->just_filed);
  auto const again = *day.state.session->just_filed;
  CHECK(again != bad);
  day.pass(1min);
  CHECK(day.complaint(again).state == ComplaintState::received);
  CHECK(day.state.session->outbox.rows.empty());
  CHECK(day.at_hub() == 2);
}

TEST_CASE("a device that the platform no longer knows keeps everything and says who can help") {
  Day day;
  outlives(day, [](Request const&) { return problem(401, "token_unknown"); }, LinkView::Standing::device_unknown);
}

TEST_CASE("the window says what it cannot open, and leaves it as it is") {
  walk::Folder folder;
  test::SeededEntropy entropy{7};
  tests::FakeLink link([](Request const&) { return Answer{}; });
  auto const open = [&] {
    return Office::open({folder.path, folder.path / "keys", HOUSE_BUILD "/share/carrel", false}, link, entropy, {});
  };
  REQUIRE(open());
  std::vector<sync::Migration> steps(sync::client_migrations().begin(), sync::client_migrations().end());
  steps.push_back({"9999_of_tomorrow", "CREATE TABLE tomorrow (x INTEGER) STRICT;"});
  REQUIRE(sync::Db::open(folder.path / "carrel.db", steps));
  auto const newer = open();
  REQUIRE_FALSE(newer);
  CHECK(explain(newer.error().fault) == "policy.fault.stale");
  CHECK(sync::Db::open(folder.path / "carrel.db", steps));
  std::filesystem::rename(folder.path / "keys", folder.path / "hidden");
  auto const keyless = open();
  REQUIRE_FALSE(keyless);
  CHECK_FALSE(std::filesystem::exists(folder.path / "keys"));
  std::filesystem::rename(folder.path / "hidden", folder.path / "keys");
  std::filesystem::remove(folder.path / "carrel.db-wal");
  std::string const rubbish(64 * 1024, 'x');
  walk::write_text(folder.path / "carrel.db", rubbish);
  auto const damaged = open();
  REQUIRE_FALSE(damaged);
  CHECK(explain(damaged.error().fault) == "policy.fault.corrupt");
  CHECK(walk::read_text(folder.path / "carrel.db") == rubbish);
}

// ---- courses ----

namespace {

struct CourseDay : Day {
  CourseDay() {
    REQUIRE(walk::run({HOUSE_BIN "/carrelctl", "pack", walk::weather, "-o", layouts.path / "weather"}).exit == 0);
    REQUIRE(hub::publish(world.books(), layouts.path / "weather", world.now));
    pass(1s);
    does(FetchCourse{"read-the-weather"});
  }
  CourseRow const& course(std::string const& id = "read-the-weather") const {
    for (auto const& row : state.session->courses)
      if (row.id == id) return row;
    FAIL("no such course");
    return state.session->courses.front();
  }
  walk::Folder layouts;
};

bool is_piece(Request const& request) { return request.path.find("/blobs/") != std::string::npos; }

}  // namespace

TEST_CASE("a course whose bytes are wrong or truncated is not shown, is said to be damaged, and comes whole the next time") {
  for (bool const truncated : {false, true}) {
    CAPTURE(truncated);
    CourseDay day;
    int bad = 0;
    day.weather = [&](Request const& request) {
      auto answer = day.world.ask(request);
      if (!is_piece(request) || bad == 3) return answer;
      ++bad;
      if (truncated) answer.body.resize(answer.body.size() / 2);
      else answer.body[answer.body.size() / 2] ^= 1;
      return answer;
    };
    auto const letter = day.files("Goes all the same.");
    day.pass(1min);
    CHECK(day.trouble() == "course.trouble.damaged");
    CHECK_FALSE(day.course().installed);
    CHECK(day.course().standing == CourseStanding::fetching);
    CHECK(day.complaint(letter).state == ComplaintState::received);
    day.does(OpenChapter{"read-the-weather", ""});
    CHECK_FALSE(day.state.session->reading);
    day.pass(2h);
    CHECK(bad == 3);
    CHECK(day.course().standing == CourseStanding::here);
    day.does(OpenChapter{"read-the-weather", ""});
    CHECK(day.state.session->reading);
  }
}

TEST_CASE("a course whose bytes are always wrong stops in words, costs nothing more, and comes when it is chosen again") {
  CourseDay day;
  bool mended = false;
  int asked = 0;
  day.weather = [&](Request const& request) {
    auto answer = day.world.ask(request);
    if (!is_piece(request)) return answer;
    ++asked;
    if (!mended) answer.body[answer.body.size() / 2] ^= 1;
    return answer;
  };
  day.pass(6h);
  CHECK(asked == sync::same_piece_tries);
  CHECK(day.trouble() == "course.trouble.stopped");
  CHECK_FALSE(day.course().stopped_at.empty());
  CHECK(day.course().standing == CourseStanding::offered);
  mended = true;
  day.does(FetchCourse{"read-the-weather"});
  day.pass(2h);
  CHECK(day.course().stopped_at.empty());
  CHECK(day.course().standing == CourseStanding::here);
}

TEST_CASE("a signed course that leads out of its folder is refused in words, and stops no other") {
  CourseDay day;
  // Signed by the platform's own key: nobody else's manifest is even asked for.
  std::string const config = "{}";
  auto const digest = [](std::string const& text) { return "sha256:" + sync::to_hex(sync::digest_of(sync::as_bytes(text)).bytes); };
  auto const part = [&](std::string const& title) {
    return Json::object({{"mediaType", "application/vnd.carrel.chapter.v1+json+zstd"},
                         {"digest", digest(config)},
                         {"size", 2},
                         {"annotations", Json::object({{"org.opencontainers.image.title", title}})}});
  };
  auto const manifest = write_json(Json::object(
      {{"schemaVersion", 2},
       {"mediaType", "application/vnd.oci.image.manifest.v1+json"},
       {"artifactType", "application/vnd.carrel.course.v1+json"},
       {"config", Json::object({{"mediaType", "application/vnd.carrel.course.config.v1+json"}, {"digest", digest(config)}, {"size", 2}})},
       {"layers", sync::JsonArray{part("../../keys/device.key")}}}));
  int asked = 0;
  day.weather = [&](Request const& request) {
    if (request.path.find("/manifests/" + digest(manifest)) != std::string::npos) {
      ++asked;
      return say(200, "application/vnd.oci.image.manifest.v1+json", manifest);
    }
    auto answer = day.world.ask(request);
    if (!request.path.starts_with("/v1/catalogue") || answer.status != 200) return answer;
    auto const envelope = sync::read_envelope(*sync::parse_json(sync::as_text(answer.body)));
    auto payload = *sync::parse_json(sync::as_text(envelope->payload));
    auto editions = payload.list("editions");
    auto evil = editions.front();
    evil.set("course", "abyss");
    evil.set("manifest", digest(manifest));
    evil.set("size", 1000);
    editions.insert(editions.begin(), evil);
    payload.set("editions", editions);
    answer.body = sync::to_bytes(write_json(to_json(sync::sign_dsse(envelope->payload_type, payload, day.world.books().keys.sign))));
    return answer;
  };
  // The catalogue is asked for anew, past the tag of the old one.
  day.restart();
  day.does(FetchCourse{"abyss"});
  day.world.now += std::chrono::days{40};
  day.does(SendNow{});
  day.pass(7h);
  CHECK(asked == 1);
  CHECK(day.trouble() == "course.trouble.refused");
  CHECK(day.course("abyss").standing == CourseStanding::offered);
  CHECK(day.course().standing == CourseStanding::here);
}

TEST_CASE("a catalogue signed by a stranger changes nothing") {
  CourseDay day;
  day.pass(1h);
  auto const before = day.state.session->courses.size();
  test::SeededEntropy entropy(99);
  auto const stranger = sync::SignKeyPair::make(entropy);
  day.weather = [&](Request const& request) {
    auto answer = day.world.ask(request);
    if (!request.path.starts_with("/v1/catalogue")) return answer;
    auto const payload = Json::object({{"v", 1}, {"editions", sync::JsonArray{}}});
    auto const signed_by = sync::sign_dsse("application/vnd.carrel.catalogue.v1+json", payload, stranger);
    return say(200, "application/json", sync::write_json(to_json(signed_by)));
  };
  day.does(SendNow{});
  day.pass(1min);
  CHECK(day.state.session->courses.size() == before);
  CHECK(day.state.link.standing == LinkView::Standing::not_the_platform);
  CHECK(day.course().standing == CourseStanding::here);
}
