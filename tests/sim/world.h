// One simulated stretch of days: a kiosk, a platform, the way between them, clocks and a power plug, all from one seed.
#pragma once

#include <functional>
#include <queue>

#include "tests/sim/kiosk_side.h"
#include "tests/sim/sky.h"

namespace carrel::sim {

struct WorldFigures {
  int filed = 0, delivered = 0, requests = 0, cuts = 0;
};

class World {
 public:
  using Trace = std::function<void(std::string const&)>;
  World(std::uint64_t seed, Trace trace);

  /// Lives through the bad days and the calm after them. Throws a Violation.
  void run();
  WorldFigures const& figures() const { return figures_; }

 private:
  using Millis = std::chrono::milliseconds;
  struct Event {
    Millis at;
    std::uint64_t number;  // The order of making, where times are equal.
    int life;              // Of the kiosk's process that waits for it; -1 for a request under way.
    std::function<void()> happen;
    bool operator>(Event const& other) const { return std::pair(at, number) > std::pair(other.at, other.number); }
  };

  void one_step();
  void weather_changes();
  void disk_troubles();
  void live_for(Millis span);
  void tick();
  void ask(sync::Request request);
  void answer(sync::Answer answer, Millis after);
  sync::Answer forged(sync::Request const& request);
  void mend_power();
  void later(Millis after, int life, std::function<void()> happen);
  void calm();
  void a_full_bag();
  sync::Now now() const;
  sync::WallTime truth() const;
  void say(std::string const& line);

  std::uint64_t seed_;
  Trace trace_;
  Dice dice_;
  Millis time_{0};
  Millis booted_{0};
  std::chrono::seconds clock_error_{0};
  Sky sky_ = Sky::clear;
  int life_ = 0;
  bool asking_ = false;
  std::uint64_t events_made_ = 0;
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
  std::vector<sync::Answer> history_;
  WorldFigures figures_;
  HubSide hub_;
  KioskSide kiosk_;
};

}  // namespace carrel::sim
