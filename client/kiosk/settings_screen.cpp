#include "client/kiosk/settings_screen.h"

#include <algorithm>

namespace carrel::client {
namespace {

void draw_device(Page& page) {
  auto& kit = page.kit;
  auto const& link = page.state.link;
  kit.card({.id = "device"}, [&] {
    kit.head(page.word("settings.device"));
    kit.fact(page.word("settings.connection"), say_connection(page));
    auto const& courses = page.state.session->courses;
    auto const here = std::count_if(courses.begin(), courses.end(), [](CourseRow const& row) { return row.installed; });
    kit.fact(page.word("settings.courses"), page.word("home.courses_here", {{"count", static_cast<int>(here)}}));
    kit.fact(page.word("settings.people"), page.word("settings.people_count", {{"count", static_cast<int>(page.state.learners.size())}}));
    if (link.held) kit.small(page.word("settings.held"), {.colour = kit::Token::ink2, .icon = kit::Icon::pause});
  });
}

}  // namespace

void draw_settings(Page& page) {
  draw_spine(page);
  draw_top_bar(page, page.word("settings.title"), page.word("settings.subtitle"), true);
  draw_page(page, "settings", [&] {
    page.kit.two_columns(340, [&] {
      page.kit.card({.main = true, .id = "display"}, [&] { draw_display_choices(page); });
      page.kit.small(page.word("settings.for_everybody"));
    }, [&] { draw_device(page); });
  });
}

}  // namespace carrel::client
