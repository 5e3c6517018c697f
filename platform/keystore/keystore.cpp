#include "platform/keystore/keystore.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <string_view>

namespace carrel::platform {

using sync::Done;
using sync::Error;
using sync::Fault;
using sync::Result;
using sync::Secret;

namespace {

constexpr std::string_view mark = "carrel device key 1\n";
constexpr std::size_t key_size = 32;

class File {
 public:
  explicit File(int number) : number_(number) {}
  File(File const&) = delete;
  File& operator=(File const&) = delete;
  ~File() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

Error system_error(char const* deed) {
  return Error{errno == ENOSPC || errno == EDQUOT ? Fault::full : Fault::refused, std::string("key store: ") + deed};
}

std::filesystem::path file_in(std::filesystem::path const& folder) { return folder / "device.key"; }

Done write_all(int number, sync::BytesView bytes) {
  while (!bytes.empty()) {
    auto const written = ::write(number, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return system_error("write");
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return {};
}

Done sync_folder(std::filesystem::path const& folder) {
  File const opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened.is_open() || ::fsync(opened.number()) != 0) return system_error("sync folder");
  return {};
}

Done write_synced(std::filesystem::path const& path, Secret const& content) {
  File const file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file.is_open()) return system_error("create");
  CHECKED(write_all(file.number(), content.view()));
  if (::fsync(file.number()) != 0) return system_error("sync");
  return {};
}

}  // namespace

Result<Secret> load_device_key(std::filesystem::path const& folder) {
  File const file(::open(file_in(folder).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!file.is_open() && errno == ENOENT) return Error{Fault::invalid, "key store: none"};
  if (!file.is_open()) return system_error("open");
  struct stat found {};
  if (::fstat(file.number(), &found) != 0) return system_error("look");
  if (found.st_uid != ::geteuid()) return Error{Fault::refused, "key store: of another user"};
  if (found.st_mode & (S_IRWXG | S_IRWXO)) return Error{Fault::refused, "key store: open to others"};
  if (!S_ISREG(found.st_mode) || found.st_size != static_cast<off_t>(mark.size() + key_size))
    return Error{Fault::corrupt, "key store: size"};
  Secret content(mark.size() + key_size);
  for (auto room = content.room(); !room.empty();) {
    auto const got = ::read(file.number(), room.data(), room.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return system_error("read");
    room = room.subspan(static_cast<std::size_t>(got));
  }
  if (sync::as_text(content.view().first(mark.size())) != mark) return Error{Fault::corrupt, "key store: mark"};
  return Secret::copy_of(content.view().last(key_size));
}

Result<Secret> make_device_key(std::filesystem::path const& folder, sync::Entropy& entropy) {
  std::error_code failed;
  if (std::filesystem::create_directories(folder, failed))
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failed);
  if (failed) return Error{failed.value() == ENOSPC ? Fault::full : Fault::refused, "key store: folder"};

  auto key = Secret::random(key_size, entropy);
  Secret content(mark.size() + key_size);
  std::copy(mark.begin(), mark.end(), content.room().begin());
  std::copy_n(key.view().begin(), key_size, content.room().begin() + static_cast<std::ptrdiff_t>(mark.size()));

  auto const half_made = folder / "device.key.new";
  ::unlink(half_made.c_str());  // Left by a power cut.
  CHECKED(write_synced(half_made, content));
  // A link, unlike a rename, refuses to take the place of a key that is there.
  bool const linked = ::link(half_made.c_str(), file_in(folder).c_str()) == 0;
  bool const was_there = !linked && errno == EEXIST;
  auto const why = linked ? Error{Fault::refused, ""} : system_error("link");
  ::unlink(half_made.c_str());
  if (was_there) return Error{Fault::refused, "key store: one is there"};
  if (!linked) return why;
  CHECKED(sync_folder(folder));
  return key;
}

}  // namespace carrel::platform
