// The voice over the real window's side: keys, order, privacy, and what is left of it when somebody leaves.
#include "client/app/ears.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "client/app/front.h"
#include "platform/voice/headphones.h"
#include "platform/voice/recorded_voice.h"

using namespace carrel;
using namespace carrel::client;
using platform::Headset;
using platform::WindowEvent;
using platform::WindowKey;

namespace {

constexpr sync::Now noon{sync::WallTime{std::chrono::seconds{1'800'000'000}}, sync::AwakeTime{std::chrono::hours{1}}};

// A window without a display, a desk that is played by the test, and a voice that writes down.
struct Stand {
  explicit Stand(Headset plug = Headset::out) : headphones(plug) {
    front.use_ears(ears);
    front.absorb({SettingsKnown{.settings = {.language = "en"}}, LearnersListed{{learner("Awa"), learner("Lucas")}}});
    settle();
  }
  static LearnerCard learner(char const* name) {
    LearnerCard card;
    card.first_name = name;
    card.emblem = "sun";
    card.language = "en";
    return card;
  }
  void settle() {
    for (int i = 0; i < 20; ++i) {
      front.draw_if_needed(now);
      auto const nap = front.gate().nap(now.awake);
      if (!nap || nap->count() > 0) break;
    }
  }
  void key(WindowKey key, bool shift = false) {
    front.feed({.kind = WindowEvent::Kind::key, .key = key, .shift = shift});
    settle();
  }
  // All that was said since the last look, one line.
  std::string heard() {
    std::string all;
    for (auto& one : std::exchange(voice.said, {})) all += (all.empty() ? "" : " / ") + one.text;
    return all;
  }
  void sit() {
    front.absorb({SessionOpened{learner("Awa")}, SettingsKnown{front.state().settings}});
    settle();
  }
  // A finger, or what the system says it is: there at `at`, after a while.
  void point(WindowEvent::Kind kind, kit::Point at, int after_ms = 0, WindowEvent::By by = WindowEvent::By::finger) {
    now.awake = now.awake + std::chrono::milliseconds{after_ms};
    front.feed({.kind = kind, .by = by, .x = at.x, .y = at.y}, now.awake);
    settle();
  }
  void tap(kit::Point at, int after_ms, WindowEvent::By by = WindowEvent::By::finger) {
    point(WindowEvent::Kind::press, at, after_ms, by);
    point(WindowEvent::Kind::release, at, 80, by);
  }
  void wait(int ms) {
    now.awake = now.awake + std::chrono::milliseconds{ms};
    settle();
  }
  kit::Point place_of(std::string_view label) const {
    for (auto const& entry : kit.trace())
      if (entry.label == label) return entry.seen.centre();
    FAIL("nothing is called " << label);
    return {};
  }
  void leave() {
    front.absorb({SessionClosed{}});
    settle();
  }

  sync::Now now = noon;
  std::unique_ptr<platform::Window> window = std::move(*platform::Window::open(platform::WindowMode::headless, 1280, 800, "ears"));
  kit::Kit kit = std::move(*kit::Kit::open(HOUSE_BUILD "/share/carrel", "en"));
  kit::Painter painter = std::move(*kit::Painter::open(kit));
  Intents asked;
  Front front{kit, painter, *window, [this](Intent intent) { asked.push_back(std::move(intent)); }};
  platform::RecordedVoice voice;
  platform::FixedHeadphones headphones;
  Ears ears{voice, headphones, kit};
};

bool says(std::string const& all, std::string_view part) { return all.find(part) != all.npos; }

}  // namespace

TEST_CASE("a voice that is off says nothing, whatever happens") {
  Stand stand;
  stand.key(WindowKey::tab);
  stand.sit();
  CHECK(stand.heard().empty());
  CHECK_FALSE(stand.front.state().voice.on);
}

TEST_CASE("one key turns the voice on before anybody sits down, and it says where one is and how to go on") {
  Stand stand;
  stand.key(WindowKey::voice_on);
  auto const said = stand.heard();
  CHECK(says(said, "Voice on."));
  CHECK(says(said, "Who is learning?"));
  CHECK(says(said, "2 things to choose."));
  CHECK(says(said, "Tab goes to the next thing"));
  stand.key(WindowKey::tab);
  CHECK(stand.heard() == "Awa, card, 1 of 2, sun");
  stand.key(WindowKey::tab);
  CHECK(stand.heard() == "Lucas, card, 2 of 2, sun");
  stand.key(WindowKey::voice_repeat);
  CHECK(stand.heard() == "Lucas, card, 2 of 2, sun");
  stand.key(WindowKey::voice_on);
  CHECK(stand.heard() == "Voice off");
}

TEST_CASE("a finger that stays three seconds turns the voice on, and touches nothing") {
  Stand stand;
  auto finger = [&](WindowEvent::Kind kind, std::chrono::milliseconds at) {
    for (auto const& entry : stand.kit.trace())
      if (entry.label == "Awa")
        stand.front.feed({.kind = kind, .x = entry.bounds.centre().x, .y = entry.bounds.centre().y}, noon.awake + at);
    stand.settle();
  };
  finger(WindowEvent::Kind::press, std::chrono::milliseconds{0});
  finger(WindowEvent::Kind::release, std::chrono::milliseconds{3100});
  CHECK(says(stand.heard(), "Voice on."));
  CHECK(stand.asked.empty());
  finger(WindowEvent::Kind::press, std::chrono::milliseconds{5000});
  finger(WindowEvent::Kind::release, std::chrono::milliseconds{8100});
  CHECK(stand.heard() == "Voice off");
  finger(WindowEvent::Kind::press, std::chrono::milliseconds{9000});
  finger(WindowEvent::Kind::release, std::chrono::milliseconds{9100});
  CHECK(stand.asked.size() == 1);  // A short one chooses, as ever.
}

TEST_CASE("every act ends what is being said") {
  Stand stand;
  stand.voice.ends_at_once = false;
  stand.key(WindowKey::voice_on);
  REQUIRE(stand.voice.is_speaking());
  stand.voice.stopped = 0;
  stand.front.feed({.kind = WindowEvent::Kind::key, .key = WindowKey::tab});
  CHECK(stand.voice.stopped == 1);  // Before any frame is built.
  CHECK_FALSE(stand.voice.is_speaking());
}

TEST_CASE("the page is read one thing after the other, pauses, goes on, steps and ends") {
  Stand stand;
  stand.voice.ends_at_once = false;
  auto const end_one = [&] {
    stand.voice.end();
    stand.settle();
  };
  stand.key(WindowKey::voice_read);  // Also while the voice is off.
  CHECK(stand.heard().starts_with("Good "));
  CHECK(stand.front.state().voice.reading);
  end_one();
  CHECK(stand.heard() == "Who is learning?");
  stand.key(WindowKey::voice_pause);
  CHECK_FALSE(stand.voice.is_speaking());
  stand.key(WindowKey::voice_pause);
  CHECK(stand.heard() == "Who is learning?");
  stand.key(WindowKey::voice_step);
  auto const third = stand.heard();
  CHECK_FALSE(third.empty());
  CHECK(third != "Who is learning?");
  stand.key(WindowKey::voice_step, true);
  CHECK(stand.heard() == "Who is learning?");
  stand.key(WindowKey::voice_read);
  CHECK_FALSE(stand.voice.is_speaking());
  CHECK_FALSE(stand.front.state().voice.reading);
}

TEST_CASE("speed and volume follow their keys within their bounds") {
  Stand stand;
  stand.key(WindowKey::voice_on);
  stand.heard();
  stand.key(WindowKey::voice_rate);
  CHECK(stand.voice.said.back().words_per_minute == 200);
  CHECK(stand.heard() == "200 words a minute");
  for (int i = 0; i < 20; ++i) stand.key(WindowKey::voice_rate);
  CHECK(stand.voice.said.back().words_per_minute == 400);
  for (int i = 0; i < 20; ++i) stand.key(WindowKey::voice_rate, true);
  CHECK(stand.voice.said.back().words_per_minute == 80);
  for (int i = 0; i < 20; ++i) stand.key(WindowKey::voice_volume, true);
  CHECK(stand.voice.said.back().volume == 0);
}

TEST_CASE("at Leave the voice is as the device begins, and nothing of what was said is left") {
  Stand stand;
  stand.key(WindowKey::voice_on);
  stand.key(WindowKey::voice_rate);
  stand.sit();
  CHECK(says(stand.heard(), "Awa"));
  CHECK(stand.front.state().voice.on);
  stand.leave();
  CHECK(stand.heard() == "Your space is closed. The voice is off. F1 turns it on.");
  CHECK_FALSE(stand.front.state().voice.on);
  CHECK(stand.front.state().voice.rate == 175);
  stand.key(WindowKey::voice_repeat);
  CHECK_FALSE(says(stand.heard(), "Awa"));
  stand.key(WindowKey::tab);
  CHECK(stand.heard().empty());
}

TEST_CASE("a device that begins with its voice on greets the next person by it") {
  Stand stand;
  stand.front.absorb({SettingsKnown{.settings = {.language = "en", .voice = {.on = true, .rate = 230}}}});
  stand.settle();
  CHECK(says(stand.heard(), "Tab goes to the next thing"));
  CHECK(stand.front.state().voice.rate == 230);
  stand.sit();
  stand.key(WindowKey::voice_rate);
  stand.heard();
  stand.leave();
  auto const said = stand.heard();
  CHECK(says(said, "Who is learning?"));
  CHECK(says(said, "Tab goes to the next thing"));  // Somebody new may be here.
  CHECK(stand.front.state().voice.rate == 230);
}

TEST_CASE("what is about the learner is said in headphones only, and so is everything where the operator says so") {
  Stand stand(Headset::out);
  stand.key(WindowKey::voice_on);
  stand.sit();
  stand.front.nav().go(Route::premium);
  stand.front.touch();
  stand.settle();
  stand.heard();
  stand.key(WindowKey::voice_read);
  for (auto const& one : stand.voice.said) CHECK_FALSE(one.is_private);
  CHECK(says(stand.heard(), "This is about you and is said in headphones only."));
  stand.headphones.now = Headset::in;
  stand.key(WindowKey::voice_read);
  bool any = false;
  for (auto const& one : stand.voice.said) any = any || one.is_private;
  CHECK(any);
  CHECK_FALSE(says(stand.heard(), "headphones only"));

  stand.headphones.now = Headset::out;
  stand.front.absorb({SettingsKnown{.settings = {.language = "en", .voice = {.headphones_only = true}}}});
  stand.key(WindowKey::voice_on);
  stand.key(WindowKey::tab);
  CHECK(stand.heard().empty());
  CHECK(stand.front.nav().voice_sheet);  // Which says why.
}

TEST_CASE("headphones pulled out in the middle of something private end it at once") {
  Stand stand(Headset::in);
  stand.voice.ends_at_once = false;
  stand.key(WindowKey::voice_on);
  stand.sit();
  stand.front.nav().go(Route::premium);
  stand.front.touch();
  stand.settle();
  REQUIRE(stand.voice.is_speaking());
  REQUIRE(stand.voice.said.back().is_private);
  stand.headphones.now = Headset::out;
  stand.front.draw_if_needed(noon);
  CHECK_FALSE(stand.voice.is_speaking());
}

TEST_CASE("headphones that are plugged in turn the voice on") {
  Stand stand(Headset::out);
  stand.headphones.now = Headset::in;
  stand.settle();
  CHECK(says(stand.heard(), "Voice on."));
}

TEST_CASE("where the voice cannot speak its sheet says why") {
  Stand stand;
  stand.voice.stands = platform::VoiceStanding::no_program;
  stand.key(WindowKey::voice_on);
  CHECK(stand.front.nav().voice_sheet);
  CHECK(says(stand.kit.trace_text(), "This device has no voice"));
}

TEST_CASE("a voice that has said all there is wakes nobody, and one that is off costs no comparison") {
  Stand stand;
  stand.sit();
  auto const off = stand.front.gate().nap(noon.awake);
  stand.key(WindowKey::voice_on);
  CHECK(stand.front.gate().nap(noon.awake) == off);
  CHECK_FALSE(off);  // For ever: somebody is here, and no hour is shown.
  auto const before = stand.front.gate().counts();
  stand.front.draw_if_needed(noon);
  CHECK(stand.front.gate().counts().built == before.built);
}

// ---- a finger that asks ----

TEST_CASE("with the voice on a finger that slides is told what lies under it, and never chooses") {
  Stand stand;
  stand.key(WindowKey::voice_on);
  stand.heard();
  auto const awa = stand.place_of("Awa"), lucas = stand.place_of("Lucas");
  stand.point(WindowEvent::Kind::press, awa);
  stand.wait(300);
  CHECK(stand.heard() == "Awa, card, 1 of 2, sun");
  stand.point(WindowEvent::Kind::move, {awa.x + 2, awa.y}, 50);
  CHECK(stand.heard().empty());  // The same is said once.
  stand.point(WindowEvent::Kind::move, lucas, 50);
  CHECK(stand.heard() == "Lucas, card, 2 of 2, sun");
  stand.point(WindowEvent::Kind::move, stand.place_of("Who is learning?"), 50);
  CHECK(says(stand.heard(), "Who is learning?"));  // What cannot be chosen is said too.
  stand.point(WindowEvent::Kind::move, awa, 50);
  CHECK(stand.heard() == "Awa, card, 1 of 2, sun");
  CHECK_FALSE(stand.kit.focus_shown().empty());
  CHECK(stand.kit.focus_shown().contains(awa));
  stand.point(WindowEvent::Kind::release, awa, 50);
  stand.wait(2000);
  CHECK(stand.asked.empty());
}

TEST_CASE("two quick taps anywhere choose what was said last, and a single one only asks") {
  Stand stand;
  stand.key(WindowKey::voice_on);
  auto const lucas = stand.place_of("Lucas");
  stand.tap({5, 5}, 0);
  stand.tap({5, 5}, 200);
  CHECK(stand.asked.empty());  // Nothing was said of anything yet.
  stand.wait(2000);
  stand.heard();
  stand.tap(lucas, 0);
  stand.wait(600);
  CHECK(stand.heard() == "Lucas, card, 2 of 2, sun");
  CHECK(stand.asked.empty());
  stand.tap(stand.place_of("Awa"), 1000);
  stand.tap(stand.place_of("Awa"), 200);
  CHECK(stand.asked.size() == 1);  // Lucas: of Awa nothing was said.
  REQUIRE(std::holds_alternative<OpenSession>(stand.asked.front()));
}

TEST_CASE("two taps that are slow or far apart choose nothing") {
  Stand stand;
  stand.key(WindowKey::voice_on);
  auto const awa = stand.place_of("Awa"), lucas = stand.place_of("Lucas");
  stand.tap(awa, 0);
  stand.tap(awa, 700);
  stand.tap(awa, 2000);
  stand.tap({lucas.x, lucas.y}, 100);
  stand.wait(2000);
  CHECK(stand.asked.empty());
}

TEST_CASE("a second finger chooses what the first one is told") {
  Stand stand;
  stand.key(WindowKey::voice_on);
  auto const awa = stand.place_of("Awa");
  stand.point(WindowEvent::Kind::press, awa);
  stand.wait(300);
  stand.point(WindowEvent::Kind::second_press, {600, 700}, 200);
  stand.point(WindowEvent::Kind::second_release, {600, 700}, 60);
  CHECK(stand.asked.size() == 1);
  stand.point(WindowEvent::Kind::release, awa, 200);
  CHECK(stand.asked.size() == 1);
}

TEST_CASE("a quick stroke goes to the next thing and to the one before, and chooses neither") {
  Stand stand;
  stand.key(WindowKey::voice_on);
  stand.heard();
  auto const stroke = [&](float dx) {
    stand.point(WindowEvent::Kind::press, {600, 700}, 1000);
    stand.point(WindowEvent::Kind::move, {600 + dx / 2, 702}, 40);
    stand.point(WindowEvent::Kind::release, {600 + dx, 704}, 40);
  };
  stroke(200);
  CHECK(stand.heard() == "Awa, card, 1 of 2, sun");
  stroke(200);
  CHECK(stand.heard() == "Lucas, card, 2 of 2, sun");
  stroke(-200);
  CHECK(stand.heard() == "Awa, card, 1 of 2, sun");
  CHECK(stand.asked.empty());
}

TEST_CASE("a mouse chooses at once although the voice is on, and so does what may be one until the device is a panel") {
  Stand stand;
  stand.key(WindowKey::voice_on);
  CHECK_FALSE(says(stand.heard(), "Slide a finger"));
  CHECK_FALSE(stand.front.state().voice.explores);
  stand.tap(stand.place_of("Awa"), 0, WindowEvent::By::mouse);
  CHECK(stand.asked.size() == 1);
  stand.tap(stand.place_of("Awa"), 1000, WindowEvent::By::unknown);
  CHECK(stand.asked.size() == 2);
  Stand panel;
  panel.ears.on_a_panel(true);
  panel.key(WindowKey::voice_on);
  CHECK(says(panel.heard(), "Slide a finger over the screen"));
  panel.tap(panel.place_of("Awa"), 0, WindowEvent::By::unknown);
  CHECK(panel.asked.empty());
  panel.tap(panel.place_of("Awa"), 2000, WindowEvent::By::mouse);
  CHECK(panel.asked.size() == 1);
}

TEST_CASE("who wants to touch as ever may say so, until they leave") {
  Stand stand;
  stand.key(WindowKey::voice_on);
  stand.front.nav().voice.push_back({VoiceWish::Kind::explore, 0});
  stand.front.touch();
  stand.settle();
  stand.tap(stand.place_of("Awa"), 1000);
  CHECK(stand.asked.size() == 1);
  stand.sit();
  stand.leave();
  stand.key(WindowKey::voice_on);
  stand.tap(stand.place_of("Awa"), 1000);
  CHECK(stand.asked.size() == 1);
}

// ---- what the switch control offers ----

TEST_CASE("with the voice on it is said what the switch control offers: groups, rows and things") {
  Stand stand;
  stand.front.absorb({SettingsKnown{.settings = {.language = "en", .scan = "two"}}});
  stand.settle();
  stand.key(WindowKey::voice_on);
  auto all = stand.heard();
  for (int i = 0; i < 8; ++i) {
    stand.wait(400);
    stand.key(WindowKey::space);  // The one that steps.
    auto const said = stand.heard();
    CHECK_FALSE(said.empty());
    CHECK(says(said, stand.kit.offered()));
    all += " / " + said;
  }
  CHECK(says(all, stand.kit.word("kit.scan.page")));
  while (stand.kit.offered() != stand.kit.word("kit.scan.page")) {
    stand.wait(400);
    stand.key(WindowKey::space);
  }
  stand.heard();
  stand.wait(400);
  stand.key(WindowKey::enter);
  CHECK(says(stand.heard(), "Awa, card"));
  stand.key(WindowKey::voice_on);
  stand.heard();
  stand.wait(400);
  stand.key(WindowKey::space);
  CHECK(stand.heard().empty());
}
