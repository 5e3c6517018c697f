// What a touch asks for: every keystroke of a complaint is kept, a bare form says what it lacks, and Leave clears the screen.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>

#include "client/policies/policy_store.h"
#include "tests/golden/stage_hand.h"

using namespace carrel;
using namespace carrel::client;

namespace {

std::filesystem::path const share = std::filesystem::path(HOUSE_BUILD) / "share/carrel";

struct Hand {
  kit::Kit kit;
  Scene scene;

  static Hand at(std::string const& name) {
    auto kit = kit::Kit::open(share, "en");
    REQUIRE(kit);
    auto const facts = load_policies(share / "policies", {}).policies;
    for (auto& scene : sample_scenes("en", facts))
      if (scene.name == name) {
        Hand hand{std::move(*kit), std::move(scene)};
        draw_settled(hand.kit, hand.scene, {});
        return hand;
      }
    FAIL("no scene " << name);
    std::abort();
  }

  Intents tap(char const* label) {
    REQUIRE_MESSAGE(kit.inject_tap(label), label);
    return draw_settled(kit, scene, {});
  }
  bool says(std::string const& text) const { return kit.trace_text().find(text) != std::string::npos; }
};

template <class I>
I const* find(Intents const& intents) {
  for (auto const& one : intents)
    if (auto const* found = std::get_if<I>(&one)) return found;
  return nullptr;
}

}  // namespace

TEST_CASE("the desk is told when the hand leaves typing for a choice, another step or another page, so that it does not wait") {
  for (auto const* away : {"No", "Next", "Home", "Keep the draft and close"}) {
    CAPTURE(std::string(away));
    auto hand = Hand::at("complaint-happened");
    hand.tap("What happened?");
    hand.kit.inject_text("Q");
    auto const typed = draw_settled(hand.kit, hand.scene, {});
    REQUIRE(find<KeepComplaintDraft>(typed));
    CHECK(find<KeepComplaintDraft>(typed)->typing);
    auto const asked = hand.tap(away);
    auto const* kept = find<KeepComplaintDraft>(asked);
    REQUIRE(kept);
    CHECK_FALSE(kept->typing);
    CHECK(kept->draft.details.find('Q') != std::string::npos);
  }
}

TEST_CASE("the desk hears of a keystroke in the complaint at once") {
  auto hand = Hand::at("complaint-happened");
  hand.tap("What happened?");
  hand.kit.inject_text("Q");
  auto const asked = draw_settled(hand.kit, hand.scene, {});
  auto const* kept = find<KeepComplaintDraft>(asked);
  REQUIRE(kept);
  CHECK(kept->draft.details.find('Q') != std::string::npos);
  CHECK(kept->draft == hand.scene.drafts.complaint.form);
}

TEST_CASE("the next step waits until what is missing was named, and nobody is blamed before") {
  auto hand = Hand::at("complaint-who");
  hand.scene.drafts.complaint.form.email = "awa.example.org";
  draw_settled(hand.kit, hand.scene, {});
  CHECK(!hand.says("has no “@”"));
  hand.tap("Next");
  CHECK(hand.says("has no “@”"));
  CHECK(hand.scene.drafts.complaint.form.step == Step::who);
  hand.scene.drafts.complaint.form.email = "awa@example.org";
  hand.tap("Next");
  CHECK(hand.scene.drafts.complaint.form.step == Step::about);
}

TEST_CASE("filing says saved only after the desk has said so") {
  auto hand = Hand::at("complaint-check");
  auto const asked = hand.tap("Save and send when connected");
  REQUIRE(find<FileComplaint>(asked));
  CHECK(!hand.says("Saved on this device"));
  CHECK(hand.tap("Display").empty());  // A second touch meanwhile files nothing twice.
  hand.scene.nav.display_sheet = false;
  sync::ActionId id;
  id.bytes.fill(77);
  hand.scene.state.session->just_filed = id;
  draw_settled(hand.kit, hand.scene, {});
  CHECK(hand.says("title    Saved on this device"));
  CHECK(hand.says("no deadline has started"));
  hand.tap("Follow this complaint");
  CHECK(hand.scene.nav.complaint == id);
}

TEST_CASE("a withdrawal is asked for only with its sentence") {
  auto hand = Hand::at("timeline-withdrawing");
  CHECK(hand.says("Type the sentence as it stands above."));
  hand.kit.inject_tap("Confirm the withdrawal");
  CHECK(find<WithdrawComplaint>(draw_settled(hand.kit, hand.scene, {})) == nullptr);
  hand.scene.drafts.timeline.withdrawal_sentence = "I withdraw my complaint";
  draw_settled(hand.kit, hand.scene, {});
  CHECK(find<WithdrawComplaint>(hand.tap("Confirm the withdrawal")));
}

TEST_CASE("a switch asks for its purpose, and a second touch takes it back as easily") {
  auto hand = Hand::at("privacy");
  auto const asked = hand.tap("Surveys");
  auto const* set = find<SetConsent>(asked);
  REQUIRE(set);
  CHECK(set->purpose == "surveys");
  CHECK(!set->on);
}

TEST_CASE("Leave closes the session and leaves no draft") {
  auto hand = Hand::at("complaint-happened");
  CHECK(find<CloseSession>(hand.tap("Leave")));
  CHECK(hand.scene.nav.route == Route::welcome);
  CHECK(hand.scene.drafts.complaint.form == ComplaintDraft{});
  CHECK(!hand.says("Awa Kon"));
}
