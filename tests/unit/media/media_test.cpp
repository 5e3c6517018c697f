#include "platform/media/media.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <random>

using namespace carrel;
using platform::MountedMedia;
using sync::Fault;
namespace fs = std::filesystem;

namespace {

struct Sticks {
  fs::path folder = fs::temp_directory_path() / ("carrel-sticks-" + std::to_string(std::random_device{}()));
  MountedMedia media{{{folder / "media", false}}};

  Sticks() {
    fs::create_directories(folder / "media/STICK/DCIM");
    write("media/STICK/b.txt", "two");
    write("media/STICK/a.txt", "one");
    write("media/STICK/DCIM/photo.jpg", std::string(1000, 'p'));
    write("media/STICK/.hidden", "x");
    write("secret.txt", "not on the stick");
  }
  ~Sticks() { fs::remove_all(folder); }
  void write(std::string const& name, std::string const& text) { std::ofstream(folder / name, std::ios::binary) << text; }
  std::vector<std::string> names(std::string const& path, std::size_t most = 100) {
    auto const entries = media.list(path, most);
    REQUIRE(entries);
    std::vector<std::string> names;
    for (auto const& one : *entries) names.push_back(one.name);
    return names;
  }
  Fault fault(std::string const& path) {
    auto const opened = media.open(path);
    REQUIRE_FALSE(opened);
    return opened.error().fault;
  }
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a stick shows its folders, then its files by name, and nothing hidden") {
  Sticks sticks;
  CHECK(sticks.names("") == Names{"STICK"});
  CHECK(sticks.names("STICK") == Names{"DCIM", "a.txt", "b.txt"});
  CHECK(sticks.names("STICK", 2) == Names{"DCIM", "a.txt"});
  CHECK(sticks.names("STICK/DCIM") == Names{"photo.jpg"});
  auto const entries = sticks.media.list("STICK/DCIM", 10);
  CHECK(entries->front().size == 1000);
  CHECK_FALSE(entries->front().folder);
}

TEST_CASE("no path and no link leads off the stick") {
  Sticks sticks;
  fs::create_symlink(sticks.folder / "secret.txt", sticks.folder / "media/STICK/link.txt");
  fs::create_directory_symlink(sticks.folder, sticks.folder / "media/STICK/out");
  fs::create_directory_symlink(sticks.folder, sticks.folder / "media/LINKED");
  CHECK(sticks.names("") == Names{"STICK"});
  CHECK(sticks.names("STICK") == Names{"DCIM", "a.txt", "b.txt"});
  CHECK(sticks.fault("STICK/link.txt") == Fault::refused);
  CHECK(sticks.fault("STICK/out/secret.txt") == Fault::refused);
  CHECK_FALSE(sticks.media.list("STICK/out", 10));
  for (auto const* path : {"STICK/../../secret.txt", "../secret.txt", "STICK//a.txt", "/etc/passwd", "STICK/./a.txt", "STICK"}) {
    CAPTURE(path);
    CHECK(sticks.fault(path) == Fault::refused);
  }
  CHECK_FALSE(sticks.media.list("STICK/..", 10));
}

TEST_CASE("only plain files are given, and opening a pipe waits for nobody") {
  Sticks sticks;
  REQUIRE(mkfifo((sticks.folder / "media/STICK/pipe").c_str(), 0600) == 0);
  CHECK(sticks.names("STICK") == Names{"DCIM", "a.txt", "b.txt"});
  CHECK(sticks.fault("STICK/pipe") == Fault::refused);
  CHECK(sticks.fault("STICK/DCIM") == Fault::refused);
}

TEST_CASE("a file is read to its end, and one that changes meanwhile says so") {
  Sticks sticks;
  auto file = sticks.media.open("STICK/DCIM/photo.jpg");
  REQUIRE(file);
  std::size_t sum = 0;
  for (;;) {
    auto const piece = (*file)->read(300);
    REQUIRE(piece);
    if (piece->empty()) break;
    sum += piece->size();
  }
  CHECK(sum == 1000);
  for (auto const size : {400, 2000}) {
    CAPTURE(size);
    auto changing = sticks.media.open("STICK/DCIM/photo.jpg");
    REQUIRE(changing);
    REQUIRE((*changing)->read(300));
    fs::resize_file(sticks.folder / "media/STICK/DCIM/photo.jpg", static_cast<std::uintmax_t>(size));
    auto last = (*changing)->read(5000);
    if (last) last = (*changing)->read(5000);
    REQUIRE_FALSE(last);
    CHECK(last.error().fault == Fault::stale);
    fs::resize_file(sticks.folder / "media/STICK/DCIM/photo.jpg", 1000);
  }
}

TEST_CASE("a stick that was pulled out is gone, and that is no other fault") {
  Sticks sticks;
  fs::remove_all(sticks.folder / "media/STICK");
  CHECK(sticks.names("").empty());
  CHECK(sticks.media.list("STICK", 10).error().fault == Fault::offline);
  CHECK(sticks.fault("STICK/a.txt") == Fault::offline);
}

TEST_CASE("what is mounted where sticks are mounted is found, with blanks in its name") {
  auto const info = "29 1 8:1 / / rw - ext4 /dev/root rw\n"
                    "60 29 8:17 / /media/awa/CL\\303\\211\\0401 rw,nosuid shared:40 - vfat /dev/sdb1 rw\n"
                    "61 29 8:18 / /media rw - tmpfs tmpfs rw\n"
                    "62 29 8:19 / /mediatheque/x rw - ext4 /dev/sdc rw\n"
                    "63 29 8:17 / /media/awa/CL\\303\\211\\0401 rw - vfat /dev/sdb1 rw\n";
  auto const found = platform::mounts_below("/media", info);
  REQUIRE(found.size() == 1);
  CHECK(found[0] == "/media/awa/CL\xc3\x89 1");
  CHECK(platform::mounts_below("/media", "").empty());
}
