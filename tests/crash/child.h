// A device in a process of its own, which may be killed or kill itself: spoken to in lines over a pipe each way.
#pragma once

#include <doctest/doctest.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

extern char** environ;

namespace carrel::tests {

/// Another process with a pipe each way; reaped at the end of the scope.
class Child {
 public:
  explicit Child(std::vector<std::string> words) {
    int to_child[2], from_child[2];
    REQUIRE(pipe2(to_child, O_CLOEXEC) == 0);
    REQUIRE(pipe2(from_child, O_CLOEXEC) == 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, to_child[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, from_child[1], STDOUT_FILENO);
    std::vector<char*> raw;
    for (auto& word : words) raw.push_back(word.data());
    raw.push_back(nullptr);
    auto const code = posix_spawn(&id_, raw[0], &actions, nullptr, raw.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(to_child[0]);
    close(from_child[1]);
    out_ = fdopen(to_child[1], "w");
    in_ = fdopen(from_child[0], "r");
    REQUIRE(code == 0);
  }
  Child(Child const&) = delete;
  Child& operator=(Child const&) = delete;
  ~Child() { wait(); }

  /// The next whole line; nothing at the end. A line that a kill tore is none.
  std::optional<std::string> read() {
    std::string line;
    for (int c; (c = std::fgetc(in_)) != EOF;) {
      if (c == '\n') return line;
      line += static_cast<char>(c);
    }
    return std::nullopt;
  }
  void write(std::string const& line) {
    std::fputs((line + '\n').c_str(), out_);
    std::fflush(out_);
  }
  /// True when it was killed, false when it ended well. Anything else fails the test.
  bool wait() {
    if (id_ <= 0) return was_killed_;
    std::fclose(out_);
    int status = 0;
    waitpid(id_, &status, 0);
    std::fclose(in_);
    id_ = 0;
    was_killed_ = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    CHECK((was_killed_ || (WIFEXITED(status) && WEXITSTATUS(status) == 0)));
    return was_killed_;
  }

 private:
  pid_t id_ = 0;
  std::FILE* out_ = nullptr;
  std::FILE* in_ = nullptr;
  bool was_killed_ = false;
};

inline std::uint64_t chosen_seed() {
  auto const* const given = std::getenv("CARREL_SEED");
  return given ? std::strtoull(given, nullptr, 10) : 20261122;
}

}  // namespace carrel::tests
