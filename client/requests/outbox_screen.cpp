#include "client/requests/outbox_screen.h"

#include <algorithm>

#include "client/complaints/complaint_form_screen.h"

namespace carrel::client {
namespace {

std::string say_order(Page const& page, OutboxRow const& row) {
  if (row.state == LetterState::sent) return page.word("outbox.state.sent");
  if (row.next_try && *row.next_try > page.state.now)
    return page.word("outbox.next_try", {{"time", say_moment(page, *row.next_try)}});
  if (row.order == 1) return page.word("outbox.order.first");
  return row.order > 0 ? page.word("outbox.order", {{"order", std::to_string(row.order)}}) : std::string();
}

// A refused complaint is corrected where its text is: on its own page.
void correct(Page& page, OutboxRow const& row) {
  page.nav.complaint = row.id;
  page.nav.go(Route::timeline);
}

void draw_row(Page& page, OutboxRow const& row, bool last) {
  auto const id = row.id.text();
  auto const what = say_what(page, row);
  auto const why = page.word(row.why_key, {{"count", row.count}});
  auto const order = row.needs_you ? std::string() : say_order(page, row);
  auto const size = row.size > 0 ? kit::size_text(row.size, page.kit.language()) : std::string();
  auto const action = row.can_correct ? page.word("outbox.correct") : std::string();
  auto const event = page.kit.list_row(
      {.icon = row.needs_you ? kit::Icon::needs_you : icon_of(row), .icon_tone = row.needs_you ? kit::Tone::bad : kit::Tone::soft,
       .title = what, .second = why, .second_tone = row.needs_you ? kit::Tone::bad : kit::Tone::plain, .trailing = order, .tag = size,
       .action = action, .divider = !last, .id = id});
  if (event.action) correct(page, row);
}

void draw_rows(Page& page) {
  auto const& outbox = page.state.session->outbox;
  if (outbox.rows.empty()) {
    page.kit.empty_state({.art = kit::CoverArt::letter, .sentence = page.word("outbox.empty")});
    return;
  }
  page.kit.card({.id = "rows"}, [&] {
    for (std::size_t i = 0; i < outbox.rows.size(); ++i) draw_row(page, outbox.rows[i], i + 1 == outbox.rows.size());
  });
}

// What the platform has, proved by its receipt: the only thing that is called received.
void draw_received(Page& page) {
  std::vector<Complaint const*> received;
  for (auto const& one : page.state.session->complaints.all)
    if (one.received) received.push_back(&one);
  if (received.empty()) return;
  std::sort(received.begin(), received.end(), [](auto const* a, auto const* b) { return *a->received > *b->received; });
  page.kit.head(page.word("app.outbox.received"));
  page.kit.card({.id = "received"}, [&] {
    for (auto const* one : received) {
      auto const title = say_about(page, one->form), id = one->id.text();
      auto const when = page.word("app.outbox.received_on", {{"date", say_day_and_time(page, *one->received)}});
      if (page.kit.list_row({.icon = kit::Icon::received, .icon_tone = kit::Tone::soft, .title = title, .second = when,
                             .trailing = one->reference, .opens = true, .divider = one != received.back(), .id = id})
              .opened) {
        page.nav.complaint = one->id;
        page.nav.go(Route::timeline);
      }
    }
  });
}

void draw_send_now(Page& page) {
  auto& kit = page.kit;
  auto const& outbox = page.state.session->outbox;
  kit.card({.id = "now"}, [&] {
    kit.head(page.word("app.outbox.now.title"));
    kit.body(page.word("app.outbox.now.help"));
    if (outbox.bytes > 0) kit.small(page.word("app.outbox.size", {{"size", kit::size_text(outbox.bytes, kit.language())}}));
    auto const waiting = page.state.link.busy ? page.word("app.link.busy") : std::string();
    if (kit.button({.label = page.word("outbox.send_now"), .icon = kit::Icon::again, .fill = true, .waiting = waiting}))
      page.ask(SendNow{});
    kit.divider();
    kit.small(page.word("outbox.sealed"), {.colour = kit::Token::ink2, .icon = kit::Icon::lock});
  });
}

}  // namespace

std::string say_what(Page const& page, OutboxRow const& row) {
  auto text = page.word(row.what_key, {{"count", row.count}});
  if (row.detail.empty() || row.count > 1) return text;
  auto const detail = row.detail_is_key ? page.word(row.detail) : row.detail;
  return page.word("app.what_and_detail", {{"what", text}, {"detail", detail}});
}

kit::Icon icon_of(OutboxRow const& row) {
  if (row.what_key.starts_with("outbox.what.complaint") || row.what_key.starts_with("outbox.what.appeal")) return kit::Icon::complaint;
  if (row.what_key == "outbox.what.consent_given" || row.what_key == "outbox.what.consent_withdrawn")
    return kit::Icon::consent;
  if (row.what_key.starts_with("outbox.what.quiz_attempt")) return kit::Icon::quiz;
  if (row.what_key.starts_with("outbox.what.progress")) return kit::Icon::book;
  return kit::Icon::mail;
}

void draw_outbox(Page& page) {
  draw_spine(page);
  draw_top_bar(page, page.word("outbox.title"), page.word("outbox.subtitle"), true);
  draw_page(page, "outbox", [&] {
    auto& kit = page.kit;
    kit.two_columns(340, [&] {
      draw_rows(page);
      auto const others = page.state.session->outbox.others;
      if (others > 0) kit.small(page.word("outbox.others", {{"count", others}}));
      draw_connection(page);
      draw_received(page);
    }, [&] { draw_send_now(page); });
  });
}

}  // namespace carrel::client
