#include "sync/base/time.h"

#include <cstdio>

namespace carrel::sync {
namespace {

using namespace std::chrono;

// Reads exactly `digits` decimal digits at `at`, or -1.
int number(std::string_view text, std::size_t at, std::size_t digits) {
  if (at + digits > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

}  // namespace

std::string to_iso_date(year_month_day date) {
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return text;
}

Result<year_month_day> from_iso_date(std::string_view text) {
  int const y = number(text, 0, 4), m = number(text, 5, 2), d = number(text, 8, 2);
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || y < 0 || m < 0 || d < 0)
    return Error{Fault::invalid, "date"};
  year_month_day const date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
  if (!date.ok()) return Error{Fault::invalid, "date"};
  return date;
}

std::string to_rfc3339(WallTime time) {
  auto const midnight = floor<days>(time);
  hh_mm_ss const clock{time - midnight};
  char text[16];
  std::snprintf(text, sizeof text, "T%02d:%02d:%02dZ", static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  return to_iso_date(year_month_day{midnight}) + text;
}

Result<WallTime> from_rfc3339(std::string_view text) {
  if (text.size() != 20) return Error{Fault::invalid, "time"};
  TRY(date, from_iso_date(text.substr(0, 10)));
  int const h = number(text, 11, 2), m = number(text, 14, 2), s = number(text, 17, 2);
  bool const shaped = text[10] == 'T' && text[13] == ':' && text[16] == ':' && text[19] == 'Z';
  if (!shaped || h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59) return Error{Fault::invalid, "time"};
  return sys_days{date} + hours{h} + minutes{m} + seconds{s};
}

}  // namespace carrel::sync
