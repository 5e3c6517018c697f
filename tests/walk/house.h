// The whole house as people start it, in a folder of its own: an authority, a hub program on the loopback, kiosks with carrelctl.
// Real processes and real bytes; everything is ended with the object that started it, and the hub by itself if the test dies.
#pragma once

#include <doctest/doctest.h>
#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/json.h"

namespace carrel::walk {

using Words = std::vector<std::string>;

/// A folder that goes away at the end.
struct Folder {
  std::filesystem::path path;
  Folder();
  ~Folder();
  Folder(Folder const&) = delete;
};

std::string read_text(std::filesystem::path const& file);
void write_text(std::filesystem::path const& file, std::string const& text);

struct Outcome {
  int exit = -1;     ///< -1 when a signal ended it.
  int signal = 0;
  std::string out, err;

  /// What it said on standard output; fails the test when that is not JSON.
  sync::Json json() const;
};

/// A program that runs beside the test. Killed at the end if it has not ended.
class Program {
 public:
  /// Standard output and error go to files under `notes`; `environment` is added to ours ("NAME=value").
  Program(Words words, std::filesystem::path const& notes, Words const& environment = {});
  ~Program();
  Program(Program const&) = delete;

  pid_t pid() const { return pid_; }
  bool runs();
  void kill(int signal);
  /// Waits for the end; a program that takes longer than `limit` is killed, and the test fails.
  Outcome end(std::chrono::seconds limit = std::chrono::seconds{60});

 private:
  bool reap(int flags);

  pid_t pid_ = 0;
  std::filesystem::path out_, err_;
  std::optional<int> status_;
};

/// Runs a program to its end.
Outcome run(Words words, Words const& environment = {});

/// A hub with its authority and three demo learners, serving; `courses` are folders of course sources to pack and publish.
class Hub {
 public:
  explicit Hub(Words const& courses = {});

  void stop();
  void pull_the_plug() { program_.reset(); }  ///< SIGKILL.
  /// Serves again, on the same port as before.
  void serve();
  int port() const { return port_; }
  std::filesystem::path folder() const { return folder_.path; }
  std::filesystem::path provision() const { return folder_.path / "provision.json"; }
  /// A provisioning file that leads to another port of this machine (a proxy).
  std::filesystem::path provision_by(int port);

  void publish(std::filesystem::path const& source);
  /// The operator at work: answer REFERENCE WORDS...
  void answer(std::string const& reference, Words words);
  /// Another deed of the operator, while the hub serves: settings, rotate.
  void does(std::string const& command, Words words = {});
  /// The complaints it has received.
  std::vector<sync::Json> complaints();
  /// Rows of one of its tables, counted beside it.
  int count(std::string const& table);

 private:
  Outcome run_hub(std::string const& command, Words const& words);

  Folder folder_;
  int port_ = 0;
  int packed_ = 0;
  std::optional<Program> program_;
};

/// A device: its data folder, and carrelctl over it.
class Kiosk {
 public:
  Outcome ctl(Words words, Words const& environment = {});
  /// Starts it and does not wait.
  void start(std::optional<Program>& program, Words words, Words const& environment = {});
  void enrol(Hub& hub) { REQUIRE(ctl({"enrol", "--provision", hub.provision()}).exit == 0); }
  std::filesystem::path data() const { return folder_.path / "data"; }

 private:
  Words line(Words words) const;
  Folder folder_;
};

/// The demo course that is quickest to pack.
inline std::string const weather = HOUSE_TOP "/assets/courses/read-the-weather";

}  // namespace carrel::walk
