// The real way out: a child process that is started when there is something to send and ends by itself when there is not.
// The process that owns this opens no socket; all it holds are two pipes. Which requests are made, and when a lost one
// is made again, is the engine's business.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <list>
#include <memory>
#include <optional>
#include <vector>

#include "platform/link/frames.h"
#include "sync/ports.h"

namespace carrel::platform {

/// Where carrel-courier is installed: beside the program that runs.
std::filesystem::path courier_beside_program();

class CourierLink final : public sync::Link {
 public:
  /// Starts nothing yet. Fault::full when the process has no file descriptor left.
  static sync::Result<std::unique_ptr<CourierLink>> open(std::filesystem::path program = courier_beside_program());
  ~CourierLink() override;
  CourierLink(CourierLink const&) = delete;
  CourierLink& operator=(CourierLink const&) = delete;

  void configure(sync::CourierConfig config) override;
  /// A request that no courier can take is answered `offline` with the detail "courier_missing", "courier_died" or
  /// "not_a_request".
  void post(sync::Request request) override;
  std::vector<sync::Answer> take() override;
  std::optional<sync::Bytes> take_tls_sessions() override;
  /// The same descriptor as long as this lives. Readable may also mean that a pipe has room: take() returns nothing then.
  int wait_handle() const override { return epoll_; }

  /// The courier's process id, or 0 when none runs.
  pid_t courier_pid() const { return child_; }

 private:
  CourierLink(std::filesystem::path program, int epoll, int bell);

  bool start();
  void stop();
  void write_pending();
  void read_available();
  void absorb(Frame const& frame);
  void on_end();
  void fail_all(std::string_view detail);
  void watch_pending();

  std::filesystem::path program_;
  int epoll_ = -1;
  int bell_ = -1;  // Rung when there is an answer that no pipe announces.
  pid_t child_ = 0;
  int to_child_ = -1;
  int from_child_ = -1;
  bool resting_ = false;          // The courier said that it ends.
  bool watching_room_ = false;    // epoll also waits for room in the pipe.
  FrameReader reader_;
  sync::Bytes pending_;           // Frames, from pending_start_ on, that the pipe had no room for.
  std::size_t pending_start_ = 0;
  sync::CourierConfig config_;
  std::list<sync::Request> asked_;  // Without an answer so far.
  std::vector<sync::Answer> answers_;
  std::optional<sync::Bytes> sessions_;
};

}  // namespace carrel::platform
