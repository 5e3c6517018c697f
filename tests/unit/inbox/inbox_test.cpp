#include "sync/inbox/inbox.h"

#include <doctest/doctest.h>

#include "tests/support/enrolled_kiosk.h"

using namespace carrel::sync;

namespace {

struct Kiosk : carrel::tests::EnrolledKiosk {
  Kiosk() : EnrolledKiosk(51) {}
  wire::NewsItem news(std::int64_t seq, Vault const& vault, std::string text) {
    return {seq, vault.learner(), "profile", seal_news(Json(std::move(text)), vault.seal_key()), {}};
  }
  void settle(std::int64_t seq) {
    auto tx = Transaction::begin(db);
    REQUIRE(tx);
    REQUIRE(inbox::settle(db, seq));
    REQUIRE(tx->commit());
  }
};

}  // namespace

TEST_CASE("a page is stored with its cursor and opened by whom it is for") {
  Kiosk kiosk;
  CHECK(inbox::cursor(kiosk.db)->empty());
  wire::NewsItem const device{3, {}, "device_settings", {}, *parse_json(R"({"quiet":true})")};
  REQUIRE(*inbox::apply_page(kiosk.db, {{kiosk.news(1, kiosk.awa, "a"), kiosk.news(2, kiosk.lucas, "l"), device}, "c3", false}) == 3);
  CHECK(*inbox::cursor(kiosk.db) == "c3");
  auto const opened = inbox::open_pending(kiosk.db, kiosk.awa);
  REQUIRE(opened);
  REQUIRE(opened->items.size() == 1);
  CHECK(opened->items[0].body == Json("a"));
  CHECK(opened->unreadable.empty());
  auto const ours = inbox::pending(kiosk.db, std::nullopt);
  REQUIRE(ours->size() == 1);
  CHECK(ours->at(0).body == device.body);
}

TEST_CASE("a page that comes again, or overlaps, changes nothing, also after it was settled") {
  Kiosk kiosk;
  wire::NewsPage const first{{kiosk.news(1, kiosk.awa, "1"), kiosk.news(2, kiosk.awa, "2")}, "c2", true};
  wire::NewsPage const second{{kiosk.news(2, kiosk.awa, "2"), kiosk.news(3, kiosk.awa, "3")}, "c3", false};
  REQUIRE(*inbox::apply_page(kiosk.db, first) == 2);
  CHECK(*inbox::apply_page(kiosk.db, first) == 0);
  kiosk.settle(1);
  kiosk.settle(2);
  CHECK(*inbox::apply_page(kiosk.db, first) == 0);
  CHECK(*inbox::cursor(kiosk.db) == "c2");
  CHECK(*inbox::apply_page(kiosk.db, second) == 1);
  CHECK(*inbox::apply_page(kiosk.db, first) == 0);
  CHECK(*inbox::cursor(kiosk.db) == "c3");
  auto const opened = inbox::open_pending(kiosk.db, kiosk.awa);
  REQUIRE(opened->items.size() == 1);
  CHECK(opened->items[0].seq == 3);
}

TEST_CASE("an empty page moves nothing") {
  Kiosk kiosk;
  REQUIRE(inbox::apply_page(kiosk.db, {{kiosk.news(5, kiosk.awa, "x")}, "c5", false}));
  CHECK(*inbox::apply_page(kiosk.db, {{}, "c0", false}) == 0);
  CHECK(*inbox::cursor(kiosk.db) == "c5");
}

TEST_CASE("an item that does not open is kept and holds nothing up") {
  Kiosk kiosk;
  auto broken = kiosk.news(1, kiosk.awa, "x");
  broken.sealed[40] ^= 1;
  REQUIRE(inbox::apply_page(kiosk.db, {{broken, kiosk.news(2, kiosk.awa, "y")}, "c2", false}));
  auto const opened = inbox::open_pending(kiosk.db, kiosk.awa);
  REQUIRE(opened);
  CHECK(opened->unreadable == std::vector<std::int64_t>{1});
  REQUIRE(opened->items.size() == 1);
  CHECK(opened->items[0].body == Json("y"));
  CHECK(inbox::pending(kiosk.db, kiosk.awa.learner())->size() == 2);
}

