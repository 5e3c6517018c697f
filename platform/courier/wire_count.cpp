#include "platform/courier/wire_count.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace carrel::platform {

namespace {

WireBytes count_of(curl_socket_t socket) {
  tcp_info info{};
  socklen_t size = sizeof(info);
  if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return {};
  // The kernel counts the opening of the connection as one byte sent.
  return {info.tcpi_bytes_acked > 0 ? info.tcpi_bytes_acked - 1 : 0, info.tcpi_bytes_received};
}

}  // namespace

void WireCount::watch(CURL* handle) {
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open);
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, this);
  curl_easy_setopt(handle, CURLOPT_CLOSESOCKETFUNCTION, close);
  curl_easy_setopt(handle, CURLOPT_CLOSESOCKETDATA, this);
}

WireBytes WireCount::total() const {
  auto total = closed_;
  for (auto const socket : sockets_) {
    auto const part = count_of(socket);
    total.sent += part.sent;
    total.received += part.received;
  }
  return total;
}

curl_socket_t WireCount::open(void* self, curlsocktype, curl_sockaddr* address) {
  if (address->socktype != SOCK_STREAM) return CURL_SOCKET_BAD;
  auto const made = socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  if (made < 0) return CURL_SOCKET_BAD;
  static_cast<WireCount*>(self)->sockets_.insert(made);
  return made;
}

int WireCount::close(void* self, curl_socket_t socket) {
  auto& count = *static_cast<WireCount*>(self);
  auto const part = count_of(socket);
  count.closed_.sent += part.sent;
  count.closed_.received += part.received;
  count.sockets_.erase(socket);
  return ::close(socket);
}

void SilenceWatch::restart(WireBytes total, Clock::time_point now) {
  mark_ = total.sent + total.received;
  since_ = now;
}

bool SilenceWatch::is_silent(WireBytes total, Clock::time_point now, std::chrono::milliseconds span) {
  auto const moved = total.sent + total.received - mark_;
  if (moved >= enough_bytes) restart(total, now);
  return now - since_ >= span;
}

std::chrono::milliseconds SilenceWatch::left(Clock::time_point now, std::chrono::milliseconds span) const {
  auto const left = std::chrono::ceil<std::chrono::milliseconds>(since_ + span - now);
  return std::max(left, std::chrono::milliseconds(1));
}

}  // namespace carrel::platform
