// What must hold on the kiosk, whatever happened.
#include <algorithm>

#include "tests/sim/kiosk_side.h"

namespace carrel::sim {

using sync::ActionId;
using sync::ActionState;

std::set<ActionId> KioskSide::ids(std::string const& sql) const {
  auto select = db->prepare(sql);
  must(static_cast<bool>(select), "query");
  std::set<ActionId> found;
  for (auto row = select->step(); row && *row; row = select->step()) found.insert(select->id<ActionId>(0));
  return found;
}

std::vector<std::int64_t> KioskSide::numbers(std::string const& sql) const {
  auto select = db->prepare(sql);
  must(static_cast<bool>(select), "query");
  std::vector<std::int64_t> found;
  for (auto row = select->step(); row && *row; row = select->step()) found.push_back(select->integer(0));
  return found;
}

void KioskSide::check() const {
  must(ids("SELECT id FROM sim_fact") == ids("SELECT id FROM action"), "facts and letters differ");
  auto const seqs = numbers("SELECT seq FROM action ORDER BY seq");
  for (std::size_t i = 0; i < seqs.size(); ++i)
    must(seqs[i] == static_cast<std::int64_t>(i) + 1, "a gap in the device's numbers");
  auto const settled = numbers("SELECT seq FROM sim_news ORDER BY seq");
  must(std::adjacent_find(settled.begin(), settled.end()) == settled.end(), "news that had effect twice");
  check_letters();
}

void KioskSide::check_letters() const {
  for (auto const& [id, known] : seen) {
    auto const found = sync::outbox::find(*db, id);
    must(static_cast<bool>(found), "query");
    must(!known.saved || found->has_value(), "shown as saved, and gone");
    if (!*found) continue;
    auto const& item = **found;
    must(!known.delivered || item.state == ActionState::accepted, "shown as delivered, and waiting again");
    if (item.state != ActionState::accepted) continue;
    auto const there = hub.digest_of(id);
    must(there == item.digest, "accepted here, but not what the platform has");
  }
  for (auto const& id : hub.received()) {
    auto const found = sync::outbox::find(*db, id);
    must(found && found->has_value(), "the platform has what the kiosk does not know");
    must((*found)->state != ActionState::queued, "called untried, but it has left the device");
  }
  auto const [cases, complaints] = hub.complaints();
  must(cases == complaints, "a complaint had effect twice");
}

void KioskSide::check_drained() const {
  check();
  for (auto const& [id, known] : seen) {
    auto const found = sync::outbox::find(*db, id);
    must(static_cast<bool>(found), "query");
    if (!*found) continue;  // Never shown as saved.
    auto const state = (*found)->state;
    if (known.breaking) continue;
    if (known.refusable)
      must(state == ActionState::parked || state == ActionState::replaced, "what is refused for good goes on being sent");
    else
      must(state == ActionState::accepted, "the world is calm, and a letter still waits");
  }
  must(shelf.complete(), "the world is calm, and a piece is missing");
  must(numbers("SELECT seq FROM sim_news ORDER BY seq") == hub.news_for(device), "news that never came, or never were");
  // A letter that breaks the platform may be under way at any time.
  must(driver->is_resting() || !hub.breaks_on.empty(), "the world is calm, and the engine is not");
}

}  // namespace carrel::sim
