#include "client/kit/formats.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace carrel::kit {
namespace {

constexpr std::string_view nbsp = "\xC2\xA0", thin = "\xE2\x80\xAF";

constexpr std::array<std::string_view, 12> months_en{"January", "February", "March", "April", "May", "June",
                                                     "July", "August", "September", "October", "November", "December"};
constexpr std::array<std::string_view, 12> months_fr{"janvier", "février", "mars", "avril", "mai", "juin",
                                                     "juillet", "août", "septembre", "octobre", "novembre", "décembre"};
constexpr std::array<std::string_view, 12> short_en{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 12> short_fr{"janv.", "févr.", "mars", "avr.", "mai", "juin",
                                                    "juil.", "août", "sept.", "oct.", "nov.", "déc."};
constexpr std::array<std::string_view, 7> days_en{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 7> days_fr{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"};
constexpr std::array<std::string_view, 7> short_days_en{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 7> short_days_fr{"dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."};

std::string two_digits(long n) { return (n < 10 ? "0" : "") + std::to_string(n); }

// A date stays on one line: its parts are joined by no-break spaces.
std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (auto part : parts) {
    if (part.empty()) continue;
    if (!text.empty()) text += nbsp;
    text += part;
  }
  return text;
}

// ISO 4217: how many digits stand after the sign. Two for every currency that is not named here.
int minor_digits(std::string_view currency) {
  constexpr std::array<std::string_view, 15> none{"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW",
                                                  "PYG", "RWF", "UGX", "VND", "XAF", "XOF", "XPF"};
  constexpr std::array<std::string_view, 7> three{"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
  if (std::find(none.begin(), none.end(), currency) != none.end()) return 0;
  return std::find(three.begin(), three.end(), currency) != three.end() ? 3 : 2;
}

std::string_view sign_of(std::string_view currency, Language language) {
  if (currency == "EUR") return "€";
  if (currency == "GBP") return "£";
  if (currency == "USD") return language == Language::fr ? "$US" : "US$";
  return currency;
}

}  // namespace

std::string date_text(Day day, DateForm form, Language language) {
  bool const fr = language == Language::fr;
  auto const month = static_cast<unsigned>(day.month()) - 1;
  auto const weekday = std::chrono::weekday{std::chrono::sys_days{day}}.c_encoding();
  auto const number = static_cast<unsigned>(day.day());
  std::string const d = fr && number == 1 ? "1er" : std::to_string(number);
  std::string const y = std::to_string(static_cast<int>(day.year()));
  auto const& long_month = (fr ? months_fr : months_en)[month];
  auto const& short_month = (fr ? short_fr : short_en)[month];
  auto const& long_day = (fr ? days_fr : days_en)[weekday];
  auto const& short_day = (fr ? short_days_fr : short_days_en)[weekday];
  switch (form) {
    case DateForm::day_month: return joined({d, long_month});
    case DateForm::day_month_year: return joined({d, long_month, y});
    case DateForm::weekday: return joined({long_day, d, long_month});
    case DateForm::weekday_year: return joined({long_day, d, long_month, y});
    case DateForm::short_weekday: return joined({short_day, d, short_month});
    case DateForm::short_day: return joined({d, short_month, y});
  }
  return {};
}

std::string time_text(std::chrono::seconds since_midnight, Language language) {
  auto const minutes = since_midnight.count() / 60;
  auto const hour = minutes / 60 % 24;
  if (language == Language::fr) return joined({std::to_string(hour), "h", two_digits(minutes % 60)});
  return two_digits(hour) + ":" + two_digits(minutes % 60);
}

std::string moment_text(std::chrono::local_seconds moment, Day today, Language language) {
  auto const day = std::chrono::floor<std::chrono::days>(moment);
  auto const time = time_text(moment - day, language);
  auto const days_ago = (std::chrono::local_days{today} - day).count();
  bool const fr = language == Language::fr;
  if (days_ago == 0) return std::string(fr ? "aujourd’hui" : "today") + ", " + time;
  if (days_ago == 1) return std::string(fr ? "hier" : "yesterday") + ", " + time;
  Day const date{day};
  auto const form = date.year() == today.year() ? DateForm::day_month : DateForm::day_month_year;
  return date_text(date, form, language) + ", " + time;
}

std::string size_text(std::uint64_t bytes, Language language) {
  bool const fr = language == Language::fr;
  constexpr std::array<std::string_view, 5> prefixes{"", "k", "M", "G", "T"};
  std::size_t unit = 0;
  std::uint64_t whole = bytes, tenths = 0;
  while (whole >= 1000 && unit + 1 < prefixes.size()) {
    tenths = whole % 1000 / 100;
    whole /= 1000;
    ++unit;
  }
  std::string number = std::to_string(whole);
  if (unit >= 2 && whole < 100 && tenths != 0) number += (fr ? "," : ".") + std::to_string(tenths);
  return number.append(nbsp).append(prefixes[unit]).append(fr ? "o" : "B");
}

std::string number_text(std::int64_t number, Language language) {
  std::string digits = std::to_string(number < 0 ? -number : number);
  // Four digits stay together in French, as in "4817".
  std::size_t const shortest = language == Language::fr ? 5 : 4;
  if (digits.size() >= shortest)
    for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, language == Language::fr ? thin : ",");
  return (number < 0 ? "−" : "") + digits;
}

std::string amount_text(std::int64_t minor, std::string_view currency, Language language) {
  bool const fr = language == Language::fr;
  auto const digits = minor_digits(currency);
  auto const magnitude = minor < 0 ? 0 - static_cast<std::uint64_t>(minor) : static_cast<std::uint64_t>(minor);
  std::uint64_t unit = 1;
  for (int i = 0; i < digits; ++i) unit *= 10;
  auto number = number_text(static_cast<std::int64_t>(magnitude / unit), language);
  if (digits > 0) {
    auto const cents = std::to_string(magnitude % unit);
    number += (fr ? "," : ".") + std::string(static_cast<std::size_t>(digits) - cents.size(), '0') + cents;
  }
  std::string const minus = minor < 0 ? "−" : "";
  auto const sign = sign_of(currency, language);
  if (fr) return minus + number + std::string(nbsp) + std::string(sign);
  // A sign stands at the number, a code apart from it.
  return minus + std::string(sign) + (sign == currency ? std::string(nbsp) : std::string()) + number;
}

std::string percent_text(double fraction, Language language) {
  auto const percent = static_cast<int>((fraction < 0 ? 0 : fraction > 1 ? 1 : fraction) * 100 + 1e-9);
  return number_text(percent, language).append(nbsp) + "%";
}

std::string ordinal_text(int number, Language language) {
  if (language == Language::fr) return std::to_string(number) + (number == 1 ? "er" : "e");
  int const tens = number % 100, ones = number % 10;
  char const* end = tens >= 11 && tens <= 13 ? "th" : ones == 1 ? "st" : ones == 2 ? "nd" : ones == 3 ? "rd" : "th";
  return std::to_string(number) + end;
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

}  // namespace carrel::kit
