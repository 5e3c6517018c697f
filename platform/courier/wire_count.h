// How many bytes went over the sockets of this process, and whether they move at all.
// Asked from the kernel, because curl counts what it was handed, not what TLS made of it, and calls bytes sent that
// wait in a buffer: on a slow link that looks like half a minute of silence.
#pragma once

#include <curl/curl.h>

#include <chrono>
#include <cstdint>
#include <set>

namespace carrel::platform {

struct WireBytes {
  std::uint64_t sent = 0;      ///< Acknowledged by the other side.
  std::uint64_t received = 0;
  WireBytes operator-(WireBytes const& other) const { return {sent - other.sent, received - other.received}; }
};

class WireCount {
 public:
  /// Makes the handle open and close its sockets through this object, which must outlive it.
  void watch(CURL* handle);

  /// All bytes since the start.
  WireBytes total() const;

 private:
  static curl_socket_t open(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int close(void* self, curl_socket_t socket);

  std::set<curl_socket_t> sockets_;
  WireBytes closed_;
};

/// Notices silence: fewer than `enough_bytes` in either direction over a whole span. A drip of single bytes is silence,
/// too; a link of 64 kbit/s is a thousand times faster.
class SilenceWatch {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::uint64_t enough_bytes = 64;

  /// Starts the span anew, for instance when something is asked after a pause.
  void restart(WireBytes total, Clock::time_point now);
  /// True when the span has passed without enough bytes.
  bool is_silent(WireBytes total, Clock::time_point now, std::chrono::milliseconds span);
  /// When is_silent can next become true.
  std::chrono::milliseconds left(Clock::time_point now, std::chrono::milliseconds span) const;

 private:
  std::uint64_t mark_ = 0;
  Clock::time_point since_{};
};

}  // namespace carrel::platform
