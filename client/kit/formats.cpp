#include "client/kit/formats.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

namespace carrel::kit {
namespace {

constexpr std::string_view no_break = "\xC2\xA0";

struct Hole { std::string_view name, value; };

std::string filled(std::string_view pattern, std::initializer_list<Hole> holes) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size();) {
    auto const open = pattern.find('{', at), close = open == pattern.npos ? open : pattern.find('}', open);
    if (close == pattern.npos) return out.append(pattern.substr(at));
    out.append(pattern.substr(at, open - at));
    auto const name = pattern.substr(open + 1, close - open - 1);
    for (auto const& hole : holes)
      if (hole.name == name) out.append(hole.value);
    at = close + 1;
  }
  return out;
}

// A date stays on one line, and so does a number with its unit.
std::string whole(std::string_view pattern, std::initializer_list<Hole> holes) {
  std::string out;
  for (char const c : filled(pattern, holes))
    if (c == ' ') out.append(no_break);
    else out += c;
  return out;
}

std::string two_digits(long n) { return (n < 10 ? "0" : "") + std::to_string(n); }

// ISO 4217: how many digits stand after the sign. Two for every currency that is not named here.
int minor_digits(std::string_view currency) {
  constexpr std::array<std::string_view, 15> none{"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW",
                                                  "PYG", "RWF", "UGX", "VND", "XAF", "XOF", "XPF"};
  constexpr std::array<std::string_view, 7> three{"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
  if (std::find(none.begin(), none.end(), currency) != none.end()) return 0;
  return std::find(three.begin(), three.end(), currency) != three.end() ? 3 : 2;
}

}  // namespace

std::string date_text(Day day, DateForm form, Language const& language) {
  auto const month = static_cast<unsigned>(day.month()) - 1;
  auto const weekday = std::chrono::weekday{std::chrono::sys_days{day}}.iso_encoding() - 1;
  auto const number = static_cast<unsigned>(day.day());
  std::string const d = number == 1 && !language.first_of_month.empty() ? language.first_of_month : std::to_string(number);
  std::string const y = std::to_string(static_cast<int>(day.year()));
  auto const with = [&](std::string const& pattern, bool brief = false) {
    return whole(pattern, {{"d", d},
                           {"y", y},
                           {"month", (brief ? language.months_short : language.months)[month]},
                           {"day", (brief ? language.days_short : language.days)[weekday]}});
  };
  switch (form) {
    case DateForm::day_month: return with(language.day_month);
    case DateForm::day_month_year: return with(language.day_month_year);
    case DateForm::weekday: return with(language.weekday);
    case DateForm::weekday_year: return with(language.weekday_year);
    case DateForm::short_weekday: return with(language.short_weekday, true);
    case DateForm::short_day: return with(language.short_day, true);
  }
  return {};
}

std::string time_text(std::chrono::seconds since_midnight, Language const& language) {
  auto const minutes = since_midnight.count() / 60;
  auto const hour = minutes / 60 % 24;
  return whole(language.time, {{"H", std::to_string(hour)}, {"HH", two_digits(hour)}, {"mm", two_digits(minutes % 60)}});
}

std::string at_text(std::string_view date, std::string_view time, Language const& language) {
  return filled(language.moment, {{"date", date}, {"time", time}});
}

std::string moment_text(std::chrono::local_seconds moment, Day today, Language const& language) {
  auto const day = std::chrono::floor<std::chrono::days>(moment);
  auto const time = time_text(moment - day, language);
  auto const days_ago = (std::chrono::local_days{today} - day).count();
  if (days_ago == 0) return filled(language.today, {{"time", time}});
  if (days_ago == 1) return filled(language.yesterday, {{"time", time}});
  Day const date{day};
  auto const form = date.year() == today.year() ? DateForm::day_month : DateForm::day_month_year;
  return at_text(date_text(date, form, language), time, language);
}

std::string size_text(std::uint64_t bytes, Language const& language) {
  std::size_t unit = 0;
  std::uint64_t of_unit = bytes, tenths = 0;
  while (of_unit >= 1000 && unit + 1 < language.sizes.size()) {
    tenths = of_unit % 1000 / 100;
    of_unit /= 1000;
    ++unit;
  }
  std::string number = std::to_string(of_unit);
  if (unit >= 2 && of_unit < 100 && tenths != 0) number.append(language.decimal).append(std::to_string(tenths));
  return whole(language.sizes[unit], {{"n", number}});
}

std::string number_text(std::int64_t number, Language const& language) {
  std::string digits = std::to_string(number < 0 ? -number : number);
  if (digits.size() >= static_cast<std::size_t>(language.group_from))
    for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, language.group);
  return (number < 0 ? language.minus : "") + digits;
}

std::string amount_text(std::int64_t minor, std::string_view currency, Language const& language) {
  auto const digits = minor_digits(currency);
  auto const magnitude = minor < 0 ? 0 - static_cast<std::uint64_t>(minor) : static_cast<std::uint64_t>(minor);
  std::uint64_t unit = 1;
  for (int i = 0; i < digits; ++i) unit *= 10;
  auto number = number_text(static_cast<std::int64_t>(magnitude / unit), language);
  if (digits > 0) {
    auto const cents = std::to_string(magnitude % unit);
    number += language.decimal + std::string(static_cast<std::size_t>(digits) - cents.size(), '0') + cents;
  }
  auto const& all = language.currencies;
  auto const known = std::find_if(all.begin(), all.end(), [currency](TextPair const& one) { return one.first == currency; });
  bool const has_sign = known != all.end();
  auto const& pattern = has_sign ? language.amount : language.amount_with_code;
  return (minor < 0 ? language.minus : "") + whole(pattern, {{"n", number}, {"sign", has_sign ? known->second : currency}});
}

std::string percent_text(double fraction, Language const& language) {
  auto const percent = static_cast<int>((fraction < 0 ? 0 : fraction > 1 ? 1 : fraction) * 100 + 1e-9);
  return percentage_text(percent, language);
}

std::string percentage_text(int percent, Language const& language) {
  return whole(language.percent, {{"n", number_text(percent, language)}});
}

}  // namespace carrel::kit
