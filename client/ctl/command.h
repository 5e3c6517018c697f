// What every command of carrelctl shares: where the data lies, how it answers, and exit codes that scripts can use.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "client/app/office.h"
#include "sync/base/json.h"

namespace carrel::client {

/// 0 done, 1 failed, 2 usage, 3 no connection, 4 refused or not valid, 5 damaged or of another version.
enum class Exit { done = 0, failed = 1, usage = 2, offline = 3, refused = 4, damaged = 5 };
Exit exit_for(sync::Fault fault);

/// Everything before and behind the command's word.
struct Call {
  std::filesystem::path data;
  std::filesystem::path keys;      ///< Of the device key; empty: `keys` in the data folder.
  bool json = false;
  std::vector<std::string> words;  ///< Behind the command's word, without --data and --json.

  /// The value behind `name`, taken out of words; empty when it is not there.
  std::string take_option(std::string const& name);
  bool take_flag(std::string const& name);
};

/// Prints `json` with --json, else `text` as it is.
void answer(Call const& call, sync::Json const& json, std::string const& text);
/// Prints the reason: a sentence to stderr, or {"error": {...}} with --json. Gives the exit code.
int refuse(Call const& call, sync::Error const& error);
int refuse_usage(std::string const& sentence);

/// A desk over the data folder with a real way out. The courier is started only when something is to be sent.
struct OpenDesk {
  std::unique_ptr<sync::Link> link;
  std::unique_ptr<sync::Entropy> entropy;
  std::unique_ptr<Office> office;
};
sync::Result<OpenDesk> open_desk(Call const& call);

/// Lets link and desk work until `done` says so or `patience` passed; false when it passed.
bool work_until(OpenDesk& desk, std::function<bool()> const& done, std::chrono::seconds patience);

/// Sleeps until the link may have something to take.
void wait_for(sync::Link& link);

int status_command(Call call);
int sync_command(Call call);
int enrol_command(Call call);
int learners_command(Call call);
int courses_command(Call call);
int verify_command(Call call);
int voice_command(Call call);

}  // namespace carrel::client