TEST_CASE("a page and its cursor survive the plug together or not at all") {
  for (std::uint64_t step = 0;; ++step) {
    CAPTURE(step);
    Kiosk kiosk;
    wire::NewsPage const page{{kiosk.news(1, kiosk.awa, "1"), kiosk.news(2, kiosk.awa, "2")}, "c2", false};
    kiosk.disk.cut_power_after(step);
    bool const told = static_cast<bool>(inbox::apply_page(kiosk.db, page));
    bool const was_cut = kiosk.disk.is_cut();
    kiosk.disk.cut_power();
    kiosk.disk.plug_in();
    kiosk.db = kiosk.open();
    auto const items = inbox::pending(kiosk.db, kiosk.awa.learner())->size();
    CHECK(items == (*inbox::cursor(kiosk.db) == "c2" ? 2 : 0));
    if (told) CHECK(items == 2);
    if (!was_cut) break;
    CHECK(*inbox::apply_page(kiosk.db, page) == (items == 2 ? 0 : 2));
  }
}

TEST_CASE("an item that fails again and again is put aside, is counted with its reason, and comes back when it is called") {
  Kiosk kiosk;
  REQUIRE(inbox::apply_page(kiosk.db, {{kiosk.news(1, kiosk.awa, "x"), kiosk.news(2, kiosk.awa, "y"), kiosk.news(3, kiosk.awa, "z")},
                                       "c3", false}));
  for (int i = 1; i <= inbox::tries_max; ++i) {
    CAPTURE(i);
    CHECK(inbox::pending(kiosk.db, kiosk.awa.learner())->size() == 3);
    REQUIRE(inbox::note_failure(kiosk.db, 1, "unreadable"));
  }
  REQUIRE(inbox::put_aside(kiosk.db, 2, "unknown_signer"));
  auto const left = inbox::pending(kiosk.db, kiosk.awa.learner());
  REQUIRE(left->size() == 1);
  CHECK(left->at(0).seq == 3);
  auto now = inbox::standing(kiosk.db);
  REQUIRE(now);
  CHECK(now->waiting == 1);
  CHECK(now->aside == std::vector<std::pair<std::string, int>>{{"unknown_signer", 1}, {"unreadable", 1}});

  CHECK(*inbox::take_up_again(kiosk.db, "unknown_signer") == 1);
  CHECK(*inbox::take_up_again(kiosk.db, "unknown_signer") == 0);
  CHECK(inbox::pending(kiosk.db, kiosk.awa.learner())->size() == 2);
  // A page that repeats them brings nothing back.
  CHECK(*inbox::apply_page(kiosk.db, {{kiosk.news(1, kiosk.awa, "x")}, "c3", false}) == 0);
  CHECK(inbox::standing(kiosk.db)->aside.size() == 1);
}

TEST_CASE("an item of the device that is damaged where it lies does not hide the others") {
  Kiosk kiosk;
  wire::NewsItem const one{1, {}, "device_settings", {}, *parse_json(R"({"v":1})")};
  wire::NewsItem const two{2, {}, "device_settings", {}, *parse_json(R"({"v":2})")};
  REQUIRE(inbox::apply_page(kiosk.db, {{one, two}, "c2", false}));
  REQUIRE(kiosk.db.exec("UPDATE news SET content = x'7b' WHERE seq = 1"));
  auto const ours = inbox::pending(kiosk.db, std::nullopt);
  REQUIRE(ours);
  REQUIRE(ours->size() == 2);
  CHECK(ours->at(0).body.is_null());
  CHECK(ours->at(1).body == two.body);
}
