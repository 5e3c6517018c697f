// Bytes that look random and follow from a seed: the same keys, ids and delays in every run.
#pragma once

#include <random>

#include "sync/base/entropy.h"

namespace carrel::tests {

class SeededEntropy : public sync::Entropy {
 public:
  explicit SeededEntropy(std::uint64_t seed) : random_(seed) {}
  void fill(std::span<std::uint8_t> room) override {
    for (auto& byte : room) byte = static_cast<std::uint8_t>(random_());
  }

 private:
  std::mt19937_64 random_;
};

}  // namespace carrel::tests
