// Which folder may include which, and which layer may include which: a wrong arrow fails here with its reason.
#include <doctest/doctest.h>

#include <filesystem>
#include <optional>
#include <regex>

#include "tests/house/sources.h"

using namespace carrel::house;

namespace {

struct Forbidden {
  std::string from;  // A file whose path starts so …
  std::string to;    // … may include nothing that starts so …
  std::vector<std::string> except;  // … but for files or includes that start so.
  std::string reason;
};

std::vector<Forbidden> const arrows{
    {"sync/", "client/", {}, "the durable half runs without a window"},
    {"sync/", "platform/", {}, "time, entropy and bytes come in as values"},
    {"platform/", "client/", {}, "the platform knows no feature"},
    {"platform/", "sync/", {"sync/base/", "sync/ports.h"}, "the platform knows the base and the ports only"},
    {"client/", "sync/hub/", {}, "the client meets the hub through the contract alone"},
    {"sync/", "sync/hub/", {"sync/hub/"}, "nothing else in sync knows the hub"},
    {"client/", "platform/", {"client/app/", "client/main.cpp", "client/ctl/"},
     "only the edge of the client chooses a platform"},
    {"client/", "imgui", {"client/kit/"}, "screens use the kit, never raw ImGui"},
    {"sync/", "imgui", {}, "no drawing below the client"},
    {"client/", "GLFW/", {}, "windows belong to platform/window"},
    {"client/", "sqlite3.h", {}, "SQLite is spoken in sync/db alone"},
    {"sync/", "sqlite3.h", {"sync/db/"}, "SQLite is spoken in sync/db alone"},
    {"client/", "curl/", {}, "sockets belong to the courier"},
    {"sync/", "curl/", {}, "sockets belong to the courier"},
    {"client/", "mbedtls/", {}, "TLS belongs to the courier"},
    {"client/", "nlohmann/", {}, "JSON goes through sync/base/json.h"},
    {"sync/", "nlohmann/", {"sync/base/json.cpp"}, "JSON goes through sync/base/json.h"},
    {"client/", "httplib.h", {}, "the HTTP server is the hub's"},
};

bool starts_with_any(std::string const& text, std::vector<std::string> const& starts) {
  for (auto const& start : starts)
    if (text.starts_with(start)) return true;
  return false;
}

std::optional<std::string> included(std::string const& line) {
  static std::regex const form{R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])"};
  std::smatch match;
  if (!std::regex_search(line, match, form)) return {};
  return match[1].str();
}

// The layer of a client file, by the suffix of its name: "", "store", "wire", "flow", "screen".
std::string layer_of(std::string const& path) {
  auto stem = std::filesystem::path(path).stem().string();
  for (std::string const layer : {"store", "wire", "flow", "screen"})
    if (stem.ends_with("_" + layer)) return layer;
  return {};
}

bool is_feature(std::string const& path) {
  return path.starts_with("client/") && !path.starts_with("client/kit/") && !path.starts_with("client/app/") &&
         !path.starts_with("client/ctl/") && path != "client/main.cpp";
}

struct ForbiddenLayer {
  std::string from, to, reason;
};
std::vector<ForbiddenLayer> const layers{
    {"", "store", "rules take facts and return decisions"},
    {"", "flow", "rules take facts and return decisions"},
    {"", "wire", "rules do not know how things travel"},
    {"", "screen", "rules do not draw"},
    {"store", "flow", "a store does not act"},
    {"store", "wire", "a store does not know how things travel"},
    {"store", "screen", "a store does not draw"},
    {"wire", "flow", "a letter does not act"},
    {"wire", "screen", "a letter does not draw"},
    {"flow", "screen", "a deed does not draw"},
    {"screen", "store", "a screen reads values, not a store"},
    {"screen", "flow", "a screen returns intents, it does not act"},
    {"screen", "wire", "a screen does not know how things travel"},
};

}  // namespace

TEST_CASE("no include runs against the allowed arrows") {
  int seen = 0;
  for (auto const& file : house_sources())
    for (auto const& line : file.lines)
      if (auto target = included(line)) {
        ++seen;
        for (auto const& arrow : arrows)
          if (file.path.starts_with(arrow.from) && target->starts_with(arrow.to) && !starts_with_any(file.path, arrow.except) &&
              !starts_with_any(*target, arrow.except))
            FAIL_CHECK(file.path << " includes " << *target << ": " << arrow.reason);
      }
  CHECK(seen > 200);
}

TEST_CASE("a rule about a folder that no longer exists is itself a mistake") {
  for (auto const& arrow : arrows) CHECK_MESSAGE(std::filesystem::exists(std::string(HOUSE_TOP "/") + arrow.from), arrow.from);
}

TEST_CASE("layers of a feature include downwards only") {
  int seen = 0;
  for (auto const& file : house_sources()) {
    if (!is_feature(file.path)) continue;
    for (auto const& line : file.lines) {
      auto target = included(line);
      if (!target || !is_feature(*target)) continue;
      ++seen;
      for (auto const& rule : layers)
        if (layer_of(file.path) == rule.from && layer_of(*target) == rule.to)
          FAIL_CHECK(file.path << " includes " << *target << ": " << rule.reason);
    }
  }
  CHECK(seen > 20);
}

TEST_CASE("rules and screens touch no database, clock or environment") {
  std::regex const forbidden{R"(sync/db/|sync/outbox/|\bgetenv\b|system_clock|steady_clock|std::ifstream|std::ofstream)"};
  for (auto const& file : house_sources()) {
    auto const layer = layer_of(file.path);
    if (!is_feature(file.path) || (layer != "" && layer != "screen")) continue;
    for (auto const& line : file.lines)
      if (std::regex_search(line, forbidden)) FAIL_CHECK(file.path << ": " << line);
  }
}

TEST_CASE("sync owns no thread, clock, socket or environment") {
  std::regex const forbidden{R"(<thread>|<sys/socket|\bgetenv\b|system_clock::now|steady_clock::now|sleep_for)"};
  for (auto const& file : house_sources()) {
    if (!file.path.starts_with("sync/") || file.path.starts_with("sync/hub/")) continue;
    for (auto const& line : file.lines)
      if (std::regex_search(line, forbidden)) FAIL_CHECK(file.path << ": " << line);
  }
}
