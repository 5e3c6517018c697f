// The courier's day: read what is asked, ask it of the platform, write what came back.
// A program of its own, so that the only process with a socket has no database, no key and no learner's words in the clear,
// and so that TLS costs no memory while there is nothing to send. Knows nothing of what it carries.
#pragma once

#include <chrono>
#include <list>
#include <memory>

#include "platform/courier/certificates.h"
#include "platform/courier/transfer.h"
#include "platform/courier/wire_count.h"
#include "platform/link/frames.h"

namespace carrel::platform {

class Courier {
 public:
  /// Reads frames from `in` and writes frames to `out`; both belong to the caller.
  Courier(int in, int out);
  ~Courier();
  Courier(Courier const&) = delete;
  Courier& operator=(Courier const&) = delete;

  /// Returns when `in` ends, when nothing was to do for CourierConfig::idle_max, or when the pipes cannot be used.
  void run();

 private:
  using Clock = SilenceWatch::Clock;

  bool read_input();
  bool absorb(Frame const& frame);
  void configure(sync::CourierConfig config);
  void start(sync::Request request);
  void collect();
  void give_up_on_silence();
  void deliver(Transfer& transfer, CURLcode code, bool silent);
  void answer(sync::Answer answer);
  void hand_back_sessions();
  void write(sync::BytesView bytes);
  std::chrono::milliseconds nap() const;

  int const in_;
  int const out_;
  bool open_ = true;  // Both pipes are usable.
  FrameReader reader_;
  sync::CourierConfig config_;
  std::string roots_checked_;  // The bundle that was found whole.
  CertificateJudge judge_;
  WireCount wire_;
  WireBytes told_;  // Bytes that earlier answers already counted.
  SilenceWatch silence_;
  Clock::time_point last_work_;
  sync::Bytes sessions_told_;
  CurlShare share_;
  CurlMulti multi_;
  std::list<std::unique_ptr<Transfer>> running_;
};

}  // namespace carrel::platform
