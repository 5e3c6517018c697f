#include "platform/link/frames.h"

#include <algorithm>

namespace carrel::platform {

using sync::Bytes;
using sync::BytesView;
using sync::Error;
using sync::Fault;

namespace {

constexpr std::size_t head_bytes = 5;

class Writer {
 public:
  explicit Writer(FrameKind kind) : out_(4, 0) { out_.push_back(static_cast<std::uint8_t>(kind)); }

  void number(std::uint64_t value) {
    for (int shift = 0; shift < 64; shift += 8) out_.push_back(static_cast<std::uint8_t>(value >> shift));
  }
  void blob(BytesView bytes) {
    number(bytes.size());
    out_.insert(out_.end(), bytes.begin(), bytes.end());
  }
  void text(std::string_view value) { blob(sync::as_bytes(value)); }
  void headers(sync::Headers const& headers) {
    number(headers.size());
    for (auto const& [name, value] : headers) {
      text(name);
      text(value);
    }
  }

  Bytes finish() {
    auto const size = static_cast<std::uint32_t>(out_.size() - head_bytes);
    for (int i = 0; i < 4; ++i) out_[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(size >> (8 * i));
    return std::move(out_);
  }

 private:
  Bytes out_;
};

// Never fails on the way: a missing byte makes `whole()` false, and every value read after it is empty.
class Reader {
 public:
  explicit Reader(BytesView in) : in_(in) {}

  std::uint64_t number() {
    auto const raw = take(8);
    std::uint64_t value = 0;
    for (std::size_t i = raw.size(); i > 0; --i) value = value << 8 | raw[i - 1];
    return value;
  }
  template <class T>
  T number_below(std::uint64_t limit) {
    auto const value = number();
    if (value >= limit) broken_ = true;
    return broken_ ? T{} : static_cast<T>(value);
  }
  Bytes blob() { return sync::to_bytes(take(number())); }
  std::string text() { return std::string(sync::as_text(take(number()))); }
  std::chrono::milliseconds span() { return std::chrono::milliseconds(number_below<std::int64_t>(1'000'000'000)); }
  sync::Headers headers() {
    sync::Headers headers(number_below<std::size_t>(frame_headers_max + 1));
    for (auto& [name, value] : headers) {
      name = text();
      value = text();
    }
    return headers;
  }

  bool whole() const { return !broken_ && in_.empty(); }

 private:
  BytesView take(std::uint64_t size) {
    if (broken_ || size > in_.size()) {
      broken_ = true;
      return {};
    }
    auto const part = in_.first(static_cast<std::size_t>(size));
    in_ = in_.subspan(part.size());
    return part;
  }

  BytesView in_;
  bool broken_ = false;
};

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c >= 0x20 && c != 0x7f; });
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

}  // namespace

Bytes frame_of(sync::CourierConfig const& config) {
  Writer out(FrameKind::config);
  out.number(frame_version);
  out.text(config.base_url);
  out.text(config.ca_pem);
  out.blob(config.tls_sessions);
  out.text(config.proxy);
  out.number(static_cast<std::uint64_t>(config.certificate_time.time_since_epoch().count()));
  for (auto const span : {config.silence_max, config.connect_max, config.idle_max})
    out.number(static_cast<std::uint64_t>(span.count()));
  return out.finish();
}

Bytes frame_of(sync::Request const& request) {
  Writer out(FrameKind::request);
  out.number(request.ticket);
  out.text(request.method);
  out.text(request.path);
  out.headers(request.headers);
  out.blob(request.body);
  out.number(request.answer_bytes_max);
  return out.finish();
}

Bytes frame_of(sync::Answer const& answer) {
  Writer out(FrameKind::answer);
  out.number(answer.ticket);
  out.number(static_cast<std::uint64_t>(answer.status));
  out.headers(answer.headers);
  out.blob(answer.body);
  out.number(static_cast<std::uint64_t>(answer.reason));
  out.text(answer.detail);
  out.number(answer.bytes_sent);
  out.number(answer.bytes_received);
  return out.finish();
}

Bytes sessions_frame(BytesView sessions) {
  Writer out(FrameKind::sessions);
  auto frame = out.finish();
  frame.insert(frame.end(), sessions.begin(), sessions.end());
  auto const size = static_cast<std::uint32_t>(sessions.size());
  for (int i = 0; i < 4; ++i) frame[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(size >> (8 * i));
  return frame;
}

Bytes resting_frame() { return Writer(FrameKind::resting).finish(); }

sync::Result<sync::CourierConfig> read_config(BytesView payload) {
  Reader in(payload);
  if (in.number() != frame_version) return Error{Fault::stale, "frame version"};
  sync::CourierConfig config;
  config.base_url = in.text();
  config.ca_pem = in.text();
  config.tls_sessions = in.blob();
  config.proxy = in.text();
  config.certificate_time =
      sync::WallTime(std::chrono::seconds(in.number_below<std::int64_t>(std::uint64_t{1} << 40)));
  config.silence_max = in.span();
  config.connect_max = in.span();
  config.idle_max = in.span();
  if (!in.whole()) return Error{Fault::corrupt, "frame config"};
  return config;
}

sync::Result<sync::Request> read_request(BytesView payload) {
  Reader in(payload);
  sync::Request request;
  request.ticket = in.number_below<std::uint32_t>(std::uint64_t{1} << 32);
  request.method = in.text();
  request.path = in.text();
  request.headers = in.headers();
  request.body = in.blob();
  request.answer_bytes_max = in.number_below<std::size_t>(frame_answer_bytes_max + 1);
  if (!in.whole()) return Error{Fault::corrupt, "frame request"};
  bool safe = is_token(request.method) && request.path.starts_with('/') && is_plain(request.path) &&
              request.path.find_first_of(" #\\") == std::string::npos;
  for (auto const& [name, value] : request.headers) safe = safe && is_token(name) && is_plain(value);
  if (!safe) return Error{Fault::invalid, "frame request"};
  return request;
}

sync::Result<sync::Answer> read_answer(BytesView payload) {
  Reader in(payload);
  sync::Answer answer;
  answer.ticket = in.number_below<std::uint32_t>(std::uint64_t{1} << 32);
  answer.status = in.number_below<int>(1000);
  answer.headers = in.headers();
  answer.body = in.blob();
  answer.reason = in.number_below<sync::LinkReason>(static_cast<std::uint64_t>(sync::LinkReason::broken) + 1);
  answer.detail = in.text();
  answer.bytes_sent = in.number();
  answer.bytes_received = in.number();
  if (!in.whole()) return Error{Fault::corrupt, "frame answer"};
  return answer;
}

void FrameReader::push(BytesView bytes) {
  if (start_ > 0) {
    held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(start_));
    start_ = 0;
  }
  held_.insert(held_.end(), bytes.begin(), bytes.end());
}

sync::Result<std::optional<Frame>> FrameReader::next() {
  BytesView const in = BytesView(held_).subspan(start_);
  if (in.size() < head_bytes) return std::optional<Frame>{};
  std::size_t size = 0;
  for (std::size_t i = 4; i > 0; --i) size = size << 8 | in[i - 1];
  auto const kind = in[4];
  if (size > frame_bytes_max || kind < 1 || kind > static_cast<std::uint8_t>(FrameKind::resting))
    return Error{Fault::corrupt, "frame"};
  if (in.size() - head_bytes < size) return std::optional<Frame>{};
  start_ += head_bytes + size;
  return std::optional<Frame>{Frame{static_cast<FrameKind>(kind), sync::to_bytes(in.subspan(head_bytes, size))}};
}

}  // namespace carrel::platform
