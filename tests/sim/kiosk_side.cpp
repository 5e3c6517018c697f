#include "tests/sim/kiosk_side.h"

#include <algorithm>

#include "sync/base/guard.h"
#include "sync/inbox/inbox.h"
#include "sync/migrations.h"
#include "sync/trust/learner_store.h"

namespace carrel::sim {

using sync::ActionId;
using sync::Done;
using sync::Fault;
using sync::Json;
using sync::Result;
using sync::Transaction;

namespace {

// What a feature of the client would keep.
constexpr char const* own_tables = "CREATE TABLE sim_fact(id BLOB PRIMARY KEY) STRICT; CREATE TABLE sim_news(seq INTEGER NOT NULL) STRICT;";

std::vector<sync::Migration> steps() {
  auto const real = sync::client_migrations();
  std::vector<sync::Migration> all(real.begin(), real.end());
  all.push_back({"9999_sim", own_tables});
  return all;
}

struct Kind {
  char const* name;
  sync::Priority priority;
};
constexpr std::array kinds{
    Kind{"complaint", sync::Priority::complaint},         Kind{"consent_change", sync::Priority::consent_withdrawal},
    Kind{"consent_change", sync::Priority::consent},      Kind{"contact_question", sync::Priority::request},
    Kind{"progress", sync::Priority::progress},           Kind{"credentials_notice", sync::Priority::credentials_notice},
};

Json body_for(Kind const& kind, Dice& dice, std::uint64_t noise) {
  std::string text = "Three sessions were cancelled.";
  for (; noise > 0; --noise) text += static_cast<char>('!' + dice.below(90));
  if (kind.name == std::string_view("consent_change"))
    return Json::object({{"purpose", "surveys"},
                         {"state", kind.priority == sync::Priority::consent ? "given" : "withdrawn"}});
  if (kind.name != std::string_view("complaint")) return Json::object({{"text", text}});
  return Json::object({{"complainant_name", "A"}, {"complainant_email", "a@b.org"}, {"complainant_phone", "1"},
                       {"student_id", "S"}, {"nature", "n"}, {"details", text},
                       {"already_spoken_to", "no"}, {"desired_outcome", "d"}});
}

}  // namespace

Done Shelf::catalogue_arrived(std::string const& etag, Json const&) {
  etag_ = etag;
  return {};
}

Result<std::optional<sync::PieceJob>> Shelf::next_piece() {
  if (complete()) return std::optional<sync::PieceJob>{};
  auto const size = piece_bytes(have_).size();
  return std::optional(sync::PieceJob{sync::PieceJob::Kind::blob, "clouds", piece_digest(have_), 0, size, size});
}

Done Shelf::piece_arrived(sync::PieceJob const& job, sync::BytesView bytes) {
  must(job.digest == piece_digest(have_), "a piece that nobody asked for");
  if (sync::to_bytes(bytes) != piece_bytes(have_)) return sync::Error{Fault::corrupt, "piece"};
  ++have_;
  return {};
}

Done Shelf::piece_refused(sync::PieceJob const&, int) { throw Violation{"a good piece was refused"}; }

KioskSide::KioskSide(std::uint64_t seed, HubSide& with, sync::WallTime now)
    : disk(seed), hub(with), dice_(seed), stranger(sync::SignKeyPair::make(dice_)),
      device_key_(std::move(*sync::DeviceKey::from(sync::Secret::random(32, dice_)))) {
  auto const enrolled = hub.enrol(sync::SignKeyPair::make(dice_).public_key, now);
  device = enrolled.device;
  token_ = enrolled.token;
  open();
  for (std::string const name : {"Awa", "Lucas"}) {
    auto keys = sync::LearnerKeys::make(dice_);
    auto const learner = hub.bind(token_, name, keys, now);
    vaults_.push_back(sync::Vault::create(learner, std::move(keys), dice_));
    auto const& vault = vaults_.back();
    sync::LearnerRow const row{learner, name, "fox", "fr", vault.seal_key(), vault.sign_keys().public_key};
    must(static_cast<bool>(sync::add_learner(*db, row, vault.wrap(device_key_))), "learner");
  }
}

void KioskSide::open() {
  auto const all = steps();
  auto opened = sync::Db::open("kiosk.db", all, {.vfs = disk.vfs()});
  if (!opened && opened.error().fault == Fault::full) {  // Somebody makes room.
    disk.set_room(std::nullopt);
    opened = sync::Db::open("kiosk.db", all, {.vfs = disk.vfs()});
  }
  must(static_cast<bool>(opened), "the database does not open after a cut");
  db.emplace(std::move(*opened));
  if (!GUARD("synchronous")) must(static_cast<bool>(db->exec("PRAGMA synchronous=OFF")), "pragma");
  driver.emplace(*db, dice_, &shelf);
  auto keys = hub.platform().sign;
  if (!GUARD("receipt_signature")) keys.push_back(stranger.public_key);
  driver->identify(sync::DriverIdentity{device, token_, keys});
}

void KioskSide::restart() {
  driver.reset();
  db.reset();
  disk.plug_in();
  open();
  check();
}

bool KioskSide::done(Done const& result) {
  if (result) return true;
  bool const expected = needs_restart() || result.error().fault == Fault::full || result.error().fault == Fault::refused;
  must(expected, "an error for no reason: " + result.error().place);
  return false;
}

bool KioskSide::commit_filing(sync::ActionDraft const& draft, sync::Vault const& vault, sync::Now now) {
  auto const filed = [&]() -> Done {
    TRY(tx, Transaction::begin(*db));
    {
      TRY(insert, db->prepare("INSERT INTO sim_fact(id) VALUES(?)"));
      CHECKED(insert.bind(1, draft.id).run());
    }
    if (!GUARD("fact_with_letter")) CHECKED(tx.commit());
    std::optional<Transaction> second;
    if (!GUARD("fact_with_letter")) {
      TRY(again, Transaction::begin(*db));
      second.emplace(std::move(again));
    }
    CHECKED(file_action(*db, vault, hub.platform(), draft, {device, now.wall, {}}));
    if (second) return second->commit();
    return GUARD("saved_after_commit") ? tx.commit() : Done{};
  };
  return done(filed());
}

bool KioskSide::file(sync::Now now, Letter letter) {
  bool const large = letter == Letter::large;
  auto const& kind = kinds[large ? 3 : dice_.below(kinds.size())];
  // Does not compress, so that a batch can be full.
  auto const noise = large ? 600 : dice_.chance(4) ? dice_.below(20'000) : 0;
  auto const& vault = vaults_[dice_.below(vaults_.size())];
  sync::ActionDraft draft{sync::make_id<ActionId>(dice_), kind.name, 1, kind.priority, body_for(kind, dice_, noise)};
  auto& known = seen[draft.id];
  known.learner = vault.learner();
  known.refusable = !large && dice_.chance(6);
  if (known.refusable) draft.kind = "no_such_kind";
  known.breaking = !large && !known.refusable && hub.breaks_on.empty() && dice_.chance(4);
  if (known.breaking) hub.breaks_on.insert(draft.id);
  known.saved = commit_filing(draft, vault, now);
  if (known.saved) driver->nudge();
  return known.saved;
}

bool KioskSide::mend_parked(sync::Now now) {
  auto const all = sync::outbox::list(*db, {}, 1000);
  if (!all) return done(all.error());
  for (auto const& item : *all) {
    if (item.state != sync::ActionState::parked) continue;
    if (dice_.chance(30)) return done(sync::outbox::unpark(*db, item.id));
    // Written anew, under a new id, in place of the old one.
    auto const vault = std::find_if(vaults_.begin(), vaults_.end(),
                                    [&](auto const& one) { return one.learner() == item.learner; });
    sync::ActionDraft const draft{sync::make_id<ActionId>(dice_), "contact_question", 1, sync::Priority::request,
                                  Json::object({{"text", "mended"}})};
    seen[draft.id].learner = item.learner;
    auto const mended = [&]() -> Done {
      TRY(tx, Transaction::begin(*db));
      {
        TRY(insert, db->prepare("INSERT INTO sim_fact(id) VALUES(?)"));
        CHECKED(insert.bind(1, draft.id).run());
      }
      CHECKED(file_action(*db, *vault, hub.platform(), draft, {device, now.wall, {}}));
      CHECKED(sync::outbox::replace(*db, item.id, draft.id));
      return tx.commit();
    };
    return seen[draft.id].saved = done(mended());
  }
  return true;
}

bool KioskSide::settle_news() {
  auto const settle = [&](std::vector<sync::wire::NewsItem> const& items) -> Done {
    for (auto const& item : items) {
      TRY(tx, Transaction::begin(*db));
      {
        TRY(insert, db->prepare("INSERT INTO sim_news(seq) VALUES(?)"));
        CHECKED(insert.bind(1, item.seq).run());
      }
      CHECKED(sync::inbox::settle(*db, item.seq));
      CHECKED(tx.commit());
    }
    return {};
  };
  for (auto const& vault : vaults_) {
    auto const opened = sync::inbox::open_pending(*db, vault);
    if (!opened) return done(opened.error());
    must(opened->unreadable.empty(), "news that do not open");
    if (!done(settle(opened->items))) return false;
  }
  auto const own = sync::inbox::pending(*db, std::nullopt);
  return own ? done(settle(*own)) : done(own.error());
}

std::vector<sync::Request> KioskSide::tick(sync::Now now) {
  auto const due = sync::outbox::due(*db, now.wall, 1000);
  auto requests = due ? driver->tick(now) : Result<std::vector<sync::Request>>(due.error());
  if (!requests) {
    done(requests.error());
    return {};
  }
  must(requests->size() <= 1, "two requests at once");
  for (auto const& request : *requests) check_order(request, *due);
  return std::move(*requests);
}

void KioskSide::check_order(sync::Request const& request, std::vector<sync::OutboxItem> const& due) const {
  auto const sent = letters_in(request);
  if (sent.empty()) {
    must(due.empty() || !request.path.starts_with("/v2/"), "a piece before a letter");
    return;
  }
  std::set<ActionId> const with(sent.begin(), sent.end());
  std::optional<std::pair<sync::Priority, std::int64_t>> last;
  for (auto const& id : sent) {
    auto const item = sync::outbox::find(*db, id);
    if (!item || !*item) continue;  // An id of nothing of ours shows at the platform.
    last = std::max(last.value_or(std::pair{(*item)->priority, (*item)->seq}), std::pair{(*item)->priority, (*item)->seq});
  }
  for (auto const& item : due)
    must(!last || with.contains(item.id) || std::pair{item.priority, item.seq} > *last,
         "a letter overtook one that matters more");
}

void KioskSide::absorb(sync::Answer const& answer, sync::Now now) {
  auto const facts = driver->absorb(answer, now);
  if (!facts) {
    done(facts.error());
    return;
  }
  for (auto const& fact : *facts) note(fact);
}

void KioskSide::note(sync::Fact const& fact) {
  if (auto const* accepted = std::get_if<sync::ActionAccepted>(&fact)) {
    auto const there = hub.digest_of(accepted->receipt.id);
    must(there.has_value(), "called delivered, but the platform never got it");
    must(*there == accepted->receipt.digest, "called delivered, but the platform got other bytes");
    seen[accepted->receipt.id].delivered = true;
  }
  if (auto const* parked = std::get_if<sync::ActionParked>(&fact))
    must(seen[parked->id].refusable, "a good letter was parked: " + parked->reason);
}

}  // namespace carrel::sim
