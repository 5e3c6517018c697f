#include "client/app/page.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "client/app/controls.h"

namespace carrel::client {
namespace {

using std::chrono::days;

std::chrono::local_seconds local_of(Page const& page, sync::WallTime moment) {
  return std::chrono::local_seconds{(moment + page.state.utc_offset).time_since_epoch()};
}

kit::Day day_of_local(std::chrono::local_seconds moment) { return kit::Day{std::chrono::floor<days>(moment)}; }

std::string clock_text(Page const& page, std::chrono::local_seconds moment) {
  return kit::time_text(moment - std::chrono::floor<days>(moment), page.kit.language());
}

kit::Icon connection_icon(Page const& page) {
  auto const& link = page.state.link;
  return link.standing == LinkView::Standing::reached && !link.held ? kit::Icon::online : kit::Icon::offline;
}

kit::Stop stop_for(Route route) {
  switch (stop_of(route)) {
    case Route::library: return kit::Stop::library;
    case Route::requests: return kit::Stop::requests;
    case Route::account: return kit::Stop::account;
    default: return kit::Stop::home;
  }
}

void leave(Page& page) {
  page.ask(CloseSession{});
  page.nav = Nav{};
  page.drafts = Drafts{};
}

void change(Page& page, Settings settings) {
  if (settings != page.state.settings) page.ask(ChangeSettings{std::move(settings)});
}

void chips(Page& page, std::string_view title_key, std::span<std::string const> labels, std::size_t chosen, auto pick) {
  page.kit.label(page.word(title_key));
  page.kit.space(kit::Space::s);
  page.kit.flow([&] {
    for (std::size_t i = 0; i < labels.size(); ++i)
      if (page.kit.chip(labels[i], i == chosen, true)) pick(i);
  });
  page.kit.space(kit::Space::l);
}

// What went wrong stays until it was read, above what the person was doing.
void draw_trouble(Page& page) {
  auto const& trouble = page.state.trouble;
  if (!trouble || trouble->count <= page.drafts.troubles_seen) return;
  if (page.kit.note({.tone = kit::Tone::bad, .icon = kit::Icon::needs_you, .text = page.word(trouble->sentence),
                     .link = page.word("app.understood"), .id = "trouble"}))
    page.drafts.troubles_seen = trouble->count;
}

}  // namespace

std::string say_moment(Page const& page, sync::WallTime moment) {
  return kit::moment_text(local_of(page, moment), day_of_local(local_of(page, page.state.now)), page.kit.language());
}

std::string say_day_and_time(Page const& page, sync::WallTime moment) {
  auto const local = local_of(page, moment);
  auto const& language = page.kit.language();
  return kit::at_text(kit::date_text(day_of_local(local), kit::DateForm::day_month, language), clock_text(page, local), language);
}

std::string say_short_moment(Page const& page, sync::WallTime moment) {
  auto const local = local_of(page, moment);
  auto const& language = page.kit.language();
  return kit::at_text(kit::date_text(day_of_local(local), kit::DateForm::short_weekday, language), clock_text(page, local), language);
}

std::string say_clock(Page const& page, sync::WallTime moment) { return clock_text(page, local_of(page, moment)); }

std::string say_date(Page const& page, std::chrono::year_month_day date, kit::DateForm form) {
  return kit::date_text(date, form, page.kit.language());
}

std::string say_line(Page const& page, DateLine const& line) {
  auto const say = [&](std::optional<Date> const& date) {
    return date ? say_date(page, *date, kit::DateForm::day_month_year) : std::string();
  };
  return page.word(line.key, {{"days", line.days}, {"date", say(line.date)}, {"since", say(line.since)}});
}

std::string greeting_key(Page const& page) {
  auto const local = local_of(page, page.state.now);
  auto const hour = std::chrono::duration_cast<std::chrono::hours>(local - std::chrono::floor<days>(local)).count();
  return hour >= 5 && hour < 12 ? "app.greeting.morning" : hour >= 12 && hour < 18 ? "app.greeting.afternoon" : "app.greeting.evening";
}

std::string say_connection(Page const& page) {
  auto const& link = page.state.link;
  if (link.busy) return page.word("app.link.busy");
  if (link.standing == LinkView::Standing::device_unknown) return page.word("app.link.device_unknown");
  if (link.standing == LinkView::Standing::not_the_platform) return page.word("app.link.not_the_platform");
  if (!link.last_contact) return page.word("app.link.never");
  auto const when = say_moment(page, *link.last_contact);
  bool const reached = link.standing == LinkView::Standing::reached && !link.held;
  return page.word(reached ? "app.link.reached" : "app.link.none", {{"time", when}});
}

void draw_spine(Page& page) {
  auto const& me = page.state.session;
  kit::Spine look{.current = stop_for(page.nav.route)};
  if (me) {
    look.waiting = static_cast<int>(me->outbox.rows.size());
    look.emblem = kit::emblem_of(me->learner.emblem);
  }
  auto const went = page.kit.spine(look);
  if (!went) return;
  switch (*went) {
    case kit::Stop::home: page.nav.go(Route::home); break;
    case kit::Stop::library: page.nav.go(Route::library); break;
    case kit::Stop::requests: page.nav.go(Route::requests); break;
    case kit::Stop::account: page.nav.go(Route::account); break;
    case kit::Stop::leave: leave(page); break;
  }
}

void draw_top_bar(Page& page, std::string const& title, std::string const& subtitle, bool back) {
  bool const greets = page.nav.route == Route::welcome || page.nav.route == Route::home;
  kit::TopBar bar{.title = title, .subtitle = subtitle, .back = back, .listening = page.state.voice.runs(), .greeting = greets};
  if (page.nav.route == Route::home && !subtitle.empty()) bar.subtitle_icon = connection_icon(page);
  // One other language is chosen at once, by its name; several are chosen in the sheet.
  auto const& languages = page.kit.languages();
  auto const is_other = [&](kit::InstalledLanguage const& one) { return one.tag != page.kit.language().tag; };
  auto const other = std::find_if(languages.begin(), languages.end(), is_other);
  auto const others = std::count_if(languages.begin(), languages.end(), is_other);
  if (page.nav.route == Route::welcome && others > 0) bar.language = others == 1 ? other->name : page.kit.language().name;
  switch (page.kit.top_bar(bar)) {
    case kit::BarEvent::back: page.nav.go(back_of(page.nav.route)); break;
    case kit::BarEvent::display: page.nav.display_sheet = true; break;
    case kit::BarEvent::listen: page.nav.listen = true; break;
    case kit::BarEvent::language: {
      if (others > 1) {
        page.nav.display_sheet = true;
        break;
      }
      auto settings = page.state.settings;
      settings.language = other->tag;
      change(page, settings);
      break;
    }
    default: break;
  }
}

void draw_connection(Page& page) {
  page.kit.small(say_connection(page), {.colour = kit::Token::ink2, .icon = connection_icon(page)});
}

void draw_page(Page& page, kit::Text id, kit::Body body) {
  if (!page.drafts.undo.empty() && page.kit.undo_line(page.drafts.undo, page.word("app.undo"))) {
    page.drafts.undo.clear();
    page.ask(UndoLast{});
  }
  page.kit.page(id, [&] {
    draw_trouble(page);
    body();
  });
}

void draw_display_choices(Page& page) {
  auto settings = page.state.settings;
  std::vector<std::string> names_of_languages;
  std::size_t spoken = page.kit.languages().size();  // None of them: a pseudo-language.
  for (auto const& [tag, name] : page.kit.languages()) {
    if (tag == page.kit.language().tag) spoken = names_of_languages.size();
    names_of_languages.push_back(name);
  }
  chips(page, "app.display.language", names_of_languages, spoken, [&](std::size_t i) { settings.language = page.kit.languages()[i].tag; });
  std::array<std::string, 5> sizes;
  for (std::size_t i = 0; i < sizes.size(); ++i) sizes[i] = kit::percentage_text(static_cast<int>(100 + 25 * i), page.kit.language());
  chips(page, "app.display.text_size", sizes, static_cast<std::size_t>((settings.text_percent - 100) / 25),
        [&](std::size_t i) { settings.text_percent = 100 + 25 * static_cast<int>(i); });
  std::array<std::string, 4> const names{"light", "dark", "sepia", "contrast"};
  std::array<std::string, 4> themes;
  std::size_t chosen = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    themes[i] = page.word("app.display.theme." + names[i]);
    if (names[i] == settings.theme) chosen = i;
  }
  chips(page, "app.display.theme", themes, chosen, [&](std::size_t i) { settings.theme = names[i]; });
  draw_control_choices(page, settings);
  change(page, std::move(settings));
}

void draw_display_sheet(Page& page) {
  if (!page.nav.display_sheet) return;
  bool to_voice = false;
  bool const closed = page.kit.sheet(page.word("app.display.title"), [&] {
    draw_display_choices(page);
    to_voice = page.kit.text_button({.label = page.word("voice.open"), .icon = kit::Icon::listen});
  });
  if (closed || to_voice) page.nav.display_sheet = false;
  if (to_voice) page.nav.voice_sheet = true;
}

}  // namespace carrel::client
