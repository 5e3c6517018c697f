// What a screen gets: the kit to draw with, values to read, its own drafts, and where to put what the person asks for.
// A screen is a function of this and keeps nothing of its own: `void draw_home(Page& page)`.
#pragma once

#include <string>

#include "client/app/drafts.h"
#include "client/app/intents.h"
#include "client/app/nav.h"
#include "client/app/state.h"
#include "client/kit/formats.h"
#include "client/kit/kit.h"

namespace carrel::client {

struct Page {
  kit::Kit& kit;
  AppState const& state;
  Drafts& drafts;
  Nav& nav;
  Intents& out;

  /// The language's word, short to write.
  std::string word(std::string_view key, kit::Args args = {}) const { return kit.word(key, args); }
  void ask(Intent intent) const { out.push_back(std::move(intent)); }
};

/// A moment in the device's time zone, as a person says it ("yesterday, 21:40"; "hier, 21 h 40").
std::string say_moment(Page const& page, sync::WallTime moment);
/// Day and time in full ("23 November, 21:40"), for facts that must not depend on what "today" is.
std::string say_day_and_time(Page const& page, sync::WallTime moment);
std::string say_date(Page const& page, std::chrono::year_month_day date, kit::DateForm form = kit::DateForm::weekday_year);
/// The time of day alone ("18:24"; "18 h 24").
std::string say_clock(Page const& page, sync::WallTime moment);
/// A short date and the time, for the right edge of a row ("Thu 19 Nov, 21:41").
std::string say_short_moment(Page const& page, sync::WallTime moment);
/// The sentence of a date line, its holes filled.
std::string say_line(Page const& page, DateLine const& line);
/// The greeting of this hour, as a key: morning, afternoon, evening.
std::string greeting_key(Page const& page);
/// The last connection in one sentence, without blame: offline is normal.
std::string say_connection(Page const& page);

/// Spine, with the current stop, the number that waits and Leave; changes nav and asks for CloseSession.
void draw_spine(Page& page);
/// The bar on top of a page of the spine; handles back, Display and language. `subtitle` may be empty.
void draw_top_bar(Page& page, std::string const& title, std::string const& subtitle, bool back);
/// The last connection as a quiet line with its icon, where there is no room for it under the title.
void draw_connection(Page& page);
/// The page of a stop: what went wrong lately first, then `body`. `id` keeps the place of scrolling.
void draw_page(Page& page, kit::Text id, kit::Body body);
/// Theme, text size and language above any page, when nav.display_sheet says so.
void draw_display_sheet(Page& page);
/// Language, text size and theme, and how the device is worked (controls.h), as chips: in the sheet and in the settings.
void draw_display_choices(Page& page);

}  // namespace carrel::client
