#include "sync/outbox/outbox.h"

#include <doctest/doctest.h>

#include <array>

#include "tests/support/enrolled_kiosk.h"

using namespace carrel::sync;

namespace {

WallTime at(std::int64_t seconds) { return WallTime{std::chrono::seconds{1'795'000'000 + seconds}}; }

/// An enrolled device with two learners.
struct Kiosk : carrel::tests::EnrolledKiosk {
  Kiosk() : EnrolledKiosk(41) {}
  Result<ActionId> file(Vault const& vault, Priority priority, std::string text = "text", std::optional<ActionId> const& after = {}) {
    ActionDraft const draft{make_id<ActionId>(people.entropy), "complaint", 1, priority, Json::object({{"details", text}}), after};
    TRY(tx, Transaction::begin(db));
    CHECKED(file_action(db, vault, people.platform, draft, {people.device, at(0), {}}));
    CHECKED(tx.commit());
    return draft.id;
  }
  ActionId filed(Vault const& vault, Priority priority) {
    auto const id = file(vault, priority);
    REQUIRE(id);
    return *id;
  }
  OutboxItem item(ActionId const& id) {
    auto const found = outbox::find(db, id);
    REQUIRE((found && *found));
    return **found;
  }
  Receipt receipt(ActionId const& id) { return people.receipt_for(id, item(id).digest); }
  std::vector<ActionId> due(WallTime now, int limit = 100) {
    std::vector<ActionId> ids;
    auto const items = outbox::due(db, now, limit);
    REQUIRE(items);
    for (auto const& one : *items) ids.push_back(one.id);
    return ids;
  }
};

}  // namespace

TEST_CASE("withdrawals leave first, then every other word of a person in the order of writing, then what reading gathered") {
  Kiosk kiosk;
  auto const progress = kiosk.filed(kiosk.awa, Priority::progress);
  auto const complaint = kiosk.filed(kiosk.awa, Priority::complaint);
  auto const second = kiosk.filed(kiosk.lucas, Priority::complaint);
  auto const given = kiosk.filed(kiosk.awa, Priority::consent);
  auto const withdrawal = kiosk.filed(kiosk.lucas, Priority::consent_withdrawal);
  auto const request = kiosk.filed(kiosk.lucas, Priority::request);
  CHECK(kiosk.due(at(0)) == std::vector{withdrawal, complaint, second, given, request, progress});
  CHECK(kiosk.due(at(0), 2) == std::vector{withdrawal, complaint});
}

TEST_CASE("what waits for another letter leaves once that one is accepted, after everybody's words, and is found while it is held") {
  Kiosk kiosk;
  auto const complaint = kiosk.filed(kiosk.awa, Priority::complaint);
  auto const first = *kiosk.file(kiosk.awa, Priority::evidence, "1", complaint);
  auto const second = *kiosk.file(kiosk.awa, Priority::evidence, "2", complaint);
  auto const words = kiosk.filed(kiosk.lucas, Priority::request);
  auto const held = [&] { return *outbox::held_back_by(kiosk.db, complaint); };
  CHECK(kiosk.due(at(0)) == std::vector{complaint, words});
  CHECK(held() == std::vector{first, second});
  CHECK(kiosk.item(first).waits_for == complaint);
  REQUIRE(outbox::note_attempt(kiosk.db, std::span(&complaint, 1), at(0)));
  CHECK(kiosk.due(at(1)) == std::vector{complaint, words});  // Sent is not received.
  REQUIRE(outbox::park(kiosk.db, complaint, "email_invalid"));
  CHECK(kiosk.due(at(1)) == std::vector{words});
  REQUIRE(outbox::unpark(kiosk.db, complaint));
  REQUIRE(outbox::accept(kiosk.db, kiosk.receipt(complaint)));
  CHECK(kiosk.due(at(1)) == std::vector{words, first, second});
  REQUIRE(outbox::note_attempt(kiosk.db, std::span(&first, 1), at(0)));
  CHECK(held() == std::vector{second});
}

TEST_CASE("the table does not tell a complaint from a question, nor, once it has left, from anything else") {
  Kiosk kiosk;
  auto const complaint = kiosk.filed(kiosk.awa, Priority::complaint);
  auto const request = kiosk.filed(kiosk.awa, Priority::request);
  auto const given = kiosk.filed(kiosk.awa, Priority::consent);
  CHECK(kiosk.item(complaint).priority == kiosk.item(request).priority);
  CHECK(kiosk.item(complaint).priority == kiosk.item(given).priority);
  auto const withdrawal = kiosk.filed(kiosk.awa, Priority::consent_withdrawal);
  auto const progress = kiosk.filed(kiosk.awa, Priority::progress);
  for (auto const& id : {complaint, withdrawal, progress}) REQUIRE(outbox::accept(kiosk.db, kiosk.receipt(id)));
  CHECK(kiosk.item(withdrawal).priority == kiosk.item(complaint).priority);
  CHECK(kiosk.item(progress).priority == kiosk.item(complaint).priority);
}

TEST_CASE("numbers have no gap, whatever was rolled back") {
  Kiosk kiosk;
  auto const first = kiosk.filed(kiosk.awa, Priority::complaint);
  for (int i = 0; i < 3; ++i) {
    auto tx = Transaction::begin(kiosk.db);
    REQUIRE(tx);
    CHECK(*outbox::take_seq(kiosk.db) == 2);
  }
  auto const second = kiosk.filed(kiosk.lucas, Priority::complaint);
  CHECK(kiosk.item(first).seq == 1);
  CHECK(kiosk.item(second).seq == 2);
}

TEST_CASE("filing needs the transaction of its fact") {
  Kiosk kiosk;
  ActionDraft const draft{make_id<ActionId>(kiosk.people.entropy), "complaint", 1, Priority::complaint, Json::object({})};
  CHECK(file_action(kiosk.db, kiosk.awa, kiosk.people.platform, draft, {}).error().fault == Fault::refused);
}

TEST_CASE("the same id is not filed twice") {
  Kiosk kiosk;
  auto const id = kiosk.filed(kiosk.awa, Priority::complaint);
  auto tx = Transaction::begin(kiosk.db);
  REQUIRE(tx);
  auto const again = file_action(kiosk.db, kiosk.awa, kiosk.people.platform, {id, "complaint", 1, Priority::complaint, {}}, {});
  REQUIRE_FALSE(again);
  CHECK(again.error().fault == Fault::refused);
}

TEST_CASE("an attempt is written down before it is made, and waits for its next try") {
  Kiosk kiosk;
  auto const id = kiosk.filed(kiosk.awa, Priority::complaint);
  REQUIRE(outbox::note_attempt(kiosk.db, std::array{id}, at(60)));
  auto const item = kiosk.item(id);
  CHECK(item.state == ActionState::sent);
  CHECK(item.attempts == 1);
  CHECK(kiosk.due(at(59)).empty());
  CHECK(*outbox::next_due(kiosk.db, at(0)) == at(60));
  CHECK(kiosk.due(at(60)).size() == 1);
  REQUIRE(outbox::set_next_try(kiosk.db, id, at(90)));
  CHECK(kiosk.due(at(60)).empty());
  REQUIRE(outbox::retry_all_now(kiosk.db));
  CHECK(kiosk.due(at(0)).size() == 1);
  CHECK(kiosk.item(id).attempts == 1);
}

TEST_CASE("a clock that was set back holds nothing up") {
  Kiosk kiosk;
  auto const id = kiosk.filed(kiosk.awa, Priority::complaint);
  REQUIRE(outbox::note_attempt(kiosk.db, std::array{id}, at(60)));
  CHECK(kiosk.due(WallTime{}).size() == 1);
  CHECK(kiosk.due(at(-86'400 * 365)).size() == 1);
}

TEST_CASE("a receipt drops the sealed bytes and is kept, for its learner only") {
  Kiosk kiosk;
  auto const id = kiosk.filed(kiosk.awa, Priority::complaint);
  CHECK(outbox::sealed_bytes(kiosk.db, id));
  CHECK_FALSE(outbox::receipt_of(kiosk.db, kiosk.awa, id)->has_value());
  auto const receipt = kiosk.receipt(id);
  REQUIRE(outbox::accept(kiosk.db, receipt));
  CHECK(kiosk.item(id).state == ActionState::accepted);
  CHECK_FALSE(outbox::sealed_bytes(kiosk.db, id));
  CHECK(kiosk.due(at(0)).empty());
  CHECK(**outbox::receipt_of(kiosk.db, kiosk.awa, id) == receipt);
  CHECK_FALSE(outbox::receipt_of(kiosk.db, kiosk.lucas, id)->has_value());
  CHECK(outbox::accept(kiosk.db, receipt));
  CHECK(outbox::counts(kiosk.db, std::nullopt)->accepted == 1);
}

TEST_CASE("a receipt for nothing of ours, or of other bytes, changes nothing") {
  Kiosk kiosk;
  auto const id = kiosk.filed(kiosk.awa, Priority::complaint);
  auto const stranger = kiosk.people.receipt_for(make_id<ActionId>(kiosk.people.entropy), {});
  CHECK(outbox::accept(kiosk.db, stranger).error().fault == Fault::refused);
  CHECK(outbox::accept(kiosk.db, kiosk.people.receipt_for(id, {})).error().fault == Fault::corrupt);
  CHECK(kiosk.item(id).state == ActionState::queued);
  CHECK(outbox::sealed_bytes(kiosk.db, id));
}

TEST_CASE("a parked item says why, blocks nobody, and can be sent again or corrected") {
  Kiosk kiosk;
  auto const bad = kiosk.filed(kiosk.awa, Priority::complaint);
  auto const good = kiosk.filed(kiosk.awa, Priority::complaint);
  REQUIRE(outbox::note_attempt(kiosk.db, std::array{bad}, at(60)));
  REQUIRE(outbox::park(kiosk.db, bad, "different_bytes"));
  CHECK(kiosk.item(bad).reason == "different_bytes");
  CHECK(kiosk.due(at(0)) == std::vector{good});
  CHECK(outbox::counts(kiosk.db, kiosk.awa.learner())->parked == 1);

  REQUIRE(outbox::unpark(kiosk.db, bad));
  CHECK(kiosk.due(at(0)) == std::vector{bad, good});
  CHECK(kiosk.item(bad).reason.empty());

  REQUIRE(outbox::park(kiosk.db, bad, "too_long"));
  ActionDraft const better{make_id<ActionId>(kiosk.people.entropy), "complaint", 1, Priority::complaint, Json::object({})};
  {
    auto tx = Transaction::begin(kiosk.db);
    REQUIRE(tx);
    CHECK_FALSE(outbox::replace(kiosk.db, bad, better.id));  // Not put yet.
    REQUIRE(file_action(kiosk.db, kiosk.awa, kiosk.people.platform, better, {kiosk.people.device, at(9), {}}));
    CHECK_FALSE(outbox::replace(kiosk.db, good, better.id));  // Not parked.
    REQUIRE(outbox::replace(kiosk.db, bad, better.id));
    REQUIRE(tx->commit());
  }
  CHECK(kiosk.item(bad).state == ActionState::replaced);
  CHECK(kiosk.due(at(0)) == std::vector{good, better.id});
}

TEST_CASE("proof beats refusal, and refusal does not beat proof") {
  Kiosk kiosk;
  auto const id = kiosk.filed(kiosk.awa, Priority::complaint);
  REQUIRE(outbox::park(kiosk.db, id, "late"));
  REQUIRE(outbox::accept(kiosk.db, kiosk.receipt(id)));
  REQUIRE(outbox::park(kiosk.db, id, "late again"));
  REQUIRE(outbox::unpark(kiosk.db, id));
  CHECK(kiosk.item(id).state == ActionState::accepted);
}

TEST_CASE("one learner's list shows nothing of another's") {
  Kiosk kiosk;
  auto const mine = kiosk.filed(kiosk.awa, Priority::complaint);
  kiosk.filed(kiosk.lucas, Priority::complaint);
  auto const list = outbox::list(kiosk.db, kiosk.awa.learner(), 100);
  REQUIRE(list);
  REQUIRE(list->size() == 1);
  CHECK(list->at(0).id == mine);
  CHECK(outbox::counts(kiosk.db, kiosk.awa.learner())->waiting == 1);
  CHECK(outbox::list(kiosk.db, std::nullopt, 100)->size() == 2);
}

TEST_CASE("filing costs one sync") {
  Kiosk kiosk;
  for (int i = 0; i < 5; ++i) {
    auto const before = kiosk.disk.figures().syncs;
    kiosk.filed(kiosk.awa, Priority::complaint);
    CHECK(kiosk.disk.figures().syncs - before == 1);
  }
}

TEST_CASE("a full disk says so, keeps what was filed, and files when there is room") {
  Kiosk kiosk;
  auto const first = kiosk.filed(kiosk.awa, Priority::complaint);
  kiosk.disk.set_room(kiosk.disk.bytes_used());
  Fault fault{};
  int filed = 1;
  for (; filed < 2000; ++filed) {
    auto const id = kiosk.file(kiosk.awa, Priority::complaint);
    if (!id) { fault = id.error().fault; break; }
  }
  CHECK(fault == Fault::full);
  CHECK(outbox::counts(kiosk.db, std::nullopt)->waiting == filed);
  CHECK(outbox::sealed_bytes(kiosk.db, first));
  kiosk.disk.set_room(std::nullopt);
  auto const next = kiosk.filed(kiosk.awa, Priority::complaint);
  CHECK(kiosk.item(next).seq == filed + 1);
}
