// A line between a client and a server on the loopback that is as bad as a test wants it: it cuts or goes silent at a
// given byte of either direction, or lets only so many bytes a second through. Nothing is random here: the test chooses.
#pragma once

#include <atomic>
#include <cstdint>
#include <limits>
#include <thread>

namespace carrel::tests {

struct LineShape {
  static constexpr std::uint64_t never = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t cut_up_at = never;      ///< Bytes towards the server after which both sides are reset.
  std::uint64_t cut_down_at = never;    ///< Bytes towards the client, likewise.
  std::uint64_t stall_up_at = never;    ///< Bytes towards the server after which it passes nothing on, either way.
  std::uint64_t stall_down_at = never;
  std::uint64_t bytes_per_s = never;    ///< In each direction.
};

/// Shapes every connection alike, counting from its own first byte.
class ShapedProxy {
 public:
  ShapedProxy(int server_port, LineShape shape);
  ~ShapedProxy();
  ShapedProxy(ShapedProxy const&) = delete;
  ShapedProxy& operator=(ShapedProxy const&) = delete;

  int port() const { return port_; }
  std::uint64_t bytes_up() const { return up_; }
  std::uint64_t bytes_down() const { return down_; }
  int connections() const { return connections_; }

 private:
  void run();
  void carry(int client);

  int const server_port_;
  LineShape const shape_;
  int listening_ = -1;
  int port_ = 0;
  int stop_[2] = {-1, -1};
  std::atomic<std::uint64_t> up_ = 0, down_ = 0;
  std::atomic<int> connections_ = 0;
  std::thread thread_;
};

}  // namespace carrel::tests
