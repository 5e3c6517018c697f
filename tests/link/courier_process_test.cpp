// What only the real courier can show: a process with nothing but pipes and sockets, that comes when it is needed and goes
// when it is not, and sessions that outlive it.
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <zstd.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "tests/link/link_suite.h"

using namespace carrel;
using namespace carrel::tests;
using sync::LinkReason;

namespace {

std::unique_ptr<platform::CourierLink> link_to(std::filesystem::path const& program = courier_program()) {
  auto link = platform::CourierLink::open(program);
  REQUIRE(link);
  return std::move(*link);
}

HttpReply yes(HttpRequest const&) {
  HttpReply reply;
  reply.body = sync::to_bytes(std::string_view("{}"));
  return reply;
}

// The reply as zstd, which the courier says it takes.
HttpReply packed(HttpReply reply) {
  sync::Bytes small(ZSTD_compressBound(reply.body.size()));
  small.resize(ZSTD_compress(small.data(), small.size(), reply.body.data(), reply.body.size(), 3));
  reply.body = std::move(small);
  reply.headers.emplace_back("Content-Encoding", "zstd");
  return reply;
}

// What every open descriptor of a process leads to.
std::vector<std::string> open_files(pid_t pid) {
  std::vector<std::string> found;
  for (auto const& entry : std::filesystem::directory_iterator("/proc/" + std::to_string(pid) + "/fd")) {
    std::error_code gone;
    auto const target = std::filesystem::read_symlink(entry.path(), gone);
    if (!gone) found.push_back(target.string());
  }
  return found;
}

bool is_one_of(std::string const& target, std::set<std::string> const& kinds) {
  for (auto const& kind : kinds)
    if (target.starts_with(kind)) return true;
  return false;
}

}  // namespace

TEST_CASE("while a sync runs the courier holds pipes and sockets, and who started it holds no socket") {
  // A file and a database-like descriptor that must not be passed on.
  auto const path = std::filesystem::temp_directory_path() / ("carrel-fd-" + std::to_string(getpid()));
  std::ofstream file(path);
  FILE* const leaky = std::fopen(path.c_str(), "r");  // Without close-on-exec.
  // A platform in another process, so that its sockets are not ours.
  int port = 0;
  int const listening = listen_on_loopback(port);
  pid_t const other = fork();
  if (other == 0) {
    pause();
    _exit(0);
  }
  close(listening);

  auto link = link_to();
  auto config = config_for(port, GoodPlatform::get().root);
  config.silence_max = std::chrono::seconds(20);
  config.connect_max = std::chrono::seconds(20);
  link->configure(config);
  link->post(get("/v1/news"));
  // The connection is made by the kernel of the other side, which never speaks: the courier waits in its handshake.
  bool connected = false;
  std::vector<std::string> courier_files;
  for (int look = 0; look < 100'000 && !connected; ++look) {
    courier_files = open_files(link->courier_pid());
    for (auto const& target : courier_files) connected = connected || target.starts_with("socket:");
  }
  CHECK(connected);
  for (auto const& target : courier_files) {
    CAPTURE(target);
    CHECK(is_one_of(target, {"pipe:", "socket:", "anon_inode:", "/dev/null"}));
  }
  for (auto const& target : open_files(getpid())) {
    CAPTURE(target);
    CHECK_FALSE(target.starts_with("socket:"));
  }
  // And its surroundings: no environment, no core dump.
  auto const of_courier = "/proc/" + std::to_string(link->courier_pid());
  std::ifstream environment(of_courier + "/environ");
  CHECK(environment.get() == std::ifstream::traits_type::eof());
  std::ifstream limits(of_courier + "/limits");
  std::string const all((std::istreambuf_iterator<char>(limits)), {});
  CHECK(all.find("Max core file size        1                    1") != std::string::npos);

  link.reset();
  std::fclose(leaky);
  std::filesystem::remove(path);
  kill(other, SIGKILL);
}

