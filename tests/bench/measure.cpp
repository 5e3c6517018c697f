#include "tests/bench/measure.h"

#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace carrel::bench {
namespace {

char const* word_for(Better better) {
  switch (better) {
    case Better::lower: return "lower";
    case Better::higher: return "higher";
    case Better::zero: return "zero";
  }
  return "";
}

std::chrono::nanoseconds read(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
}

}  // namespace

void report(std::string const& name, double value, std::string const& unit, Better better) {
  std::printf(R"({"name":"%s","value":%.6g,"unit":"%s","better":"%s"})"
              "\n",
              name.c_str(), value, unit.c_str(), word_for(better));
  std::fflush(stdout);
}

void tell(std::string const& words) { std::fprintf(stderr, "%s\n", words.c_str()); }

void give_up(std::string const& words) {
  tell(words);
  std::exit(1);
}

std::chrono::nanoseconds cpu_now() { return read(CLOCK_PROCESS_CPUTIME_ID); }
std::chrono::nanoseconds wall_now() { return read(CLOCK_MONOTONIC); }
double ms(std::chrono::nanoseconds time) { return std::chrono::duration<double, std::milli>(time).count(); }

double middle(std::vector<double> values) {
  if (values.empty()) give_up("nothing was measured");
  auto const half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), half, values.end());
  return *half;
}

Instructions::Instructions() {
  perf_event_attr what{};
  what.size = sizeof what;
  what.type = PERF_TYPE_HARDWARE;
  what.config = PERF_COUNT_HW_INSTRUCTIONS;
  what.exclude_kernel = 1;
  what.exclude_hv = 1;
  what.inherit = 1;
  counter_ = static_cast<int>(syscall(SYS_perf_event_open, &what, 0, -1, -1, PERF_FLAG_FD_CLOEXEC));
}

Instructions::~Instructions() {
  if (counter_ >= 0) close(counter_);
}

std::optional<std::uint64_t> Instructions::count() const {
  std::uint64_t value = 0;
  if (counter_ < 0 || ::read(counter_, &value, sizeof value) != sizeof value) return {};
  return value;
}

}  // namespace carrel::bench
