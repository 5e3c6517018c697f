// What to do next with the way out, decided by pure functions: facts in, a step out.
// People's words go first, bulk last and one piece at a time, so that a complaint never waits for a video. Everything random
// or timed comes in as a value, so that a whole day can be replayed. What a step means in rows and requests is driver.h.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <variant>

#include "sync/base/limits.h"
#include "sync/base/time.h"
#include "sync/wire/reply.h"

namespace carrel::sync {

/// How often we ask for news when nothing else is going on; a link of three minutes a day is found by the back-off.
inline constexpr std::chrono::milliseconds news_every = std::chrono::minutes{30};
/// News mention a changed catalogue, so this is only the safety net.
inline constexpr std::chrono::milliseconds catalogue_every = std::chrono::hours{6};
/// After a piece that was damaged, refused or had no room.
inline constexpr std::chrono::milliseconds piece_pause = std::chrono::minutes{10};
inline constexpr int news_page_max = 100;

/// How things stand between us and the platform.
enum class LinkState {
  unknown,    ///< Nothing was tried yet.
  up,         ///< The platform answered.
  down,       ///< No way out.
  portal,     ///< Something else answers in its place.
  untrusted,  ///< The other side could not prove, or did not sign, that it is the platform.
  busy,       ///< The platform asks for patience.
  not_known,  ///< The platform does not know this device any more: the operator is needed, no letter is at fault.
};
std::string_view name_of(LinkState state);

/// The state with its patience.
struct LinkMood {
  LinkState state = LinkState::unknown;
  int failures = 0;           ///< In a row.
  AwakeTime not_before;       ///< Nothing is asked earlier.
};

/// Full jitter: even between 0 and min(retry_max, retry_first * 2^failures). `dice` is any 64 random bits.
std::chrono::milliseconds back_off(int failures, std::uint64_t dice);

/// The mood after one answer. Patience that the platform asked for is kept, and never cut short by jitter.
LinkMood judge_link(LinkMood const& before, wire::Reply const& reply, LinkReason reason, AwakeTime now, std::uint64_t dice);

/// What next_step looks at. Times that lie behind `now` are due.
struct View {
  AwakeTime now;
  bool enrolled = false;
  bool held = false;         ///< A person asked us to stay off the air.
  bool asking = false;       ///< A request is out: one at a time.
  LinkMood link;
  bool letter_due = false;
  std::optional<AwakeTime> next_letter;  ///< When the next one becomes due.
  AwakeTime news_at;
  bool news_first = false;   ///< An answer was signed by a key we do not know: its announcement goes before people's words, once.
  AwakeTime catalogue_at;
  bool pieces_possible = false;          ///< Somebody wants courses.
  AwakeTime pieces_at;
};

struct SendLetters {};
struct PullNews {};
struct PullCatalogue {};
struct FetchPiece {};
/// Nothing to do before that moment; without one, before something happens.
struct Nap {
  std::optional<AwakeTime> until;
};
using Step = std::variant<SendLetters, PullNews, PullCatalogue, FetchPiece, Nap>;

Step next_step(View const& view);

}  // namespace carrel::sync
