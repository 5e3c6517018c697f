// The complaint form on the small panel with its screen keyboard, in French: AZERTY, accents, digits, and nothing hidden that is needed.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "client/policies/policy_store.h"
#include "tests/golden/stage_hand.h"

using namespace carrel;
using namespace carrel::client;

namespace {

constexpr float keyboard_top = 480 - 228;

struct Panel {
  kit::Kit kit;
  Scene scene;

  static Panel at(std::string const& name) {
    auto const share = std::filesystem::path(HOUSE_BUILD) / "share/carrel";
    auto kit = kit::Kit::open(share, "fr");
    REQUIRE(kit);
    auto scenes = sample_scenes("fr", load_policies(share / "policies", {}).policies);
    auto const found = std::find_if(scenes.begin(), scenes.end(), [&](Scene const& scene) { return scene.name == name; });
    REQUIRE(found != scenes.end());
    Panel panel{std::move(*kit), std::move(*found)};
    panel.kit.set_screen_keyboard(true);
    panel.settle();
    return panel;
  }
  void settle() { draw_settled(kit, scene, {800, 480}); }
  void tap(std::string const& label) {
    REQUIRE_MESSAGE(kit.inject_tap(label), label);
    settle();
  }
  void tap_word(char const* key) { tap(kit.word(key)); }
  kit::TraceEntry const* find(std::string const& label) const {
    for (auto const& one : kit.trace())
      if (one.touchable && one.visible && one.label == label) return &one;
    return nullptr;
  }
};

}  // namespace

TEST_CASE("every field of the form is seen whole above the screen keyboard, and its label with it") {
  for (auto const& [scene, field] : {std::pair{"complaint-who", "complainant_name"}, {"complaint-who", "complainant_email"},
                                     {"complaint-who", "complainant_phone"}, {"complaint-who", "student_id"},
                                     {"complaint-happened", "details"}, {"complaint-happened", "spoken_to_whom"},
                                     {"complaint-wish", "desired_outcome"}}) {
    auto panel = Panel::at(scene);
    auto const label = panel.kit.word(std::string("complaint.field.") + field);
    CAPTURE(label);
    panel.tap(label);
    CHECK(panel.kit.keyboard_shown());
    auto const* seen = panel.find(label);
    REQUIRE(seen);
    CHECK(seen->bounds.bottom() <= keyboard_top);
    CHECK(seen->seen.h >= seen->bounds.h - 0.5f);
    auto const& trace = panel.kit.trace();
    auto const words = std::find_if(trace.begin(), trace.end(), [&](auto const& one) { return !one.touchable && one.label == label; });
    REQUIRE(words != trace.end());
    CHECK(words->seen.h >= words->bounds.h - 0.5f);
  }
}

TEST_CASE("above the screen keyboard Leave stands alone, and nothing lies over it") {
  auto panel = Panel::at("complaint-who");
  panel.tap_word("complaint.field.complainant_name");
  auto const* leave = panel.find(panel.kit.word("kit.leave"));
  REQUIRE(leave);
  CHECK(leave->bounds.bottom() <= keyboard_top);
  for (auto const& one : panel.kit.trace())
    if (one.touchable && one.visible && one.id != leave->id) CHECK_MESSAGE(one.seen.common(leave->bounds).empty(), one.label);
}

TEST_CASE("French is written on the panel: letters, accents, capitals, digits and the sign of an address") {
  auto panel = Panel::at("complaint-who");
  auto const& form = panel.scene.drafts.complaint.form;
  auto const before = form.email;
  panel.tap_word("complaint.field.complainant_name");
  CHECK(panel.find("a"));
  CHECK(!panel.find("@"));
  panel.tap_word("complaint.field.complainant_email");
  panel.tap("a");
  panel.tap(panel.kit.word("kit.key_shift"));
  panel.tap("Z");
  panel.tap("z");  // One capital, then small letters again.
  panel.tap("é à ç");
  panel.tap("é");
  panel.tap("é à ç");
  panel.tap("@");  // Beside the letters, where an address is written.
  panel.tap("123");
  panel.tap("7");
  CHECK(form.email == before + "aZzé@7");
  panel.tap(panel.kit.word("kit.key_delete"));
  CHECK(form.email == before + "aZzé@");
  panel.tap_word("complaint.field.complainant_phone");
  CHECK(panel.find("7"));  // A number begins with digits.
}

TEST_CASE("the screen keyboard goes away when it is asked to, and gives the way on back") {
  auto panel = Panel::at("complaint-who");
  auto const next = panel.kit.word("complaint.form.next");
  panel.tap_word("complaint.field.complainant_name");
  CHECK(!panel.find(next));
  panel.tap_word("kit.key_hide");
  CHECK(!panel.kit.keyboard_shown());
  CHECK(panel.find(next));
  panel.tap_word("complaint.field.student_id");  // The last one of the page.
  CHECK(panel.kit.keyboard_shown());
  panel.tap_word("kit.key_done");
  CHECK(!panel.kit.keyboard_shown());
  CHECK(panel.find(next));
}

TEST_CASE("the last key of the keyboard leads from field to field, each seen whole, and what is written goes into the right one") {
  auto panel = Panel::at("complaint-who");
  auto const before = panel.scene.drafts.complaint.form;
  panel.tap_word("complaint.field.complainant_name");
  int typed = 0;
  for (char const* field : {"complainant_name", "complainant_email", "complainant_phone", "student_id"}) {
    auto const label = panel.kit.word(std::string("complaint.field.") + field);
    CAPTURE(label);
    CHECK(panel.kit.keyboard_shown());
    auto const* seen = panel.find(label);
    REQUIRE(seen);
    CHECK(seen->bounds.bottom() <= keyboard_top);
    CHECK(seen->seen.h >= seen->bounds.h - 0.5f);
    panel.kit.inject_text("4");
    panel.settle();
    if (++typed < 4) panel.tap_word("kit.key_next");
  }
  auto const& form = panel.scene.drafts.complaint.form;
  CHECK(form.name == before.name + "4");
  CHECK(form.email == before.email + "4");
  CHECK(form.phone == before.phone + "4");
  CHECK(form.student_id == before.student_id + "4");
}

TEST_CASE("from a long text over an answer to the next field, everything that is written arrives") {
  auto panel = Panel::at("complaint-happened");
  auto& form = panel.scene.drafts.complaint.form;
  form.spoken_to = ComplaintDraft{}.spoken_to;
  form.spoken_to_whom.clear();
  panel.settle();
  panel.tap_word("complaint.field.details");
  CHECK(panel.kit.keyboard_shown());
  panel.kit.inject_text("!");
  panel.settle();
  panel.tap_word("complaint.yes");
  panel.tap_word("complaint.field.spoken_to_whom");
  CHECK(panel.kit.keyboard_shown());
  panel.kit.inject_key(kit::Key::select_all);
  panel.kit.inject_text("é7");
  panel.settle();
  CHECK(form.spoken_to_whom == "é7");
  CHECK(form.details.ends_with("!"));
}
