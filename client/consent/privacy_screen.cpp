#include "client/consent/privacy_screen.h"

#include <algorithm>

namespace carrel::client {
namespace {

constexpr char const* hidden_shown = "consent-hidden";

std::string date_of(Page const& page, sync::WallTime moment) {
  return say_date(page, day_of(moment + page.state.utc_offset), kit::DateForm::day_month_year);
}

std::string version_of(Page const& page, ConsentRow const& row) {
  if (row.document.empty()) return {};
  return page.word("consent.text", {{"document", row.document}, {"version", row.version}});
}

void draw_more(Page& page, ConsentRow const& row) {
  if (!page.drafts.shown.contains("more:" + row.purpose)) return;
  page.kit.small(page.word(row.help_key));
  if (row.now.since) page.kit.small(page.word("consent.since", {{"date", date_of(page, *row.now.since)}}));
  if (row.now.on && row.now.ends_on)
    page.kit.small(page.word("consent.ends_on", {{"date", say_date(page, *row.now.ends_on, kit::DateForm::day_month_year)}}));
}

void draw_switch(Page& page, ConsentRow const& row) {
  bool on = row.now.on;
  auto const title = page.word(row.title_key), version = version_of(page, row), more = page.word("app.learn_more");
  auto const tag = row.now.waiting ? page.word("consent.waiting") : std::string();
  auto const event = page.kit.switch_row({.label = title, .second = version, .link = more, .tag = tag, .id = row.purpose}, on);
  if (event.switched) page.ask(SetConsent{row.purpose, on});
  auto const key = "more:" + row.purpose;
  if (event.link && page.drafts.shown.erase(key) == 0) page.drafts.shown.insert(key);
  draw_more(page, row);
  if (!row.note_key.empty() && !row.now.waiting)
    page.kit.small(page.word(row.note_key), {.colour = kit::Token::warn, .icon = kit::Icon::mind});
}

// The latest switch that waits is said once, above all others: off here now, and not yet known elsewhere.
void draw_waiting_note(Page& page) {
  ConsentRow const* latest = nullptr;
  for (auto const& row : page.state.session->consent.rows)
    if (row.now.waiting && !row.hidden && !row.read_only && (!latest || latest->now.since < row.now.since)) latest = &row;
  if (!latest) return;
  auto const title = page.word("app.label", {{"label", page.word(latest->title_key)}});
  page.kit.note({.icon = kit::Icon::check_circle, .title = title, .text = page.word(latest->note_key), .id = "waiting"});
}

void draw_switches(Page& page) {
  page.kit.card({.id = "switches"}, [&] {
    page.kit.head(page.word("consent.mine"));
    bool first = true;
    for (auto const& row : page.state.session->consent.rows) {
      if (row.read_only) continue;
      if (!first) page.kit.divider();
      first = false;
      draw_switch(page, row);
    }
  });
  page.kit.small(page.word("consent.no_reminder"));
}

void draw_read_only(Page& page, ConsentRow const& row) {
  auto const title = page.word(row.title_key), asked = "asked:" + row.purpose;
  auto const state = !row.known ? page.word(row.note_key) : page.word(row.now.on ? "consent.given" : "consent.not_given");
  bool const waits = row.known && !row.now.on && row.now.waiting;
  auto const second = waits ? page.word("consent.asked_withdrawal") : state;
  auto const action = row.can_ask ? page.word("consent.ask_withdrawal") : std::string();
  if (page.kit.list_row({.title = title, .second = second, .action = action, .divider = false, .id = row.purpose}).action)
    page.ask(SetConsent{row.purpose, false});
  page.kit.small(page.word(row.help_key));
}

// What is sensitive stays behind a tap: the screen may be seen by others.
void draw_stated(Page& page) {
  auto const& rows = page.state.session->consent.rows;
  if (std::none_of(rows.begin(), rows.end(), [](auto const& row) { return row.read_only; })) return;
  auto& kit = page.kit;
  auto& shown = page.drafts.shown;
  bool const show = shown.contains(hidden_shown);
  bool any_hidden = false;
  kit.card({.id = "stated"}, [&] {
    for (auto const& row : rows) {
      any_hidden = any_hidden || row.hidden;
      if (row.read_only && (show || !row.hidden)) draw_read_only(page, row);
    }
    if (!any_hidden) return;
    kit.divider();
    auto const action = page.word(show ? "consent.hidden.hide" : "consent.hidden.show");
    auto const title = page.word("consent.hidden");
    if (kit.list_row({.icon = show ? kit::Icon::shown : kit::Icon::hidden, .title = title, .strong = false, .action = action,
                      .divider = false, .id = "hidden"}).action) {
      if (shown.erase(hidden_shown) == 0) shown.insert(hidden_shown);
    }
  });
}

void draw_history(Page& page) {
  auto& kit = page.kit;
  auto const& consent = page.state.session->consent;
  auto const& history = page.drafts.shown.contains(hidden_shown) ? consent.history_with_hidden : consent.history;
  kit.card({.id = "history"}, [&] {
    kit.head(page.word("consent.history.title"));
    if (history.empty()) kit.body(page.word("consent.history.empty"));
    bool first = true;
    for (auto const& one : history) {
      if (!first) kit.divider();
      first = false;
      bool const waits = one.state_key == "consent.history.waiting";
      kit.small(say_moment(page, one.at), {.colour = kit::Token::ink2, .icon = waits ? kit::Icon::waits : kit::Icon::check});
      kit.label(page.word(one.key, {{"purpose", page.word(one.purpose_key)}}));
      auto const version = one.version.empty() ? std::string() : page.word("consent.history.version", {{"version", one.version}}) + ". ";
      kit.small(version + page.word(one.state_key));
    }
  });
}

void draw_others(Page& page) {
  auto& kit = page.kit;
  kit.card({.sunk = true, .id = "others"}, [&] {
    kit.label(page.word("consent.other.title"));
    for (auto const* key : {"consent.other.contract", "consent.other.law", "consent.other.interest", "consent.other.required_cookies"})
      kit.small(page.word(key));
  });
}

}  // namespace

void draw_privacy(Page& page) {
  draw_spine(page);
  draw_top_bar(page, page.word("consent.title"), page.word("consent.subtitle"), true);
  draw_page(page, "privacy", [&] {
    page.kit.two_columns(340, [&] {
      draw_waiting_note(page);
      draw_switches(page);
      draw_stated(page);
    }, [&] {
      draw_history(page);
      draw_others(page);
    });
  });
}

}  // namespace carrel::client
