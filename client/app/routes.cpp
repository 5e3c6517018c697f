#include "client/app/routes.h"

#include <array>

#include "client/complaints/complaint_form_screen.h"
#include "client/complaints/files_screen.h"
#include "client/complaints/requests_screen.h"
#include "client/complaints/timeline_screen.h"
#include "client/consent/privacy_screen.h"
#include "client/courses/course_screen.h"
#include "client/courses/library_screen.h"
#include "client/home/home_screen.h"
#include "client/kiosk/settings_screen.h"
#include "client/premium/invoices_screen.h"
#include "client/premium/premium_screen.h"
#include "client/quiz/quiz_screen.h"
#include "client/reader/reader_screen.h"
#include "client/requests/outbox_screen.h"
#include "client/session/account_screen.h"
#include "client/session/welcome_screen.h"
#include "client/voice/voice_screen.h"

namespace carrel::client {
namespace {

constexpr auto held = kit::Personal::held, personal = kit::Personal::all;

constexpr std::array table{
    Screen{Route::welcome, draw_welcome},
    Screen{Route::home, draw_home},
    Screen{Route::library, draw_library},
    Screen{Route::course, draw_course},
    Screen{Route::reader, draw_reader},
    Screen{Route::quiz, draw_quiz},
    Screen{Route::requests, draw_requests, personal},
    Screen{Route::outbox, draw_outbox, personal},
    Screen{Route::complaint, draw_complaint, held},
    Screen{Route::files, draw_files, personal},
    Screen{Route::timeline, draw_timeline, personal},
    Screen{Route::account, draw_account},
    Screen{Route::premium, draw_premium, personal},
    Screen{Route::invoices, draw_invoices, personal},
    Screen{Route::privacy, draw_privacy, personal},
    Screen{Route::settings, draw_settings},
};

Screen const* find(Route route) {
  for (auto const& screen : table)
    if (screen.route == route) return &screen;
  return nullptr;
}

// Escape leads one step up, also where no arrow stands: from a page to where back leads, from a stop to Home.
void step_up(Page& page) {
  auto const back = back_of(page.nav.route);
  page.nav.go(page.nav.route == back ? Route::home : back);
}

}  // namespace

std::span<Screen const> screens() { return table; }

void draw(Page& page) {
  if (!page.state.session) page.nav.route = Route::welcome;
  if (!find(page.nav.route)) page.nav.go(stop_of(page.nav.route));
  if (!find(page.nav.route)) page.nav.go(page.state.session ? Route::home : Route::welcome);
  auto const before = page.nav.route;
  auto const& screen = *find(before);
  page.kit.personal(screen.personal, [&] { screen.draw(page); });
  draw_display_sheet(page);
  draw_voice_sheet(page);
  // A page that does not read itself aloud is read from its list.
  if (std::exchange(page.nav.listen, false)) page.nav.voice.push_back({VoiceWish::Kind::listen_page});
  if (page.nav.route == before && page.state.session && page.kit.take_escape()) step_up(page);
  if (page.nav.route != before && before == Route::timeline) page.drafts.timeline = TimelineDraft{};
}

}  // namespace carrel::client
