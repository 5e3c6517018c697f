#include "client/complaints/files_screen.h"

namespace carrel::client {
namespace {

std::string say_size(Page const& page, std::uint64_t bytes) { return kit::size_text(bytes, page.kit.language()); }

std::string say_kind_and_size(Page const& page, Attachment const& file) {
  auto const kind = page.word("complaint.files.kind." + std::string(name_of(file.kind)));
  return page.word("complaint.files.kind_and_size", {{"kind", kind}, {"size", say_size(page, file.size)}});
}

std::string say_limits(Page const& page) {
  auto const& limits = page.state.policies.evidence;
  return page.word("complaint.files.limits", {{"count", limits.files_max},
                                              {"each", say_size(page, limits.file_bytes_max)},
                                              {"together", say_size(page, limits.bytes_max)}});
}

kit::Icon icon_of(FileKind kind) {
  return kind == FileKind::pdf || kind == FileKind::text ? kit::Icon::document : kit::Icon::attach;
}

void draw_attachment(Page& page, Attachment const& file, bool last) {
  auto const second = file.removed ? page.word("complaint.files.removed") : say_kind_and_size(page, file);
  auto const action = page.word(file.removed ? "complaint.files.undo" : "complaint.files.remove");
  if (page.kit.list_row({.icon = file.removed ? kit::Icon::remove : icon_of(file.kind),
                         .icon_tone = file.removed ? kit::Tone::plain : kit::Tone::soft, .title = file.name, .strong = !file.removed,
                         .second = second, .action = action, .divider = !last, .id = file.digest})
          .action)
    page.ask(RemoveAttachment{file.digest, !file.removed});
}

// ---- the page of sticks ----

void choose(Page& page, MediaView const& media, MediaRow const& row) {
  auto const path = media.path.empty() ? row.name : media.path + "/" + row.name;
  if (row.folder) {
    page.ask(ListMedia{path});
    return;
  }
  page.drafts.files.before = count_of(page.state.session->complaints.draft_files);
  page.ask(AttachFile{path, page.drafts.complaint.form});
}

void draw_medium(Page& page, MediaView const& media) {
  auto& kit = page.kit;
  if (!media.shown.empty()) kit.head(media.shown, {.icon = kit::Icon::stick});
  kit.card({.id = "files"}, [&] {
    auto const above = page.word("complaint.files.above");
    if (media.above && kit.list_row({.icon = kit::Icon::up, .title = above, .opens = true, .id = "above"}).opened)
      page.ask(ListMedia{*media.above});
    for (auto const& row : media.rows) {
      bool const stick = media.path.empty();
      auto const second = row.folder ? std::string() : say_size(page, row.size);
      bool const large = !row.folder && row.size > page.state.policies.evidence.file_bytes_max;
      auto const tag = large ? page.word("complaint.files.too_large") : std::string();
      if (kit.list_row({.icon = stick ? kit::Icon::stick : row.folder ? kit::Icon::folder : kit::Icon::document,
                        .icon_tone = kit::Tone::soft, .title = row.shown, .second = second, .tag = tag, .tag_tone = kit::Tone::warn,
                        .trailing_icon = row.folder ? kit::Icon::chevron : kit::Icon::none, .opens = true,
                        .divider = &row != &media.rows.back(), .id = row.name})
              .opened)
        choose(page, media, row);
    }
    if (media.rows.empty()) kit.body(page.word("complaint.files.nothing_here"), {.colour = kit::Token::ink2});
  });
  if (media.more) kit.small(page.word("complaint.files.more", {{"count", static_cast<int>(media.rows.size())}}));
}

void draw_where(Page& page) {
  auto& kit = page.kit;
  auto const& media = page.state.session->media;
  if (media && !media->gone && !(media->path.empty() && media->rows.empty())) {
    draw_medium(page, *media);
    return;
  }
  auto const sentence = page.word(media && media->gone ? "complaint.files.refused.gone" : "complaint.files.no_stick");
  if (kit.empty_state({.art = kit::CoverArt::ledger, .sentence = sentence, .action = page.word("complaint.files.look_again")}))
    page.ask(ListMedia{});
}

void draw_reading(Page& page, FileReading const& reading) {
  auto& kit = page.kit;
  kit.card({.main = true, .id = "reading"}, [&] {
    kit.lead(page.word("complaint.files.reading", {{"name", reading.shown}}), {.icon = kit::Icon::stick});
    kit.progress(reading.done);
    kit.small(page.word("complaint.files.leave_it_in"));
    if (kit.second_button({.label = page.word("complaint.files.stop")})) page.ask(StopAttaching{});
  });
}

void draw_hints(Page& page) {
  auto& kit = page.kit;
  kit.card({.id = "hints"}, [&] {
    kit.body(say_limits(page));
    kit.small(page.word("complaint.files.copied"), {.colour = kit::Token::ink2, .icon = kit::Icon::lock});
    kit.small(page.word("complaint.files.place_in_photos"), {.colour = kit::Token::ink2, .icon = kit::Icon::info});
    if (kit.text_button({.label = page.word("complaint.files.look_again"), .icon = kit::Icon::again})) page.ask(ListMedia{});
  });
}

std::string say_state(Page const& page, FiledFile const& file) {
  if (file.received) return page.word("complaint.files.received", {{"date", say_day_and_time(page, *file.received)}});
  if (!file.refusal.empty()) return page.word("complaint.files.not_taken");
  if (file.arrived == 0) return page.word("complaint.files.waits");
  return page.word("complaint.files.part_there", {{"arrived", file.arrived}, {"parts", std::to_string(file.parts.size())}});
}

}  // namespace

void draw_files(Page& page) {
  auto const& me = *page.state.session;
  auto& before = page.drafts.files.before;
  // The desk has it: the form comes back, with the new file in it.
  if (before && !me.file_reading && count_of(me.complaints.draft_files) > *before) page.nav.go(Route::complaint);
  draw_spine(page);
  draw_top_bar(page, page.word("complaint.files.add"), page.word("complaint.files.choose"), true);
  draw_page(page, "files", [&] {
    page.kit.two_columns(320, [&] {
      if (me.file_reading) draw_reading(page, *me.file_reading);
      else draw_where(page);
    }, [&] { draw_hints(page); });
  });
  if (page.nav.route != Route::files) before.reset();
}

void draw_attachments(Page& page) {
  auto& kit = page.kit;
  auto const& files = page.state.session->complaints.draft_files;
  auto const& limits = page.state.policies.evidence;
  kit.label(page.word("complaint.files.title") + " (" + page.word("app.optional") + ")");
  kit.small(say_limits(page));
  if (!files.empty()) {
    kit.card({.id = "attachments"}, [&] {
      for (auto const& one : files) draw_attachment(page, one, &one == &files.back());
    });
    if (auto const bytes = size_of(files); bytes > 0)
      kit.small(page.word("complaint.files.time", {{"size", say_size(page, bytes)}, {"minutes", minutes_of(bytes)}}),
                {.colour = kit::Token::ink2, .icon = kit::Icon::waits});
  }
  auto const because = count_of(files) >= limits.files_max ? page.word("complaint.files.refused.too_many") : std::string();
  if (kit.second_button({.label = page.word("complaint.files.add"), .icon = kit::Icon::attach, .disabled_because = because}) &&
      because.empty()) {
    page.ask(ListMedia{});
    page.nav.go(Route::files);
  }
  kit.space(kit::Space::l);
}

void draw_filed_files(Page& page, std::span<FiledFile const> files) {
  if (files.empty()) return;
  page.kit.card({.id = "filed-files"}, [&] {
    page.kit.head(page.word("complaint.files.title"));
    for (auto const& one : files) {
      auto const state = say_state(page, one);
      bool const refused = !one.received && !one.refusal.empty();
      page.kit.list_row({.icon = one.received ? kit::Icon::received : refused ? kit::Icon::needs_you : kit::Icon::waits,
                         .icon_tone = refused ? kit::Tone::bad : kit::Tone::soft, .title = one.file.name, .second = state,
                         .second_tone = refused ? kit::Tone::bad : kit::Tone::plain, .divider = &one != &files.back(),
                         .id = one.file.digest});
    }
  });
}

std::string say_files(Page const& page, std::span<FiledFile const> files) {
  auto const sum = summary_of(files);
  return page.word(sum.key, {{"count", sum.count},
                             {"received", std::to_string(sum.received)},
                             {"waiting", std::to_string(sum.waiting)},
                             {"refused", std::to_string(sum.refused)}});
}

void draw_files_fact(Page& page, std::span<Attachment const> files) {
  std::string lines;
  for (auto const& one : files)
    if (!one.removed) lines += (lines.empty() ? "" : "\n") + one.name + ": " + say_kind_and_size(page, one);
  if (!lines.empty()) page.kit.fact(page.word("complaint.files.title"), lines);
}

}  // namespace carrel::client
