// sim: lives through simulated days. The seed is the day; a day that ends badly can be lived again.
#include <sodium.h>

#include <chrono>
#include <cstdio>
#include <cstring>
#include <string>

#include "sync/base/guard.h"
#include "tests/sim/world.h"

namespace {

using carrel::sim::Dice;

// libsodium takes its randomness from a global: here it follows from the seed, else no day could be lived twice.
Dice sodium_dice{0};

char const* dice_name() { return "seeded"; }
std::uint32_t dice_word() { return static_cast<std::uint32_t>(sodium_dice.next()); }
void dice_fill(void* const room, std::size_t const size) { sodium_dice.fill({static_cast<std::uint8_t*>(room), size}); }

void seed_sodium() {
  static randombytes_implementation seeded{dice_name, dice_word, nullptr, nullptr, dice_fill, nullptr};
  randombytes_set_implementation(&seeded);
}

std::string without;  // The guard that is taken out; sabotage builds only.

struct Options {
  std::uint64_t first = 1, last = 100;
  bool trace = false;
  bool must_catch = false;
};

int usage() {
  std::puts("usage: sim [--seed N | --seeds A..B] [--trace] [--without GUARD] [--must-catch]\n"
            "  --seed N      one day         --seeds A..B  many days\n"
            "  --trace       tell what happens\n"
            "  --without     with one guard taken out (sim_sabotage only)\n"
            "  --must-catch  succeed only when some day ends badly");
  return 2;
}

bool read(int count, char** words, Options& options) {
  for (int i = 1; i < count; ++i) {
    std::string const word = words[i];
    bool const more = i + 1 < count;
    if (word == "--trace") options.trace = true;
    else if (word == "--must-catch") options.must_catch = true;
    else if (word == "--seed" && more) options.first = options.last = std::stoull(words[++i]);
    else if (word == "--without" && more) without = words[++i];
    else if (word == "--seeds" && more) {
      std::string const range = words[++i];
      auto const dots = range.find("..");
      if (dots == std::string::npos) return false;
      options.first = std::stoull(range.substr(0, dots));
      options.last = std::stoull(range.substr(dots + 2));
    } else return false;
  }
#ifndef CARREL_SABOTAGE
  if (!without.empty()) return false;
#endif
  return true;
}

// True when the day ended well.
bool live(std::uint64_t seed, Options const& options, carrel::sim::WorldFigures& all) {
  sodium_dice = Dice(seed);
  auto const tell = [](std::string const& line) { std::puts(line.c_str()); };
  try {
    carrel::sim::World world(seed, options.trace ? carrel::sim::World::Trace(tell) : nullptr);
    world.run();
    all.filed += world.figures().filed;
    all.delivered += world.figures().delivered;
    all.requests += world.figures().requests;
    all.cuts += world.figures().cuts;
    return true;
  } catch (carrel::sim::Violation const& violation) {
    std::printf("seed %llu: %s\n  again with: sim --seed %llu --trace%s%s\n", static_cast<unsigned long long>(seed),
                violation.what.c_str(), static_cast<unsigned long long>(seed), without.empty() ? "" : " --without ",
                without.c_str());
    return false;
  }
}

}  // namespace

#ifdef CARREL_SABOTAGE
namespace carrel::sync {
bool guard_in_place(char const* name) { return without != name; }
}  // namespace carrel::sync
#endif

int main(int count, char** words) {
  Options options;
  if (!read(count, words, options)) return usage();
  seed_sodium();
  if (sodium_init() < 0) return 1;
  auto const start = std::chrono::steady_clock::now();
  carrel::sim::WorldFigures all;
  std::uint64_t lived = 0, bad = 0;
  for (auto seed = options.first; seed <= options.last && (bad == 0 || !options.must_catch) && bad < 10; ++seed, ++lived)
    if (!live(seed, options, all)) ++bad;
  auto const took = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf("%llu days, %llu ended badly; %d filed, %d delivered, %d requests, %d restarts, %.1f s\n",
              static_cast<unsigned long long>(lived), static_cast<unsigned long long>(bad), all.filed, all.delivered,
              all.requests, all.cuts, took);
  return (bad > 0) == options.must_catch ? 0 : 1;
}