TEST_CASE("a courier that dies is replaced, and what it carried counts as lost") {
  TlsServer server(GoodPlatform::get().leaf, [](HttpRequest const& request) {
    auto reply = yes(request);
    if (request.path == "/hang") reply.manner = HttpReply::Manner::stall;
    return reply;
  });
  auto link = link_to();
  auto config = config_for(server.port(), GoodPlatform::get().root);
  config.silence_max = std::chrono::seconds(20);
  link->configure(config);
  CHECK(ask(*link, get("/fine")).status == 200);
  auto const first = link->courier_pid();
  CHECK(first > 0);
  link->post(get("/hang"));
  CHECK(kill(first, SIGKILL) == 0);
  auto const lost = wait_for(*link);
  REQUIRE(lost.size() == 1);
  CHECK(lost[0].reason == LinkReason::offline);
  CHECK(lost[0].detail == "courier_died");
  CHECK(ask(*link, get("/fine")).status == 200);
  CHECK(link->courier_pid() != first);
}

TEST_CASE("a courier that is not installed is a missing link, not a crash") {
  auto link = link_to("/nowhere/carrel-courier");
  link->configure(config_for(1, GoodPlatform::get().root));
  auto const answer = ask(*link, get("/"));
  CHECK(answer.reason == LinkReason::offline);
  CHECK(answer.detail == "courier_missing");
  auto smuggled = get("/a\r\nX: y");
  CHECK(ask(*link, smuggled).detail == "not_a_request");
}

