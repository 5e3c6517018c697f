// The whole way, with nothing made up: a database on disk, the driver, the courier as a process, carrel-hub as a process.
// Counts what a delivery costs on the wire, and cuts the wire in the middle of it.
#include <poll.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "sync/engine/driver.h"
#include "sync/migrations.h"
#include "sync/outbox/file_action.h"
#include "sync/trust/learner_store.h"
#include "sync/wire/enrol_wire.h"
#include "tests/link/link_suite.h"
#include "tests/support/seeded_entropy.h"

using namespace carrel;
using namespace carrel::tests;
using sync::Json;

namespace {

namespace fs = std::filesystem;

std::string read_text(fs::path const& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

// carrel-hub in a folder of its own, with three demo learners; ends with the object, and in any case after two minutes.
class HubProcess {
 public:
  HubProcess() {
    auto form = (fs::temp_directory_path() / "carrel-hub-XXXXXX").string();
    REQUIRE(mkdtemp(form.data()));
    folder = form;
    auto const hub = (fs::path(HOUSE_BIN) / "carrel-hub").string();
    auto const dir = folder.string();
    run(HOUSE_TOP "/toolchains/local-ca " + dir + "/ca");
    run(hub + " init --dir " + dir + "/hub --calendar " HOUSE_TOP "/assets/calendars/FR.json");
    run(hub + " demo --dir " + dir + "/hub --calendar " HOUSE_TOP "/assets/calendars/FR.json --url https://localhost --ca " + dir +
        "/ca/ca.pem");
    serve(hub, dir);
    provision = *sync::parse_json(read_text(folder / "hub/provision.json"));
  }
  ~HubProcess() {
    kill(pid_, SIGTERM);
    waitpid(pid_, nullptr, 0);
    std::error_code code;
    fs::remove_all(folder, code);
  }

  /// Actions in its books, counted beside it.
  std::int64_t actions() {
    sqlite3* books = nullptr;
    sqlite3_stmt* row = nullptr;
    REQUIRE(sqlite3_open_v2((folder / "hub/hub.sqlite").c_str(), &books, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
    sqlite3_busy_timeout(books, 5000);
    REQUIRE(sqlite3_prepare_v2(books, "SELECT count(*) FROM action", -1, &row, nullptr) == SQLITE_OK);
    REQUIRE(sqlite3_step(row) == SQLITE_ROW);
    auto const count = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    sqlite3_close(books);
    return count;
  }

  fs::path folder;
  std::string url;
  Json provision;

 private:
  static void run(std::string const& command) { REQUIRE_MESSAGE(std::system((command + " >/dev/null 2>&1").c_str()) == 0, command); }
  void serve(std::string const& hub, std::string const& dir) {
    int out[2];
    REQUIRE(pipe(out) == 0);
    pid_ = fork();
    if (pid_ == 0) {
      dup2(out[1], STDOUT_FILENO);
      execl(hub.c_str(), hub.c_str(), "serve", "--dir", (dir + "/hub").c_str(), "--cert", (dir + "/ca/server.pem").c_str(), "--key",
            (dir + "/ca/server.key").c_str(), "--calendar", HOUSE_TOP "/assets/calendars/FR.json", "--max-seconds", "120", nullptr);
      _exit(127);
    }
    close(out[1]);
    std::string line;
    for (char c = 0; c != '\n' && read(out[0], &c, 1) == 1;) line += c;
    close(out[0]);
    REQUIRE_MESSAGE(line.starts_with("ready https://"), line);
    url = "https://localhost" + line.substr(line.rfind(':'));
    url.pop_back();
  }
  pid_t pid_ = 0;
};

struct Cost {
  std::uint64_t sent = 0, received = 0;
  int requests = 0;
};

// An enrolled kiosk with one learner.
class Kiosk {
 public:
  explicit Kiosk(HubProcess const& hub) : hub_(hub) {
    config_.base_url = hub.url;
    config_.idle_max = std::chrono::milliseconds(100);
    config_.ca_pem = hub.provision.text_or("ca_pem", "");
    auto opened = sync::Db::open(hub.folder / "kiosk.db", sync::client_migrations());
    REQUIRE(opened);
    db.emplace(std::move(*opened));
    auto link = new_link();
    auto const device_key = sync::SignKeyPair::make(entropy);
    auto const device = sync::wire::read_enrol_device(
        ask(*link, sync::wire::enrol_device(hub.provision.text_or("enrolment_code", ""), "kiosk", device_key.public_key.bytes)));
    REQUIRE(device.reply.verdict == sync::wire::Verdict::yes);
    device_ = device.device;
    auto const anchor = sync::SignPublicKey::parse(hub.provision.text_or("sign_key", ""));
    auto const envelope = sync::read_envelope(device.settings);
    REQUIRE((anchor && envelope));
    auto const settings = sync::verify_dsse(*envelope, sync::settings_type, std::span(&*anchor, 1));
    REQUIRE(settings);
    platform_ = *sync::read_platform_keys(*settings);
    auto keys = sync::LearnerKeys::make(entropy);
    auto const learner = sync::wire::read_claim_learner(
        ask(*link, sync::wire::claim_learner(device.token, hub.provision.list("learners")[0].text_or("claim_code", ""),
                                             keys.sign.public_key.bytes, keys.seal.public_key.bytes)));
    REQUIRE(learner.reply.verdict == sync::wire::Verdict::yes);
    vault_.emplace(sync::Vault::create(learner.learner, std::move(keys), entropy));
    auto const secret = sync::DeviceKey::from(sync::Secret::random(32, entropy));
    sync::LearnerRow const row{learner.learner, "Awa", "leaf", "fr", vault_->seal_key(), vault_->sign_keys().public_key};
    REQUIRE(sync::add_learner(*db, row, vault_->wrap(*secret)));
    driver.emplace(*db, entropy, nullptr);
    driver->identify(sync::DriverIdentity{device_, device.token, platform_.sign});
  }

  void file_complaints(int count) {
    for (int n = 0; n < count; ++n) {
      sync::ActionDraft const draft{sync::make_id<sync::ActionId>(entropy), "complaint", 1, sync::Priority::complaint, body()};
      auto tx = sync::Transaction::begin(*db);
      REQUIRE(tx);
      REQUIRE(file_action(*db, *vault_, platform_, draft, {device_, now().wall, {}}));
      REQUIRE(tx->commit());
    }
  }

  /// Delivers everything that waits, by a courier of its own, as after hours without a link.
  Cost deliver() {
    auto link = new_link();
    Cost cost;
    driver->nudge();
    while (true) {
      auto const waiting = sync::outbox::counts(*db, {});
      REQUIRE(waiting);
      if (waiting->waiting == 0) break;
      auto requests = driver->tick(now());
      REQUIRE(requests);
      REQUIRE(requests->size() == 1);
      auto const answer = ask(*link, requests->front());
      CAPTURE(answer.detail);
      REQUIRE(answer.reason == sync::LinkReason::none);
      auto const facts = driver->absorb(answer, now());
      REQUIRE(facts);
      for (auto const& fact : *facts)
        if (auto const* parked = std::get_if<sync::ActionParked>(&fact)) FAIL_CHECK(parked->reason);
      cost.sent += answer.bytes_sent;
      cost.received += answer.bytes_received;
      ++cost.requests;
    }
    // Sessions come right behind the last answer, or not at all: then the old ones serve once more.
    while (link->courier_pid() != 0) {
      pollfd ready{link->wait_handle(), POLLIN, 0};
      REQUIRE(poll(&ready, 1, 20'000) == 1);
      CHECK(link->take().empty());
    }
    if (auto sessions = link->take_tls_sessions()) config_.tls_sessions = *sessions;
    return cost;
  }
  /// One question by a line that is cut somewhere, as its own shape says. True when its answer came all the same.
  bool tries_over(ShapedProxy const& line) {
    auto config = config_;
    config.base_url = "https://localhost:" + std::to_string(line.port());
    auto link = platform::CourierLink::open(courier_program());
    REQUIRE(link);
    (*link)->configure(config);
    driver->nudge();
    auto requests = driver->tick(now());
    REQUIRE(requests);
    REQUIRE(requests->size() == 1);
    auto const answer = ask(**link, requests->front());
    CAPTURE(answer.detail);
    bool const whole = answer.reason == sync::LinkReason::none;
    CHECK((whole || answer.reason == sync::LinkReason::offline));
    REQUIRE(driver->absorb(answer, now()));
    wall_ += std::chrono::hours(3);  // What the failure costs in patience is not what is tested.
    return whole;
  }
  std::int64_t accepted() { return sync::outbox::counts(*db, {})->accepted; }

  SeededEntropy entropy{5};
  std::optional<sync::Db> db;
  std::optional<sync::Driver> driver;

 private:
  std::unique_ptr<platform::CourierLink> new_link() {
    auto link = platform::CourierLink::open(courier_program());
    REQUIRE(link);
    (*link)->configure(config_);
    return std::move(*link);
  }
  sync::Now now() {
    wall_ += std::chrono::seconds(1);
    return {wall_, {wall_.time_since_epoch()}};
  }
  Json body() {
    return Json::object({{"complainant_name", "Awa Diop"},
                         {"complainant_email", "awa@example.org"},
                         {"complainant_phone", "+221 33 123 45 67"},
                         {"student_id", "S-1042"},
                         {"nature", "mentoring"},
                         {"details", "Three sessions were cancelled without notice, and nobody answered my two messages."},
                         {"already_spoken_to", "yes"},
                         {"spoken_to_whom", "Student Success"},
                         {"desired_outcome", "New sessions before the end of the month."}});
  }

  HubProcess const& hub_;
  sync::CourierConfig config_;
  sync::DeviceId device_;
  sync::PlatformKeys platform_;
  std::optional<sync::Vault> vault_;
  sync::WallTime wall_ = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
};

}  // namespace

TEST_CASE("one, ten and a hundred complaints reach the real hub, each once, over resumed sessions") {
  HubProcess hub;
  Kiosk kiosk(hub);
  std::int64_t filed = 0;
  std::uint64_t fresh_received = 0;
  for (int const count : {1, 1, 10, 100}) {
    kiosk.file_complaints(count);
    filed += count;
    auto const cost = kiosk.deliver();
    CHECK(kiosk.accepted() == filed);
    CHECK(cost.requests == 1);
    MESSAGE(count << " complaints: " << cost.sent << " bytes up, " << cost.received << " down, "
                  << std::string(fresh_received == 0 ? "full" : "resumed") << " handshake");
    if (fresh_received == 0) fresh_received = cost.received;
    else if (count == 1) CHECK(cost.received + 300 < fresh_received);
  }
}

TEST_CASE("a delivery to the real hub that is cut at any place is done by the next try, each complaint once") {
  HubProcess hub;
  Kiosk kiosk(hub);
  kiosk.file_complaints(1);
  auto const whole = kiosk.deliver();
  std::int64_t filed = 1;
  int cut = 0, known_to_hub_only = 0;
  auto const port = std::stoi(hub.url.substr(hub.url.rfind(':') + 1));
  for (bool const back : {false, true}) {
    auto const bytes = back ? whole.received : whole.sent;
    for (std::uint64_t byte = 0; byte < bytes; byte += bytes / 30) {
      CAPTURE(back);
      CAPTURE(byte);
      kiosk.file_complaints(1);
      LineShape shape;
      (back ? shape.cut_down_at : shape.cut_up_at) = byte;
      {
        ShapedProxy const line(port, shape);
        cut += kiosk.tries_over(line) ? 0 : 1;
      }
      auto const at_hub = hub.actions();
      CHECK((at_hub == filed || at_hub == filed + 1));  // Half a letter is none.
      if (at_hub > filed && kiosk.accepted() == filed) ++known_to_hub_only;
      ++filed;
      kiosk.deliver();
      CHECK(kiosk.accepted() == filed);
      REQUIRE(hub.actions() == filed);
    }
  }
  CHECK(cut > 20);
  CHECK(known_to_hub_only > 0);  // The hub had it, the kiosk could not know: the case that makes doubles.
  MESSAGE(cut << " lines cut, " << known_to_hub_only << " of them behind the hub's commit; " << filed << " complaints, each once");
}
