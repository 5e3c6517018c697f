#include "platform/media/media.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <utility>

namespace carrel::platform {
namespace {

using sync::Bytes;
using sync::Error;
using sync::Fault;
using sync::MediaEntry;
using sync::Result;

constexpr std::size_t looked_at_max = 20'000;  // A folder with more is cut: nobody looks through it, and a slow stick must end.

class Handle {
 public:
  explicit Handle(int fd) : fd_(fd) {}
  Handle(Handle&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Handle() {
    if (fd_ >= 0) close(fd_);
  }
  int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

Error gone() { return {Fault::offline, "medium"}; }

class OpenFile final : public sync::MediaFile {
 public:
  OpenFile(Handle handle, std::uint64_t size) : handle_(std::move(handle)), size_(size) {}
  std::uint64_t size() const override { return size_; }
  Result<Bytes> read(std::size_t bytes_max) override {
    Bytes bytes(bytes_max);
    ssize_t got = 0;
    do got = ::read(handle_.get(), bytes.data(), bytes.size());
    while (got < 0 && errno == EINTR);
    if (got < 0) return gone();
    read_ += static_cast<std::uint64_t>(got);
    bool const at_end = got == 0 && bytes_max > 0;
    if (read_ > size_ || (at_end && read_ != size_)) return Error{Fault::stale, "file changed"};
    bytes.resize(static_cast<std::size_t>(got));
    return bytes;
  }

 private:
  Handle handle_;
  std::uint64_t size_, read_ = 0;
};

// Names of a path; nothing when one of them would lead elsewhere.
std::optional<std::vector<std::string>> names_of(std::string const& path) {
  std::vector<std::string> names;
  for (std::size_t at = 0; at < path.size();) {
    auto const end = std::min(path.find('/', at), path.size());
    auto name = path.substr(at, end - at);
    if (name.empty() || name == "." || name == ".." || name.find('\0') != std::string::npos) return {};
    names.push_back(std::move(name));
    at = end + 1;
  }
  return names;
}

Result<Handle> open_in(int folder, std::string const& name, int flags) {
  Handle handle(openat(folder, name.c_str(), flags | O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  if (handle.get() >= 0) return handle;
  // A link where a folder or file should be.
  if (errno == ELOOP || errno == ENOTDIR) return Error{Fault::refused, "not a plain file"};
  return gone();
}

Result<Handle> open_medium(std::filesystem::path const& folder) {
  Handle handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (handle.get() < 0) return gone();
  return handle;
}

bool by_folder_and_name(MediaEntry const& a, MediaEntry const& b) {
  return std::pair(!a.folder, a.name) < std::pair(!b.folder, b.name);
}

std::vector<MediaEntry> entries_of(Handle folder, std::size_t entries_max) {
  std::vector<MediaEntry> entries;
  int const fd = folder.get();
  DIR* const stream = fdopendir(folder.release());
  if (!stream) return entries;
  for (std::size_t seen = 0; seen < looked_at_max; ++seen) {
    auto const* const one = readdir(stream);
    if (!one) break;
    if (one->d_name[0] == '.') continue;
    struct stat about {};
    if (fstatat(fd, one->d_name, &about, AT_SYMLINK_NOFOLLOW) != 0) continue;
    bool const is_folder = S_ISDIR(about.st_mode);
    if (!is_folder && !S_ISREG(about.st_mode)) continue;
    entries.push_back({one->d_name, is_folder, is_folder ? 0 : static_cast<std::uint64_t>(about.st_size),
                       sync::WallTime{std::chrono::seconds{about.st_mtime}}});
  }
  closedir(stream);
  std::sort(entries.begin(), entries.end(), by_folder_and_name);
  if (entries.size() > entries_max) entries.resize(entries_max);
  return entries;
}

// Blanks and the like stand as "\040" in mountinfo.
std::string unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const digit = [&](std::size_t n) { return n < text.size() && text[n] >= '0' && text[n] <= '7'; };
    if (text[i] == '\\' && digit(i + 1) && digit(i + 2) && digit(i + 3)) {
      plain += static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0'));
      i += 3;
    } else {
      plain += text[i];
    }
  }
  return plain;
}

std::string mountinfo() {
  std::ifstream stream("/proc/self/mountinfo", std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

std::vector<MediaPlace> usual_media_places() { return {{"/media", true}, {"/run/media", true}}; }

std::vector<std::filesystem::path> mounts_below(std::filesystem::path const& place, std::string const& mountinfo) {
  std::vector<std::filesystem::path> found;
  auto const start = place.string() + "/";
  for (std::size_t at = 0; at < mountinfo.size();) {
    auto const end = std::min(mountinfo.find('\n', at), mountinfo.size());
    std::string_view line(mountinfo.data() + at, end - at);
    at = end + 1;
    for (int skipped = 0; skipped < 4 && !line.empty(); ++skipped) line.remove_prefix(std::min(line.find(' ') + 1, line.size()));
    auto const folder = unescaped(line.substr(0, line.find(' ')));
    if (folder.starts_with(start) && std::find(found.begin(), found.end(), folder) == found.end()) found.emplace_back(folder);
  }
  return found;
}

MountedMedia::MountedMedia(std::vector<MediaPlace> places) : places_(std::move(places)) {}

std::vector<MountedMedia::Medium> MountedMedia::media() const {
  std::vector<Medium> media;
  auto const add = [&](std::filesystem::path const& folder) {
    auto name = folder.filename().string();
    // Two sticks of one name are told apart by a number.
    for (int n = 2; std::any_of(media.begin(), media.end(), [&](Medium const& one) { return one.name == name; }); ++n)
      name = folder.filename().string() + " (" + std::to_string(n) + ")";
    media.push_back({std::move(name), folder});
  };
  for (auto const& place : places_) {
    if (place.mounts_only) {
      for (auto const& folder : mounts_below(place.folder, mountinfo())) add(folder);
      continue;
    }
    auto folder = open_medium(place.folder);
    if (!folder) continue;
    for (auto const& one : entries_of(std::move(*folder), looked_at_max))
      if (one.folder) add(place.folder / one.name);
  }
  return media;
}

Result<std::vector<MediaEntry>> MountedMedia::list(std::string const& path, std::size_t entries_max) {
  auto const names = names_of(path);
  if (!names) return Error{Fault::refused, "path"};
  auto const all = media();
  if (names->empty()) {
    std::vector<MediaEntry> entries;
    for (auto const& one : all) entries.push_back({one.name, true, 0, {}});
    return entries;
  }
  for (auto const& one : all) {
    if (one.name != names->front()) continue;
    TRY(folder, open_medium(one.folder));
    for (std::size_t i = 1; i < names->size(); ++i) {
      TRY(next, open_in(folder.get(), (*names)[i], O_DIRECTORY));
      folder = std::move(next);
    }
    return entries_of(std::move(folder), entries_max);
  }
  return gone();
}

Result<std::unique_ptr<sync::MediaFile>> MountedMedia::open(std::string const& path) {
  auto const names = names_of(path);
  if (!names || names->size() < 2) return Error{Fault::refused, "path"};
  for (auto const& one : media()) {
    if (one.name != names->front()) continue;
    TRY(folder, open_medium(one.folder));
    for (std::size_t i = 1; i + 1 < names->size(); ++i) {
      TRY(next, open_in(folder.get(), (*names)[i], O_DIRECTORY));
      folder = std::move(next);
    }
    // Opening a pipe must not wait for whoever writes into it.
    TRY(file, open_in(folder.get(), names->back(), O_NONBLOCK));
    struct stat about {};
    if (fstat(file.get(), &about) != 0) return gone();
    if (!S_ISREG(about.st_mode)) return Error{Fault::refused, "not a plain file"};
    return std::unique_ptr<sync::MediaFile>(std::make_unique<OpenFile>(std::move(file), static_cast<std::uint64_t>(about.st_size)));
  }
  return gone();
}

}  // namespace carrel::platform
