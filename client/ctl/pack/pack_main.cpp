#include <cstdio>
#include <optional>

#include "client/ctl/pack/pack.h"

namespace carrel::client {
namespace {

constexpr int exit_failed = 1, exit_usage = 2, exit_refused = 4;
constexpr char const* usage = "usage: carrelctl pack FOLDER -o DIR [--id NAME] [--edition NAME] [--json] [--strict]\n";

struct Command {
  PackOrder order;
  bool json = false, strict = false;
};

std::optional<Command> read_arguments(std::span<std::string const> arguments) {
  Command out;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    auto const& word = arguments[i];
    bool const has_value = i + 1 < arguments.size();
    if (word == "--json") out.json = true;
    else if (word == "--strict") out.strict = true;
    else if ((word == "-o" || word == "--output") && has_value) out.order.target = arguments[++i];
    else if (word == "--id" && has_value) out.order.names.id = arguments[++i];
    else if (word == "--edition" && has_value) out.order.names.edition = arguments[++i];
    else if (!word.starts_with('-') && out.order.source.empty()) out.order.source = word;
    else return std::nullopt;
  }
  if (out.order.source.empty() || out.order.target.empty()) return std::nullopt;
  return out;
}

}  // namespace

int pack_main(std::span<std::string const> arguments) {
  auto const command = read_arguments(arguments);
  if (!command) {
    std::fputs(usage, stderr);
    return exit_usage;
  }
  auto const report = pack_course(command->order);
  if (!report) {
    auto const& error = report.error();
    if (command->json)
      std::printf("%s\n", sync::write_json(sync::Json::object({{"fault", sync::name_of(error.fault)}, {"text", error.place}})).c_str());
    else
      std::fprintf(stderr, "carrelctl pack: %s\n", error.place.c_str());
    return error.fault == sync::Fault::full ? exit_failed : exit_refused;
  }
  auto const text = command->json ? sync::write_json_pretty(report_json(*report)) + "\n" : report_text(*report);
  std::fputs(text.c_str(), stdout);
  return command->strict && !report->losses.empty() ? exit_refused : 0;
}

}  // namespace carrel::client
