#include "client/app/desk_thread.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>

#include "client/app/overtaken.h"
#include "client/policies/explain.h"
#include "platform/clock/clock.h"
#include "platform/entropy/os_entropy.h"
#include "platform/link/courier_link.h"

namespace carrel::client {

namespace {

constexpr int openings_max = 4;  // A medium that goes on failing needs the operator, not another try.

}  // namespace

DeskThread::DeskThread(OfficeSetup setup, std::function<void()> wake_window)
    : setup_(std::move(setup)),
      bell_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      intents_([this] { ring(); }),
      events_(std::move(wake_window)),
      thread_([this] { run(); }) {}

DeskThread::~DeskThread() {
  ending_ = true;
  ring();
  thread_.join();
  close(bell_);
}

void DeskThread::ring() {
  std::uint64_t const one = 1;
  [[maybe_unused]] auto written = write(bell_, &one, sizeof one);  // A full counter rings as well.
}

void DeskThread::tell(Events events) { events_.post_all(std::move(events)); }

void DeskThread::run() {
  platform::OsEntropy entropy;
  for (int opened = 0; !ending_; ++opened) {
    if (opened == openings_max) return tell({DeskFailed{sync::Fault::corrupt}});
    auto link = platform::CourierLink::open();
    if (!link) return tell({DeskFailed{link.error().fault}});
    auto office = Office::open(setup_, **link, entropy, platform::read_clocks());
    if (!office) return tell({DeskFailed{office.error().fault}});
    // Whoever sat here sits down again, and sees what the medium really holds.
    if (opened > 0) tell({SessionClosed{}, TroubleArose{std::string(explain(sync::Fault::corrupt))}});
    serve(**office, **link);
  }
}

void DeskThread::serve(Office& office, sync::Link& link) {
  tell(office.begin(platform::read_clocks()));
  for (bool last_round = false; !last_round;) {
    last_round = ending_;
    for (auto const& intent : without_overtaken(intents_.take())) tell(office.handle(intent, platform::read_clocks()));
    if (last_round) {
      static_cast<void>(static_cast<bool>(office.end(platform::read_clocks())));  // There is nobody left to tell.
      break;
    }
    tell(office.tick(platform::read_clocks()));
    if (office.must_open_again()) return;

    int timeout = -1;
    if (auto wake = office.next_wake())
      timeout = static_cast<int>(std::clamp<std::int64_t>((*wake - platform::read_clocks().awake).count(), 0, 3'600'000));
    pollfd waits[]{{bell_, POLLIN, 0}, {link.wait_handle(), POLLIN, 0}};
    poll(waits, 2, timeout);
    std::uint64_t rung = 0;
    [[maybe_unused]] auto got = read(bell_, &rung, sizeof rung);
  }
}

}  // namespace carrel::client
