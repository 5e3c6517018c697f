// carrel-hub: the reference central API, for demos, tests and a school's own server.
#include <sodium.h>

#include <array>
#include <cstdio>

#include "sync/hub/commands.h"

namespace {

using carrel::hub::Arguments;
using Names = std::array<std::string_view, 13>;

struct Command {
  std::string_view name;
  int (*run)(Arguments const&);
  Names with_value;
  Names flags;
  char const* help;
};

constexpr std::array commands{
    Command{"init", carrel::hub::command_init, {"dir", "name", "calendar"}, {},
            "carrel-hub init --dir DIR [--name NAME] [--calendar FILE]\n"
            "  Makes a hub: its keys, its name and an empty database. Never over an existing one.\n"},
    Command{"serve", carrel::hub::command_serve,
            {"dir", "host", "port", "cert", "key", "record", "max-seconds", "calendar"}, {},
            "carrel-hub serve --dir DIR --cert FILE --key FILE [--host 127.0.0.1] [--port 0] [--record FILE] [--max-seconds N]\n"
            "  Answers over TLS 1.3 until SIGTERM or SIGINT. Port 0 takes any free one; DIR/port says which while it serves.\n"
            "  --record writes every request and answer as a line of JSON, for tests.\n"},
    Command{"publish", carrel::hub::command_publish, {"dir", "calendar"}, {"json"},
            "carrel-hub publish --dir DIR LAYOUT... [--json]\n"
            "  Takes in course editions from OCI image layouts, as carrelctl pack writes them. Every digest is verified.\n"},
    Command{"demo", carrel::hub::command_demo, {"dir", "url", "ca", "calendar"}, {"json"},
            "carrel-hub demo --dir DIR [--url URL] [--ca FILE] [--json]\n"
            "  Sets up three learners (Awa, Lucas, Inès) and writes DIR/provision.json for carrelctl enrol.\n"
            "  The address is taken from DIR/port, the authority from DIR/ca/ca.pem, unless said otherwise.\n"},
    Command{"answer", carrel::hub::command_answer, {"dir", "calendar"}, {},
            "carrel-hub answer --dir DIR REFERENCE acknowledge\n"
            "carrel-hub answer --dir DIR REFERENCE ask TEXT\n"
            "carrel-hub answer --dir DIR REFERENCE extend DATE TEXT\n"
            "carrel-hub answer --dir DIR REFERENCE decide TEXT\n"
            "  Moves a complaint on and tells the learner. May be used while the hub serves.\n"},
    Command{"invoice", carrel::hub::command_invoice,
            {"dir", "number", "issued", "amount", "tax", "currency", "from", "until", "due", "order", "plan", "state", "calendar"}, {},
            "carrel-hub invoice --dir DIR LEARNER --number TEXT --issued DATE --amount N --currency EUR [--tax N]\n"
            "                   [--from DATE --until DATE] [--due DATE] [--order TEXT] [--plan premium_solo] [--state paid]\n"
            "  Tells a learner (a first name, or an id) of an invoice that was issued. N are minor units: 2000 is 20.00. The period\n"
            "  ends before the day of --until. The same number again states it anew. May be used while the hub serves.\n"},
    Command{"list", carrel::hub::command_list, {"dir", "calendar"}, {"json"},
            "carrel-hub list --dir DIR [--json]\n"
            "  The complaints received, with their references, dates and states.\n"},
    Command{"case", carrel::hub::command_case, {"dir", "files", "calendar"}, {"json"},
            "carrel-hub case --dir DIR REFERENCE [--files FOLDER] [--json]\n"
            "  One complaint with everything that was filed, and how far its files have come. --files writes those that are whole.\n"},
    Command{"settings", carrel::hub::command_settings, {"dir", "name", "support-email", "support-phone", "calendar"}, {"json"},
            "carrel-hub settings --dir DIR [--name NAME] [--support-email ADDRESS] [--support-phone NUMBER] [--json]\n"
            "  Shows what the devices are told of this platform, and tells them what changes. May be used while the hub serves.\n"},
    Command{"rotate", carrel::hub::command_rotate, {"dir", "old-key-days", "calendar"}, {},
            "carrel-hub rotate --dir DIR [--old-key-days 30]\n"
            "  Replaces the keys that the hub signs with and that actions are sealed to, and tells every device under the old key's\n"
            "  signature. Actions sealed before are still opened. May be used while the hub serves.\n"},
};

void say_help() {
  std::printf("carrel-hub, the reference central API of Carrel\n\n");
  for (auto const& command : commands) std::printf("%s\n", command.help);
  std::printf("Ends with 0 when done, 1 when it failed, 2 when the words were wrong.\n");
}

}  // namespace

int main(int count, char** words) {
  if (sodium_init() < 0) return 1;
  std::string_view const name = count > 1 ? words[1] : "--help";
  if (name == "--help" || name == "-h" || name == "help") {
    say_help();
    return 0;
  }
  for (auto const& command : commands) {
    if (command.name != name) continue;
    std::span<char const* const> const rest(words + 2, static_cast<std::size_t>(count - 2));
    auto const arguments = carrel::hub::read_arguments(rest, command.with_value, command.flags);
    if (arguments.has("help")) {
      std::printf("%s", command.help);
      return 0;
    }
    if (!arguments.complaint.empty()) {
      std::fprintf(stderr, "carrel-hub %s: %s\n%s", words[1], arguments.complaint.c_str(), command.help);
      return 2;
    }
    return command.run(arguments);
  }
  std::fprintf(stderr, "carrel-hub does not know %s; carrel-hub --help says what it knows\n", words[1]);
  return 2;
}
