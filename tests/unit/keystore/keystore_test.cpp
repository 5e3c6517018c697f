#include "platform/keystore/keystore.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "platform/entropy/os_entropy.h"

using namespace carrel;
using platform::load_device_key;
using platform::make_device_key;
using sync::Fault;

namespace {

struct Folder {
  std::filesystem::path path;
  Folder() {
    auto name = (std::filesystem::temp_directory_path() / "carrel-keystore-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()));
    path = name;
  }
  ~Folder() { std::filesystem::remove_all(path); }
};

unsigned mode_of(std::filesystem::path const& path) {
  struct stat found {};
  REQUIRE(::stat(path.c_str(), &found) == 0);
  return found.st_mode & 07777u;
}

}  // namespace

TEST_CASE("the kernel's bytes fill all of the room and differ") {
  platform::OsEntropy entropy;
  std::array<std::uint8_t, 512> one{}, two{};
  entropy.fill(one);
  entropy.fill(two);
  CHECK(one != two);
  CHECK(std::count(one.end() - 64, one.end(), 0) < 16);
}

TEST_CASE("a key is made once, for its owner's eyes, and is found again") {
  Folder folder;
  platform::OsEntropy entropy;
  auto const keys = folder.path / "keys";
  CHECK(load_device_key(keys).error().fault == Fault::invalid);
  auto const made = make_device_key(keys, entropy);
  REQUIRE(made);
  CHECK(mode_of(keys) == 0700);
  CHECK(mode_of(keys / "device.key") == 0600);
  auto const found = load_device_key(keys);
  REQUIRE(found);
  CHECK(sync::to_bytes(found->view()) == sync::to_bytes(made->view()));
  CHECK(make_device_key(keys, entropy).error().fault == Fault::refused);
  CHECK(sync::to_bytes(load_device_key(keys)->view()) == sync::to_bytes(made->view()));
  CHECK_FALSE(std::filesystem::exists(keys / "device.key.new"));
}

TEST_CASE("a key that others may read, or that is not whole, is not used") {
  Folder folder;
  platform::OsEntropy entropy;
  REQUIRE(make_device_key(folder.path, entropy));
  auto const file = folder.path / "device.key";
  ::chmod(file.c_str(), 0640);
  CHECK(load_device_key(folder.path).error().fault == Fault::refused);
  ::chmod(file.c_str(), 0600);
  CHECK(load_device_key(folder.path));
  std::filesystem::resize_file(file, 40);
  CHECK(load_device_key(folder.path).error().fault == Fault::corrupt);
  std::ofstream(file) << std::string(52, 'x');
  CHECK(load_device_key(folder.path).error().fault == Fault::corrupt);
}

TEST_CASE("what a power cut left half made is made anew") {
  Folder folder;
  platform::OsEntropy entropy;
  std::ofstream(folder.path / "device.key.new") << "half";
  CHECK(make_device_key(folder.path, entropy));
  CHECK(load_device_key(folder.path));
}
