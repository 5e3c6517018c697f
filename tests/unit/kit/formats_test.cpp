#include "client/kit/formats.h"

#include <limits>

#include "client/kit/text_block.h"
#include "tests/unit/kit/language_folder.h"

using namespace carrel::kit;
using namespace std::chrono;

namespace {

// No-break spaces are as good as spaces for the eye of this test.
std::string plain(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    char32_t const c = next_code_point(text, at);
    append_utf8(out, c == 0xA0 || c == 0x202F ? U' ' : c);
  }
  return out;
}
Language const en = shipped_language("en"), fr = shipped_language("fr");

}  // namespace

TEST_CASE("dates are written as each language writes them, and never broken") {
  Day const day = 2026y / November / 25;
  CHECK(plain(date_text(day, DateForm::day_month, en)) == "25 November");
  CHECK(plain(date_text(day, DateForm::weekday, fr)) == "mercredi 25 novembre");
  CHECK(plain(date_text(day, DateForm::weekday_year, en)) == "Wednesday 25 November 2026");
  CHECK(plain(date_text(day, DateForm::short_weekday, en)) == "Wed 25 Nov");
  CHECK(plain(date_text(day, DateForm::short_weekday, fr)) == "mer. 25 nov.");
  CHECK(plain(date_text(2026y / March / 1, DateForm::day_month_year, fr)) == "1er mars 2026");
  CHECK(plain(date_text(2025y / September / 4, DateForm::short_day, en)) == "4 Sept 2025");
  CHECK(date_text(day, DateForm::weekday, fr).find(' ') == std::string::npos);
}

TEST_CASE("times have 24 hours") {
  CHECK(time_text(21h + 40min + 59s, en) == "21:40");
  CHECK(plain(time_text(21h + 40min, fr)) == "21 h 40");
  CHECK(time_text(0s, en) == "00:00");
  CHECK(plain(time_text(8h + 5min, fr)) == "8 h 05");
}

TEST_CASE("a moment is said from today") {
  Day const today = 2026y / November / 24;
  auto const at = [](Day day, seconds time) { return local_seconds{local_days{day}} + time; };
  CHECK(plain(moment_text(at(today, 18h + 2min), today, en)) == "today, 18:02");
  CHECK(plain(moment_text(at(2026y / November / 23, 21h + 40min), today, fr)) == "hier, 21 h 40");
  CHECK(plain(moment_text(at(2026y / May / 12, 9h), today, en)) == "12 May, 09:00");
  CHECK(plain(moment_text(at(2025y / September / 4, 9h), today, fr)) == "4 septembre 2025, 9 h 00");
}

TEST_CASE("sizes are thousands, and never rounded up to what is not there") {
  CHECK(plain(size_text(0, en)) == "0 B");
  CHECK(plain(size_text(980, fr)) == "980 o");
  CHECK(plain(size_text(420'000, en)) == "420 kB");
  CHECK(plain(size_text(420'999, fr)) == "420 ko");
  CHECK(plain(size_text(3'400'000, fr)) == "3,4 Mo");
  CHECK(plain(size_text(210'900'000, en)) == "210 MB");
  CHECK(plain(size_text(12'700'000'000, en)) == "12.7 GB");
}

TEST_CASE("numbers and parts") {
  CHECK(number_text(12345, en) == "12,345");
  CHECK(plain(number_text(1234567, fr)) == "1 234 567");
  CHECK(number_text(4817, fr) == "4817");
  CHECK(plain(percent_text(0.629, en)) == "62 %");
  CHECK(plain(percent_text(0.9999, en)) == "99 %");
  CHECK(plain(percent_text(1, fr)) == "100 %");
  CHECK(plain(percent_text(7, fr)) == "100 %");
  CHECK(plain(percentage_text(175, fr)) == "175 %");
}

TEST_CASE("an amount is written as the platform stated it, in the manner of the language and with the digits of its currency") {
  CHECK(amount_text(2000, "EUR", en) == "€20.00");
  CHECK(plain(amount_text(2000, "EUR", fr)) == "20,00 €");
  CHECK(amount_text(5, "USD", en) == "US$0.05");
  CHECK(plain(amount_text(123450, "USD", fr)) == "1234,50 $US");
  CHECK(plain(amount_text(1234567890, "CHF", en)) == "CHF 12,345,678.90");
  CHECK(plain(amount_text(1234567890, "CHF", fr)) == "12 345 678,90 CHF");
  CHECK(plain(amount_text(15000, "XOF", fr)) == "15 000 XOF");
  CHECK(plain(amount_text(15000, "JPY", en)) == "JPY 15,000");
  CHECK(plain(amount_text(1500, "TND", fr)) == "1,500 TND");
  CHECK(amount_text(-1999, "EUR", en) == "−€19.99");
  CHECK(plain(amount_text(-1999, "EUR", fr)) == "−19,99 €");
  CHECK(amount_text(0, "GBP", en) == "£0.00");
  CHECK(plain(amount_text(std::numeric_limits<std::int64_t>::min(), "EUR", en)) == "−€92,233,720,368,547,758.08");
}
