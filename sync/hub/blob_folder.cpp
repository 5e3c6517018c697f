#include "sync/hub/blob_folder.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>

namespace carrel::hub {

using sync::Bytes;
using sync::Done;
using sync::Error;
using sync::Fault;
using sync::Result;

namespace {

constexpr std::size_t step_bytes = 64 * 1024;

class FileDigest {
 public:
  FileDigest() { crypto_hash_sha256_init(&state_); }
  void add(char const* data, std::size_t size) {
    crypto_hash_sha256_update(&state_, reinterpret_cast<unsigned char const*>(data), size);
  }
  std::string finish() {
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256_final(&state_, hash.data());
    return "sha256:" + sync::to_hex(hash);
  }

 private:
  crypto_hash_sha256_state state_;
};

/// Calls `use(data, size)` for all parts of a file; false when reading failed or `use` said stop.
template <class Use>
bool read_all(std::ifstream& in, Use use) {
  std::array<char, step_bytes> part;
  while (in) {
    in.read(part.data(), static_cast<std::streamsize>(part.size()));
    auto const got = static_cast<std::size_t>(in.gcount());
    if (got > 0 && !use(part.data(), got)) return false;
  }
  return in.eof();
}

bool sync_file(std::filesystem::path const& file) {
  int const descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  bool const synced = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return synced;
}

}  // namespace

std::filesystem::path blob_path(std::filesystem::path const& folder, std::string_view digest) {
  return folder / "sha256" / std::string(digest.substr(digest.find(':') + 1));
}

Result<std::string> digest_of_file(std::filesystem::path const& file) {
  std::ifstream in(file, std::ios::binary);
  FileDigest hash;
  bool const read = in && read_all(in, [&](char const* data, std::size_t size) {
    hash.add(data, size);
    return true;
  });
  if (!read) return Error{Fault::invalid, file.filename().string()};
  return hash.finish();
}

Done take_blob(std::filesystem::path const& from, std::filesystem::path const& to, std::string_view digest,
               std::uint64_t size) {
  auto const target = blob_path(to, digest);
  auto const short_name = std::string(digest.substr(0, 19));
  std::error_code code;
  if (std::filesystem::file_size(target, code) == size && !code) return {};
  std::filesystem::create_directories(target.parent_path(), code);
  std::ifstream in(blob_path(from, digest), std::ios::binary);
  if (!in) return Error{Fault::corrupt, "blob " + short_name + " is missing"};
  auto const staged = target.string() + ".part";
  FileDigest hash;
  std::uint64_t seen = 0;
  bool is_room = true;
  {
    std::ofstream out(staged, std::ios::binary | std::ios::trunc);
    read_all(in, [&](char const* data, std::size_t count) {
      hash.add(data, count);
      seen += count;
      return (is_room = static_cast<bool>(out.write(data, static_cast<std::streamsize>(count)))) && seen <= size;
    });
    out.close();
    is_room = is_room && out;
  }
  if (!is_room || !sync_file(staged)) {
    std::filesystem::remove(staged, code);
    return Error{Fault::full, "blob " + short_name};
  }
  if (seen != size || hash.finish() != digest) {
    std::filesystem::remove(staged, code);
    return Error{Fault::corrupt, "blob " + short_name + " is not what its name says"};
  }
  std::filesystem::rename(staged, target, code);
  if (code) return Error{Fault::full, "blob " + short_name};
  return {};
}

Result<Bytes> read_part(std::filesystem::path const& file, std::uint64_t first, std::optional<std::uint64_t> count) {
  std::error_code code;
  auto const size = std::filesystem::file_size(file, code);
  if (code || first > size || (count && *count > size - first)) return Error{Fault::corrupt, "blob"};
  Bytes bytes(count ? *count : size - first);
  std::ifstream in(file, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(first));
  in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (static_cast<std::size_t>(in.gcount()) != bytes.size()) return Error{Fault::corrupt, "blob"};
  return bytes;
}

}  // namespace carrel::hub
