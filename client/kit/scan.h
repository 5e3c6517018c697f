// Switch control: what can be reached is offered one after the other, and one press takes what is offered. Groups come first, then
// their rows, then single things, so that nothing is many steps away. With one switch the steps come by themselves; with two, the
// other one steps. Pure: what was drawn, moments and presses in; a ring with a name and a deed out. It draws nothing, has no clock of
// its own, and comes to rest by itself: then nothing wakes anybody until the switch is pressed.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "client/kit/stops.h"

namespace carrel::kit {

struct ScanLook {
  enum class Way { off, one, two };
  Way way = Way::off;
  std::chrono::milliseconds step{2000};  ///< One switch: how long each thing is offered; half as long again for the first of a group.
  bool anywhere = false;                 ///< A press anywhere on the screen is the switch; with two, its left half is the one that steps.
  bool operator==(ScanLook const&) const = default;
};

/// What taking it does.
enum class ScanDeed { touch, further_down, further_up };

/// The groups of a screen, in the order in which they are offered.
enum class ScanPart { keyboard, lead, page, forward, side, tools, spine };

struct ScanThing {
  WidgetId id = 0;
  ScanPart part = ScanPart::page;
  Rect seen{};
  std::string name{};
  ScanDeed deed = ScanDeed::touch;
};

/// What is offered now.
struct ScanRing {
  enum class Kind { thing, part, row, out };
  Kind kind = Kind::thing;
  Rect area{};
  std::string name{};                    ///< Of a thing.
  ScanPart part = ScanPart::page;        ///< Of a part, a row, or the way out of it.
  ScanDeed deed = ScanDeed::touch;
};

class Scan {
 public:
  using Time = std::chrono::milliseconds;  ///< Since some start; never goes back.

  void set(ScanLook const& look);
  bool on() const { return look_.way != ScanLook::Way::off; }
  ScanLook const& look() const { return look_; }
  std::vector<ScanThing> const& things() const { return things_; }

  /// What the frame offers, in drawing order.
  void see(std::vector<ScanThing> things);
  /// The switch that takes. Nothing when it only opened a group, or woke the scan; presses of a trembling hand count once.
  std::optional<ScanThing> take(Time now);
  /// The switch that steps, where there are two.
  void step(Time now);
  /// The moment passed: goes on when it is due. True when something else is offered now.
  bool tick(Time now);
  /// When tick() has something to do; nothing at rest, or when a hand steps.
  std::optional<Time> due() const { return due_; }
  bool rests() const { return on() && rests_; }
  /// Nothing at rest.
  std::optional<ScanRing> ring() const;

 private:
  struct Step {
    ScanRing ring;
    std::size_t thing = 0, row = 0;
  };
  struct Path {
    int level = 0;                       // 0: parts, 1: of one part, 2: of one row.
    ScanPart part = ScanPart::page;
    std::size_t row = 0, at = 0;
    int loops = 0;
  };
  using Row = std::vector<std::size_t>;  // Of things.
  Row things_of(ScanPart part) const;
  std::vector<Row> rows_of(Row const& things) const;
  std::vector<Step> steps() const;
  void add_things(std::vector<Step>& steps, Row const& things) const;
  void open(Step const& step);
  void advance();
  void wait_from(Time now);
  bool too_soon(Time now);
  Rect around(Row const& things) const;
  std::vector<ScanPart> parts() const;

  ScanLook look_;
  std::vector<ScanThing> things_;
  Path path_;
  bool rests_ = true;
  bool fresh_ = true;                    // Nothing was offered yet since it was turned on.
  std::optional<Time> due_, pressed_;
};

}  // namespace carrel::kit
