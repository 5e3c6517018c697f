// Working days as a calendar of public holidays counts them, and the date of a moment in the calendar's time zone.
// The calendar is data (assets/calendars/*.json); outside the years it knows it gives no date, for a guess would be a promise.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "sync/base/json.h"
#include "sync/base/time.h"

namespace carrel::hub {

using Date = std::chrono::year_month_day;

class Calendar {
 public:
  /// Reads one calendar file; Fault::corrupt with the member at fault.
  static sync::Result<Calendar> parse(std::string_view json);

  /// The calendar date of a moment, in the calendar's zone (summer time by the rule of the European Union, Directive 2000/84/EC).
  Date date_of(sync::WallTime time) const;

  /// The nth working day after `start`; `start` itself is day 0 and need not be a working day. 1 <= days <= 366.
  /// Fault::stale when the count leaves the years that the calendar knows.
  sync::Result<Date> after_working_days(Date start, int days) const;

  /// Monday to Friday, and no public holiday.
  bool is_working_day(Date day) const;

  std::string const& name() const { return name_; }

 private:
  std::string name_;
  std::chrono::minutes standard_offset_{0};
  bool has_summer_ = false;
  std::chrono::sys_days from_;
  std::chrono::sys_days to_;
  std::vector<std::chrono::sys_days> holidays_;  // Sorted.
};

}  // namespace carrel::hub
