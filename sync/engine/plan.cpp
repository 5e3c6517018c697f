#include "sync/engine/plan.h"

namespace carrel::sync {
namespace {

void sooner(std::optional<AwakeTime>& until, std::optional<AwakeTime> other) {
  if (other && (!until || *other < *until)) until = other;
}

bool rests(std::optional<AwakeTime> const& until, AwakeTime now) { return until && *until > now; }

}  // namespace

Choice next_step(View const& v) {
  if (v.held || v.in_flight) return {};
  if (rests(v.link_rests_until, v.now)) return {Step::nap, v.link_rests_until};
  if (v.letter_due) return {Step::send_letters, {}};  // People's words first.
  if (v.news_due <= v.now) return {Step::pull_news, {}};
  if (v.catalogue_due <= v.now) return {Step::pull_catalogue, {}};
  bool const pieces_rest = rests(v.pieces_rest_until, v.now);
  if (v.piece_wanted && !pieces_rest) return {Step::fetch_piece, {}};  // Bulk last, one piece at a time.

  Choice nap{Step::nap, v.next_letter};
  sooner(nap.nap_until, v.news_due);
  sooner(nap.nap_until, v.catalogue_due);
  if (v.piece_wanted && pieces_rest) sooner(nap.nap_until, v.pieces_rest_until);
  return nap;
}

Fate judge(wire::Reply const& reply, bool in_batch) {
  switch (reply.verdict) {
    case wire::Verdict::refused: return in_batch ? Fate::try_alone : Fate::park;
    case wire::Verdict::too_large:
    case wire::Verdict::later:
      // 429, 502, 503 and 504 speak of the platform as a whole; anything else may be one letter that it chokes on.
      return in_batch && (reply.status < 502 && reply.status != 429) ? Fate::try_alone : Fate::try_later;
    case wire::Verdict::yes:        // A yes without a receipt that holds is somebody else's yes.
    case wire::Verdict::unchanged:
    case wire::Verdict::not_known:  // The device's fault, not the letter's.
    case wire::Verdict::not_ours: return Fate::try_later;
  }
  return Fate::try_later;
}

}  // namespace carrel::sync
