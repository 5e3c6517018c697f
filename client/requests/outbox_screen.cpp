#include "client/requests/outbox_screen.h"

#include <algorithm>
#include <array>

#include "client/complaints/complaint_form_screen.h"

namespace carrel::client {
namespace {

// The hour alone for what is of today; a day stands before it otherwise.
std::string say_when(Page const& page, sync::WallTime moment) {
  bool const today = day_of(moment + page.state.utc_offset) == day_of(page.state.now + page.state.utc_offset);
  return today ? say_clock(page, moment) : say_short_moment(page, moment);
}

// Under the words of a row, beside its icon; large letters need the whole width.
float track_indent(Page const& page) {
  auto const& m = page.kit.metrics();
  return m.one_column ? 0 : m.wide ? 64.0f : 56.0f;
}

std::string say_order(Page const& page, OutboxRow const& row) {
  if (row.next_try && *row.next_try > page.state.now)
    return page.word("outbox.next_try", {{"time", say_when(page, *row.next_try)}});
  if (row.order == 1) return page.word("outbox.order.first");
  return row.order > 0 ? page.word("outbox.order", {{"order", std::to_string(row.order)}}) : std::string();
}

// A refused complaint is corrected where its text is: on its own page.
void correct(Page& page, OutboxRow const& row) {
  page.nav.complaint = row.id;
  page.nav.go(Route::timeline);
}

bool is_study(OutboxRow const& row) {
  return row.what_key.starts_with("outbox.what.quiz_attempt") || row.what_key.starts_with("outbox.what.progress");
}

// Where a letter is, as a parcel's tracker says it. It counts as sent only when the platform's receipt says that it came:
// that something was tried proves nothing.
void draw_track(Page& page, OutboxRow const& row) {
  auto const sealed = page.word("outbox.stage.sealed"), waiting = page.word("outbox.stage.waiting"), sent = page.word("outbox.stage.sent"),
             received = page.word("outbox.stage.received"), filed = say_when(page, row.filed), order = say_order(page, row);
  auto const tried = row.state == LetterState::sent ? page.word("outbox.stage.tried") : std::string();
  bool const gets_reference = row.what_key == "outbox.what.complaint";
  auto const reference = gets_reference ? page.word("outbox.stage.reference") : std::string();
  std::array<kit::TrackStop, 4> const stops{{{.state = kit::StepState::done, .icon = kit::Icon::lock, .label = sealed, .when = filed},
                                             {.state = kit::StepState::latest, .label = waiting, .when = order},
                                             {.label = sent, .when = tried},
                                             {.label = received, .when = reference}}};
  page.kit.track(stops);
}

void draw_row(Page& page, OutboxRow const& row, bool last) {
  auto const id = row.id.text();
  auto const what = say_what(page, row);
  auto const why = page.word(row.why_key, {{"count", row.count}});
  bool const tracked = !row.needs_you && !is_study(row);
  auto const order = row.needs_you || tracked ? std::string() : say_order(page, row);
  auto const size = row.size > 0 ? kit::size_text(row.size, page.kit.language()) : std::string();
  auto const action = row.can_correct ? page.word("outbox.correct") : std::string();
  auto const event = page.kit.list_row(
      {.icon = row.needs_you ? kit::Icon::needs_you : icon_of(row), .icon_tone = row.needs_you ? kit::Tone::bad : kit::Tone::soft,
       .title = what, .second = why, .second_tone = row.needs_you ? kit::Tone::bad : kit::Tone::plain, .trailing = order, .tag = size,
       .action = action, .divider = !last && !tracked, .id = id});
  if (event.action) correct(page, row);
  if (!tracked) return;
  page.kit.named(id, [&] { page.kit.indent(track_indent(page), [&] { draw_track(page, row); }); });
  page.kit.space(kit::Space::m);
  if (!last) page.kit.divider();
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

void draw_whole_track(Page& page, Complaint const& one) {
  auto const sealed = page.word("outbox.stage.sealed"), sent = page.word("outbox.stage.sent"),
             received = page.word("outbox.stage.received"), filed = say_when(page, one.filed), when = say_when(page, *one.received);
  std::array<kit::TrackStop, 3> const stops{{{.state = kit::StepState::done, .icon = kit::Icon::lock, .label = sealed, .when = filed},
                                             {.state = kit::StepState::done, .label = sent},
                                             {.state = kit::StepState::latest, .icon = kit::Icon::received, .label = received,
                                              .when = when}}};
  page.kit.track(stops);
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
      auto const when = page.word("outbox.receipt_checked");
      if (page.kit.list_row({.icon = kit::Icon::received, .icon_tone = kit::Tone::soft, .title = title, .second = when,
                             .trailing = one->reference, .opens = true, .divider = false, .id = id})
              .opened) {
        page.nav.complaint = one->id;
        page.nav.go(Route::timeline);
      }
      page.kit.named(id, [&] { page.kit.indent(track_indent(page), [&] { draw_whole_track(page, *one); }); });
      page.kit.space(kit::Space::m);
      if (one != received.back()) page.kit.divider();
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
  if (row.detail.empty()) return text;
  auto const detail = row.detail_is_key ? page.word(row.detail) : row.detail;
  return page.word("app.what_and_detail", {{"what", text}, {"detail", detail}});
}

kit::Icon icon_of(OutboxRow const& row) {
  if (row.what_key.starts_with("outbox.what.complaint") || row.what_key.starts_with("outbox.what.appeal")) return kit::Icon::complaint;
  if (row.what_key == "outbox.what.consent_given" || row.what_key == "outbox.what.consent_withdrawn")
    return kit::Icon::consent;
  if (row.what_key == "outbox.what.evidence") return kit::Icon::attach;
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
