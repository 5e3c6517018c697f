// A disk that is full while the file named by FULL_DISK_FLAG exists: what would make a file grow fails with ENOSPC, what writes over
// bytes that are there succeeds, as on a real one. Linked into a test, or preloaded into a program; no privilege needed.
// Standard input, output and error are left alone.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

// SQLite cuts its -shm file to nothing at the first opening and grows it again at once, into the blocks that were just set free.
static int grows_into_own_blocks(int file) {
  char link[64], name[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t const size = readlink(link, name, sizeof name);
  return size > 4 && memcmp(name + size - 4, "-shm", 4) == 0;
}

static int is_full(int file, off_t end) {
  char const* const flag = getenv("FULL_DISK_FLAG");
  struct stat about;
  if (!flag || file <= 2 || syscall(SYS_faccessat, AT_FDCWD, flag, F_OK) != 0) return 0;
  if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode) || end <= about.st_size || grows_into_own_blocks(file)) return 0;
  errno = ENOSPC;
  return 1;
}

ssize_t write(int file, void const* bytes, size_t count) {
  off_t const at = file > 2 ? lseek(file, 0, SEEK_CUR) : 0;
  int const before = errno;
  if (at >= 0 && is_full(file, at + (off_t)count)) return -1;
  errno = before;
  return syscall(SYS_write, file, bytes, count);
}

ssize_t writev(int file, struct iovec const* parts, int count) {
  size_t all = 0;
  for (int i = 0; i < count; ++i) all += parts[i].iov_len;
  off_t const at = file > 2 ? lseek(file, 0, SEEK_CUR) : 0;
  if (at >= 0 && is_full(file, at + (off_t)all)) return -1;
  return syscall(SYS_writev, file, parts, count);
}

ssize_t pwrite(int file, void const* bytes, size_t count, off_t at) {
  return is_full(file, at + (off_t)count) ? -1 : syscall(SYS_pwrite64, file, bytes, count, at);
}
ssize_t pwrite64(int file, void const* bytes, size_t count, off64_t at) { return pwrite(file, bytes, count, at); }

int ftruncate(int file, off_t size) { return is_full(file, size) ? -1 : (int)syscall(SYS_ftruncate, file, size); }
int ftruncate64(int file, off64_t size) { return ftruncate(file, size); }

int fallocate(int file, int mode, off_t at, off_t count) {
  return is_full(file, at + count) ? -1 : (int)syscall(SYS_fallocate, file, mode, at, count);
}
int posix_fallocate(int file, off_t at, off_t count) { return fallocate(file, 0, at, count) == 0 ? 0 : errno; }
int posix_fallocate64(int file, off64_t at, off64_t count) { return posix_fallocate(file, at, count); }
