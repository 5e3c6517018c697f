// Where a person is. The window's own business: the desk never hears of it.
// Two levels at most: a stop of the spine, then a page of it; back goes to the stop.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/voice/voice_view.h"
#include "sync/base/id.h"

namespace carrel::client {

enum class Route {
  welcome,     ///< Choose a learner: nobody is here yet.
  home,
  library,     ///< All courses.
  course,      ///< One course: contents, licence, fetch or remove.     uses `course`
  reader,      ///< One chapter.                                          uses `course`, `chapter`
  quiz,        ///< The quiz of a chapter.                                uses `course`, `chapter`, `quiz`
  requests,    ///< Complaints, what waits to be sent, what can be asked.
  outbox,      ///< Waiting to be sent.
  complaint,   ///< The formal complaint form, five steps.
  files,       ///< Sticks: a file to go with the complaint that is being written.
  timeline,    ///< One complaint: what happened, what comes.             uses `complaint`
  account,     ///< Premium, privacy, settings.
  premium,
  invoices,    ///< What the platform invoiced; one of them above the list.  uses `invoice`
  privacy,     ///< Consent switches.
  settings,
};

struct Nav {
  Route route = Route::welcome;
  std::string course, chapter, quiz;
  std::string place;                         ///< Reader: the anchor to go to once, then cleared.
  std::optional<sync::ActionId> complaint;
  std::string invoice;                       ///< Key of the invoice that is looked at; empty for the list alone.
  bool display_sheet = false;                ///< Theme, text size and language, above any page.
  bool voice_sheet = false;                  ///< The voice: on, rate, volume.
  bool listen = false;                       ///< Listen was asked for; whoever draws the page answers once.
  std::vector<VoiceWish> voice;              ///< What is asked of the voice, granted after the frame.

  void go(Route to) { route = to; }
  void go_course(Route to, std::string course_, std::string chapter_ = {}, std::string quiz_ = {}) {
    route = to;
    course = std::move(course_);
    chapter = std::move(chapter_);
    quiz = std::move(quiz_);
    place.clear();
  }
};

/// The stop of the spine to which a page belongs; back leads there. welcome is its own.
Route stop_of(Route route);
/// Where "back" leads: the page that a page was opened from, where it has only one, otherwise its stop.
Route back_of(Route route);
/// Route and what it shows, in one word: two pages have the same one only when they are the same page. Nothing for people.
std::string spot_of(Nav const& nav);
/// Name for traces and files: "home".
char const* name_of(Route route);

}  // namespace carrel::client
