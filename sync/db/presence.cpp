#include "sync/db/presence.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace carrel::sync {

namespace {

// Locks of the open file, not of the process: those would go with the first descriptor of the file that anybody closes.
bool lock(int file, short kind, int command) {
  struct flock wanted {};
  wanted.l_type = kind;
  wanted.l_whence = SEEK_SET;
  int code = 0;
  do code = ::fcntl(file, command, &wanted);
  while (code != 0 && errno == EINTR);
  return code == 0;
}

}  // namespace

Presence Presence::enter(std::filesystem::path const& file) {
  Presence here(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (here.file_ < 0) return here;
  here.alone_ = lock(here.file_, F_WRLCK, F_OFD_SETLK);
  if (here.alone_) return here;
  if (errno != EAGAIN && errno != EACCES) here.alone_ = true;  // No locks here.
  else lock(here.file_, F_RDLCK, F_OFD_SETLKW);
  return here;
}

Presence::Presence(Presence&& other) noexcept : file_(std::exchange(other.file_, -1)), alone_(other.alone_) {}

Presence::~Presence() {
  if (file_ >= 0) ::close(file_);
}

bool Presence::try_alone() {
  if (file_ < 0 || alone_) return true;
  alone_ = lock(file_, F_WRLCK, F_OFD_SETLK);  // A refusal leaves the shared lock as it is.
  return alone_;
}

void Presence::share() {
  if (file_ < 0 || !alone_) return;
  alone_ = !lock(file_, F_RDLCK, F_OFD_SETLK);
}

}  // namespace carrel::sync
