// How a program of ours or of the system is started beside the window: three descriptors, no other; no signal mask of ours; the
// environment that it is given and nothing else. Reading what it says and waiting for its end are its owner's.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace carrel::platform {

struct Start {
  std::filesystem::path program;             ///< Whole path; PATH is not searched.
  std::vector<std::string> arguments{};      ///< After the program's own name.
  std::vector<std::string> environment{};    ///< "NAME=value".
  int in = -1;                               ///< Its standard input; stays the caller's.
  std::optional<int> out{};                  ///< Its standard output; without one /dev/null, as its errors always.
};

/// The process, to be waited for by the caller; 0 when it could not be started.
inline pid_t spawn(Start start) {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  if (posix_spawn_file_actions_init(&files) != 0) return 0;
  if (posix_spawnattr_init(&attributes) != 0) {
    posix_spawn_file_actions_destroy(&files);
    return 0;
  }
  posix_spawn_file_actions_adddup2(&files, start.in, STDIN_FILENO);
  if (start.out) posix_spawn_file_actions_adddup2(&files, *start.out, STDOUT_FILENO);
  else posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  // Not ours: where it leads may be a file.
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  auto const pointers = [](std::vector<std::string>& words) {
    std::vector<char*> out;
    for (auto& word : words) out.push_back(word.data());
    out.push_back(nullptr);
    return out;
  };
  start.arguments.insert(start.arguments.begin(), start.program.string());
  pid_t child = 0;
  if (posix_spawn(&child, start.program.c_str(), &files, &attributes, pointers(start.arguments).data(),
                  pointers(start.environment).data()) != 0)
    child = 0;
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return child;
}

}  // namespace carrel::platform
