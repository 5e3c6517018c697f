#include "client/kiosk/settings_screen.h"

#include <algorithm>

#include "client/voice/voice_screen.h"

namespace carrel::client {

void draw_device_card(Page& page, DeviceFacts facts) {
  auto& kit = page.kit;
  auto const& link = page.state.link;
  kit.card({.id = "device"}, [&] {
    kit.head(page.word("settings.device"));
    auto const& device = page.state.device;
    if (!device.name.empty()) kit.fact(page.word("settings.name"), device.name);
    kit.fact(page.word("settings.connection"), say_connection(page));
    if (device.bytes_free) kit.fact(page.word("settings.room"), kit::size_text(*device.bytes_free, kit.language()));
    if (link.held) kit.small(page.word("settings.held"), {.colour = kit::Token::ink2, .icon = kit::Icon::pause});
    if (facts == DeviceFacts::few) return;
    auto const& courses = page.state.session->courses;
    auto const here = std::count_if(courses.begin(), courses.end(), [](CourseRow const& row) { return row.installed; });
    kit.fact(page.word("settings.courses"), page.word("home.courses_here", {{"count", static_cast<int>(here)}}));
    kit.fact(page.word("settings.people"), page.word("settings.people_count", {{"count", static_cast<int>(page.state.learners.size())}}));
    if (!device.version.empty()) kit.fact(page.word("settings.version"), "Carrel " + device.version);
    auto const& platform = page.state.platform;
    if (!platform.name.empty()) kit.fact(page.word("settings.platform"), platform.name);
    if (!platform.support_email.empty()) kit.fact(page.word("settings.support_email"), platform.support_email);
    if (!platform.support_phone.empty()) kit.fact(page.word("settings.support_phone"), platform.support_phone);
  });
}

void draw_settings(Page& page) {
  draw_spine(page);
  draw_top_bar(page, page.word("settings.title"), page.word("settings.subtitle"), true);
  draw_page(page, "settings", [&] {
    page.kit.two_columns(340, [&] {
      page.kit.card({.main = true, .id = "display"}, [&] { draw_display_choices(page); });
      page.kit.card({.main = true, .id = "voice"}, [&] {
        page.kit.head(page.word("voice.title"));
        page.kit.space(kit::Space::m);
        draw_voice_habits(page);
      });
      page.kit.small(page.word("settings.for_everybody"));
    }, [&] { draw_device_card(page, DeviceFacts::all); });
  });
}

}  // namespace carrel::client
