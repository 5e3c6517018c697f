#include "tests/sim/world.h"

#include "sync/base/guard.h"
#include "sync/trust/receipt.h"

namespace carrel::sim {

using namespace std::chrono_literals;
using sync::Answer;
using sync::Request;

namespace {

constexpr sync::WallTime begin_of_time = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + 9h;
constexpr int steps = 16;
// Longer than the longest back-off and the longest patience that the platform asks for, several times over.
constexpr auto calm_span = 6h;
constexpr int spins_max = 20'000;

}  // namespace

World::World(std::uint64_t seed, Trace trace)
    : seed_(seed), trace_(std::move(trace)), dice_(seed), hub_(seed ^ 0x5555), kiosk_(seed ^ 0xaaaa, hub_, begin_of_time) {}

void World::say(std::string const& line) {
  if (trace_) trace_(std::to_string(time_.count()) + " " + line);
}

sync::WallTime World::truth() const { return begin_of_time + std::chrono::floor<std::chrono::seconds>(time_); }

sync::Now World::now() const { return {truth() + clock_error_, {time_ - booted_ + 1s}}; }

void World::later(Millis after, int life, std::function<void()> happen) {
  events_.push({time_ + after, events_made_++, life, std::move(happen)});
}

void World::run() {
  say("seed " + std::to_string(seed_));
  for (int step = 0; step < steps; ++step) {
    one_step();
    live_for(dice_.chance(50) ? dice_.between(1ms, 5s) : dice_.between(5s, 40min));
  }
  calm();
}

void World::one_step() {
  weather_changes();
  disk_troubles();
  for (auto n = dice_.below(4); n > 0; --n) {
    if (kiosk_.file(now())) ++figures_.filed;
    say("files");
    mend_power();
  }
  if (dice_.chance(15)) {
    say("mends what was parked");
    kiosk_.mend_parked(now());
    mend_power();
  }
  if (dice_.chance(30)) {
    kiosk_.settle_news();
    mend_power();
  }
  if (dice_.chance(20)) {
    sync::LearnerId learner = kiosk_.seen.empty() ? sync::LearnerId{} : kiosk_.seen.begin()->second.learner;
    if (!kiosk_.seen.empty()) hub_.tell(learner, static_cast<int>(dice_.below(100)));
  }
  if (dice_.chance(5)) kiosk_.driver->hold(dice_.chance(50));
  if (dice_.chance(5)) kiosk_.driver->sync_now();
}

void World::weather_changes() {
  if (dice_.chance(35)) {
    sky_ = dice_.chance(40) ? Sky::lossy : skies[dice_.below(skies.size())];
    hub_.narrow = sky_ == Sky::narrow;
    say("sky " + std::string(name_of(sky_)));
  }
  if (!dice_.chance(10)) return;
  constexpr std::array<std::chrono::seconds, 6> errors{0s, -2h, 2h, -24h * 365 * 56, 24h * 365 * 73, -40s};
  clock_error_ = errors[dice_.below(errors.size())];
  say("clock off by " + std::to_string(clock_error_.count()) + " s");
}

void World::disk_troubles() {
  auto const trouble = dice_.below(100);
  if (trouble < 14) {
    kiosk_.disk.cut_power_after(dice_.below(60));
    say("somebody stumbles over the cable");
  } else if (trouble < 18) {
    kiosk_.disk.set_room(kiosk_.disk.bytes_used() + dice_.below(30'000));
    say("the disk runs full");
  } else if (trouble < 24) {
    kiosk_.disk.set_room(std::nullopt);
  } else if (trouble < 26) {
    kiosk_.disk.fail_next_sync();
    say("the next sync fails");
  }
}

void World::mend_power() {
  if (!kiosk_.needs_restart()) return;
  ++figures_.cuts;
  ++life_;
  say("power is back, life " + std::to_string(life_));
  booted_ = time_ - dice_.between(0ms, 20s);
  asking_ = false;
  kiosk_.restart();
}

void World::tick() {
  auto requests = kiosk_.tick(now());
  mend_power();
  for (auto& request : requests) {
    must(!asking_, "asked while a question was out");
    ask(std::move(request));
  }
}

void World::ask(Request request) {
  ++figures_.requests;
  asking_ = true;
  auto plan = plan_for(sky_, dice_);
  say(request.method + " " + request.path + " letters " + std::to_string(letters_in(request).size()));
  auto const ticket = request.ticket;
  if (plan.voice == Plan::Voice::replayed && history_.empty()) plan.voice = Plan::Voice::platform;
  auto reply = plan.instead;
  if (plan.voice == Plan::Voice::replayed) reply = history_[dice_.below(history_.size())];
  if (plan.voice == Plan::Voice::forged) reply = forged(request);
  reply.ticket = ticket;
  bool const from_platform = plan.voice == Plan::Voice::platform;
  auto const life = life_;
  auto const wait = plan.answered;
  if (!from_platform) later(wait, life, [this, reply] { answer(reply, 0ms); });
  auto const arrive = [this, request, plan, life, from_platform](bool heard) {
    auto said = hub_.handle(request, truth());
    say("  the platform says " + std::to_string(said.status));
    said.ticket = request.ticket;
    // Only a yes is replayed: a no is not signed, and believed because TLS says who speaks.
    if (said.status < 300) history_.push_back(said);
    if (plan.damaged && request.path.starts_with("/v2/") && !said.body.empty()) said.body[0] ^= 1;
    if (!heard || !from_platform) return;
    auto const back = plan.answered - *plan.arrives;
    later(back, life, [this, said] { answer(said, 0ms); });
    if (plan.answered_twice) later(back + 5ms, life, [this, said] { answer(said, 0ms); });
  };
  if (plan.arrives) later(*plan.arrives, -1, [arrive] { arrive(true); });
  if (plan.arrives_again) later(*plan.arrives_again, -1, [arrive] { arrive(false); });
}

void World::answer(Answer answer, Millis) {
  say("  hears " + std::to_string(answer.status) + " " + std::string(name_of(answer.reason)));
  asking_ = false;
  kiosk_.absorb(answer, now());
  mend_power();
}

// Receipts for exactly these letters, signed by somebody else; for other questions a plain lie.
Answer World::forged(Request const& request) {
  sync::ReceiptBatch batch{kiosk_.device, truth(), {}};
  for (auto const& id : letters_in(request)) {
    auto const item = sync::outbox::find(*kiosk_.db, id);
    if (item && *item) batch.receipts.push_back({id, (*item)->digest, truth(), {}, {}, {}});
  }
  auto const envelope = to_json(sign_receipts(batch, kiosk_.stranger));
  Answer answer;
  answer.status = 200;
  answer.headers = {{"Content-Type", "application/json"}};
  answer.body = sync::to_bytes(write_json(sync::Json::object({{"receipts", envelope}})));
  if (!batch.receipts.empty()) return answer;
  answer.headers = {{"Content-Type", "text/plain"}};
  return answer;
}

void World::live_for(Millis span) {
  auto const end = time_ + span;
  tick();
  for (int spins = 0;; ++spins) {
    must(spins < spins_max, "the engine spins");
    auto next = end;
    if (!events_.empty()) next = std::min(next, events_.top().at);
    if (auto const wake = kiosk_.driver->next_wake())
      next = std::min(next, std::max(time_, wake->since_start - 1s + booted_));
    if (next >= end) break;
    time_ = next;
    if (!events_.empty() && events_.top().at <= time_) {
      auto const event = events_.top();
      events_.pop();
      if (event.life < 0 || event.life == life_) event.happen();
    }
    tick();
  }
  time_ = end;
}

// Many large letters at once, and a gateway that takes only small batches: all the same they are there within minutes.
void World::a_full_bag() {
  if (seed_ % 4 != 1 || !hub_.breaks_on.empty()) return;
  hub_.narrow = true;
  for (int n = 0; n < 40; ++n)
    if (kiosk_.file(now(), KioskSide::Letter::large)) ++figures_.filed;
  mend_power();
  live_for(3min);
}

void World::calm() {
  say("calm");
  sky_ = Sky::clear;
  hub_.narrow = false;
  kiosk_.disk.set_room(std::nullopt);
  kiosk_.driver->hold(false);
  // What still wanders about may arrive; the cable may still be stumbled over once.
  live_for(calm_span);
  for (int round = 0; round < 3; ++round) {
    kiosk_.settle_news();
    mend_power();
    kiosk_.disk.set_room(std::nullopt);
    live_for(40min);
  }
  a_full_bag();
  kiosk_.settle_news();
  for (auto const& [id, known] : kiosk_.seen) figures_.delivered += known.delivered ? 1 : 0;
  kiosk_.check_drained();
}

}  // namespace carrel::sim
