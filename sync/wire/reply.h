// What every answer has in common: is it the platform that speaks, and is it yes, no, or not now.
// A status of 200 proves nothing, for a captive portal answers 200 too: a yes must have the media type and the members
// it should have, a no must be a problem document (RFC 9457) with a code. All else is somebody else's answer.
// What a yes means is read by the other files of this folder; whether it is true is for sync/trust.
#pragma once

#include <chrono>
#include <initializer_list>
#include <string>
#include <string_view>

#include "sync/base/json.h"
#include "sync/ports.h"

namespace carrel::sync::wire {

inline constexpr std::string_view json_type = "application/json";
inline constexpr std::string_view problem_type = "application/problem+json";

enum class Verdict {
  yes,        ///< The platform did it, as far as an unsigned answer can say.
  unchanged,  ///< 304: what we have is still right.
  refused,    ///< The platform understood and said no for good; `problem` says why. Sending it again is useless.
  not_known,  ///< 401: the platform does not know our token. The device must be enrolled again.
  later,      ///< The platform (or what stands before it) is busy or broken; not before `retry_after`.
  too_large,  ///< The answer had more bytes than were asked for.
  not_ours,   ///< No answer of the platform: no connection, a portal, something broken. Same as offline.
};

/// Short lower-case name, for logs and `--json`.
std::string_view name_of(Verdict verdict);

/// A problem document. `title` is for people, in the platform's words; `code` is for programs.
struct Problem {
  std::string code;
  std::string title;
};

struct Reply {
  Verdict verdict = Verdict::not_ours;
  int status = 0;
  Problem problem;                       ///< Filled when refused or not_known, and when `later` carried one.
  std::chrono::seconds retry_after{0};   ///< Asked for by the platform, 0 when it said nothing; at most a day.
  std::string etag;                      ///< As it came, with quotes; empty when there was none.
};

/// Reads everything but the body of a yes. `media_type` is what a yes must have; `expected` statuses besides 304 count
/// as yes only when listed by the caller (at most three).
Reply read_reply(Answer const& answer, std::string_view media_type, std::initializer_list<int> expected);

/// The body of a yes as a JSON object. Turns the reply into not_ours, and gives null, when it is none.
Json read_object(Answer const& answer, Reply& reply);

/// "a" of "a; charset=utf-8", lower case.
std::string media_type_of(Headers const& headers);

/// A request with a token (left out when empty) and no body.
Request bare_request(std::string_view method, std::string path, std::string_view token);
/// A request with a JSON body, packed with zstd when that makes it smaller.
Request json_request(std::string_view method, std::string path, std::string_view token, Json const& body);

/// True when text is 1 to `max` characters of a-z, A-Z, 0-9 and "._-", so that it may stand in a path as it is.
bool is_path_word(std::string_view text, std::size_t max);
/// True for "sha256:" and 64 lower-case hexadecimal digits.
bool is_digest(std::string_view text);

}  // namespace carrel::sync::wire
