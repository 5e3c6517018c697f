// Death at the n-th system call: SQLite's calls that change a file or take a lock, and every line that is said to the parent.
// For programs of one thread that are started to be killed.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstdarg>
#include <string>

namespace carrel::tests {

// SQLite's hooks for system calls carry no pointer of ours, so the count has to stand here. This program has one thread.
inline long calls_left = -1;
/// How many there were, for who wants to know how long a life is.
inline long calls_made = 0;

inline void maybe_die() {
  ++calls_made;
  if (calls_left > 0 && --calls_left == 0) kill(getpid(), SIGKILL);
}

inline ssize_t dying_write(int file, void const* bytes, size_t size) {
  maybe_die();
  return write(file, bytes, size);
}
inline ssize_t dying_pwrite(int file, void const* bytes, size_t size, off_t offset) {
  maybe_die();
  return pwrite(file, bytes, size, offset);
}
inline int dying_ftruncate(int file, off_t size) {
  maybe_die();
  return ftruncate(file, size);
}
inline int dying_unlink(char const* path) {
  maybe_die();
  return unlink(path);
}
inline int dying_fcntl(int file, int command, ...) {
  maybe_die();
  va_list arguments;
  va_start(arguments, command);
  auto* const argument = va_arg(arguments, void*);
  va_end(arguments);
  return fcntl(file, command, argument);
}

inline void hook_system_calls() {
  auto* const vfs = sqlite3_vfs_find(nullptr);
  auto const hook = [vfs](char const* name, auto call) {
    vfs->xSetSystemCall(vfs, name, reinterpret_cast<sqlite3_syscall_ptr>(call));
  };
  hook("write", dying_write);
  hook("pwrite", dying_pwrite);
  hook("pwrite64", dying_pwrite);
  hook("ftruncate", dying_ftruncate);
  hook("unlink", dying_unlink);
  hook("fcntl", dying_fcntl);
}

inline void say(std::string line) {
  maybe_die();
  line += '\n';
  if (write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size())) _exit(3);
}

}  // namespace carrel::tests
