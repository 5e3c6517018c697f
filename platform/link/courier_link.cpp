#include "platform/link/courier_link.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "platform/process/spawn.h"

namespace carrel::platform {

namespace {

void close_and_forget(int& fd) {
  if (fd >= 0) ::close(fd);
  fd = -1;
}

// write(2) without the signal that a closed pipe sends. Pipes have no MSG_NOSIGNAL, and the whole program's signals are
// not ours to change.
ssize_t write_quietly(int fd, std::uint8_t const* data, std::size_t size) {
  sigset_t pipe_signal, before, pending;
  sigemptyset(&pipe_signal);
  sigaddset(&pipe_signal, SIGPIPE);
  sigpending(&pending);
  bool const was_pending = sigismember(&pending, SIGPIPE) == 1;
  pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
  auto const written = ::write(fd, data, size);
  auto const error = errno;
  timespec const at_once{};
  if (written < 0 && error == EPIPE && !was_pending) sigtimedwait(&pipe_signal, nullptr, &at_once);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = error;
  return written;
}

sync::Answer lost(std::uint32_t ticket, std::string_view detail) {
  sync::Answer answer;
  answer.ticket = ticket;
  answer.reason = sync::LinkReason::offline;
  answer.detail = std::string(detail);
  return answer;
}

}  // namespace

std::filesystem::path courier_beside_program() {
  std::error_code error;
  auto const self = std::filesystem::read_symlink("/proc/self/exe", error);
  return self.parent_path() / "carrel-courier";
}

sync::Result<std::unique_ptr<CourierLink>> CourierLink::open(std::filesystem::path program) {
  int const epoll = epoll_create1(EPOLL_CLOEXEC);
  int const bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (epoll < 0 || bell < 0) {
    if (epoll >= 0) ::close(epoll);
    if (bell >= 0) ::close(bell);
    return sync::Error{sync::Fault::full, "epoll"};
  }
  return std::unique_ptr<CourierLink>(new CourierLink(std::move(program), epoll, bell));
}

CourierLink::CourierLink(std::filesystem::path program, int epoll, int bell)
    : program_(std::move(program)), epoll_(epoll), bell_(bell) {
  epoll_event event{};
  event.events = EPOLLIN;
  epoll_ctl(epoll_, EPOLL_CTL_ADD, bell_, &event);
}

CourierLink::~CourierLink() {
  stop();
  close_and_forget(bell_);
  close_and_forget(epoll_);
}

bool CourierLink::start() {
  int down[2], up[2];
  if (pipe2(down, O_CLOEXEC) != 0) return false;
  if (pipe2(up, O_CLOEXEC) != 0) {
    ::close(down[0]);
    ::close(down[1]);
    return false;
  }
  child_ = spawn({.program = program_, .in = down[0], .out = up[1]});  // No environment: no proxy, no key log.
  ::close(down[0]);
  ::close(up[1]);
  to_child_ = down[1];
  from_child_ = up[0];
  if (child_ == 0) {
    stop();
    return false;
  }
  fcntl(to_child_, F_SETFL, O_NONBLOCK);
  fcntl(from_child_, F_SETFL, O_NONBLOCK);
  epoll_event event{};
  event.events = EPOLLIN;
  epoll_ctl(epoll_, EPOLL_CTL_ADD, from_child_, &event);
  pending_ = frame_of(config_);
  write_pending();
  return true;
}

// The courier keeps nothing, so it need not say good-bye.
void CourierLink::stop() {
  close_and_forget(to_child_);
  close_and_forget(from_child_);  // Closing takes them out of epoll as well.
  if (child_ > 0) {
    kill(child_, SIGKILL);
    while (waitpid(child_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  child_ = 0;
  resting_ = false;
  watching_room_ = false;
  reader_ = FrameReader();
  pending_.clear();
  pending_start_ = 0;
}

void CourierLink::configure(sync::CourierConfig config) {
  config_ = std::move(config);
  if (child_ == 0) return;
  auto const frame = frame_of(config_);
  pending_.insert(pending_.end(), frame.begin(), frame.end());
  write_pending();
}

void CourierLink::post(sync::Request request) {
  auto const ticket = request.ticket;
  auto const frame = frame_of(request);
  // The courier reads with the same eyes and would end at once, taking the others' answers along.
  if (!read_request(sync::BytesView(frame).subspan(5)) || frame.size() > frame_bytes_max) {
    answers_.push_back(lost(ticket, "not_a_request"));
    eventfd_write(bell_, 1);
    return;
  }
  asked_.push_back(std::move(request));
  if (child_ == 0 && !start()) return fail_all("courier_missing");
  pending_.insert(pending_.end(), frame.begin(), frame.end());
  write_pending();
}

void CourierLink::write_pending() {
  while (to_child_ >= 0 && pending_start_ < pending_.size()) {
    auto const written = write_quietly(to_child_, pending_.data() + pending_start_, pending_.size() - pending_start_);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) break;  // No room, or the courier is gone: reading will tell.
    pending_start_ += static_cast<std::size_t>(written);
  }
  if (pending_start_ == pending_.size()) {
    pending_.clear();
    pending_start_ = 0;
  }
  watch_pending();
}

void CourierLink::watch_pending() {
  bool const wanted = to_child_ >= 0 && !pending_.empty();
  if (wanted == watching_room_) return;
  epoll_event event{};
  event.events = EPOLLOUT;
  epoll_ctl(epoll_, wanted ? EPOLL_CTL_ADD : EPOLL_CTL_DEL, to_child_, &event);
  watching_room_ = wanted;
}

void CourierLink::read_available() {
  std::uint8_t buffer[64 * 1024];
  while (from_child_ >= 0) {
    auto const size = ::read(from_child_, buffer, sizeof(buffer));
    if (size < 0 && errno == EINTR) continue;
    if (size < 0 && errno == EAGAIN) return;
    if (size <= 0) return on_end();
    reader_.push({buffer, static_cast<std::size_t>(size)});
    while (true) {
      auto frame = reader_.next();
      if (!frame) return on_end();
      if (!*frame) break;
      absorb(**frame);
    }
  }
}

void CourierLink::absorb(Frame const& frame) {
  if (frame.kind == FrameKind::sessions) {
    config_.tls_sessions = frame.payload;  // The next courier begins with them.
    sessions_ = frame.payload;
  }
  if (frame.kind == FrameKind::resting) resting_ = true;
  if (frame.kind != FrameKind::answer) return;
  auto answer = read_answer(frame.payload);
  if (!answer) return;
  auto const at = std::find_if(asked_.begin(), asked_.end(),
                               [&](auto const& request) { return request.ticket == answer->ticket; });
  if (at == asked_.end()) return;
  asked_.erase(at);
  answers_.push_back(std::move(*answer));
}

void CourierLink::on_end() {
  bool const was_resting = resting_;
  stop();
  if (asked_.empty()) return;
  if (!was_resting) return fail_all("courier_died");
  // It had said good-bye before it could read these: nothing of them was sent.
  if (!start()) return fail_all("courier_missing");
  for (auto const& request : asked_) {
    auto const frame = frame_of(request);
    pending_.insert(pending_.end(), frame.begin(), frame.end());
  }
  write_pending();
}

void CourierLink::fail_all(std::string_view detail) {
  for (auto const& request : asked_) answers_.push_back(lost(request.ticket, detail));
  asked_.clear();
  eventfd_write(bell_, 1);
}

std::vector<sync::Answer> CourierLink::take() {
  write_pending();
  read_available();
  eventfd_t rung = 0;
  eventfd_read(bell_, &rung);
  return std::exchange(answers_, {});
}

std::optional<sync::Bytes> CourierLink::take_tls_sessions() { return std::exchange(sessions_, {}); }

}  // namespace carrel::platform
