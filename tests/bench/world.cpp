#include "tests/bench/world.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>

#include <cstdio>
#include <fstream>

#include "client/app/office_inner.h"
#include "platform/clock/clock.h"
#include "tests/bench/measure.h"

namespace carrel::bench {

namespace fs = std::filesystem;

namespace {

fs::path new_folder() {
  auto form = (fs::temp_directory_path() / "carrel-bench-XXXXXX").string();
  if (!mkdtemp(form.data())) give_up("no folder for the measurement");
  return form;
}

std::string program(char const* name) { return (fs::path(HOUSE_BIN) / name).string(); }

std::string read_text(fs::path const& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

void run(std::vector<std::string> const& words) {
  std::string line;
  for (auto const& word : words) line += "'" + word + "' ";
  FILE* const pipe = popen((line + "2>&1").c_str(), "r");
  if (!pipe) give_up("cannot run " + line);
  std::string said;
  char part[512];
  while (auto const size = std::fread(part, 1, sizeof part, pipe)) said.append(part, size);
  if (pclose(pipe) != 0) give_up(line + "failed: " + said);
}

std::optional<fs::path> real_courses() {
  auto const* const given = std::getenv("CARREL_COURSES");
  fs::path const folder = given ? fs::path(given) : fs::path(HOUSE_TOP).parent_path() / "shared/courses";
  return fs::exists(folder / "shell-novice/edition-2024") ? std::optional(folder) : std::nullopt;
}

// ---- the hub ----

Hub::Hub() : folder_(new_folder()) {
  run({HOUSE_TOP "/toolchains/local-ca", folder_ / "hub/ca"});
  run({program("carrel-hub"), "init", "--dir", folder_ / "hub"});
  process_ = std::make_unique<Process>(std::vector<std::string>{
      "/bin/sh", "-c", R"(exec "$0" serve --dir "$1" --cert "$1/ca/server.pem" --key "$1/ca/server.key" --max-seconds 600)",
      program("carrel-hub"), folder_ / "hub"});
  auto const ready = process_->line();
  url_ = "https://localhost" + ready.substr(ready.rfind(':'));
  run({program("carrel-hub"), "demo", "--dir", folder_ / "hub"});
}

Hub::~Hub() {
  kill(process_->id(), SIGTERM);
  process_.reset();
  std::error_code failed;
  fs::remove_all(folder_, failed);
}

std::string Hub::ca_pem() const { return read_text(folder_ / "hub/ca/ca.pem"); }

fs::path Hub::pack(fs::path const& source, std::string const& name) const {
  auto const packed = folder_ / "packs" / name;
  fs::create_directories(packed.parent_path());
  run({program("carrelctl"), "pack", source, "-o", packed});
  return packed;
}

void Hub::publish(fs::path const& packed) const { run({program("carrel-hub"), "publish", "--dir", folder_ / "hub", packed}); }

// ---- the way out ----

CountingLink::CountingLink() {
  auto link = platform::CourierLink::open(program("carrel-courier"));
  if (!link) give_up("no courier");
  inner_ = std::move(*link);
}

void CountingLink::post(sync::Request request) {
  auto const end = request.path.find_first_of("/?", request.path.find('/', 1) + 1);
  paths_[request.ticket] = request.path.substr(0, end);
  inner_->post(std::move(request));
}

std::vector<sync::Answer> CountingLink::take() {
  auto answers = inner_->take();
  for (auto const& answer : answers) {
    auto& count = counts_[paths_[answer.ticket]];
    count.up += answer.bytes_sent;
    count.down += answer.bytes_received;
    ++count.requests;
    if (answer.reason != sync::LinkReason::none || answer.status >= 400)
      give_up(paths_[answer.ticket] + " answered " + std::to_string(answer.status) + " " + answer.detail);
  }
  return answers;
}

// ---- the device ----

Device::Device(Hub const& hub, std::string const& name) : data_(hub.folder() / name) {
  run({program("carrelctl"), "--data", data_, "enrol", "--provision", hub.provision()});
  open();
}

void Device::open() {
  link_ = std::make_unique<CountingLink>();
  auto office = client::Office::open({data_, data_ / "keys", fs::path(HOUSE_BUILD) / "share/carrel", false}, *link_, entropy_,
                                     platform::read_clocks());
  if (!office) give_up("the desk does not open: " + office.error().place);
  office_ = std::move(*office);
}

void Device::shut() {
  office_.reset();
  link_.reset();
}

client::Events Device::ask(client::Intent intent) {
  auto events = office_->handle(intent, platform::read_clocks());
  for (auto const& event : events)
    if (auto const* trouble = std::get_if<client::TroubleArose>(&event)) give_up("the desk could not: " + trouble->sentence);
  return events;
}

client::Events Device::sit() {
  auto events = office_->begin(platform::read_clocks());
  for (auto const& event : events)
    if (auto const* listed = std::get_if<client::LearnersListed>(&event)) {
      auto const id = listed->learners.front().id;
      auto more = ask(client::OpenSession{id});
      std::move(more.begin(), more.end(), std::back_inserter(events));
      return events;
    }
  give_up("no learner is enrolled");
}

void Device::work_until(std::function<bool()> const& done) {
  auto const deadline = platform::read_clocks().awake + std::chrono::minutes{2};
  while (true) {
    auto const now = platform::read_clocks();
    if (now.awake >= deadline) give_up("the desk did not come to an end in two minutes");
    static_cast<void>(office_->tick(now));
    if (done()) return;
    auto until = deadline;
    if (auto wake = office_->next_wake()) until = std::min(until, *wake);
    pollfd wait{link_->wait_handle(), POLLIN, 0};
    poll(&wait, 1, static_cast<int>(std::max<std::int64_t>(0, (until - now.awake).count())));
  }
}

void Device::work_until_resting() {
  work_until([this] { return office_->inner().driver.is_resting(); });
}

void Device::work_until_alone() {
  work_until([this] { return office_->inner().driver.is_resting() && !link_->courier_runs(); });
}

}  // namespace carrel::bench
