// A medium without room, for the whole desk and for the real carrelctl (full_disk.c makes it so): what was called saved stays, what
// could not be saved is said, and when there is room again everything goes on.
#include <cstdlib>

#include "tests/walk/person.h"

using namespace carrel;
using namespace carrel::walk;
using namespace carrel::client;
namespace fs = std::filesystem;

namespace {

/// The disk of this process and of what it starts.
struct Disk {
  Folder folder;
  fs::path flag = folder.path / "full";
  Disk() { setenv("FULL_DISK_FLAG", flag.c_str(), 1); }
  ~Disk() { unsetenv("FULL_DISK_FLAG"); }
  void fills() { write_text(flag, ""); }
  void has_room() { fs::remove(flag); }
};

Words const preloaded{"LD_PRELOAD=" HOUSE_BUILD "/tests/libwalk_full_disk.so", "ASAN_OPTIONS=verify_asan_link_order=0"};

}  // namespace

TEST_CASE("on a full disk a complaint is saved or said not to be, and nothing that was saved is lost") {
  Disk disk;
  Hub hub;
  Kiosk kiosk;
  kiosk.enrol(hub);
  std::vector<sync::ActionId> saved;
  int unsaved = 0;
  {
    Person awa(kiosk.data(), Person::Line::held);
    awa.sits("Awa");
    saved.push_back(awa.files(complete_form("Before.")));
    disk.fills();
    // The log is laid out in advance, so much can still be saved; then it is said.
    for (int i = 0; i < 1500 && unsaved < 3; ++i) {
      awa.state.session->just_filed.reset();
      awa.state.trouble.reset();
      awa.does(FileComplaint{complete_form(std::string(4000, 'x'))});
      if (awa.state.session->just_filed) saved.push_back(*awa.state.session->just_filed);
      else {
        ++unsaved;
        CHECK(awa.trouble() == "policy.fault.full");
      }
    }
    CHECK(unsaved == 3);
    disk.has_room();
    saved.push_back(awa.files(complete_form("There is room again.")));
  }
  MESSAGE(saved.size(), " saved, ", unsaved, " said not to be");
  Person awa(kiosk.data(), Person::Line::held);
  awa.sits("Awa");
  CHECK(awa.state.session->complaints.all.size() == saved.size());
  for (auto const& id : saved) CHECK(awa.complaint(id).state == ComplaintState::queued);
  awa.goes_online();
  CHECK(hub.complaints().size() == saved.size());
}

TEST_CASE("on a disk that is full from the start what is there can be read, and the program ends well") {
  Disk disk;
  Hub hub;
  Kiosk kiosk;
  kiosk.enrol(hub);
  sync::ActionId id;
  {
    Person awa(kiosk.data(), Person::Line::held);
    awa.sits("Awa");
    id = awa.files(complete_form("Before."));
  }
  disk.fills();
  {
    Person awa(kiosk.data());
    awa.sits("Awa");
    CHECK(awa.complaint(id).state == ComplaintState::queued);
  }
  disk.has_room();
  CHECK(kiosk.ctl({"sync"}).exit == 0);
  CHECK(hub.complaints().size() == 1);
}

TEST_CASE("carrelctl on a full disk ends soon with 1 and says why, and the next one with room does the rest") {
  Disk disk;
  Hub hub({weather});
  Kiosk kiosk;
  kiosk.enrol(hub);
  REQUIRE(kiosk.ctl({"sync"}).exit == 0);
  REQUIRE(kiosk.ctl({"courses", "--fetch", "all"}).exit == 0);
  disk.fills();
  auto const begun = std::chrono::steady_clock::now();
  auto const full = kiosk.ctl({"sync"}, preloaded);
  CHECK(full.exit == 1);
  CHECK(full.err.find("no room") != std::string::npos);
  CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds{20});
  CHECK(kiosk.ctl({"status"}, preloaded).exit == 0);
  Kiosk newcomer;
  CHECK(newcomer.ctl({"enrol", "--provision", hub.provision()}, preloaded).exit == 1);
  disk.has_room();
  CHECK(kiosk.ctl({"sync"}).exit == 0);
  CHECK(kiosk.ctl({"verify", "--json"}).json().number_or("files", 0) > 10);
  CHECK(newcomer.ctl({"enrol", "--provision", hub.provision()}).exit == 0);
}
