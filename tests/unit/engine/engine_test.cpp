#include <doctest/doctest.h>

#include <random>

#include "sync/engine/engine.h"

using namespace carrel::sync;
using namespace std::chrono_literals;
using wire::Verdict;

namespace {

AwakeTime at(std::chrono::milliseconds ms) { return {ms}; }

// Everything is due.
View busy_day() {
  View view;
  view.now = at(100s);
  view.enrolled = true;
  view.letter_due = true;
  view.pieces_possible = true;
  return view;
}

template <class T>
bool is(Step const& step) {
  return std::holds_alternative<T>(step);
}

wire::Reply reply(Verdict verdict, std::chrono::seconds retry_after = 0s) {
  wire::Reply made;
  made.verdict = verdict;
  made.retry_after = retry_after;
  return made;
}

}  // namespace

TEST_CASE("people's words go first, then news, then the catalogue, and bulk last") {
  auto view = busy_day();
  CHECK(is<SendLetters>(next_step(view)));
  view.letter_due = false;
  CHECK(is<PullNews>(next_step(view)));
  view.news_at = at(101s);
  CHECK(is<PullCatalogue>(next_step(view)));
  view.catalogue_at = at(102s);
  CHECK(is<FetchPiece>(next_step(view)));
  view.pieces_at = at(103s);
  auto const nap = next_step(view);
  REQUIRE(is<Nap>(nap));
  CHECK(std::get<Nap>(nap).until == at(101s));
}

TEST_CASE("a letter saved while pieces are fetched goes before the next piece") {
  auto view = busy_day();
  view.letter_due = false;
  view.news_at = view.catalogue_at = at(200s);
  CHECK(is<FetchPiece>(next_step(view)));
  view.letter_due = true;
  CHECK(is<SendLetters>(next_step(view)));
}

TEST_CASE("nothing is asked while a request is out, before enrolment, or when a person holds the link") {
  for (auto const member : {0, 1, 2}) {
    auto view = busy_day();
    if (member == 0) view.asking = true;
    if (member == 1) view.enrolled = false;
    if (member == 2) view.held = true;
    auto const step = next_step(view);
    REQUIRE(is<Nap>(step));
    CHECK_FALSE(std::get<Nap>(step).until.has_value());
  }
}

TEST_CASE("a nap lasts until the link may be asked again and something is due") {
  auto view = busy_day();
  view.link.not_before = at(130s);
  CHECK(std::get<Nap>(next_step(view)).until == at(130s));
  view.letter_due = false;
  view.pieces_possible = false;
  view.news_at = at(500s);
  view.catalogue_at = at(900s);
  CHECK(std::get<Nap>(next_step(view)).until == at(500s));
  view.next_letter = at(400s);
  CHECK(std::get<Nap>(next_step(view)).until == at(400s));
}

TEST_CASE("the pause between tries is even between nothing and a ceiling that doubles up to a limit") {
  std::mt19937_64 random(1);
  for (int failures = 0; failures < 80; ++failures) {
    auto const ceiling = std::min<std::int64_t>(limits::retry_max.count(),
                                                failures > 20 ? limits::retry_max.count() : limits::retry_first.count() << failures);
    std::int64_t sum = 0, longest = 0;
    for (int i = 0; i < 2000; ++i) {
      auto const pause = back_off(failures, random()).count();
      CHECK(pause >= 0);
      CHECK(pause <= ceiling);
      sum += pause;
      longest = std::max(longest, pause);
    }
    CHECK(sum / 2000 > ceiling * 45 / 100);
    CHECK(sum / 2000 < ceiling * 55 / 100);
    CHECK(longest > ceiling * 95 / 100);
  }
}

TEST_CASE("every answer says something about the link") {
  LinkMood const before{LinkState::up, 3, at(0s)};
  auto const state = [&](Verdict verdict, LinkReason reason) {
    return judge_link(before, reply(verdict), reason, at(10s), 0).state;
  };
  CHECK(state(Verdict::yes, LinkReason::none) == LinkState::up);
  CHECK(state(Verdict::unchanged, LinkReason::none) == LinkState::up);
  CHECK(state(Verdict::refused, LinkReason::none) == LinkState::up);
  CHECK(state(Verdict::not_known, LinkReason::none) == LinkState::not_known);
  CHECK(state(Verdict::later, LinkReason::none) == LinkState::busy);
  CHECK(state(Verdict::too_large, LinkReason::too_large) == LinkState::busy);
  CHECK(state(Verdict::not_ours, LinkReason::none) == LinkState::portal);  // A login page with status 200.
  CHECK(state(Verdict::not_ours, LinkReason::portal) == LinkState::portal);
  CHECK(state(Verdict::not_ours, LinkReason::broken) == LinkState::portal);
  CHECK(state(Verdict::not_ours, LinkReason::tls) == LinkState::untrusted);
  CHECK(state(Verdict::not_ours, LinkReason::offline) == LinkState::down);
  CHECK(state(Verdict::not_ours, LinkReason::timeout) == LinkState::down);
}

TEST_CASE("success forgets the failures, and failure adds one") {
  LinkMood const before{LinkState::down, 6, at(0s)};
  auto const good = judge_link(before, reply(Verdict::yes), LinkReason::none, at(10s), 77);
  CHECK(good.failures == 0);
  CHECK(good.not_before == at(10s));
  auto const bad = judge_link(before, reply(Verdict::not_ours), LinkReason::offline, at(10s), 77);
  CHECK(bad.failures == 7);
  CHECK(bad.not_before == at(10s + 77ms));
}

TEST_CASE("patience that the platform asks for is never cut short, and spread out") {
  for (std::uint64_t dice : {0ull, 1ull, 1234567ull, ~0ull}) {
    auto const mood = judge_link({}, reply(Verdict::later, 120s), LinkReason::none, at(10s), dice);
    CHECK(mood.not_before >= at(130s));
    CHECK(mood.not_before <= at(130s + limits::retry_first));
  }
  CHECK(judge_link({}, reply(Verdict::not_known), LinkReason::none, at(10s), 0).not_before == at(10s + limits::retry_max));
}
