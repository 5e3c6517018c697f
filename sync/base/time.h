// Two kinds of time that do not mix: wall time is evidence, awake time is a measure. Nothing here reads a clock.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "sync/base/result.h"

namespace carrel::sync {

/// Seconds since 1970-01-01T00:00:00Z as some clock on the wall says. May be wrong in both directions.
using WallTime = std::chrono::sys_seconds;

/// Milliseconds this device has been awake, counted by a clock that nobody can set. Starts anywhere, never goes back.
struct AwakeTime {
  std::chrono::milliseconds since_start{0};
  auto operator<=>(AwakeTime const&) const = default;
};
inline std::chrono::milliseconds operator-(AwakeTime a, AwakeTime b) { return a.since_start - b.since_start; }
inline AwakeTime operator+(AwakeTime a, std::chrono::milliseconds b) { return {a.since_start + b}; }

/// The last moment the platform vouched for, and the awake seconds counted since. What rules get instead of "now".
struct TimeEvidence {
  WallTime proven{};                         ///< Zero when the platform never spoke.
  std::chrono::seconds awake_since_then{0};  ///< Counted by a clock that cannot be set.
};

/// The earliest moment it can be: never goes back, and a wall clock that jumps to 2099 does not move it.
inline WallTime earliest_now(TimeEvidence const& evidence) { return evidence.proven + evidence.awake_since_then; }

/// RFC 3339 in UTC with seconds ("2026-11-22T18:24:00Z"), and back; other offsets and fractions are Fault::invalid.
std::string to_rfc3339(WallTime time);
Result<WallTime> from_rfc3339(std::string_view text);

/// ISO 8601 calendar date ("2026-11-22"), and back; a date that does not exist is Fault::invalid.
std::string to_iso_date(std::chrono::year_month_day date);
Result<std::chrono::year_month_day> from_iso_date(std::string_view text);

}  // namespace carrel::sync
