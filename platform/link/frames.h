// What the desk and the courier say to each other over two pipes: one length, one kind, one value.
// It exists so that both programs share one reading of the bytes, with bounds, and so that tests can feed it rubbish.
// Starting and ending the courier is courier_link; what a request means is nobody's business here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "sync/ports.h"

namespace carrel::platform {

/// Both programs are installed together; a courier of another version says so instead of guessing.
inline constexpr std::uint8_t frame_version = 1;

/// Payload of one frame. Room for the largest answer and its headers.
inline constexpr std::size_t frame_bytes_max = 17 * 1024 * 1024;
inline constexpr std::size_t frame_answer_bytes_max = 16 * 1024 * 1024;
inline constexpr std::size_t frame_headers_max = 128;
static_assert(sync::limits::manifest_bytes_max <= frame_answer_bytes_max, "a manifest fits one answer");
static_assert(frame_answer_bytes_max + 512 * 1024 < frame_bytes_max, "an answer and its headers fit one frame");

enum class FrameKind : std::uint8_t {
  config = 1,    ///< desk to courier: CourierConfig.
  request = 2,   ///< desk to courier: Request.
  answer = 3,    ///< courier to desk: Answer.
  sessions = 4,  ///< courier to desk: TLS sessions as opaque bytes.
  resting = 5,   ///< courier to desk, empty: nothing to do, I end; whatever I have not read I have not sent.
};

struct Frame {
  FrameKind kind{};
  sync::Bytes payload;
};

/// Whole frames, ready for the pipe.
sync::Bytes frame_of(sync::CourierConfig const& config);
sync::Bytes frame_of(sync::Request const& request);
sync::Bytes frame_of(sync::Answer const& answer);
sync::Bytes sessions_frame(sync::BytesView sessions);
sync::Bytes resting_frame();

/// Payloads back to values. Fault::corrupt when bytes are missing, left over or out of range; Fault::stale for a
/// configuration of another frame_version; Fault::invalid for a request that could smuggle a second one.
sync::Result<sync::CourierConfig> read_config(sync::BytesView payload);
sync::Result<sync::Request> read_request(sync::BytesView payload);
sync::Result<sync::Answer> read_answer(sync::BytesView payload);

/// Puts frames together from whatever a pipe delivers.
class FrameReader {
 public:
  void push(sync::BytesView bytes);
  /// The next whole frame, or nothing yet. Fault::corrupt for a length above frame_bytes_max or an unknown kind; the
  /// stream is lost then.
  sync::Result<std::optional<Frame>> next();

 private:
  sync::Bytes held_;
  std::size_t start_ = 0;
};

}  // namespace carrel::platform
