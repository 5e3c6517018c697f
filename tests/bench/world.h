// A hub of our own as a process, and an enrolled device whose desk runs here: what measurements of saving and sending need.
// Everything lies in a folder that goes with the object; the hub also ends by itself after ten minutes.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/app/office.h"
#include "platform/entropy/os_entropy.h"
#include "platform/link/courier_link.h"
#include "tests/bench/process.h"

namespace carrel::bench {

struct Wire {
  std::uint64_t up = 0, down = 0;
  int requests = 0;
  std::uint64_t all() const { return up + down; }
};

class Hub {
 public:
  Hub();
  ~Hub();
  /// Packs a folder of course text; gives the folder of the pack.
  std::filesystem::path pack(std::filesystem::path const& source, std::string const& name) const;
  void publish(std::filesystem::path const& packed) const;

  std::filesystem::path const& folder() const { return folder_; }
  std::filesystem::path provision() const { return folder_ / "hub/provision.json"; }
  std::string const& url() const { return url_; }
  std::string ca_pem() const;

 private:
  std::filesystem::path folder_;
  std::unique_ptr<Process> process_;
  std::string url_;
};

/// The real way out, which adds up what crossed the wire.
class CountingLink final : public sync::Link {
 public:
  CountingLink();
  void configure(sync::CourierConfig config) override { inner_->configure(std::move(config)); }
  void post(sync::Request request) override;
  std::vector<sync::Answer> take() override;
  std::optional<sync::Bytes> take_tls_sessions() override { return inner_->take_tls_sessions(); }
  int wait_handle() const override { return inner_->wait_handle(); }

  /// Since the last call, by the path's first two parts ("/v1/actions").
  std::map<std::string, Wire> take_counts() { return std::exchange(counts_, {}); }
  bool courier_runs() const { return inner_->courier_pid() != 0; }

 private:
  std::unique_ptr<platform::CourierLink> inner_;
  std::map<std::uint32_t, std::string> paths_;
  std::map<std::string, Wire> counts_;
};

/// An enrolled device with its three learners; nobody sits yet.
class Device {
 public:
  explicit Device(Hub const& hub, std::string const& name);
  void open();
  void shut();
  client::Office& office() { return *office_; }
  CountingLink& link() { return *link_; }
  std::filesystem::path const& data() const { return data_; }

  client::Events ask(client::Intent intent);
  /// The first learner sits down; gives what the window would hear.
  client::Events sit();
  /// Works until `done`, or ends this program after two minutes.
  void work_until(std::function<bool()> const& done);
  /// Until nothing is out and nothing is left to ask.
  void work_until_resting();
  /// Until the courier has gone, so that the next request opens a new connection.
  void work_until_alone();

 private:
  std::filesystem::path data_;
  platform::OsEntropy entropy_;
  std::unique_ptr<CountingLink> link_;
  std::unique_ptr<client::Office> office_;
};

/// Runs a command to its end; ends this program with its last words when it fails.
void run(std::vector<std::string> const& words);
/// The folder of the real courses, or nothing where it is absent: CARREL_COURSES, else ../shared/courses of the checkout.
std::optional<std::filesystem::path> real_courses();

}  // namespace carrel::bench
