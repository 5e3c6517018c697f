#include "client/policies/dates.h"

namespace carrel::client {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;

Date day_of(sync::WallTime time) { return Date{std::chrono::floor<days>(time)}; }

Date add_months(Date date, int count) {
  auto const moved = date + months{count};
  if (moved.ok()) return moved;
  return Date{moved.year() / moved.month() / std::chrono::last};
}

Date add_days(Date date, int count) { return Date{sys_days{date} + days{count}}; }

Date renewal_date(Date anchor, int months_each, int nth) { return add_months(anchor, months_each * nth); }

Date next_renewal_after(Date anchor, int months_each, Date today) {
  if (today < anchor) return anchor;
  int const between = (static_cast<int>(today.year()) - static_cast<int>(anchor.year())) * 12 +
                      static_cast<int>(static_cast<unsigned>(today.month())) -
                      static_cast<int>(static_cast<unsigned>(anchor.month()));
  int nth = between / months_each;
  while (renewal_date(anchor, months_each, nth) <= today) ++nth;
  return renewal_date(anchor, months_each, nth);
}

std::optional<Date> read_date(std::string_view text) {
  if (text.size() == 10) {
    auto date = sync::from_iso_date(text);
    if (date) return *date;
    return std::nullopt;
  }
  auto const moment = sync::from_rfc3339(text);
  if (!moment) return std::nullopt;
  return day_of(*moment);
}

}  // namespace carrel::client
