// Calendar dates as the policies count them: months clamp to the month's end, and a last day is inside the period.
// Also the one shape in which every feature hands a date to a screen, with its source. Working days need a calendar of
// holidays and are not counted here: until one is at hand a rule gives the length only.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/result.h"
#include "sync/base/time.h"

namespace carrel::client {

using Date = std::chrono::year_month_day;

/// The day of a moment, in UTC. The zone of a date is the platform's matter; what it states is never moved.
Date day_of(sync::WallTime time);

/// `date` plus that many calendar months; when the month has no such day, its last day (31 January + 1 = 28 or 29 February).
Date add_months(Date date, int months);
Date add_days(Date date, int days);

/// The nth renewal of a subscription that began on `anchor`, `months_each` months apart: clamped in short months and
/// restored afterwards (31 January, 28 February, 31 March), so it always counts from the anchor.
Date renewal_date(Date anchor, int months_each, int nth);

/// The first renewal strictly after `today`; on a renewal date the new period has begun already.
Date next_renewal_after(Date anchor, int months_each, Date today);

/// Reads "2026-11-22", or the day of "2026-11-22T18:24:00Z". Nothing when the text is empty or no date.
std::optional<Date> read_date(std::string_view text);

/// Where a date comes from. Screens show `stated` plain, tag `estimate`, and for `length_only` show no date at all.
enum class DateSource {
  stated,       ///< The platform said it.
  estimate,     ///< Worked out here.
  length_only,  ///< Only a number of days and the day they count from are known.
};

/// One line about a date. `key` names the sentence in the words; its holes are filled from the other members:
/// {date} from `date`, {days} from `days`, {since} from `since`.
struct DateLine {
  std::string_view key;
  DateSource source = DateSource::stated;
  std::optional<Date> date;
  int days = 0;
  std::optional<Date> since;
  bool operator==(DateLine const&) const = default;
};

}  // namespace carrel::client
