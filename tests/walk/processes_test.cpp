// Who holds what, looked up in the live processes while a real sync runs over a slow line: the desk has files and no socket, the
// courier has sockets and no file. Not read from code: from /proc.
#include <set>
#include <sstream>
#include <thread>

#include "tests/support/shaped_proxy.h"
#include "tests/walk/house.h"

using namespace carrel;
using namespace carrel::walk;
namespace fs = std::filesystem;

namespace {

std::vector<pid_t> children_of(pid_t pid) {
  std::vector<pid_t> found;
  std::error_code gone;
  for (auto const& task : fs::directory_iterator("/proc/" + std::to_string(pid) + "/task", gone)) {
    std::istringstream list(read_text(task.path() / "children"));
    for (pid_t child; list >> child;) found.push_back(child);
  }
  return found;
}

std::string name_of(pid_t pid) {
  auto text = read_text("/proc/" + std::to_string(pid) + "/comm");
  return text.substr(0, text.find('\n'));
}

/// What every open descriptor leads to. A process may end while it is looked at.
std::set<std::string> open_files(pid_t pid) {
  std::set<std::string> found;
  std::error_code gone;
  for (fs::directory_iterator entry("/proc/" + std::to_string(pid) + "/fd", gone), end; !gone && entry != end; entry.increment(gone)) {
    std::error_code closed;
    auto const target = fs::read_symlink(entry->path(), closed);
    if (!closed) found.insert(target.string());
  }
  return found;
}

std::set<std::string> tcp_sockets() {
  std::set<std::string> inodes;
  for (auto const* table : {"/proc/net/tcp", "/proc/net/tcp6"}) {
    std::istringstream rows(read_text(table));
    std::string row;
    std::getline(rows, row);
    while (std::getline(rows, row)) {
      std::istringstream words(row);
      std::string word;
      for (int i = 0; i < 10; ++i) words >> word;
      inodes.insert("socket:[" + word + "]");
    }
  }
  return inodes;
}

bool begins(std::string const& text, char const* with) { return text.rfind(with, 0) == 0; }

/// What was seen of both while they lived.
struct Seen {
  int looks = 0, courier_looks = 0, with_connection = 0;
  bool desk_had_database = false;
  std::set<std::string> wrong_at_desk, wrong_at_courier;

  void look(pid_t desk, fs::path const& data) {
    ++looks;
    for (auto const& target : open_files(desk)) {
      if (begins(target, "socket:")) wrong_at_desk.insert(target);
      desk_had_database = desk_had_database || target == (data / "carrel.db").string();
    }
    for (auto const child : children_of(desk))
      if (name_of(child) == "carrel-courier") look_at_courier(child, data);
  }

  void look_at_courier(pid_t courier, fs::path const& data) {
    auto const files = open_files(courier);
    auto const tcp = tcp_sockets();
    if (name_of(courier) != "carrel-courier") return;  // It ended, or was not yet itself, while we looked.
    ++courier_looks;
    bool connected = false;
    for (auto const& target : files) {
      bool const is_tcp = tcp.count(target) > 0;
      connected = connected || is_tcp;
      // A socket that was closed between both looks is in no table any more; one that stays and is not TCP is wrong.
      bool const is_other_socket =
          begins(target, "socket:") && !is_tcp && open_files(courier).count(target) && !tcp_sockets().count(target);
      bool const known = begins(target, "pipe:") || begins(target, "socket:") || begins(target, "anon_inode:") || target == "/dev/null";
      if (!known || is_other_socket) wrong_at_courier.insert(target);
    }
    with_connection += connected;
    // Nothing of the data folder is mapped into it either.
    if (read_text("/proc/" + std::to_string(courier) + "/maps").find(data.string()) != std::string::npos)
      wrong_at_courier.insert("a map of the data folder");
    if (!read_text("/proc/" + std::to_string(courier) + "/environ").empty()) wrong_at_courier.insert("an environment");
  }
};

void none_in(std::set<std::string> const& wrong) {
  for (auto const& target : wrong) {
    CAPTURE(target);
    CHECK(false);
  }
}

}  // namespace

TEST_CASE("while carrelctl fetches a course it has no socket, and its courier has pipes and TCP connections only") {
  Hub hub({weather});
  tests::LineShape shape;
  shape.bytes_per_s = 60'000;
  tests::ShapedProxy slow(hub.port(), shape);
  Kiosk kiosk;
  REQUIRE(kiosk.ctl({"enrol", "--provision", hub.provision_by(slow.port())}).exit == 0);
  REQUIRE(kiosk.ctl({"sync"}).exit == 0);
  REQUIRE(kiosk.ctl({"courses", "--fetch", "all"}).exit == 0);
  std::optional<Program> sync;
  kiosk.start(sync, {"sync"});
  Seen seen;
  while (sync->runs()) {
    seen.look(sync->pid(), kiosk.data());
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
  CHECK(sync->end().exit == 0);
  MESSAGE(seen.looks, " looks, ", seen.with_connection, " at a courier with a connection");
  CHECK(seen.desk_had_database);
  CHECK(seen.with_connection > 10);
  none_in(seen.wrong_at_desk);
  none_in(seen.wrong_at_courier);
}

TEST_CASE("the window's program has no socket either, while it plays a day offline and online") {
  Hub hub({weather, HOUSE_TOP "/assets/courses/ecrire-clairement"});
  Kiosk kiosk;
  kiosk.enrol(hub);
  REQUIRE(kiosk.ctl({"sync"}).exit == 0);
  REQUIRE(kiosk.ctl({"courses", "--fetch", "all"}).exit == 0);
  REQUIRE(kiosk.ctl({"sync"}).exit == 0);
  Folder notes;
  Program window({HOUSE_BIN "/carrel", "--data", kiosk.data(), "--tour", notes.path / "tour", "--lang", "en", "--size", "800x480"},
                 notes.path);
  Seen seen;
  while (window.runs()) {
    seen.look(window.pid(), kiosk.data());
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
  auto const ended = window.end();
  CHECK_MESSAGE(ended.exit == 0, (ended.out + ended.err));
  MESSAGE(seen.looks, " looks, ", seen.with_connection, " at a courier with a connection");
  CHECK(seen.desk_had_database);
  CHECK(seen.with_connection > 0);
  none_in(seen.wrong_at_desk);
  none_in(seen.wrong_at_courier);
  CHECK(hub.complaints().size() == 1);
}
