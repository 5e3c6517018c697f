#include "sync/parcel/blob_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>

#include "sync/base/limits.h"

namespace carrel::sync {
namespace fs = std::filesystem;
namespace {

class OpenFile {
 public:
  OpenFile(fs::path const& path, int flags) : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~OpenFile() {
    if (fd_ >= 0) ::close(fd_);
  }
  OpenFile(OpenFile const&) = delete;
  OpenFile& operator=(OpenFile const&) = delete;
  explicit operator bool() const { return fd_ >= 0; }
  int get() const { return fd_; }

 private:
  int fd_;
};

Error fault_of_errno(char const* place) {
  bool const full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
  bool const denied = errno == EACCES || errno == EROFS || errno == EPERM;
  return {full ? Fault::full : denied ? Fault::refused : Fault::corrupt, place};
}

Done write_at(int fd, std::uint64_t offset, BytesView bytes) {
  while (!bytes.empty()) {
    auto const count = ::pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return fault_of_errno("blob write");
    offset += static_cast<std::uint64_t>(count);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return {};
}

// Hands the file out in parts of at most 32 KiB. Fault::corrupt when it is not there or not of that size.
template <class Take>
Done read_parts(fs::path const& path, std::uint64_t size, Take const& take) {
  OpenFile file(path, O_RDONLY);
  struct stat facts {};
  if (!file || ::fstat(file.get(), &facts) != 0 || !S_ISREG(facts.st_mode) || static_cast<std::uint64_t>(facts.st_size) != size)
    return Error{Fault::corrupt, "blob file"};
  Bytes part(limits::piece_bytes);
  for (std::uint64_t left = size; left > 0;) {
    auto const count = ::read(file.get(), part.data(), std::min<std::uint64_t>(part.size(), left));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return Error{Fault::corrupt, "blob read"};
    take(BytesView(part).first(static_cast<std::size_t>(count)));
    left -= static_cast<std::uint64_t>(count);
  }
  return {};
}

Done check_file(fs::path const& path, BlobDigest const& digest, std::uint64_t size) {
  Hasher hasher;
  CHECKED(read_parts(path, size, [&](BytesView bytes) { hasher.add(bytes); }));
  if (hasher.finish() != digest) return Error{Fault::corrupt, "blob digest"};
  return {};
}

// A new name is only durable once its folder is synced.
Done sync_folder(fs::path const& folder) {
  OpenFile file(folder, O_RDONLY | O_DIRECTORY);
  if (!file || ::fsync(file.get()) != 0) return fault_of_errno("blob folder");
  return {};
}

}  // namespace

void BlobStore::enter() {
  std::error_code failed;
  fs::create_directories(folder_, failed);
  presence_.emplace(Presence::enter(folder_ / "open"));
}
bool BlobStore::try_alone() { return !presence_ || presence_->try_alone(); }
void BlobStore::share() {
  if (presence_) presence_->share();
}

Result<std::uint64_t> BlobStore::room() const {
  std::error_code failed;
  fs::create_directories(folder_, failed);
  struct statvfs facts {};
  if (::statvfs(folder_.c_str(), &facts) != 0) return fault_of_errno("blob folder");
  return static_cast<std::uint64_t>(facts.f_bavail) * facts.f_frsize;
}

Done BlobStore::write_piece(BlobDigest const& digest, std::uint64_t offset, BytesView bytes) {
  std::error_code failed;
  fs::create_directories(folder_, failed);
  bool const is_new = !has_staging(digest);
  {
    OpenFile file(staging_of(digest), O_WRONLY | O_CREAT);
    if (!file) return fault_of_errno("blob open");
    CHECKED(write_at(file.get(), offset, bytes));
    if (::fdatasync(file.get()) != 0) return fault_of_errno("blob sync");
  }
  return is_new ? sync_folder(folder_) : Done();
}

Done BlobStore::finish(BlobDigest const& digest, std::uint64_t size) {
  CHECKED(check_file(staging_of(digest), digest, size));
  std::error_code failed;
  fs::rename(staging_of(digest), path_of(digest), failed);
  if (failed) return Error{Fault::full, "blob rename"};
  return sync_folder(folder_);
}

void BlobStore::remove(BlobDigest const& digest) {
  std::error_code ignored;
  fs::remove(path_of(digest), ignored);
}
void BlobStore::remove_staging(BlobDigest const& digest) {
  std::error_code ignored;
  fs::remove(staging_of(digest), ignored);
}

Result<Bytes> BlobStore::read(BlobDigest const& digest, std::uint64_t size) const {
  Bytes out;
  out.reserve(size);
  CHECKED(read_parts(path_of(digest), size, [&](BytesView bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); }));
  if (BlobDigest::of(out) != digest) return Error{Fault::corrupt, "blob digest"};
  return out;
}

Done BlobStore::verify(BlobDigest const& digest, std::uint64_t size) const { return check_file(path_of(digest), digest, size); }

bool BlobStore::has(BlobDigest const& digest) const {
  std::error_code ignored;
  return fs::is_regular_file(path_of(digest), ignored);
}
bool BlobStore::has_staging(BlobDigest const& digest) const {
  std::error_code ignored;
  return fs::is_regular_file(staging_of(digest), ignored);
}

BlobStore::Found BlobStore::list() const {
  Found out;
  std::error_code failed;
  for (auto const& entry : fs::directory_iterator(folder_, failed)) {
    auto name = entry.path().filename().string();
    bool const staging = name.ends_with(".part");
    if (staging) name.resize(name.size() - 5);
    if (auto digest = BlobDigest::parse("sha256:" + name)) (staging ? out.staging : out.whole).push_back(*digest);
  }
  return out;
}

}  // namespace carrel::sync
