#include "client/premium/invoices_screen.h"

#include <algorithm>

namespace carrel::client {
namespace {

std::string say_amount(Page const& page, Amount const& amount) {
  return kit::amount_text(amount.minor, amount.currency, page.kit.language());
}

std::string say_title(Page const& page, Invoice const& invoice) {
  if (invoice.number.empty()) return page.word("invoice.without_number");
  return page.word("invoice.number", {{"number", invoice.number}});
}

std::string say_day(Page const& page, Date day) { return say_date(page, day, kit::DateForm::day_month_year); }

std::string say_period(Page const& page, Invoice const& invoice) {
  if (!invoice.period_start || !invoice.period_end) return {};
  return page.word("invoice.period.from_to",
                   {{"from", say_day(page, *invoice.period_start)}, {"to", say_day(page, add_days(*invoice.period_end, -1))}});
}

std::string say_plan(Page const& page, Invoice const& invoice) {
  constexpr std::array plans{"premium_solo", "premium_plus", "programme"};
  bool const known = std::find(plans.begin(), plans.end(), invoice.plan) != plans.end();
  return known ? page.word("premium.plan." + invoice.plan) : invoice.plan;
}

std::string say_state(Page const& page, Invoice const& invoice) {
  return invoice.state.empty() ? std::string() : page.word(state_key(invoice));
}

void draw_row(Page& page, Invoice const& invoice, bool last) {
  auto const title = say_title(page, invoice);
  // A state that this program does not know takes a sentence, which has room on the sheet.
  auto const state = state_key(invoice) == "invoice.state.other" ? std::string() : say_state(page, invoice);
  auto const second = !invoice.whole ? page.word("invoice.not_whole")
                      : invoice.issued ? page.word("invoice.issued_on", {{"date", say_day(page, *invoice.issued)}})
                                       : std::string();
  auto const amount = invoice.amount ? say_amount(page, *invoice.amount) : std::string();
  if (page.kit.list_row({.icon = invoice.whole ? kit::Icon::receipt : kit::Icon::mind,
                         .icon_tone = invoice.whole ? kit::Tone::soft : kit::Tone::warn, .title = title, .second = second,
                         .second_tone = invoice.whole ? kit::Tone::plain : kit::Tone::warn, .trailing = amount,
                         .trailing_strong = true, .tag = state,
                         .tag_tone = invoice.state == "due" ? kit::Tone::warn : kit::Tone::plain, .opens = true, .divider = !last,
                         .id = invoice.key})
          .opened)
    page.nav.invoice = invoice.key;
}

void draw_list(Page& page) {
  auto const& invoices = page.state.session->invoices;
  if (invoices.empty()) {
    page.kit.empty_state({.art = kit::CoverArt::ledger, .sentence = page.word("invoice.none")});
    return;
  }
  page.kit.card({.id = "invoices"}, [&] {
    for (auto const& one : invoices) draw_row(page, one, &one == &invoices.back());
  });
  if (auto const last = stated_last(invoices))
    page.kit.small(page.word("invoice.as_of", {{"date", say_day_and_time(page, *last)}}),
                   {.colour = kit::Token::ink2, .icon = kit::Icon::signature});
}

void draw_how(Page& page) {
  auto& kit = page.kit;
  kit.card({.id = "how"}, [&] {
    kit.head(page.word("invoice.pdf"));
    kit.body(page.word("invoice.pdf.help"));
    kit.small(page.word("invoice.pdf.keep"), {.colour = kit::Token::ink2, .icon = kit::Icon::info});
  });
}

void fact(Page& page, std::string_view key, std::string const& value) {
  if (!value.empty()) page.kit.fact(page.word(key), value);
}

void draw_facts(Page& page, Invoice const& invoice) {
  auto& kit = page.kit;
  auto const say = [&](std::optional<Date> const& day) { return day ? say_day(page, *day) : std::string(); };
  if (!invoice.whole)
    kit.note({.tone = kit::Tone::warn, .icon = kit::Icon::mind, .text = page.word("invoice.not_whole.help"), .id = "not-whole"});
  if (invoice.amount) kit.title(say_amount(page, *invoice.amount));
  if (invoice.tax) kit.small(page.word("invoice.tax", {{"amount", say_amount(page, *invoice.tax)}}));
  fact(page, "invoice.issued", say(invoice.issued));
  fact(page, "invoice.period", say_period(page, invoice));
  fact(page, "invoice.plan", say_plan(page, invoice));
  fact(page, "invoice.state", say_state(page, invoice));
  fact(page, "invoice.due_on", say(invoice.due_on));
  fact(page, "invoice.order", invoice.order);
  if (invoice.as_of != sync::WallTime{})
    kit.small(page.word("invoice.stated", {{"date", say_day_and_time(page, invoice.as_of)}}),
              {.colour = kit::Token::ink2, .icon = kit::Icon::signature});
  kit.divider();
  kit.label(page.word("invoice.pdf"));
  kit.body(page.word("invoice.pdf.help"));
}

void draw_one(Page& page) {
  if (page.nav.invoice.empty()) return;
  auto const& invoices = page.state.session->invoices;
  auto const found = std::find_if(invoices.begin(), invoices.end(), [&](Invoice const& one) { return one.key == page.nav.invoice; });
  if (found == invoices.end() || page.kit.sheet(say_title(page, *found), [&] { draw_facts(page, *found); })) page.nav.invoice.clear();
}

}  // namespace

void draw_invoices(Page& page) {
  draw_spine(page);
  draw_top_bar(page, page.word("invoice.title"), page.word("invoice.subtitle"), true);
  draw_page(page, "invoices", [&] { page.kit.two_columns(340, [&] { draw_list(page); }, [&] { draw_how(page); }); });
  draw_one(page);
  if (page.nav.route != Route::invoices) page.nav.invoice.clear();
}

}  // namespace carrel::client
