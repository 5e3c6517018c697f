#include "sync/engine/engine.h"

#include <algorithm>

namespace carrel::sync {

std::string_view name_of(LinkState state) {
  switch (state) {
    case LinkState::unknown: return "unknown";
    case LinkState::up: return "up";
    case LinkState::down: return "down";
    case LinkState::portal: return "portal";
    case LinkState::untrusted: return "untrusted";
    case LinkState::busy: return "busy";
    case LinkState::not_known: return "not_known";
  }
  return {};
}

std::chrono::milliseconds back_off(int failures, std::uint64_t dice) {
  auto ceiling = limits::retry_first;
  for (int i = 0; i < failures && ceiling < limits::retry_max; ++i) ceiling *= 2;
  ceiling = std::min(ceiling, limits::retry_max);
  return std::chrono::milliseconds(dice % static_cast<std::uint64_t>(ceiling.count() + 1));
}

namespace {

LinkState state_after(wire::Reply const& reply, LinkReason reason) {
  using wire::Verdict;
  switch (reply.verdict) {
    case Verdict::yes:
    case Verdict::unchanged:
    case Verdict::refused: return LinkState::up;
    case Verdict::not_known: return LinkState::not_known;
    case Verdict::later:
    case Verdict::too_large: return LinkState::busy;
    case Verdict::not_ours: break;
  }
  switch (reason) {
    case LinkReason::tls: return LinkState::untrusted;
    case LinkReason::none:  // An answer, but not the platform's.
    case LinkReason::portal:
    case LinkReason::broken: return LinkState::portal;
    case LinkReason::offline:
    case LinkReason::timeout:
    case LinkReason::too_large: return LinkState::down;
  }
  return LinkState::down;
}

AwakeTime later_of(AwakeTime a, AwakeTime b) { return std::max(a, b); }

}  // namespace

LinkMood judge_link(LinkMood const& before, wire::Reply const& reply, LinkReason reason, AwakeTime now,
                    std::uint64_t dice) {
  LinkMood after;
  after.state = state_after(reply, reason);
  if (after.state == LinkState::up) {
    after.not_before = now;
    return after;
  }
  after.failures = before.failures + 1;
  auto pause = back_off(before.failures, dice);
  // Nothing but a person can mend this, so asking often only costs bytes.
  if (after.state == LinkState::not_known) pause = limits::retry_max;
  // On top of the pause asked for: a hundred kiosks must not come back in the same second.
  after.not_before = now + reply.retry_after + pause;
  return after;
}

Step next_step(View const& view) {
  if (!view.enrolled || view.held || view.asking) return Nap{};
  auto const open_at = view.link.not_before;
  if (open_at <= view.now) {
    if (view.news_first && view.news_at <= view.now) return PullNews{};
    if (view.letter_due) return SendLetters{};
    if (view.news_at <= view.now) return PullNews{};
    if (view.catalogue_at <= view.now) return PullCatalogue{};
    if (view.pieces_possible && view.pieces_at <= view.now) return FetchPiece{};
  }
  auto soonest = std::min(view.news_at, view.catalogue_at);
  if (view.pieces_possible) soonest = std::min(soonest, view.pieces_at);
  if (view.next_letter) soonest = std::min(soonest, *view.next_letter);
  if (view.letter_due) soonest = std::min(soonest, view.now);
  return Nap{later_of(soonest, open_at)};
}

}  // namespace carrel::sync
