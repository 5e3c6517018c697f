// Chance from a seed (SplitMix64): the same seed, the same day.
#pragma once

#include <chrono>
#include <cstdint>

#include "sync/base/entropy.h"

namespace carrel::sim {

class Dice final : public sync::Entropy {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  /// 0 to n - 1.
  std::uint64_t below(std::uint64_t n) { return next() % n; }
  bool chance(unsigned percent) { return below(100) < percent; }
  std::chrono::milliseconds between(std::chrono::milliseconds least, std::chrono::milliseconds most) {
    return least + std::chrono::milliseconds(below(static_cast<std::uint64_t>((most - least).count()) + 1));
  }
  void fill(std::span<std::uint8_t> room) override {
    for (auto& byte : room) byte = static_cast<std::uint8_t>(next() >> 24);
  }

 private:
  std::uint64_t state_;
};

/// What must never be: thrown where it is seen, caught by the program's main.
struct Violation {
  std::string what;
};

inline void must(bool holds, std::string what) {
  if (!holds) throw Violation{std::move(what)};
}

}  // namespace carrel::sim
