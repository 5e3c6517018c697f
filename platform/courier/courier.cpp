#include "platform/courier/courier.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "platform/courier/tls_sessions.h"

namespace carrel::platform {

using namespace std::chrono_literals;
using sync::LinkReason;

namespace {

constexpr std::string_view scheme = "https://";

// The host of "https://host[:port][/prefix]", or empty when the address is of another form.
std::string host_of(std::string const& base_url) {
  if (!base_url.starts_with(scheme)) return {};
  auto host = base_url.substr(scheme.size());
  host = host.substr(0, host.find('/'));
  if (host.find('@') != std::string::npos) return {};
  if (host.starts_with('[')) return host.substr(1, host.find(']') - 1);
  return host.substr(0, host.find(':'));
}

sync::Answer no_answer(std::uint32_t ticket, LinkReason reason, std::string_view detail) {
  sync::Answer answer;
  answer.ticket = ticket;
  answer.reason = reason;
  answer.detail = std::string(detail);
  return answer;
}

}  // namespace

Courier::Courier(int in, int out)
    : in_(in), out_(out), last_work_(Clock::now()), share_(curl_share_init()), multi_(curl_multi_init()) {
  curl_share_setopt(share_.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
  // One connection: a slow link shared by two is two slow links and two handshakes.
  curl_multi_setopt(multi_.get(), CURLMOPT_MAX_HOST_CONNECTIONS, 1L);
}

Courier::~Courier() {
  for (auto const& transfer : running_) curl_multi_remove_handle(multi_.get(), transfer->handle());
  running_.clear();
  multi_.reset();  // Closes the connections, which still count on `wire_`.
}

void Courier::run() {
  while (open_) {
    int still_running = 0;
    curl_multi_perform(multi_.get(), &still_running);
    collect();
    give_up_on_silence();
    if (running_.empty() && Clock::now() - last_work_ >= config_.idle_max) {
      write(resting_frame());
      return;
    }
    curl_waitfd extra{in_, CURL_WAIT_POLLIN, 0};
    curl_multi_poll(multi_.get(), &extra, 1, static_cast<int>(nap().count()), nullptr);
    if (!read_input()) return;
  }
}

std::chrono::milliseconds Courier::nap() const {
  auto const now = Clock::now();
  if (!running_.empty()) return silence_.left(now, config_.silence_max);
  auto const left = std::chrono::ceil<std::chrono::milliseconds>(last_work_ + config_.idle_max - now);
  return std::max(left, 0ms);
}

bool Courier::read_input() {
  std::uint8_t buffer[64 * 1024];
  for (pollfd ready{in_, POLLIN, 0}; poll(&ready, 1, 0) > 0; ready.revents = 0) {
    auto const size = ::read(in_, buffer, sizeof(buffer));
    if (size < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (size <= 0) return false;
    reader_.push({buffer, static_cast<std::size_t>(size)});
    while (true) {
      auto frame = reader_.next();
      if (!frame) return false;
      if (!*frame) break;
      if (!absorb(**frame)) return false;
    }
  }
  return true;
}

bool Courier::absorb(Frame const& frame) {
  if (frame.kind == FrameKind::config) {
    auto config = read_config(frame.payload);
    if (config) configure(std::move(*config));
    return static_cast<bool>(config);
  }
  if (frame.kind != FrameKind::request) return false;
  auto request = read_request(frame.payload);
  if (request) start(std::move(*request));
  return static_cast<bool>(request);
}

void Courier::configure(sync::CourierConfig config) {
  config_ = std::move(config);
  judge_.expect(host_of(config_.base_url), config_.certificate_time);
  if (roots_checked_ != config_.ca_pem) roots_checked_ = check_roots(config_.ca_pem) ? config_.ca_pem : "";
  CurlHandle const handle(curl_easy_init());
  curl_easy_setopt(handle.get(), CURLOPT_SHARE, share_.get());
  import_sessions(handle.get(), config_.tls_sessions);
  sessions_told_ = config_.tls_sessions;
}

void Courier::start(sync::Request request) {
  auto const now = Clock::now();
  last_work_ = now;
  auto const ticket = request.ticket;
  if (host_of(config_.base_url).empty()) return answer(no_answer(ticket, LinkReason::broken, "address"));
  if (roots_checked_.empty()) return answer(no_answer(ticket, LinkReason::tls, "roots_damaged"));
  if (running_.empty()) silence_.restart(wire_.total(), now);
  running_.push_back(
      std::make_unique<Transfer>(config_, std::move(request), TransferTools{share_.get(), judge_, wire_}));
  curl_multi_add_handle(multi_.get(), running_.back()->handle());
}

void Courier::collect() {
  int left = 0;
  while (CURLMsg const* message = curl_multi_info_read(multi_.get(), &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    CURL* const handle = message->easy_handle;
    auto const code = message->data.result;
    auto const at = std::find_if(running_.begin(), running_.end(),
                                 [&](auto const& transfer) { return transfer->handle() == handle; });
    if (at == running_.end()) continue;
    auto const transfer = std::move(*at);
    running_.erase(at);
    curl_multi_remove_handle(multi_.get(), handle);
    auto result = transfer->finish(code);
    auto const bytes = wire_.total() - told_;
    told_ = wire_.total();
    result.bytes_sent = bytes.sent;
    result.bytes_received = bytes.received;
    last_work_ = Clock::now();
    answer(std::move(result));
    if (running_.empty()) hand_back_sessions();
  }
}

void Courier::give_up_on_silence() {
  if (running_.empty() || !silence_.is_silent(wire_.total(), Clock::now(), config_.silence_max)) return;
  // All of them: they wait for the same connection, and it has died without saying so.
  while (!running_.empty()) {
    auto const transfer = std::move(running_.front());
    running_.pop_front();
    curl_multi_remove_handle(multi_.get(), transfer->handle());
    auto result = no_answer(transfer->ticket(), LinkReason::timeout, "silence");
    auto const bytes = wire_.total() - told_;
    told_ = wire_.total();
    result.bytes_sent = bytes.sent;
    result.bytes_received = bytes.received;
    answer(std::move(result));
  }
  last_work_ = Clock::now();
}

void Courier::answer(sync::Answer answer) { write(frame_of(answer)); }

void Courier::hand_back_sessions() {
  CurlHandle const handle(curl_easy_init());
  curl_easy_setopt(handle.get(), CURLOPT_SHARE, share_.get());
  auto sessions = export_sessions(handle.get());
  // A used ticket is gone from the cache; the one handed in may still serve if this try came to nothing.
  if (sessions.empty() || sessions == sessions_told_) return;
  sessions_told_ = std::move(sessions);
  write(sessions_frame(sessions_told_));
}

void Courier::write(sync::BytesView bytes) {
  while (open_ && !bytes.empty()) {
    auto const size = ::write(out_, bytes.data(), bytes.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) {
      open_ = false;
      return;
    }
    bytes = bytes.subspan(static_cast<std::size_t>(size));
  }
}

}  // namespace carrel::platform
