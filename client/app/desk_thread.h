// The desk as a thread: intents in, events out, asleep between. It owns the database, the keys and the courier for as long as it runs.
#pragma once

#include <atomic>
#include <functional>
#include <thread>

#include "client/app/mailbox.h"
#include "client/app/office.h"

namespace carrel::client {

class DeskThread {
 public:
  /// Starts at once. `wake_window` is called on the desk's thread whenever there are events to take.
  DeskThread(OfficeSetup setup, std::function<void()> wake_window);
  ~DeskThread();  // Finishes the intents posted so far, then ends.
  DeskThread(DeskThread const&) = delete;

  void post(Intent intent) { intents_.post(std::move(intent)); }
  Events take() { return events_.take(); }

 private:
  void run();
  void serve(Office& office, sync::Link& link);  // Until the end, or until the office must be opened again.
  void tell(Events events);
  void ring();

  OfficeSetup setup_;
  int bell_;  // An eventfd: rung when there is an intent, or the end has come.
  std::atomic<bool> ending_ = false;
  Mailbox<Intent> intents_;
  Mailbox<Event> events_;
  std::thread thread_;
};

}  // namespace carrel::client
