#include "client/session/account_screen.h"

#include <algorithm>

#include "client/kiosk/settings_screen.h"
#include "client/premium/premium_screen.h"

namespace carrel::client {
namespace {

struct Entry {
  kit::Icon icon;
  std::string title, second, tag;
  Route route;
};

std::string say_known(Page const& page, std::size_t count) {
  return count == 0 ? page.word("invoice.entry.none") : page.word("invoice.entry", {{"count", static_cast<int>(count)}});
}

void draw_entries(Page& page, std::vector<Entry> const& entries) {
  page.kit.card({.id = "account"}, [&] {
    for (std::size_t i = 0; i < entries.size(); ++i) {
      auto const& one = entries[i];
      auto const draw = [&] {
        if (page.kit.list_row({.icon = one.icon, .icon_tone = kit::Tone::soft, .title = one.title, .second = one.second, .tag = one.tag,
                               .tag_tone = kit::Tone::warn, .trailing_icon = kit::Icon::chevron, .opens = true,
                               .divider = i + 1 < entries.size(), .id = one.title})
                .opened)
          page.nav.go(one.route);
      };
      if (one.route == Route::premium) page.kit.personal(kit::Personal::all, draw);  // Names the plan.
      else draw();
    }
  });
}

}  // namespace

void draw_account(Page& page) {
  auto const& me = *page.state.session;
  draw_spine(page);
  draw_top_bar(page, page.word("account.title"), me.learner.first_name, false);
  auto const waits = std::count_if(me.consent.rows.begin(), me.consent.rows.end(), [](auto const& row) { return row.now.waiting; });
  draw_page(page, "account", [&] {
    page.kit.two_columns(350, [&] {
      draw_entries(page, {{kit::Icon::membership, page.word("premium.title"), page.word(me.premium.plan_key), {}, Route::premium},
                          {kit::Icon::receipt, page.word("invoice.title"), say_known(page, me.invoices.size()), {}, Route::invoices},
                          {kit::Icon::consent, page.word("consent.title"), page.word("consent.subtitle"),
                           waits > 0 ? page.word("consent.waiting") : std::string(), Route::privacy},
                          {kit::Icon::settings, page.word("settings.title"), page.word("settings.subtitle"), {}, Route::settings}});
      page.kit.small(page.word("account.leave"), {.colour = kit::Token::ink2, .icon = kit::Icon::lock});
    }, [&] {
      page.kit.personal(kit::Personal::all, [&] {
        if (draw_membership(page, false)) page.nav.go(Route::premium);
      });
      draw_device_card(page, DeviceFacts::few);
    });
  });
}

}  // namespace carrel::client
