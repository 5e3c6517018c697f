// Dates, times, sizes and numbers as each language writes them, by the patterns of its file. Pure: a moment comes in already in
// local time.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "client/kit/language.h"
#include "client/kit/letters.h"

namespace carrel::kit {

using Day = std::chrono::year_month_day;

enum class DateForm {
  day_month,        ///< 25 November · 25 novembre
  day_month_year,   ///< 25 November 2026 · 25 novembre 2026
  weekday,          ///< Wednesday 25 November · mercredi 25 novembre
  weekday_year,     ///< Wednesday 25 November 2026 · mercredi 25 novembre 2026
  short_weekday,    ///< Wed 25 Nov · mer. 25 nov.
  short_day,        ///< 25 Nov 2026 · 25 nov. 2026
};
std::string date_text(Day day, DateForm form, Language const& language);

/// 21:40 · 21 h 40 (no-break spaces). Seconds since midnight are cut to minutes.
std::string time_text(std::chrono::seconds since_midnight, Language const& language);

/// "today, 18:02", "yesterday, 21:40" · "aujourd’hui, 18 h 02", "hier, 21 h 40"; else "23 November, 21:40" (with the year when it is
/// another).
std::string moment_text(std::chrono::local_seconds moment, Day today, Language const& language);

/// A date and a time of day together, as the language joins them ("25 November, 21:40").
std::string at_text(std::string_view date, std::string_view time, Language const& language);

/// 980 B, 420 kB, 3.4 MB, 1.2 GB · 980 o, 420 ko, 3,4 Mo, 1,2 Go. Thousands, not 1024.
std::string size_text(std::uint64_t bytes, Language const& language);

/// 12,345 · 12 345 (narrow no-break space).
std::string number_text(std::int64_t number, Language const& language);

/// €20.00, CHF 1,234.50 · 20,00 €, 1234,50 CHF. `minor` are whole minor units of the currency (ISO 4217): cents, or yen that have none.
/// A code for which the language has no sign is written as it is.
std::string amount_text(std::int64_t minor, std::string_view currency, Language const& language);

/// 62 % in both (no-break space); cut, never rounded up to 100 before it is done.
std::string percent_text(double fraction, Language const& language);
/// A percentage as it is, above 100 too.
std::string percentage_text(int percent, Language const& language);

}  // namespace carrel::kit
