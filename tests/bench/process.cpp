#include "tests/bench/process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/bench/measure.h"

namespace carrel::bench {
namespace {

namespace fs = std::filesystem;

fs::path proc(pid_t process) { return fs::path("/proc") / std::to_string(process); }

bool is_driver(std::string const& file) {
  for (auto const* part : {"LLVM", "gallium", "swrast", "_dri", "EGL", "GLES", "glapi", "GLdispatch", "libGL", "drm", "gbm", "libelf",
                           "libsensors", "libxcb", "libX", "libwayland", "libedit", "libz3", "libxml2", "libicu", "libtinfo", "libbsd",
                           "libmd.", "libffi", "vulkan", "nvidia"})
    if (file.find(part) != std::string::npos) return true;
  return false;
}

double& part_of(Memory& memory, std::string const& file) {
  if (file.empty() || file[0] != '/' || file.starts_with("/dev/") || file.starts_with("/memfd")) return memory.own;
  if (is_driver(fs::path(file).filename())) return memory.driver;
  if (file.find(".so") != std::string::npos || file.starts_with("/usr/lib")) return memory.libraries;
  return memory.program;
}

}  // namespace

std::uint64_t context_switches(pid_t process) {
  std::uint64_t sum = 0;
  for (auto const& task : fs::directory_iterator(proc(process) / "task")) {
    std::ifstream file(task.path() / "status");
    for (std::string line; std::getline(file, line);)
      if (auto const at = line.find("ctxt_switches:"); at != std::string::npos) sum += std::stoull(line.substr(at + 14));
  }
  return sum;
}

Memory memory_of(pid_t process) {
  Memory memory;
  std::ifstream maps(proc(process) / "smaps");
  std::string file;
  for (std::string line; std::getline(maps, line);) {
    std::istringstream words(line);
    std::string first;
    words >> first;
    if (first.find('-') != std::string::npos && first.back() != ':') {
      std::string skipped;
      words >> skipped >> skipped >> skipped >> skipped >> std::ws;
      file.clear();
      std::getline(words, file);
    } else if (first == "Pss:") {
      double kib = 0;
      words >> kib;
      part_of(memory, file) += kib * 1024;
    }
  }
  return memory;
}

pid_t child_named(pid_t process, std::string const& name) {
  for (auto const& task : fs::directory_iterator(proc(process) / "task")) {
    std::ifstream children(task.path() / "children");
    for (pid_t child = 0; children >> child;) {
      std::error_code failed;
      if (fs::read_symlink(proc(child) / "exe", failed).filename() == name) return child;
    }
  }
  return 0;
}

Process::Process(std::vector<std::string> words) {
  int in[2], out[2];
  if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) give_up("no pipe");
  std::vector<char*> argv;
  words.push_back(std::string(20, '0'));
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  id_ = fork();
  if (id_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    auto const now = std::to_string(wall_now().count());
    words.back().replace(20 - now.size(), now.size(), now);
    execv(argv[0], argv.data());
    _exit(127);
  }
  close(in[0]);
  close(out[1]);
  to_ = in[1];
  from_ = out[0];
}

Process::~Process() {
  close(to_);
  close(from_);
  waitpid(id_, nullptr, 0);
}

std::string Process::line() {
  std::string line;
  for (char c = 0;;) {
    if (read(from_, &c, 1) != 1) give_up("a program that is measured ended by itself");
    if (c == '\n') return line;
    line += c;
  }
}

void Process::say(std::string const& line) {
  auto const text = line + "\n";
  if (write(to_, text.data(), text.size()) != static_cast<ssize_t>(text.size())) give_up("a program that is measured does not listen");
}

}  // namespace carrel::bench
