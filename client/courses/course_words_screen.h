// What is said of a course in more than one place: its length, its language, its licence, where it is.
#pragma once

#include <string>
#include <string_view>

#include "client/app/page.h"

namespace carrel::client {

/// "25 minutes", "2 h 10"
std::string say_minutes(Page const& page, int minutes);
/// "English", in the language of the screen; the code itself when it has no word.
std::string say_language(Page const& page, std::string const& code);
/// "CC BY-SA 4.0" for the licence's SPDX name.
std::string say_licence(std::string_view spdx);
/// The first names and how many more there are, where many wrote a course together; `authors` with commas between them.
std::string say_authors(Page const& page, std::string const& authors);
/// Some names are left out by say_authors.
bool has_many_authors(std::string const& authors);
/// "5 chapters · English · 1 h 55", as far as it is known.
std::string say_course(Page const& page, CourseRow const& row);

struct CourseState {
  std::string text;
  kit::Icon icon = kit::Icon::none;
  bool good = false;              ///< Can be read here and nothing is amiss.
  std::optional<double> fetched;  ///< Part that is here, while not all of it is.
};
/// Where the course is: on this device, partly, not here, damaged.
CourseState state_of(Page const& page, CourseRow const& row);

/// The cover, its picture kept with the kit when it was not. `near`: it is seen, so that it is worth decoding.
kit::Cover cover_of(Page const& page, CourseRow const& row, std::string& name, bool near);

}  // namespace carrel::client
