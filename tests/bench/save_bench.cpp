// A durable save: how long it takes, and how often it waits for the medium. Counted at the call itself, which this program
// stands in front of; what the disk then does is the disk's.
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>

#include "client/app/office_inner.h"
#include "tests/bench/complaints.h"
#include "tests/bench/measure.h"
#include "tests/bench/world.h"

namespace {
std::atomic<int> data_syncs = 0, full_syncs = 0;
}

extern "C" int fdatasync(int file) {
  ++data_syncs;
  return static_cast<int>(syscall(SYS_fdatasync, file));
}
extern "C" int fsync(int file) {
  ++full_syncs;
  return static_cast<int>(syscall(SYS_fsync, file));
}

using namespace carrel;
using namespace carrel::bench;

namespace {

template <class Save>
void measure(std::string const& name, int times, Save save) {
  std::vector<double> took, used;
  std::vector<double> syncs;
  int full = 0, most = 0;
  for (int i = 0; i < times; ++i) {
    data_syncs = full_syncs = 0;
    auto const wall = wall_now(), cpu = cpu_now();
    save(i);
    took.push_back(ms(wall_now() - wall));
    used.push_back(ms(cpu_now() - cpu));
    syncs.push_back(data_syncs);
    most = std::max(most, data_syncs.load());
    full += full_syncs;
  }
  report("save." + name + ".wall", middle(took), "ms");
  report("save." + name + ".cpu", middle(used), "ms");
  report("save." + name + ".fdatasync", middle(syncs), "count");
  report("save." + name + ".fdatasync_most", most, "count");
  report("save." + name + ".fsync", full, "count", Better::zero);
}

}  // namespace

int main() {
  Hub const hub;
  Device device(hub, "device");
  Complaints complaints;
  static_cast<void>(device.sit());
  auto const wal = device.data() / "carrel.db-wal";
  measure("complaint", 40, [&](int) { static_cast<void>(device.ask(client::FileComplaint{complaints.next()})); });
  measure("draft", 40, [&](int) { static_cast<void>(device.ask(client::KeepComplaintDraft{complaints.next()})); });
  measure("consent", 40, [&](int i) { static_cast<void>(device.ask(client::SetConsent{"comm_newsletter", i % 2 == 0})); });
  // As the desk does it between two naps.
  for (int i = 0; i < 200; ++i) {
    static_cast<void>(device.ask(client::KeepComplaintDraft{complaints.next()}));
    static_cast<void>(device.office().inner().db.tidy());
  }
  report("save.wal_after_300_saves", static_cast<double>(std::filesystem::file_size(wal)) / 1024, "KiB");
}
