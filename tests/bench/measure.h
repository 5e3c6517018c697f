// What every measurement shares: clocks of this process, the middle of several tries, and the line that ./bench reads.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace carrel::bench {

enum class Better { lower, higher, zero };

/// One line of build/bench.json. `name` is a path of words ("frame.home.cpu"); units are SI, "ratio" or "count".
void report(std::string const& name, double value, std::string const& unit, Better better = Better::lower);
/// For people, on stderr.
void tell(std::string const& words);
/// Ends the program with a sentence.
[[noreturn]] void give_up(std::string const& words);

/// CPU time of all threads of this process, also those of the graphics driver.
std::chrono::nanoseconds cpu_now();
std::chrono::nanoseconds wall_now();
double ms(std::chrono::nanoseconds time);

/// Not the mean: one try that another program disturbed does not count.
double middle(std::vector<double> values);

/// Instructions of all threads born after it, in user space. Nothing where the machine has no counter (most virtual ones).
class Instructions {
 public:
  Instructions();
  ~Instructions();
  Instructions(Instructions const&) = delete;
  Instructions& operator=(Instructions const&) = delete;
  std::optional<std::uint64_t> count() const;

 private:
  int counter_ = -1;
};

}  // namespace carrel::bench
