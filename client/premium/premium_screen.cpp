#include "client/premium/premium_screen.h"

#include <algorithm>
#include <iterator>

namespace carrel::client {
namespace {

std::string headline(Page const& page, PremiumCard const& card) {
  auto const date = card.headline_date ? say_date(page, *card.headline_date, kit::DateForm::day_month_year) : std::string();
  return page.word(card.headline_key, {{"date", date}});
}

std::string confirmation(Page const& page, PremiumCard const& card) {
  auto const as_of = card.as_of ? say_day_and_time(page, *card.as_of) : std::string();
  return page.word(card.confirmation_key, {{"as_of", as_of}});
}

kit::Icon icon_of(std::string_view title_key) {
  if (title_key.ends_with("cooling_off.title")) return kit::Icon::undo;
  if (title_key.ends_with("offline.title")) return kit::Icon::storage;
  if (title_key.ends_with("early_termination.title")) return kit::Icon::leave;
  return kit::Icon::date;
}

std::string say_when(Page const& page, DateLine const& line) {
  if (!line.date) return {};
  return page.word(line.key, {{"date", say_date(page, *line.date, kit::DateForm::weekday_year)}});
}

void draw_dates(Page& page, PremiumCard const& card) {
  auto& kit = page.kit;
  kit.card({.main = true, .id = "dates"}, [&] {
    kit.head(page.word("premium.dates"));
    if (card.dates.empty()) kit.body(page.word("premium.dates.empty"), {.colour = kit::Token::ink2});
    for (std::size_t i = 0; i < card.dates.size(); ++i) {
      auto const& date = card.dates[i];
      bool const estimate = date.line.source == DateSource::estimate;
      auto const title = page.word(date.title_key), help = page.word(date.help_key), when = say_when(page, date.line);
      auto const tag = estimate ? page.word("premium.date.estimate")
                       : date.last_day_is_near ? page.word("premium.date.last_day") : std::string();
      kit.list_row({.icon = icon_of(date.title_key), .title = title, .second = help, .trailing = when,
                    .trailing_strong = date.last_day_is_near, .tag = tag,
                    .tag_tone = date.last_day_is_near && !estimate ? kit::Tone::warn : kit::Tone::plain,
                    .divider = i + 1 < card.dates.size(), .id = date.title_key});
    }
  });
}

// Without a subscription there are no dates to show: what stands open all the same, and where it is.
void draw_open_to_members(Page& page) {
  auto& kit = page.kit;
  auto const& courses = page.state.session->courses;
  auto const here = static_cast<int>(std::count_if(courses.begin(), courses.end(), [](CourseRow const& row) { return row.installed; }));
  struct Entry {
    kit::Icon icon;
    std::string_view name;
    std::string second;
    std::optional<Route> leads{};
  };
  Entry const entries[] = {
      {kit::Icon::library, "premium.open.courses", page.word("home.courses_here", {{"count", here}}), Route::library},
      {kit::Icon::requests, "premium.open.requests", page.word("premium.open.requests.help"), Route::requests},
      {kit::Icon::certificate, "premium.open.certificate", page.word("premium.open.certificate.help")}};
  kit.card({.main = true, .id = "open"}, [&] {
    kit.head(page.word("premium.open"));
    for (auto const& one : entries) {
      auto const title = page.word(one.name);
      bool const leads = one.leads.has_value();
      if (kit.list_row({.icon = one.icon, .icon_tone = kit::Tone::soft, .title = title, .second = one.second,
                        .trailing_icon = leads ? kit::Icon::chevron : kit::Icon::none, .opens = leads,
                        .divider = &one != std::end(entries) - 1, .id = one.name}).opened)
        page.nav.go(*one.leads);
    }
  });
}

// Cancelling is a matter of the platform alone; what follows from it is worked out here, and says so.
void draw_nothing_cancels(Page& page, PremiumCard const& card) {
  if (!card.nothing_cancels) return;
  auto& kit = page.kit;
  auto& shown = page.drafts.shown;
  std::string text;
  if (card.would_end) {
    text = say_line(page, *card.would_end);
    bool const stop = text.ends_with('.');
    if (card.would_end->source == DateSource::estimate) {
      if (stop) text.pop_back();
      text += " (" + page.word("premium.date.estimate") + ")" + (stop ? "." : "");
    }
  }
  if (kit.note({.tone = kit::Tone::warn, .icon = kit::Icon::info, .title = page.word("premium.nothing_cancels"), .text = text,
                .link = page.word("premium.how_to_cancel"), .id = "cancels"}) &&
      shown.erase("how-to-cancel") == 0)
    shown.insert("how-to-cancel");
  if (shown.contains("how-to-cancel")) kit.body(page.word("premium.how_to_cancel.help"), {.icon = kit::Icon::info});
}

void draw_notes(Page& page, PremiumCard const& card) {
  auto& kit = page.kit;
  bool const sure = card.confirmation == Confirmation::confirmed;
  kit.small(confirmation(page, card), {.colour = kit::Token::ink2, .icon = sure ? kit::Icon::signature : kit::Icon::unconfirmed});
  for (auto const note : card.notes) kit.body(page.word(note), {.icon = kit::Icon::info});
  if (!card.price.empty()) kit.small(page.word("premium.price", {{"price", card.price}}));
}

// Who never had anything invoiced is not led to an empty page; the account leads there all the same.
void draw_way_to_invoices(Page& page, PremiumCard const& card) {
  if (!card.is_premium && page.state.session->invoices.empty()) return;
  if (page.kit.second_button({.label = page.word("invoice.title"), .icon = kit::Icon::receipt})) page.nav.go(Route::invoices);
}

}  // namespace

bool draw_membership(Page& page, bool large) {
  auto const& me = *page.state.session;
  auto const& card = me.premium;
  auto const plan = page.word(card.plan_key), status = headline(page, card);
  auto const as_of = card.as_of ? page.word("premium.as_of", {{"date", say_day_and_time(page, *card.as_of)}}) : std::string();
  kit::MembershipCard look{.plan = plan, .as_of = as_of, .checked = card.confirmation == Confirmation::confirmed,
                           .in_words = !card.is_premium, .large = large};
  if (large) {
    look.name = me.learner.first_name;
    look.emblem = kit::emblem_of(me.learner.emblem);
  }
  std::string date, what;
  look.second = card.path.empty() ? kit::Text(status) : kit::Text(card.path);
  if (large && !card.path.empty()) look.status = status;
  if (!large && card.next) {
    date = say_date(page, *card.next->line.date, kit::DateForm::weekday);
    what = page.word(card.next->title_key);
    if (card.next->line.source == DateSource::estimate) what += " (" + page.word("premium.date.estimate") + ")";
    date = kit::capitalised(date);
    look.date = date;
    look.date_second = what;
  }
  return page.kit.membership_card(look);
}

void draw_premium(Page& page) {
  draw_spine(page);
  draw_top_bar(page, page.word("premium.title"), page.word("premium.subtitle"), true);
  draw_page(page, "premium", [&] {
    auto const& card = page.state.session->premium;
    auto const dates = [&] {
      if (card.plan_key == "premium.plan.member" && card.dates.empty()) return draw_open_to_members(page);
      draw_dates(page, card);
      draw_nothing_cancels(page, card);
    };
    auto const membership = [&] {
      draw_membership(page, true);
      draw_notes(page, card);
      draw_way_to_invoices(page, card);
    };
    if (page.kit.metrics().one_column) {
      membership();
      dates();
    } else {
      page.kit.two_columns(400, dates, membership, 258);
    }
  });
}

}  // namespace carrel::client
