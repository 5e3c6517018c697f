#include "client/complaints/requests_screen.h"

#include "client/complaints/complaint_form_screen.h"
#include "client/requests/outbox_screen.h"

namespace carrel::client {
namespace {

kit::Icon icon_of(ComplaintRow const& row) {
  if (row.needs_you) return kit::Icon::needs_you;
  if (row.state == ComplaintState::queued || row.state == ComplaintState::sent) return kit::Icon::waits;
  return is_over(row.state) ? kit::Icon::check : kit::Icon::complaint;
}

kit::Tone tone_of(ComplaintRow const& row) {
  if (row.needs_you) return kit::Tone::bad;
  return row.state == ComplaintState::queued || row.state == ComplaintState::sent ? kit::Tone::warn : kit::Tone::soft;
}

void draw_rows(Page& page, std::vector<ComplaintRow> const& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto const& row = rows[i];
    auto const title = row.own_words.empty() ? page.word(row.about) : row.own_words;
    auto const state = row.withdrawal_waits ? std::string("complaint.withdraw.waits") : row.state_key;
    auto const second = page.word(row.needs_you ? row.reason : state);
    auto const when = row.reference.empty() ? say_short_moment(page, row.filed) : row.reference;
    auto const id = row.id.text();
    if (page.kit.list_row({.icon = icon_of(row), .icon_tone = tone_of(row), .title = title, .second = second,
                           .second_tone = row.needs_you ? kit::Tone::bad : kit::Tone::plain, .trailing = when, .opens = true,
                           .divider = i + 1 < rows.size(), .id = id})
            .opened) {
      page.nav.complaint = row.id;
      page.nav.go(Route::timeline);
    }
  }
}

// Without a moment of keeping it is only a blank form.
bool has_draft_of(Page const& page) {
  auto const& complaints = page.state.session->complaints;
  return complaints.draft && complaints.draft_kept;
}

// What is being written, and how far it came: on a card of its own, since nothing of it was filed.
void draw_draft_facts(Page& page) {
  auto const& complaints = page.state.session->complaints;
  auto const total = static_cast<int>(steps.size());
  auto const step = page.word("complaint.form.step", {{"step", static_cast<int>(complaints.draft->step) + 1}, {"total", total}});
  page.kit.label(say_about(page, *complaints.draft), {.icon = kit::Icon::edit});
  page.kit.small(page.word("complaint.state.draft") + " · " + step);
  page.kit.small(page.word("complaint.draft.saved", {{"time", say_clock(page, *complaints.draft_kept)}}));
  page.kit.space(kit::Space::m);
}

// One draft at a time: it is continued, or dropped, which can be taken back.
void draw_deeds(Page& page, bool has_draft) {
  auto& kit = page.kit;
  kit.flow([&] {
    if (kit.button({.label = page.word(has_draft ? "complaint.draft.continue" : "complaint.new"),
                    .icon = has_draft ? kit::Icon::edit : kit::Icon::complaint, .id = "begin"}))
      page.nav.go(Route::complaint);
    if (has_draft && kit.text_button({.label = page.word("complaint.draft.discard"), .icon = kit::Icon::remove})) {
      page.ask(DropComplaintDraft{});
      page.drafts.complaint = ComplaintFormDraft{};
      page.drafts.undo = page.word("complaint.draft.discarded");
    }
  });
}

void draw_begin(Page& page) {
  if (!has_draft_of(page)) return draw_deeds(page, false);
  page.kit.card({.id = "draft"}, [&] {
    draw_draft_facts(page);
    draw_deeds(page, true);
  });
}

void draw_waiting(Page& page) {
  auto const& outbox = page.state.session->outbox;
  auto const count = static_cast<int>(outbox.rows.size());
  auto const second = count == 0 ? page.word("outbox.empty") : page.word("app.waiting_count", {{"count", count}});
  page.kit.card({.id = "waiting"}, [&] {
    if (page.kit.list_row({.icon = count == 0 ? kit::Icon::check : kit::Icon::waits,
                           .icon_tone = count == 0 ? kit::Tone::soft : kit::Tone::warn, .title = page.word("outbox.title"),
                           .second = second, .trailing_icon = kit::Icon::chevron, .opens = true, .divider = false,
                           .id = "waiting"})
            .opened)
      page.nav.go(Route::outbox);
  });
}

}  // namespace

void draw_requests(Page& page) {
  draw_spine(page);
  draw_top_bar(page, page.word("app.requests.title"), page.word("complaint.list.help"), false);
  draw_page(page, "requests", [&] {
    auto& kit = page.kit;
    auto const rows = complaint_rows(page.state.session->complaints.all);
    if (rows.empty() && !has_draft_of(page)) {
      auto const sentence = page.word("complaint.list.empty"), action = page.word("complaint.new");
      if (kit.empty_state({.art = kit::CoverArt::letter, .sentence = sentence, .action = action})) page.nav.go(Route::complaint);
      return draw_waiting(page);
    }
    kit.two_columns(372, [&] {
      if (!rows.empty()) kit.card({.id = "complaints"}, [&] { draw_rows(page, rows); });
      else kit.body(page.word("complaint.list.empty"), {.colour = kit::Token::ink2});
    }, [&] {
      draw_begin(page);
      draw_waiting(page);
    });
  });
}

}  // namespace carrel::client
