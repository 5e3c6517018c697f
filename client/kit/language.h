// What makes a language: its own name, its direction, how it counts, writes numbers, dates and times, and sets its signs.
// All of it is data in share/carrel/words/TAG/language.json (or in TAG.json), so that a language is added without a change here.
// Sentences are in words.h; how the data is used is in formats.h. docs/languages.md says what each member means.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/kit/plurals.h"
#include "sync/base/json.h"
#include "sync/base/result.h"

namespace carrel::kit {

enum class Direction { left_to_right, right_to_left };

/// A sign and what belongs to it: the no-break space beside it where a sentence has a plain one; or a currency and its sign.
using TextPair = std::pair<std::string, std::string>;

/// Patterns have holes: {d} {month} {y} …; see docs/languages.md. Spaces in dates, times and sizes become no-break spaces.
struct Language {
  std::string tag = "en";        ///< BCP 47: "fr", "pt-BR".
  std::string name = "English";  ///< Its own, for the choice of language.
  Direction direction = Direction::left_to_right;
  Plurals plurals;

  std::string decimal = ".", group = ",", minus = "−";
  int group_from = 4;            ///< Digits a number has at least before it is grouped by thousands.
  std::string percent = "{n} %", amount = "{sign}{n}", amount_with_code = "{sign} {n}";
  std::vector<TextPair> currencies;  ///< "EUR" and its sign.
  std::array<std::string, 5> sizes{"{n} B", "{n} kB", "{n} MB", "{n} GB", "{n} TB"};

  std::array<std::string, 12> months, months_short;
  std::array<std::string, 7> days, days_short;  ///< From Monday.
  std::string first_of_month;                   ///< "1er"; empty: written like any other day.
  std::string day_month, day_month_year, weekday, weekday_year, short_weekday, short_day;
  std::string time, today, yesterday, moment;

  std::vector<TextPair> before, after;
  std::string apostrophe;        ///< Put for a typewriter's apostrophe after a letter; empty: left.

  std::vector<TextPair> sort_as;  ///< A small letter, and what it is sorted as.
  std::array<std::string, 3> keyboard, accents;  ///< Rows of small letters of the keyboard on the screen.
  std::string voice = "en";      ///< The voice of espeak-ng that reads it aloud.
};

/// Letters, digits and hyphens as BCP 47 has them, which also makes it a safe name of a file.
bool is_language_tag(std::string_view tag);

/// Reads the facts of one language. Fault::corrupt; the place names file and member ("pl/language.json: plural.few").
/// Signs of typography, accents, voice, direction and number signs may be left out: the defaults are those above.
sync::Result<Language> read_language(sync::Json const& json, std::string_view tag, std::string const& file);

/// One language's folder or file, read whole: its facts, its sentences, and what is wrong with them without being in the way.
struct LanguageFiles {
  Language language;
  std::vector<std::pair<std::string, std::string>> sentences;  ///< As written.
  std::vector<std::string> problems;                           ///< "pl/app.json: app.close is not a text"
};
/// `words` is share/carrel/words. Fault::corrupt when there is no such language or its facts cannot be read.
sync::Result<LanguageFiles> read_language_files(std::filesystem::path const& words, std::string_view tag);

struct InstalledLanguage {
  std::string tag, name;
  bool operator==(InstalledLanguage const&) const = default;
};
struct InstalledLanguages {
  std::vector<InstalledLanguage> all;  ///< By name.
  std::vector<std::string> problems;   ///< Those that are not among them, and why.
};
/// Every language that lies in `words`.
InstalledLanguages installed_languages(std::filesystem::path const& words);

}  // namespace carrel::kit
