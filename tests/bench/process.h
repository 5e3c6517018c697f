// A program that is measured from outside: started, spoken to line by line, and read in /proc.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace carrel::bench {

/// Proportional set size in bytes, by who brought it.
struct Memory {
  double program = 0;    ///< Mapped from the checkout: the program, faces, words, the database.
  double own = 0;        ///< Without a file: heap, stacks, and what the graphics driver allocates there.
  double driver = 0;     ///< Files of the GL driver, LLVM and what only they need.
  double libraries = 0;  ///< Every other library.
  double all() const { return program + own + driver + libraries; }
};

/// Voluntary and forced switches of all threads: a thread that was woken has switched.
std::uint64_t context_switches(pid_t process);
Memory memory_of(pid_t process);
/// The child of `process` whose program has this name; 0 when there is none.
pid_t child_named(pid_t process, std::string const& name);

class Process {
 public:
  /// Starts a program with a pipe to its input and from its output. Its first argument after `words` is the monotonic clock in
  /// nanoseconds just before exec.
  explicit Process(std::vector<std::string> words);
  /// Closes its input and waits for its end.
  ~Process();
  Process(Process const&) = delete;
  Process& operator=(Process const&) = delete;

  pid_t id() const { return id_; }
  /// The next line it writes; ends this program when there is none.
  std::string line();
  void say(std::string const& line);

 private:
  pid_t id_ = 0;
  int to_ = -1, from_ = -1;
};

}  // namespace carrel::bench
