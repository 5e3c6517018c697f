// Switch control on the screen: what was drawn is offered by Scan, and what is taken is touched; around it a ring of three lines,
// of which one is seen on any ground, and its name.
#include <cmath>

#include "client/kit/kit.h"

namespace carrel::kit {
namespace {

constexpr float least_seen = 24, strip = 56, plate_pad = 12, room_for_words = 72;

ScanPart part_of(Stopover const& stop) {
  if (stop.key) return ScanPart::keyboard;
  switch (stop.group) {
    case -1: return ScanPart::lead;
    case 1: return ScanPart::forward;
    case 2: return ScanPart::side;
    case 3: return ScanPart::tools;
    case 4: return ScanPart::spine;
    default: return ScanPart::page;
  }
}

Text name_of(ScanPart part) {
  switch (part) {
    case ScanPart::keyboard: return "kit.scan.keyboard";
    case ScanPart::lead: case ScanPart::forward: return "kit.scan.forward";
    case ScanPart::side: return "kit.scan.side";
    case ScanPart::tools: return "kit.scan.tools";
    case ScanPart::spine: return "kit.scan.spine";
    case ScanPart::page: break;
  }
  return "kit.scan.page";
}

}  // namespace

bool Kit::feed(InputEvent const& event) {
  if (!scan_.on()) return Hands::feed(event);
  auto const& look = scan_.look();
  bool const two = look.way == ScanLook::Way::two;
  using Kind = InputEvent::Kind;
  auto const pressed = [&](bool steps) {
    switches_.push_back(steps ? Switch::step : Switch::take);
    return true;
  };
  if (event.kind == Kind::key && (event.key == Key::space || event.key == Key::enter))
    return event.repeat ? false : pressed(two && event.key == Key::space);
  if (event.kind == Kind::text && event.character == ' ') return false;  // The same press once more, as a letter.
  bool const hand = event.kind == Kind::press || event.kind == Kind::release || event.kind == Kind::move;
  if (!look.anywhere || !hand) return Hands::feed(event);
  return event.kind == Kind::press && pressed(two && event.x < extent().width / 2);
}

std::optional<std::chrono::milliseconds> Kit::wants_frame_at() const {
  auto const step = scan_.due(), run = runs_on_at();
  return step && run ? std::min(*step, *run) : step ? step : run;
}

void Kit::follow_switch() {
  for (auto const pressed : std::exchange(switches_, {})) {
    if (pressed == Switch::step) {
      scan_.step(clock_);
      continue;
    }
    auto const taken = scan_.take(clock_);
    if (!taken) continue;
    if (taken->deed == ScanDeed::touch) touch_by_switch(taken->id);
    else scroll_page(taken->deed == ScanDeed::further_down ? 1 : -1);
  }
  scan_.tick(clock_);
}

void Kit::offer_to_switch() {
  if (!scan_.on()) return;
  std::vector<ScanThing> things;
  for (auto const& stop : reached()) {
    bool const enough = stop.seen.h >= std::min(stop.area.h, least_seen) && stop.seen.w >= std::min(stop.area.w, least_seen);
    if (stop.layer >= modal_ && enough) things.push_back({stop.id, part_of(stop), stop.seen, trace_[stop.said].label});
  }
  auto const further = scroll_room();
  if (further.down)
    things.push_back({.part = ScanPart::page, .seen = {further.view.x, further.view.bottom() - strip, further.view.w, strip},
                      .deed = ScanDeed::further_down});
  if (further.up)
    things.push_back({.part = ScanPart::page, .seen = {further.view.x, further.view.y, further.view.w, strip},
                      .deed = ScanDeed::further_up});
  scan_.see(std::move(things));
  draw_offer();
}

std::string Kit::offered() {
  if (scan_.rests()) return word("kit.scan.rests");
  auto const ring = scan_.ring();
  if (!ring) return {};
  switch (ring->kind) {
    case ScanRing::Kind::out: return word("kit.scan.out");
    case ScanRing::Kind::row: return word("kit.scan.row");
    case ScanRing::Kind::part: return word(name_of(ring->part));
    case ScanRing::Kind::thing: break;
  }
  if (ring->deed == ScanDeed::touch) return ring->name;
  return word(ring->deed == ScanDeed::further_down ? "kit.scan.down" : "kit.scan.up");
}

void Kit::draw_offer() {
  auto const name = offered();
  if (name.empty()) return;
  Rect const window{0, 0, extent().width, extent().height};
  auto const size = type(Style::label);
  float const w = std::min(std::ceil(text_width(name, size)) + 2 * plate_pad, window.w - 16), h = size.line + 10;
  Rect plate{std::round((window.w - w) / 2), window.bottom() - h - 8, w, h};
  if (auto const ring = scan_.ring()) {
    Rect const r = ring->area.common(window.inset(7));
    outline(r.inset(-7), colour(Token::page), 3, 12);
    outline(r.inset(-4), colour(Token::ink), 5, 10);
    outline(r.inset(1), colour(Token::page), 3, 8);
    // What has room for words says itself what it is, and a key too: a plate would only hide what stands above.
    bool const key = ring->part == ScanPart::keyboard, scrolls = ring->deed != ScanDeed::touch;
    if (ring->kind == ScanRing::Kind::thing && !scrolls && (key || r.w >= room_for_words)) return;
    plate.x = std::clamp(r.x - 7, 4.0f, window.w - w - 4);
    plate.y = r.y - 10 - h >= 4 ? r.y - 10 - h : std::min(r.bottom() + 10, window.bottom() - h - 4);
  }
  fill(plate.inset(-2), colour(Token::page), 10);
  fill(plate, colour(Token::ink), 8);
  paint(Style::label, name, {plate.x + plate_pad, plate.y + 5}, w - 2 * plate_pad + 2, {.colour = Token::page, .lines_max = 1});
}

}  // namespace carrel::kit
