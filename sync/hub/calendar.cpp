#include "sync/hub/calendar.h"

#include <algorithm>

namespace carrel::hub {

using namespace std::chrono_literals;
using sync::Error;
using sync::Fault;
using sync::Result;
namespace chrono = std::chrono;

namespace {

/// Summer time in the European Union: from the last Sunday of March to the last Sunday of October, both at 01:00 UTC.
bool is_eu_summer(sync::WallTime time) {
  auto const year = chrono::year_month_day{chrono::floor<chrono::days>(time)}.year();
  auto const first = chrono::sys_days{year / chrono::March / chrono::Sunday[chrono::last]} + 1h;
  auto const last = chrono::sys_days{year / chrono::October / chrono::Sunday[chrono::last]} + 1h;
  return time >= first && time < last;
}

Result<chrono::sys_days> day_member(sync::Json const& object, std::string_view name) {
  TRY(text, object.text(name));
  TRY(date, sync::from_iso_date(text));
  return chrono::sys_days{date};
}

}  // namespace

Result<Calendar> Calendar::parse(std::string_view json) {
  TRY(file, sync::parse_json(json));
  if (file.number_or("v", 0) != 1) return Error{Fault::stale, "calendar version"};
  Calendar calendar;
  TRY(name, file.text("calendar"));
  TRY(from, day_member(file, "from"));
  TRY(to, day_member(file, "to"));
  auto const* zone = file.find("zone");
  if (!zone) return Error{Fault::corrupt, "calendar zone"};
  TRY(minutes, zone->number("standard_minutes"));
  auto const summer = zone->text_or("summer", "none");
  if (from > to || minutes < -14 * 60 || minutes > 14 * 60 || (summer != "eu" && summer != "none"))
    return Error{Fault::corrupt, "calendar zone"};
  for (auto const& entry : file.list("holidays")) {
    TRY(day, day_member(entry, "on"));
    calendar.holidays_.push_back(day);
  }
  std::sort(calendar.holidays_.begin(), calendar.holidays_.end());
  calendar.name_ = name;
  calendar.from_ = from;
  calendar.to_ = to;
  calendar.standard_offset_ = chrono::minutes{minutes};
  calendar.has_summer_ = summer == "eu";
  return calendar;
}

Date Calendar::date_of(sync::WallTime time) const {
  auto const offset = standard_offset_ + (has_summer_ && is_eu_summer(time) ? 60min : 0min);
  return Date{chrono::floor<chrono::days>(time + offset)};
}

bool Calendar::is_working_day(Date day) const {
  chrono::sys_days const point{day};
  chrono::weekday const weekday{point};
  return weekday != chrono::Saturday && weekday != chrono::Sunday &&
         !std::binary_search(holidays_.begin(), holidays_.end(), point);
}

Result<Date> Calendar::after_working_days(Date start, int days) const {
  if (!start.ok() || days < 1 || days > 366) return Error{Fault::invalid, "working days"};
  chrono::sys_days day{start};
  if (day < from_) return Error{Fault::stale, "calendar"};
  while (days > 0) {
    day += chrono::days{1};
    if (day > to_) return Error{Fault::stale, "calendar"};
    if (is_working_day(Date{day})) --days;
  }
  return Date{day};
}

}  // namespace carrel::hub
