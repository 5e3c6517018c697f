#include "client/app/nav.h"

namespace carrel::client {

Route stop_of(Route route) {
  switch (route) {
    case Route::welcome: return Route::welcome;
    case Route::home: return Route::home;
    case Route::library:
    case Route::course:
    case Route::reader:
    case Route::quiz: return Route::library;
    case Route::requests:
    case Route::outbox:
    case Route::complaint:
    case Route::files:
    case Route::timeline: return Route::requests;
    case Route::account:
    case Route::premium:
    case Route::invoices:
    case Route::privacy:
    case Route::settings: return Route::account;
  }
  return Route::home;
}

std::string spot_of(Nav const& nav) {
  auto spot = std::string(name_of(nav.route));
  auto const add = [&](std::string const& part) { spot += '/' + part; };
  switch (nav.route) {
    case Route::quiz: add(nav.course), add(nav.chapter), add(nav.quiz); break;
    case Route::reader: add(nav.course), add(nav.chapter); break;
    case Route::course: add(nav.course); break;
    case Route::timeline: add(nav.complaint ? nav.complaint->text() : std::string()); break;
    default: break;
  }
  return spot;
}

Route back_of(Route route) { return route == Route::files ? Route::complaint : stop_of(route); }

char const* name_of(Route route) {
  switch (route) {
    case Route::welcome: return "welcome";
    case Route::home: return "home";
    case Route::library: return "library";
    case Route::course: return "course";
    case Route::reader: return "reader";
    case Route::quiz: return "quiz";
    case Route::requests: return "requests";
    case Route::outbox: return "outbox";
    case Route::complaint: return "complaint";
    case Route::files: return "files";
    case Route::timeline: return "timeline";
    case Route::account: return "account";
    case Route::premium: return "premium";
    case Route::invoices: return "invoices";
    case Route::privacy: return "privacy";
    case Route::settings: return "settings";
  }
  return "home";
}

}  // namespace carrel::client
