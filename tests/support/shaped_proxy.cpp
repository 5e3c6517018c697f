#include "tests/support/shaped_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "tests/support/tls_server.h"

namespace carrel::tests {

namespace {

int connect_to(int port) {
  int const made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  if (connect(made, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0) return made;
  close(made);
  return -1;
}

// Closes so that the other side sees a cut line, not an orderly end.
void reset(int socket) {
  linger const hard{1, 0};
  setsockopt(socket, SOL_SOCKET, SO_LINGER, &hard, sizeof(hard));
  close(socket);
}

struct Way {
  int from, to;
  std::uint64_t cut_at, stall_at;
  std::uint64_t passed = 0;
};

enum class Passed { on, ended, cut, stalled };

// Moves what is there, up to the byte where something is to happen.
Passed pass(Way& way, std::atomic<std::uint64_t>& total, std::uint64_t allowance) {
  char buffer[16 * 1024];
  auto const left = std::min({way.cut_at - way.passed, way.stall_at - way.passed, allowance});
  if (way.passed >= way.cut_at) return Passed::cut;
  if (way.passed >= way.stall_at) return Passed::stalled;
  auto const size = recv(way.from, buffer, std::min<std::uint64_t>(left, sizeof(buffer)), 0);
  if (size <= 0) return Passed::ended;
  for (ssize_t sent = 0; sent < size;) {
    auto const part = send(way.to, buffer + sent, static_cast<std::size_t>(size - sent), MSG_NOSIGNAL);
    if (part <= 0) return Passed::ended;
    sent += part;
  }
  way.passed += static_cast<std::uint64_t>(size);
  total += static_cast<std::uint64_t>(size);
  return way.passed >= way.cut_at ? Passed::cut : Passed::on;
}

}  // namespace

ShapedProxy::ShapedProxy(int server_port, LineShape shape) : server_port_(server_port), shape_(shape) {
  listening_ = listen_on_loopback(port_);
  // A slow line does not take a hundred kilobytes at once and then go quiet.
  int const room = 4096;
  if (shape_.bytes_per_s != LineShape::never) setsockopt(listening_, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room));
  if (pipe(stop_) != 0) return;
  thread_ = std::thread([this] { run(); });
}

ShapedProxy::~ShapedProxy() {
  close(stop_[1]);
  if (thread_.joinable()) thread_.join();
  close(stop_[0]);
  close(listening_);
}

void ShapedProxy::run() {
  while (true) {
    pollfd ready[] = {{listening_, POLLIN, 0}, {stop_[0], POLLIN, 0}};
    if (poll(ready, 2, -1) < 0 || ready[1].revents != 0) return;
    int const client = accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) return;
    ++connections_;
    carry(client);
  }
}

// One connection at a time is all the courier opens.
void ShapedProxy::carry(int client) {
  int const server = connect_to(server_port_);
  if (server < 0) return reset(client);
  int const at_once = 1;
  for (int const s : {client, server}) setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof(at_once));
  Way up{client, server, shape_.cut_up_at, shape_.stall_up_at};
  Way down{server, client, shape_.cut_down_at, shape_.stall_down_at};
  bool const shaped = shape_.bytes_per_s != LineShape::never;
  auto const tick = std::chrono::milliseconds(20);
  std::uint64_t const allowance = shaped ? std::max<std::uint64_t>(1, shape_.bytes_per_s / 50) : LineShape::never;
  auto passed = Passed::on;
  if (shape_.cut_up_at == 0 || shape_.cut_down_at == 0) passed = Passed::cut;
  while (passed == Passed::on) {
    pollfd ready[] = {{client, POLLIN, 0}, {server, POLLIN, 0}, {stop_[0], POLLIN, 0}};
    if (poll(ready, 3, -1) < 0 || ready[2].revents != 0) break;
    if (ready[0].revents != 0) passed = pass(up, up_, allowance);
    if (passed == Passed::on && ready[1].revents != 0) passed = pass(down, down_, allowance);
    if (passed == Passed::stalled) {
      // Silence: both lines stay open until the client has had enough.
      pollfd quiet[] = {{client, POLLRDHUP, 0}, {stop_[0], POLLIN, 0}};
      poll(quiet, 2, -1);
    }
    if (shaped) {
      pollfd stopped{stop_[0], POLLIN, 0};
      poll(&stopped, 1, static_cast<int>(tick.count()));
    }
  }
  if (passed == Passed::ended) {
    close(client);
    close(server);
  } else {
    reset(client);
    reset(server);
  }
}

}  // namespace carrel::tests
