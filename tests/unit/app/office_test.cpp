#include "client/app/office_inner.h"

#include <random>

#include <doctest/doctest.h>

#include "client/complaints/complaint_store.h"
#include "client/requests/letter_flow.h"
#include "platform/keystore/keystore.h"
#include "sync/db/meta.h"
#include "sync/db/time_store.h"
#include "sync/migrations.h"
#include "tests/support/enrolled.h"

using namespace carrel;
using namespace carrel::client;
using namespace std::chrono_literals;

namespace {

sync::Now const noon{sync::WallTime{1'795'000'000s}, {10min}};

sync::Now later(std::chrono::milliseconds passed) {
  return {noon.wall + std::chrono::floor<std::chrono::seconds>(passed), noon.awake + passed};
}

/// No way out, and a memory of how it was set up.
struct DeadLink final : sync::Link {
  sync::CourierConfig config;
  std::vector<sync::Answer> answers;
  void configure(sync::CourierConfig said) override { config = std::move(said); }
  void post(sync::Request request) override {
    sync::Answer none;
    none.ticket = request.ticket;
    none.reason = sync::LinkReason::offline;
    answers.push_back(none);
  }
  std::vector<sync::Answer> take() override { return std::exchange(answers, {}); }
  std::optional<sync::Bytes> take_tls_sessions() override { return {}; }
  int wait_handle() const override { return -1; }
};

struct Desktop {
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("carrel-office-" + std::to_string(std::random_device{}()));
  tests::People people{3};
  sync::Vault awa = people.new_learner();
  DeadLink link;
  std::unique_ptr<Office> office;
  AppState state;

  ~Desktop() {
    office.reset();
    std::filesystem::remove_all(folder);
  }

  void open(sync::Now now = noon) {
    auto opened = Office::open({folder, folder / "keys", folder / "share", false}, link, people.entropy, now);
    REQUIRE_MESSAGE(opened, opened.error().place);
    office = std::move(*opened);
    take(office->begin(now));
  }
  void take(Events const& events) {
    for (auto const& event : events) absorb(state, event);
  }
  sync::Db beside() {
    auto db = sync::Db::open(folder / "carrel.db", sync::client_migrations(), {.wait = 1000ms});
    REQUIRE(db);
    return std::move(*db);
  }
  /// As an operator's command does it, in another process.
  void enrol() {
    auto db = beside();
    auto const key = sync::DeviceKey::from(std::move(*platform::load_device_key(folder / "keys")));
    auto const& sign = people.platform_sign.public_key;
    auto const stated = sync::Json::object({{"seal_key", sync::to_base64url(people.platform_seal.public_key.bytes)},
                                            {"sign_keys", sync::JsonArray{sync::to_base64url(sign.bytes)}}});
    auto const settings = sync::to_json(sync::sign_dsse(sync::settings_type, stated, people.platform_sign));
    REQUIRE(sync::keep_device(db, {people.device, "kiosk", "https://hub.example", "roots", sign, "token", settings}, *key));
    sync::LearnerRow const row{awa.learner(), "Awa", "fox", "fr", awa.seal_key(), awa.sign_keys().public_key};
    REQUIRE(sync::add_learner(db, row, awa.wrap(*key)));
  }
};

}  // namespace

TEST_CASE("a device enrolled beside the open window is known without a restart") {
  Desktop desk;
  desk.open();
  desk.take(desk.office->tick(noon));
  CHECK(desk.state.learners.empty());
  REQUIRE(desk.office->next_wake());
  desk.enrol();
  desk.take(desk.office->tick(later(5s)));
  CHECK(desk.state.learners.size() == 1);
  CHECK(desk.link.config.base_url == "https://hub.example");
  desk.take(desk.office->handle(OpenSession{desk.awa.learner()}, later(6s)));
  CHECK(desk.state.session);
}

TEST_CASE("certificates are judged by the hour of the request, not by that of the start") {
  Desktop desk;
  desk.open();
  desk.enrol();
  desk.take(desk.office->tick(noon));
  CHECK(desk.link.config.certificate_time == noon.wall);
  auto const autumn = later(std::chrono::hours{24 * 90});
  desk.take(desk.office->tick(autumn));  // Learns that the last try came to nothing, and asks again within seconds.
  desk.take(desk.office->tick({autumn.wall + 1min, autumn.awake + 1min}));
  CHECK(desk.link.config.certificate_time >= autumn.wall);
}

TEST_CASE("awake time outlives a pulled plug to ten minutes, and an orderly end whole") {
  Desktop desk;
  desk.open();
  { auto db = desk.beside(); REQUIRE(sync::keep_time_evidence(db, {noon.wall, 0s})); }
  desk.open();
  desk.take(desk.office->tick(later(3h)));
  desk.take(desk.office->tick(later(3h + 9min)));
  auto db = desk.beside();
  CHECK(sync::earliest_now(*sync::read_time_evidence(db)) == noon.wall + 3h);
  REQUIRE(desk.office->end(later(3h + 9min)));
  CHECK(sync::earliest_now(*sync::read_time_evidence(db)) == noon.wall + 3h + 9min);
}

TEST_CASE("a damaged TLS session does not keep the desk shut") {
  Desktop desk;
  desk.open();
  desk.enrol();
  { auto db = desk.beside(); REQUIRE(db.exec("INSERT INTO device_secret VALUES ('link.tls_sessions', x'0102')")); }
  desk.open();
  CHECK(desk.state.learners.size() == 1);
}

TEST_CASE("one damaged row of a learner hides no other view") {
  Desktop desk;
  desk.open();
  desk.enrol();
  {
    auto db = desk.beside();
    auto spoil = db.prepare("INSERT INTO vault_item VALUES (?, ?, ?, x'00')");
    spoil->bind(2, sync::BytesView(desk.awa.blind_kind("complaint"))).bind(3, sync::BytesView(desk.awa.blind_key("complaint", "x")));
    REQUIRE(spoil->bind(1, desk.awa.learner()).run());
  }
  desk.take(desk.office->tick(noon));
  Events const told = desk.office->handle(OpenSession{desk.awa.learner()}, noon);
  auto const has = [&](auto fact) {
    return std::any_of(told.begin(), told.end(), [&](Event const& one) { return std::holds_alternative<decltype(fact)>(one); });
  };
  CHECK(has(ConsentListed{}));
  CHECK(has(OutboxListed{}));
  CHECK(has(TroubleArose{}));
}

TEST_CASE("a letter that this device's medium has damaged tells the person at once, and why") {
  Desktop desk;
  desk.open();
  desk.enrol();
  desk.take(desk.office->tick(noon));
  desk.take(desk.office->handle(HoldLink{true}, noon));
  desk.take(desk.office->handle(OpenSession{desk.awa.learner()}, noon));
  auto const id = sync::make_id<sync::ActionId>(desk.people.entropy);
  {
    auto at = desk.office->inner().desk(noon);
    auto tx = sync::Transaction::begin(at.db);
    REQUIRE(tx);
    REQUIRE(put_letter(at, id, {"contact_question", "Opening hours", false, false}, sync::Json::object({{"text", "When?"}})));
    REQUIRE(tx->commit());
    auto spoil = at.db.prepare("UPDATE action SET sealed = zeroblob(300) WHERE id = ?");
    REQUIRE(spoil->bind(1, id).run());
  }
  desk.take(desk.office->handle(HoldLink{false}, noon));
  desk.take(desk.office->tick(noon));  // Learns that the first try came to nothing.
  desk.take(desk.office->handle(SendNow{}, later(1s)));
  desk.take(desk.office->tick(later(1s)));
  REQUIRE(desk.state.session->outbox.rows.size() == 1);
  auto const& row = desk.state.session->outbox.rows[0];
  CHECK(row.id == id);
  CHECK(row.needs_you);
  CHECK(row.why_key == "outbox.refused.damaged_here");
}

namespace {

/// A desk at which somebody types, with a count of what reaches the medium.
struct Typing : Desktop {
  Typing() {
    open();
    enrol();
    take(office->tick(noon));
    take(office->handle(HoldLink{true}, noon));
    take(office->handle(OpenSession{awa.learner()}, noon));
    REQUIRE(state.session);
    // The one writer of the first draft is not counted: a row is made once and then replaced.
    take(office->handle(KeepComplaintDraft{}, noon));
    REQUIRE(office->inner().db.exec("CREATE TEMP TABLE save (n INTEGER); CREATE TEMP TRIGGER counted AFTER UPDATE ON main.vault_item "
                                    "BEGIN INSERT INTO save VALUES (1); END"));
  }
  void type(std::string text, std::chrono::milliseconds at, bool typing = true) {
    ComplaintDraft draft;
    draft.details = std::move(text);
    take(office->handle(KeepComplaintDraft{draft, typing}, later(at)));
  }
  int saves() {
    auto count = office->inner().db.prepare("SELECT count(*) FROM save");
    REQUIRE(count->step());
    return static_cast<int>(count->integer(0));
  }
  /// What a plug pulled now would leave.
  std::string saved() {
    auto const at = office->inner().desk(noon);
    auto const draft = find_draft(at.db, *at.vault);
    REQUIRE((draft && *draft));
    return (*draft)->form.details;
  }
};

}  // namespace

TEST_CASE("fifty keys without a pause are one save") {
  Typing desk;
  std::string text;
  for (int key = 0; key < 50; ++key) {
    desk.type(text += 'a', key * 30ms);
    desk.take(desk.office->tick(later(key * 30ms)));
  }
  CHECK(desk.saves() == 0);
  REQUIRE(desk.office->next_wake());
  CHECK(*desk.office->next_wake() == noon.awake + draft_pause);
  desk.take(desk.office->tick(later(draft_pause)));
  CHECK(desk.saves() == 1);
  CHECK(desk.saved() == text);
  CHECK(desk.state.session->complaints.draft->details == text);
  desk.take(desk.office->tick(later(draft_pause + 10s)));
  CHECK(desk.saves() == 1);
}

TEST_CASE("who types without ever pausing loses no more than the pause") {
  Typing desk;
  std::string text;
  std::vector<std::size_t> typed_by;  // How much there was, by tenths of a second.
  for (int tenth = 0; tenth < 600; ++tenth) {
    auto const at = tenth * 100ms;
    desk.take(desk.office->tick(later(at)));
    desk.type(text += 'a', at);
    typed_by.push_back(text.size());
    if (at >= draft_pause) CHECK(desk.saved().size() >= typed_by[static_cast<std::size_t>(tenth - draft_pause / 100ms)]);
  }
  CHECK(desk.saves() <= 30);  // In a minute, for 600 keys.
}

TEST_CASE("leaving the field, another deed, Leave and closing the window save at once") {
  Typing desk;
  desk.type("field", 0ms);
  desk.type("field left", 10ms, false);
  CHECK(desk.saved() == "field left");
  desk.type("another deed", 20ms);
  desk.take(desk.office->handle(SendNow{}, later(30ms)));
  CHECK(desk.saved() == "another deed");
  desk.type("closed", 40ms);
  REQUIRE(desk.office->end(later(50ms)));
  CHECK(desk.saved() == "closed");
  CHECK(desk.saves() == 3);
  desk.type("left", 60ms);
  desk.take(desk.office->handle(CloseSession{}, later(70ms)));
  CHECK_FALSE(desk.state.session);
  desk.take(desk.office->tick(later(10s)));
  desk.take(desk.office->handle(OpenSession{desk.awa.learner()}, later(20s)));
  CHECK(desk.saved() == "left");
}

TEST_CASE("a draft that was dropped or filed does not come back by a save that was still due") {
  Typing desk;
  desk.type("no more", 0ms);
  desk.take(desk.office->handle(DropComplaintDraft{}, later(10ms)));
  desk.take(desk.office->tick(later(10s)));
  CHECK_FALSE(desk.state.session->complaints.draft);
}

TEST_CASE("what is kept is its owner's alone") {
  Desktop desk;
  desk.open();
  using std::filesystem::perms;
  auto const others = perms::group_all | perms::others_all;
  for (auto const* name : {"", "carrel.db", "carrel.db-wal", "carrel.db-shm", "keys", "keys/device.key"})
    CHECK_MESSAGE((std::filesystem::status(desk.folder / name).permissions() & others) == perms::none, name);
}

namespace {

/// A stick that is pulled out after so many pieces.
struct LooseStick final : sync::Media {
  int pieces = 100;
  std::size_t size = 1'000'000;
  struct File final : sync::MediaFile {
    explicit File(LooseStick& stick_) : stick(stick_) {}
    LooseStick& stick;
    std::size_t given = 0;
    std::uint64_t size() const override { return stick.size; }
    sync::Result<sync::Bytes> read(std::size_t bytes_max) override {
      if (stick.pieces-- == 0) return sync::Error{sync::Fault::offline, "medium"};
      auto const count = std::min(bytes_max, stick.size - given);
      given += count;
      return sync::Bytes(count, 'a');
    }
  };
  sync::Result<std::vector<sync::MediaEntry>> list(std::string const& path, std::size_t) override {
    if (pieces <= 0) return sync::Error{sync::Fault::offline, "medium"};
    return std::vector<sync::MediaEntry>{{path.empty() ? "STICK" : "a.txt", path.empty(), size, {}}};
  }
  sync::Result<std::unique_ptr<sync::MediaFile>> open(std::string const&) override {
    return std::unique_ptr<sync::MediaFile>(std::make_unique<File>(*this));
  }
};

struct Attaching : Desktop {
  std::shared_ptr<LooseStick> stick = std::make_shared<LooseStick>();
  Attaching() {
    OfficeSetup setup{folder, folder / "keys", HOUSE_TOP "/assets", true};
    setup.media = stick;
    auto opened = Office::open(setup, link, people.entropy, noon);
    REQUIRE(opened);
    office = std::move(*opened);
    take(office->begin(noon));
    enrol();
    take(office->tick(noon));
    take(office->handle(OpenSession{awa.learner()}, noon));
    REQUIRE(state.session);
  }
  void choose() { take(office->handle(AttachFile{"STICK/a.txt", {}}, noon)); }
  /// Turns of the desk until the file is read or not; how many.
  int turns() {
    int count = 0;
    for (; state.session->file_reading && count < 50; ++count) {
      CHECK(office->next_wake() == sync::AwakeTime{});
      take(office->tick(noon));
    }
    return count;
  }
};

}  // namespace

TEST_CASE("a stick pulled out in the middle of a file is told, adds nothing and loses nothing") {
  Attaching desk;
  desk.choose();
  CHECK(desk.turns() == 5);
  REQUIRE(desk.state.session->complaints.draft_files.size() == 1);
  CHECK_FALSE(desk.state.trouble);
  ComplaintDraft written;
  written.details = "words";
  desk.take(desk.office->handle(KeepComplaintDraft{written}, noon));
  desk.stick->pieces = 2;
  desk.choose();
  desk.turns();
  REQUIRE(desk.state.trouble);
  CHECK(desk.state.trouble->sentence == "complaint.files.refused.gone");
  CHECK(desk.state.session->complaints.draft_files.size() == 1);
  CHECK(desk.state.session->complaints.draft->details == "words");
  desk.take(desk.office->handle(ListMedia{"STICK"}, noon));
  CHECK(desk.state.session->media->gone);
}

TEST_CASE("a slow stick keeps nothing waiting, and reading can be stopped; who leaves leaves no half file") {
  Attaching desk;
  desk.choose();
  desk.take(desk.office->tick(noon));
  CHECK(desk.state.session->file_reading->done > 0);
  ComplaintDraft written;
  written.details = "typed meanwhile";
  desk.take(desk.office->handle(KeepComplaintDraft{written}, noon));
  desk.take(desk.office->tick(noon));
  CHECK(desk.state.session->complaints.draft->details == "typed meanwhile");
  desk.take(desk.office->handle(StopAttaching{}, noon));
  CHECK_FALSE(desk.state.session->file_reading);
  CHECK(desk.state.session->complaints.draft_files.empty());
  desk.choose();
  desk.take(desk.office->handle(CloseSession{}, noon));
  desk.take(desk.office->tick(noon));
  CHECK_FALSE(desk.state.session);
  CHECK(desk.office->next_wake() != sync::AwakeTime{});
}

TEST_CASE("what the operator says of the sound outlasts what a learner chooses, and holds from the next Leave on") {
  Desktop desk;
  desk.open();
  desk.enrol();
  desk.take(desk.office->tick(noon));
  desk.take(desk.office->handle(OpenSession{desk.awa.learner()}, later(1s)));
  Settings said = desk.state.settings;
  said.voice.headphones_only = true;
  said.voice.output = "headphones";
  {
    auto db = desk.beside();  // As carrelctl does it.
    REQUIRE(sync::keep_meta(db, settings_key, sync::write_json(write_settings(said))));
  }
  desk.take(desk.office->handle(CloseSession{}, later(2s)));
  CHECK(desk.state.settings.voice.headphones_only);
  auto chosen = desk.state.settings;
  chosen.voice.rate = 230;
  chosen.voice.headphones_only = false;
  chosen.voice.output = "speaker";
  desk.take(desk.office->handle(ChangeSettings{chosen}, later(3s)));
  CHECK(desk.state.settings.voice.rate == 230);
  CHECK(desk.state.settings.voice.headphones_only);
  CHECK(desk.state.settings.voice.output == "headphones");
}
