// A person with one switch, who waits until what they want is offered, and knows no other way.
#pragma once

#include "tests/access/panel.h"

namespace carrel::client {

/// `Self` gives kit(), find(label), height(), press() and wait().
template <class Self>
struct OneSwitch {
  using Kind = kit::ScanRing::Kind;
  using Ring = kit::ScanRing;

  Self& self() { return static_cast<Self&>(*this); }
  std::optional<Ring> ring() { return self().kit().scan().ring(); }
  auto const& offered() { return self().kit().scan().things(); }

  /// Waits until a ring is offered that leads there, and presses, until the thing itself was taken.
  bool take(auto const& leads_there) {
    for (int step = 0; step < 160; ++step) {
      auto const at = ring();
      if (!at) self().press();  // Rested: wakes it.
      else if (!leads_there(*at)) self().wait();
      else if (self().press(); at->kind == Kind::thing) return true;
    }
    return false;
  }
  bool scroll(kit::ScanDeed deed) {
    return take([&](Ring const& r) {
      return r.kind == Kind::thing ? r.deed == deed : r.kind == Kind::part && r.part == kit::ScanPart::page;
    });
  }
  bool has_more(kit::ScanDeed deed) {
    return std::any_of(offered().begin(), offered().end(), [&](auto const& t) { return t.deed == deed; });
  }
  bool offers(std::uint32_t id) {
    return std::any_of(offered().begin(), offered().end(), [&](auto const& t) { return t.id == id && id != 0; });
  }
  /// Takes the thing of that name, after scrolling to it.
  bool take_thing(std::string const& name) {
    auto const* entry = self().find(name);
    for (int page = 0; (!entry || !offers(entry->id)) && page < 20; ++page, entry = self().find(name)) {
      bool const below = !entry || entry->bounds.y > self().height() / 2;
      auto const deed = below ? kit::ScanDeed::further_down : kit::ScanDeed::further_up;
      if (!has_more(deed) || !scroll(deed)) return false;
    }
    if (!entry) return false;
    auto const id = entry->id;
    return take([&](Ring const& r) {
      if (r.kind == Kind::out || r.deed != kit::ScanDeed::touch) return false;
      auto const it = std::find_if(offered().begin(), offered().end(), [&](auto const& t) { return t.id == id; });
      if (it == offered().end() || it->part != r.part) return false;
      return r.kind == Kind::thing ? r.area == it->seen : r.area.contains(it->seen.centre());
    });
  }
};

/// The same on a scene.
struct Switcher : OneSwitch<Switcher> {
  Panel panel;
  std::chrono::milliseconds now{60'000};

  Switcher(Scene scene, Look look, kit::ScanLook scan = {kit::ScanLook::Way::one, std::chrono::milliseconds{1000}, false})
      : panel(std::move(scene), look) {
    panel.kit.tell_time(now);
    panel.kit.set_scan(scan);
    panel.settle();
  }
  kit::Kit& kit() { return panel.kit; }
  kit::TraceEntry const* find(std::string const& label) { return panel.find(label); }
  float height() const { return panel.look.height; }
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
};

}  // namespace carrel::client
