// A person with one switch, who waits until what they want is offered, and knows no other way.
#pragma once

#include "tests/access/panel.h"

namespace carrel::client {

struct Switcher {
  using Kind = kit::ScanRing::Kind;
  using Ring = kit::ScanRing;

  Panel panel;
  std::chrono::milliseconds now{60'000};

  Switcher(Scene scene, Look look, kit::ScanLook scan = {kit::ScanLook::Way::one, std::chrono::milliseconds{1000}, false})
      : panel(std::move(scene), look) {
    panel.kit.tell_time(now);
    panel.kit.set_scan(scan);
    panel.settle();
  }
  void wait() {
    auto const at = panel.kit.wants_frame_at();
    REQUIRE(at);
    now = *at;
    panel.kit.tell_time(now);
    panel.settle();
  }
  void press() {
    now += std::chrono::milliseconds{300};
    panel.kit.tell_time(now);
    CHECK(panel.kit.feed({.kind = kit::InputEvent::Kind::key, .key = kit::Key::space}));
    panel.settle();
  }
  std::optional<Ring> ring() const { return panel.kit.scan().ring(); }

  /// Waits until a ring is offered that leads there, and presses, until the thing itself was taken.
  bool take(auto const& leads_there) {
    for (int step = 0; step < 120; ++step) {
      auto const at = ring();
      if (!at) press();  // Rested: wakes it.
      else if (!leads_there(*at)) wait();
      else if (press(); at->kind == Kind::thing) return true;
    }
    return false;
  }
  bool scroll(kit::ScanDeed deed) {
    return take([&](Ring const& r) {
      return r.kind == Kind::thing ? r.deed == deed : r.kind == Kind::part && r.part == kit::ScanPart::page;
    });
  }
  bool has_more(kit::ScanDeed deed) const {
    auto const& things = panel.kit.scan().things();
    return std::any_of(things.begin(), things.end(), [&](auto const& t) { return t.deed == deed; });
  }
  bool offers(std::uint32_t id) const {
    auto const& things = panel.kit.scan().things();
    return std::any_of(things.begin(), things.end(), [&](auto const& t) { return t.id == id && id != 0; });
  }
  /// Takes the thing of that name, after scrolling to it.
  bool take_thing(std::string const& name) {
    auto const* entry = panel.find(name);
    for (int page = 0; entry && !offers(entry->id) && page < 20; ++page, entry = panel.find(name)) {
      auto const deed = entry->bounds.y > panel.look.height / 2 ? kit::ScanDeed::further_down : kit::ScanDeed::further_up;
      if (!has_more(deed) || !scroll(deed)) return false;
    }
    if (!entry) return false;
    auto const id = entry->id;
    return take([&](Ring const& r) {
      if (r.kind == Kind::out || r.deed != kit::ScanDeed::touch) return false;
      auto const* now_at = panel.entry(id);
      if (!now_at) return false;
      return r.kind == Kind::thing ? r.area == now_at->seen : r.area.contains(now_at->seen.centre());
    });
  }
};

}  // namespace carrel::client
