// The parts of HTTP that the hub's core speaks by itself, as pure functions over sync::Request and sync::Answer.
// Sockets, TLS and connections are the shell's business.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/base/json.h"
#include "sync/ports.h"

namespace carrel::hub {

/// "/v1/news?after=7" taken apart. Values are as written: nothing the contract puts into a query needs decoding.
struct Target {
  std::vector<std::string_view> words;  ///< The path between its slashes.
  std::vector<std::pair<std::string_view, std::string_view>> query;
  std::optional<std::string_view> value(std::string_view name) const;
};
/// Views into `path`. Nothing when it does not begin with '/'.
std::optional<Target> read_target(std::string_view path);

/// What an operation gives when it cannot say yes: becomes a problem document (RFC 9457).
struct Refusal {
  int status = 400;
  std::string code;   ///< Stable, for programs.
  std::string title;  ///< For people.
};

sync::Answer problem(Refusal const& refusal);
sync::Answer json_answer(int status, sync::Json const& body);

/// RFC 9110 section 13.1.2: weak comparison with a list of tags, or "*".
bool tag_matches(std::string_view if_none_match, std::string_view etag);

/// Which bytes are asked for. `last` is inclusive.
struct ByteRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};
enum class RangeAsked { whole, part, impossible };
/// RFC 9110 section 14: one range of bytes; a header of another shape is ignored, as the RFC asks.
RangeAsked read_range(std::string_view header, std::uint64_t size, ByteRange& out);

/// Packs a JSON answer when the asker takes it and it becomes smaller. zstd is preferred to gzip.
void pack_answer(sync::Headers const& asked, sync::Answer& answer);

}  // namespace carrel::hub
