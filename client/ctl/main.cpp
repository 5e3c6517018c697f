// carrelctl: the operator's command line, over the same desk as the window.
#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "client/app/places.h"
#include "client/ctl/command.h"
#include "client/ctl/pack/pack.h"
#include "platform/process/core_dumps.h"

namespace {

using namespace carrel::client;

struct Command {
  char const* word;
  int (*run)(Call);
  char const* help;
};

constexpr Command commands[]{
    {"status", status_command, "what waits to be sent, the last connection, the disk"},
    {"sync", sync_command, "send what waits, fetch news and courses   [--patience SECONDS]"},
    {"enrol", enrol_command, "make this device known   --provision FILE [--name NAME]"},
    {"learners", learners_command, "who may sit down here (first names only)"},
    {"courses", courses_command, "what is offered and what is here   [--fetch COURSE|all] [--remove COURSE]"},
    {"voice", voice_command, "how the voice begins, and where it may be heard   [--start on|off] [--rate N] [--volume N]\n"
                             "            [--headphones-only yes|no] [--output detect|headphones|speaker]"},
    {"verify", verify_command, "check the database, and every course file against its digest"},
};

int print_help() {
  std::cout << "carrelctl [--data DIR] [--keys DIR] [--json] COMMAND\n\n";
  for (auto const& command : commands) {
    std::string const word = command.word;
    std::cout << "  " << word << std::string(10 - word.size(), ' ') << command.help << '\n';
  }
  std::cout << "  pack      make a course pack from a folder   SOURCE -o DIR [--strict]\n\n"
               "Exit: 0 done, 1 failed, 2 usage, 3 no connection, 4 refused or not valid, 5 damaged or of another version.\n";
  return 0;
}

}  // namespace

int main(int count, char** words) {
  carrel::platform::refuse_core_dumps();
  std::vector<std::string> all(words + 1, words + count);
  // `pack` reads its own arguments: it needs no data folder.
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i] == "--data" || all[i] == "--keys") ++i;
    else if (all[i] == "pack") {
      auto const word = all.begin() + static_cast<std::ptrdiff_t>(i);
      bool const json = std::find(all.begin(), word, "--json") != word;
      std::vector<std::string> rest(word + 1, all.end());
      if (json) rest.push_back("--json");
      return pack_main(rest);
    } else if (!all[i].starts_with("-")) {
      break;
    }
  }
  Call call{default_data(), {}, false, std::move(all)};
  call.json = call.take_flag("--json");
  if (auto data = call.take_option("--data"); !data.empty()) call.data = data;
  call.keys = call.take_option("--keys");
  if (call.words.empty() || call.words.front() == "--help" || call.words.front() == "-h") return print_help();
  auto const word = call.words.front();
  call.words.erase(call.words.begin());
  for (auto const& command : commands)
    if (word == command.word) return command.run(std::move(call));
  return refuse_usage(word + " is not a command");
}
