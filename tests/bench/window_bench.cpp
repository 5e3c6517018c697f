// The window as a process, beside a bare one: the way to its first interactive frame, its memory, and its rest.
// usage: window_bench [--long]   rest is watched for 30 seconds, else for 10
#include <unistd.h>

#include <cstring>
#include <sstream>

#include "tests/bench/measure.h"
#include "tests/bench/process.h"
#include "tests/bench/world.h"

using namespace carrel::bench;

namespace {

std::string const bare_program = HOUSE_BUILD "/bench/peers/bare_window";
std::string const carrel_program = HOUSE_BUILD "/bench/peers/carrel_window";

struct Start {
  double wall = 0, cpu = 0, built = 0, submitted = 0;
};
Start start_of(Process& process) {
  Start start;
  std::istringstream(process.line()) >> start.wall >> start.cpu >> start.built >> start.submitted;
  return start;
}

struct Counts {
  double built = 0, submitted = 0, wakeups = 0;
};
Counts counts_of(Process& process, std::string const& line) {
  process.say(line);
  Counts counts;
  std::istringstream(process.line()) >> counts.built >> counts.submitted >> counts.wakeups;
  return counts;
}

// In turns, so that what else the machine does falls on both.
void measure_start(std::string const& data) {
  std::vector<double> wall[2], cpu[2], built, submitted;
  for (int i = 0; i < 9; ++i) {
    Process bare({bare_program});
    auto const theirs = start_of(bare);
    Process carrel({carrel_program, data});
    auto const ours = start_of(carrel);
    if (i < 2) continue;  // The disk's cache fills.
    wall[0].push_back(theirs.wall);
    cpu[0].push_back(theirs.cpu);
    wall[1].push_back(ours.wall);
    cpu[1].push_back(ours.cpu);
    built.push_back(ours.built);
    submitted.push_back(ours.submitted);
  }
  report("start.bare.wall", middle(wall[0]), "ms");
  report("start.bare.cpu", middle(cpu[0]), "ms");
  report("start.carrel.wall", middle(wall[1]), "ms");
  report("start.carrel.cpu", middle(cpu[1]), "ms");
  report("start.carrel.frames_built", middle(built), "count");
  report("start.carrel.frames_shown", middle(submitted), "count");
  report("start.wall_of_bare", middle(wall[1]) / middle(wall[0]), "ratio");
  report("start.cpu_of_bare", middle(cpu[1]) / middle(cpu[0]), "ratio");
}

void report_memory(std::string const& name, Memory const& memory) {
  constexpr double mib = 1024 * 1024;
  report("memory." + name + ".pss", memory.all() / mib, "MiB");
  report("memory." + name + ".program_and_files", memory.program / mib, "MiB");
  report("memory." + name + ".heap_and_stacks", memory.own / mib, "MiB");
  report("memory." + name + ".driver", memory.driver / mib, "MiB");
  report("memory." + name + ".libraries", memory.libraries / mib, "MiB");
}

Memory measure_bare() {
  Process bare({bare_program});
  static_cast<void>(start_of(bare));
  auto const memory = memory_of(bare.id());
  report_memory("bare", memory);
  return memory;
}

void measure_rest(Process& carrel, std::string const& name, unsigned seconds) {
  auto const before = counts_of(carrel, "counts");
  usleep(300'000);
  auto const switches = context_switches(carrel.id());
  sleep(seconds);
  auto const switched = context_switches(carrel.id()) - switches;
  auto const after = counts_of(carrel, "counts");
  auto const in = "rest." + name + "." + std::to_string(seconds) + "s.";
  report(in + "frames_built", after.built - before.built, "count", Better::zero);
  report(in + "frames_shown", after.submitted - before.submitted, "count", Better::zero);
  report(in + "window_wakeups", after.wakeups - before.wakeups - 1, "count", Better::zero);  // One is the question itself.
  report(in + "context_switches_of_all_threads", static_cast<double>(switched), "count", Better::zero);
}

// Until the courier has gone and nothing of the start is left to be done.
pid_t courier_of(Process const& carrel) { return child_named(carrel.id(), "carrel-courier"); }

}  // namespace

int main(int count, char** words) {
  bool const is_long = count > 1 && std::strcmp(words[1], "--long") == 0;
  Hub const hub;
  hub.publish(hub.pack(HOUSE_TOP "/assets/courses/read-the-weather", "course"));
  std::string data;
  {
    Device device(hub, "device");
    data = device.data();
    device.work_until_resting();
  }
  measure_start(data);

  auto const bare = measure_bare();
  Process carrel({carrel_program, data});
  static_cast<void>(start_of(carrel));
  pid_t courier = 0;
  for (int i = 0; i < 100 && courier == 0; ++i) {
    courier = courier_of(carrel);
    usleep(10'000);
  }
  usleep(500'000);
  if (courier != 0) report("memory.courier.pss", memory_of(courier).all() / (1024 * 1024), "MiB");
  static_cast<void>(counts_of(carrel, "sit"));
  for (int i = 0; i < 200 && courier_of(carrel) != 0; ++i) usleep(100'000);
  usleep(500'000);
  auto const memory = memory_of(carrel.id());
  report_memory("carrel", memory);
  report("memory.pss_of_bare", memory.all() / bare.all(), "ratio");
  report("memory.own_part_with_drivers_heap", (memory.program + memory.own) / (1024 * 1024), "MiB");
  report("memory.own_part", (memory.program + memory.own - bare.own) / (1024 * 1024), "MiB");
  measure_rest(carrel, "home", 10);
  if (is_long) measure_rest(carrel, "home", 30);
}