TEST_CASE("a courier with nothing to do ends, and what comes at that moment is carried by the next") {
  TlsServer server(GoodPlatform::get().leaf, yes);
  auto link = link_to();
  auto config = config_for(server.port(), GoodPlatform::get().root);
  config.idle_max = std::chrono::milliseconds(1);
  link->configure(config);
  int couriers = 0;
  pid_t last = 0;
  for (int round = 0; round < 60; ++round) {
    CHECK(ask(*link, get("/")).status == 200);
    if (link->courier_pid() != last) ++couriers;
    last = link->courier_pid();
    // Every third time it is given the time to end.
    while (round % 3 == 0 && link->courier_pid() != 0) {
      pollfd ready{link->wait_handle(), POLLIN, 0};
      REQUIRE(poll(&ready, 1, 20'000) == 1);
      CHECK(link->take().empty());
    }
  }
  CHECK(couriers >= 20);
}

TEST_CASE("the courier ends when its starter does") {
  auto link = link_to();
  link->configure(config_for(1, GoodPlatform::get().root));
  ask(*link, get("/"));
  auto const pid = link->courier_pid();
  REQUIRE(pid > 0);
  link.reset();
  CHECK(kill(pid, 0) != 0);
}

TEST_CASE("a session outlives the courier and makes the next handshake smaller") {
  for (int const version : {TLS1_3_VERSION, TLS1_2_VERSION}) {
    CAPTURE(version);
    TlsServer server(GoodPlatform::get().leaf, yes, {version, version, ""});
    auto const config = config_for(server.port(), GoodPlatform::get().root);
    auto first = link_to();
    first->configure(config);
    auto const fresh = ask(*first, get("/"));
    CHECK(fresh.status == 200);
    CHECK(fresh.bytes_sent > 0);
    // Handed back right behind the answer.
    std::optional<sync::Bytes> sessions;
    for (int look = 0; look < 1'000'000 && !(sessions = first->take_tls_sessions()); ++look) first->take();
    REQUIRE(sessions);
    first.reset();

    auto again = config;
    again.tls_sessions = *sessions;
    auto second = link_to();
    second->configure(again);
    auto const resumed = ask(*second, get("/"));
    CHECK(resumed.status == 200);
    CHECK(server.handshakes() == 2);
    CHECK(server.resumed() == 1);
    MESSAGE("bytes received, fresh then resumed: " << fresh.bytes_received << ", " << resumed.bytes_received
                                                   << "; sent: " << fresh.bytes_sent << ", " << resumed.bytes_sent);
    CHECK(resumed.bytes_received + 300 < fresh.bytes_received);

    // Rubbish, or a session for another root, costs a full handshake and nothing else.
    again.tls_sessions = sync::Bytes(100, 7);
    auto third = link_to();
    third->configure(again);
    CHECK(ask(*third, get("/")).status == 200);
    CHECK(server.resumed() == 1);
  }
}

TEST_CASE("a slow line is not a dead one") {
  TlsServer server(GoodPlatform::get().leaf, yes);
  LineShape shape;
  shape.bytes_per_s = 60'000;
  ShapedProxy slow(server.port(), shape);
  auto link = link_to();
  link->configure(config_for(slow.port(), GoodPlatform::get().root));
  // 100 kB take four times the silence limit, most of it while curl thinks that all was sent.
  auto const answer = ask(*link, put("/v1/actions/1", std::string(100'000, 'a')));
  CHECK(answer.reason == LinkReason::none);
  CHECK(answer.status == 200);
  CHECK(answer.bytes_sent > 100'000);
}

TEST_CASE("a line that goes silent at any stage ends in a timeout") {
  TlsServer server(GoodPlatform::get().leaf, yes);
  for (std::uint64_t const byte : {0u, 100u, 600u, 900u}) {
    CAPTURE(byte);
    LineShape shape;
    shape.stall_up_at = byte;
    ShapedProxy dead(server.port(), shape);
    auto link = link_to();
    link->configure(config_for(dead.port(), GoodPlatform::get().root));
    auto const answer = ask(*link, put("/v1/actions/1", std::string(2000, 'a')));
    CHECK(answer.reason == LinkReason::timeout);
  }
}

TEST_CASE("a hundred answers over one connection, with packed ones among them, all come whole") {
  TlsServer server(GoodPlatform::get().leaf, [](HttpRequest const& request) {
    HttpReply reply;
    reply.body = sync::Bytes(10'000, static_cast<std::uint8_t>(request.path.back()));
    return request.path.size() % 2 == 0 ? packed(std::move(reply)) : reply;
  });
  auto link = link_to();
  link->configure(config_for(server.port(), GoodPlatform::get().root));
  for (int round = 0; round < 100; ++round) {
    auto const path = "/" + std::to_string(round);
    auto const answer = ask(*link, put(path, std::string(3000, 'b')));
    CHECK(answer.body == sync::Bytes(10'000, static_cast<std::uint8_t>(path.back())));
  }
  CHECK(server.handshakes() == 1);
}

TEST_CASE("P24 what unpacks to more than was asked for is dropped, however little travelled") {
  TlsServer server(GoodPlatform::get().leaf, [](HttpRequest const&) {
    HttpReply reply;
    reply.body.resize(64 << 20);
    return packed(std::move(reply));
  });
  auto link = link_to();
  link->configure(config_for(server.port(), GoodPlatform::get().root));
  auto request = get("/bomb");
  request.answer_bytes_max = 1 << 20;
  auto const answer = ask(*link, request);
  CHECK(answer.reason == LinkReason::too_large);
  CHECK(answer.body.empty());
  CHECK(answer.bytes_received < 100'000);
}

TEST_CASE("P22 headers without an end are dropped") {
  TlsServer server(GoodPlatform::get().leaf, [](HttpRequest const&) {
    HttpReply reply;
    for (int i = 0; i < 100; ++i) reply.headers.emplace_back("X-" + std::to_string(i), std::string(8000, 'h'));
    return reply;
  });
  auto link = link_to();
  link->configure(config_for(server.port(), GoodPlatform::get().root));
  auto const answer = ask(*link, get("/"));
  CHECK(answer.reason == LinkReason::too_large);
  CHECK(answer.headers.size() < 20);
}
