// What to do next with the link, in the order of human importance; and what an answer means for a letter. Pure.
// People's words first, then news, then bulk, one piece at a time: a complaint filed in the middle of a download waits for one piece.
#pragma once

#include <optional>

#include "sync/base/time.h"
#include "sync/wire/reply.h"

namespace carrel::sync {

/// Everything the choice depends on. Moments are awake time; nothing means never.
struct View {
  AwakeTime now;
  bool held = false;                      ///< The link is kept off on purpose.
  bool in_flight = false;                 ///< One request is out; there is never a second.
  std::optional<AwakeTime> link_rests_until;
  bool letter_due = false;
  std::optional<AwakeTime> next_letter;   ///< When a letter that is not due yet will be.
  AwakeTime news_due;
  AwakeTime catalogue_due;
  bool piece_wanted = false;
  std::optional<AwakeTime> pieces_rest_until;
};

enum class Step { nap, send_letters, pull_news, pull_catalogue, fetch_piece };

struct Choice {
  Step step = Step::nap;
  std::optional<AwakeTime> nap_until;  ///< With nap: when to ask again; nothing: when something happens.
};

Choice next_step(View const& view);

/// What becomes of a letter after an answer that carried no valid receipt for it.
enum class Fate {
  park,       ///< Refused for good: the learner is told why, the queue goes on.
  try_later,  ///< The platform is busy or broken, or it was not the platform at all.
  try_alone,  ///< A batch was refused as a whole: one of its letters may be the reason.
};
Fate judge(wire::Reply const& reply, bool in_batch);

}  // namespace carrel::sync
