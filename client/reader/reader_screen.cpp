#include "client/reader/reader_screen.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "client/courses/course_words_screen.h"
#include "client/reader/blocks_screen.h"
#include "client/reader/contents_screen.h"
#include "client/reader/link_screen.h"

namespace carrel::client {
namespace {

constexpr float contents_width = 318;
constexpr float head_room = 24;  // Between the bar and the place that was gone to.

// What one frame of the reader works on.
struct Reading {
  Page& page;
  ReadingView const& view;
  ReaderDraft& draft;
  std::string id;      // Of the scrolled page.
  kit::ScrollPlace at;
  kit::Rect room{};    // What of the text can be seen.

  kit::Kit& kit() const { return page.kit; }
  ReaderLayout& layout() const { return draft.layout; }
  Blocks const& blocks() const { return view.chapter->blocks; }
  CourseChapter const& chapter() const { return view.chapters[static_cast<std::size_t>(view.index)]; }
  bool contents_at_side() const { return kit().wide() && !kit().metrics().one_column; }
};

bool shows_the_chapter(Page const& page) {
  auto const& reading = page.state.session->reading;
  if (!reading || !reading->chapter || reading->course != page.nav.course) return false;
  if (reading->index < 0 || reading->index >= static_cast<int>(reading->chapters.size())) return false;
  return page.nav.chapter.empty() || reading->chapters[static_cast<std::size_t>(reading->index)].id == page.nav.chapter;
}

// The chapters stand before the appendix, and neither leads into the other: whoever has read the last chapter is done.
std::optional<std::size_t> neighbour(Reading const& r, int by) {
  auto const at = r.view.index + by;
  if (at < 0 || at >= static_cast<int>(r.view.chapters.size())) return {};
  auto const i = static_cast<std::size_t>(at);
  return r.view.chapters[i].appendix == r.chapter().appendix ? std::optional(i) : std::nullopt;
}

bool ends_the_course(Reading const& r) { return !r.chapter().appendix && !neighbour(r, 1); }

void open_chapter(Page& page, std::string const& course, std::string const& chapter) {
  page.ask(OpenChapter{course, chapter});
  page.nav.go_course(Route::reader, course, chapter);
}

// ---- places ----

// Heights hold for one chapter at one width and text size; the place is kept over a change of the two.
void follow_layout(Reading& r) {
  auto const chapter = r.view.course + "/" + r.view.edition + "/" + r.chapter().id;
  auto const& m = r.kit().metrics();
  auto const key = chapter + "/" + std::to_string(r.kit().extent().width) + "/" + std::to_string(m.percent);
  if (r.layout().key == key && r.layout().blocks == &r.blocks()) return;
  bool const same_chapter = r.draft.key == chapter;
  int const stay = same_chapter ? r.layout().first_seen : -1;
  ReaderLayout fresh{.key = key, .blocks = &r.blocks(), .parts = parts_of(r.blocks())};
  fresh.heights.assign(fresh.parts.size(), -1);
  fresh.tops.assign(fresh.parts.size(), 0);
  if (!same_chapter) {
    r.draft = ReaderDraft{.key = chapter};
    // A chapter that was read to its end begins again.
    bool const ended = r.view.block >= static_cast<int>(r.blocks().size());
    r.draft.kept_block = ended ? 0 : r.view.block;
    fresh.wanted = part_of_block(fresh.parts, r.draft.kept_block);
  } else {
    fresh.wanted = stay;
  }
  r.layout() = std::move(fresh);
}

void follow_place(Reading& r) {
  if (r.page.nav.place.empty()) return;
  if (auto const part = part_of_place(r.blocks(), r.layout().parts, r.page.nav.place)) r.layout().wanted = *part;
  r.page.nav.place.clear();
}

// True when the page moves on to another place with the next frame.
bool go_to_wanted(Reading& r) {
  auto& layout = r.layout();
  if (layout.wanted < 0 || !layout.measured()) return false;
  auto const part = static_cast<std::size_t>(layout.wanted);
  bool const top = layout.wanted == 0;
  if (part < layout.tops.size()) r.kit().scroll_to(r.id, top ? 0 : layout.text_top + layout.tops[part] - head_room);
  layout.wanted = -1;
  return true;
}

// Where the reading is, told to the desk when it changes. One more than the last block says that the end was seen.
void keep_place(Reading& r) {
  auto& layout = r.layout();
  if (layout.wanted >= 0 || !layout.measured() || layout.parts.empty()) return;
  layout.first_seen = layout.part_at(r.at.offset - layout.text_top + head_room);
  bool const at_end = page_place(layout.pages, r.at.offset).at_end;
  int const block = at_end ? static_cast<int>(r.blocks().size()) : layout.parts[static_cast<std::size_t>(layout.first_seen)].block;
  if (block == r.draft.kept_block) return;
  r.draft.kept_block = block;
  r.page.ask(KeepPlace{r.view.course, r.chapter().id, block});
}

// ---- around the text ----

void draw_top(Reading& r) {
  auto& page = r.page;
  // Where room is short the text needs it more than the bar: the course's name stands in the contents.
  bool const brief = !r.kit().wide() && r.kit().metrics().one_column;
  auto const number = r.chapter().appendix ? page.word("course.appendix")
                                           : page.word("reader.chapter_number", {{"number", r.view.index + 1}});
  auto const second = brief ? std::string() : number + " · " + r.chapter().title;
  auto const event = r.kit().top_bar({.title = brief ? kit::Text(number) : kit::Text(r.view.course_title), .subtitle = second, .back = true,
                                      .contents = !r.contents_at_side(), .listening = page.state.voice.runs(), .focused = true});
  if (event == kit::BarEvent::back) page.nav.go_course(Route::course, r.view.course);
  if (event == kit::BarEvent::display) page.nav.display_sheet = true;
  if (event == kit::BarEvent::contents) r.draft.contents = true;
  if (event == kit::BarEvent::listen) page.nav.listen = true;
}

// ---- reading aloud ----

// On where it stopped while that is on this page, else from the top of it.
int first_to_say(Reading const& r) {
  auto const& aloud = r.draft.aloud;
  auto const& layout = r.draft.layout;
  auto const in_sight = [&](int part) {
    if (part < layout.first_seen || part >= static_cast<int>(layout.tops.size())) return false;
    return layout.text_top + layout.tops[static_cast<std::size_t>(part)] < r.at.offset + r.at.view;
  };
  auto const at = static_cast<std::size_t>(std::max(0, aloud.at));
  if (aloud.at >= 0 && at < aloud.text.places.size() && in_sight(aloud.text.places[at].part)) return aloud.at;
  return r.at.offset < 1 ? 0 : std::max(0, sentence_of_part(aloud.text, layout.first_seen));
}

void listen(Reading& r) {
  if (!std::exchange(r.page.nav.listen, false)) return;
  auto& aloud = r.draft.aloud;
  if (!r.page.state.voice.reading) {
    aloud.text = read_aloud(*r.view.chapter, r.layout().parts, {r.kit().words(), r.view.language, r.draft.open});
    aloud.chapter = r.view.chapter;
    aloud.shown = -1;
  }
  r.page.nav.voice.push_back({VoiceWish::Kind::listen_chapter, first_to_say(r)});
}

AloudPlace const* spoken_place(Reading& r) {
  auto& aloud = r.draft.aloud;
  int const at = r.page.state.voice.sentence;
  if (at < 0 || at >= static_cast<int>(aloud.text.places.size()) || aloud.chapter != r.view.chapter) return nullptr;
  aloud.at = at;
  return &aloud.text.places[static_cast<std::size_t>(at)];
}

// The page turns along with the voice, once a sentence: whoever looks elsewhere meanwhile is left there.
void follow_voice(Reading& r) {
  auto& aloud = r.draft.aloud;
  auto& layout = r.layout();
  auto const* const place = spoken_place(r);
  if (!place || aloud.shown == aloud.at || !layout.measured() || layout.pages.empty()) return;
  auto const area = r.kit().spoken_area();
  bool const seen = area && area->y >= r.room.y && std::min(area->bottom(), area->y + r.room.h / 2) <= r.room.bottom();
  auto const part = static_cast<std::size_t>(std::max(0, place->part));
  float const top = place->part < 0 ? 0 : layout.text_top + layout.tops[part];
  float const y = area ? r.at.offset + area->y - r.room.y : top;
  auto const after = std::upper_bound(layout.pages.begin(), layout.pages.end(), y + 1);
  float const page = after == layout.pages.begin() ? 0 : *(after - 1);
  bool const here = std::abs(page - r.at.offset) < 1;
  if (!seen) r.kit().scroll_to(r.id, here && area ? std::max(0.0f, y - head_room) : page);
  if (seen || here || area) aloud.shown = aloud.at;
}

void draw_voice_bar(Reading& r) {
  auto& page = r.page;
  using Kind = VoiceWish::Kind;
  auto const back = page.word("voice.previous"), next = page.word("voice.next");
  auto const left = page.word(page.state.voice.paused ? "voice.go_on" : "voice.pause");
  kit::BottomBar const bar{.left = left, .back = back, .next = next, .next_icon = kit::Icon::forward, .focused = true};
  switch (r.kit().bottom_bar(bar)) {
    case kit::BottomEvent::next: page.nav.voice.push_back({Kind::step, 1}); break;
    case kit::BottomEvent::back: page.nav.voice.push_back({Kind::step, -1}); break;
    case kit::BottomEvent::left: page.nav.voice.push_back({Kind::pause}); break;
    case kit::BottomEvent::none: break;
  }
}

void turn_pages(Reading& r, PagePlace const& place) {
  int const turn = r.kit().take_page_turn();
  if (turn != 0) r.kit().scroll_to(r.id, turn > 0 ? place.next : place.back);
}

void go_on(Reading& r) {
  auto& page = r.page;
  if (!r.chapter().quiz.empty()) {
    page.ask(OpenQuiz{r.view.course, r.chapter().id, r.chapter().quiz});
    return page.nav.go_course(Route::quiz, r.view.course, r.chapter().id, r.chapter().quiz);
  }
  if (auto const next = neighbour(r, 1)) return open_chapter(page, r.view.course, r.view.chapters[*next].id);
  page.nav.go_course(Route::course, r.view.course);
}

std::string next_label(Reading const& r, PagePlace const& place) {
  auto const& page = r.page;
  if (!place.at_end) return page.word("reader.next_page");
  if (!r.chapter().quiz.empty()) return page.word("reader.to_quiz");
  if (!neighbour(r, 1)) return page.word("reader.finish");
  return page.word(r.chapter().appendix ? "reader.next_part" : "reader.next_chapter");
}

void draw_bottom(Reading& r) {
  auto& page = r.page;
  auto const place = page_place(r.layout().pages, r.at.offset);
  if (page.state.voice.sentence >= 0) {
    draw_voice_bar(r);
    return turn_pages(r, place);
  }
  auto const previous = neighbour(r, -1);
  bool const at_start = r.at.offset < 1;
  bool const brief = !r.kit().wide() || r.kit().metrics().one_column || r.chapter().appendix;
  auto const to_previous = page.word(brief ? "reader.previous" : "reader.previous_chapter");
  auto const back = !at_start ? page.word("reader.back") : previous ? to_previous : std::string();
  auto const next = next_label(r, place);
  auto const done_text = page.word("reader.page_of", {{"page", place.page}, {"pages", place.pages}});
  double const done = static_cast<double>(place.page) / place.pages;
  auto const icon = place.at_end && !r.chapter().quiz.empty() ? kit::Icon::quiz : kit::Icon::forward;
  kit::BottomBar const bar{.back = back, .next = next, .next_icon = icon, .done = done, .done_text = done_text, .focused = true,
                            .leads = true};
  switch (r.kit().bottom_bar(bar)) {
    case kit::BottomEvent::next:
      if (place.at_end) go_on(r);
      else r.kit().scroll_to(r.id, place.next);
      break;
    case kit::BottomEvent::back:
      if (!at_start) r.kit().scroll_to(r.id, place.back);
      else if (previous) open_chapter(page, r.view.course, r.view.chapters[*previous].id);
      break;
    default: break;
  }
  turn_pages(r, place);
}

void follow_contents(Reading& r, ContentsChoice const& choice) {
  if (choice.chapter) open_chapter(r.page, r.view.course, r.view.chapters[static_cast<std::size_t>(*choice.chapter)].id);
  if (choice.part) r.layout().wanted = *choice.part;
  if (choice.chapter || choice.part) r.draft.contents = false;
}

// ---- the text ----

void follow_link(Reading& r, std::string const& href) {
  auto const link = read_link(href);
  if (!link) return;
  if (link->kind != Link::Kind::chapter) {
    r.draft.link = href;
    return;
  }
  if (link->target == r.chapter().id) {
    r.page.nav.place = link->place;
    if (link->place.empty()) r.layout().wanted = 0;
    return;
  }
  for (auto const& chapter : r.view.chapters)
    if (chapter.id == link->target) {
      open_chapter(r.page, r.view.course, chapter.id);
      r.page.nav.place = link->place;
      return;
    }
  r.draft.link = href;
}

// A heading belongs to what follows it; entries of one list belong together.
void space_before(Reading const& r, std::size_t i) {
  auto const part = r.layout().parts[i];
  if (i == 0) return;
  auto const& block = r.blocks()[static_cast<std::size_t>(part.block)];
  if (part.item > 0) return r.kit().space(kit::Space::s);
  if (std::holds_alternative<Heading>(block.value)) return r.kit().space(kit::Space::xxl);
  auto const& before = r.blocks()[static_cast<std::size_t>(part.block - 1)];
  if (std::holds_alternative<Heading>(before.value)) r.kit().space(kit::Space::m);
}

// The last page of the last chapter says that the way is done, and what of it was left out.
void draw_closing(Reading& r) {
  auto& page = r.page;
  auto const& chapters = r.view.chapters;
  int count = 0, left = 0;
  for (std::size_t i = 0; i < chapters.size() && !chapters[i].appendix; ++i) {
    ++count;
    left += !chapters[i].read && static_cast<int>(i) != r.view.index;
  }
  auto const title = page.word(left == 0 ? "reader.end.finished" : "reader.end.last", {{"course", r.view.course_title}});
  auto const text = left == 0 ? page.word("reader.end.all_read", {{"count", count}}) : page.word("reader.end.left", {{"count", left}});
  r.kit().space(kit::Space::xxl);
  r.kit().callout(kit::Tone::soft, left == 0 ? kit::Icon::check_circle : kit::Icon::flag, title, [&] {
    r.kit().body(text, {.colour = kit::Token::onsoft});
    if (!r.chapter().quiz.empty()) r.kit().body(page.word("reader.end.quiz"), {.colour = kit::Token::onsoft});
  });
}

void draw_end(Reading& r) {
  auto& page = r.page;
  if (ends_the_course(r)) draw_closing(r);
  r.kit().space(kit::Space::xxl);
  r.kit().divider();
  r.kit().space(kit::Space::l);
  auto const work = page.word("reader.work", {{"course", r.view.course_title}, {"authors", say_authors(page, r.view.authors)}});
  r.kit().gap(4, [&] {
    r.kit().small(r.view.authors.empty() ? r.view.course_title : work);
    if (!r.view.licence.empty()) r.kit().small(page.word("reader.licence", {{"licence", say_licence(r.view.licence)}}));
    if (!r.contents_at_side()) r.kit().small(page.word("reader.place_saved"), {.colour = kit::Token::ink2, .icon = kit::Icon::check});
  });
}

void draw_text(Reading& r) {
  auto& kit = r.kit();
  auto& layout = r.layout();
  BlockScene scene{r.page, r.view.course + "/" + r.view.edition, r.view.pictures.get(), &r.draft.open, &layout.unshown, true};
  scene.spoken = spoken_place(r);
  r.room = kit.clip();
  kit.lesson([&] { kit.title(r.chapter().title); });
  if (r.chapter().minutes > 0) {
    kit.space(kit::Space::xs);
    kit.small(say_minutes(r.page, r.chapter().minutes));
  }
  kit.space(kit::Space::l);
  float const left = kit.left_height();
  layout.text_top = kit.clip().h - left + std::round(r.at.offset);
  for (std::size_t i = 0; i < layout.parts.size(); ++i) {
    space_before(r, i);
    kit.kept(layout.heights[i], [&] { kit.lesson([&] { draw_part(scene, r.blocks(), layout.parts[i], {}); }); });
    layout.tops[i] = left - kit.left_height() - layout.heights[i];
  }
  draw_end(r);
  if (!scene.touched.empty()) follow_link(r, scene.touched);
  if (scene.figure.empty()) return;
  r.draft.figure = scene.figure;
  r.draft.figure_alt = scene.figure_alt;
  r.draft.figure_view = {};
}

void draw_sheets(Reading& r) {
  if (r.draft.contents && !r.contents_at_side()) {
    ContentsChoice choice;
    if (r.kit().sheet(r.view.course_title, [&] { choice = draw_contents(r.page, r.view, r.layout(), r.layout().first_seen); }))
      r.draft.contents = false;
    follow_contents(r, choice);
  }
  if (!r.draft.figure.empty() &&
      r.kit().figure_view({.picture = r.draft.figure, .alt = r.draft.figure_alt}, r.draft.figure_view))
    r.draft.figure.clear();
  if (!r.draft.link.empty() && draw_link_sheet(r.page, r.draft.link)) r.draft.link.clear();
}

// The chapter is on its way from the desk, or could not be opened; what went wrong is said above.
void draw_waiting(Page& page) {
  auto const title = page.word("reader.opening");
  auto const event = page.kit.top_bar({.title = title, .back = true, .listening = page.state.voice.runs(), .focused = true});
  if (event == kit::BarEvent::listen) page.nav.listen = true;
  if (event == kit::BarEvent::back) page.nav.go_course(Route::course, page.nav.course);
  if (event == kit::BarEvent::display) page.nav.display_sheet = true;
  draw_page(page, "reader waiting", [&] {
    page.kit.column(page.kit.metrics().measure, [&] { page.kit.skeleton({.sentence = page.word("reader.opening_long")}); });
  });
}

}  // namespace

void draw_reader(Page& page) {
  auto const window = page.kit.extent();
  page.kit.fill({0, 0, window.width, window.height}, page.kit.colour(kit::Token::surface));
  if (!page.state.session || !shows_the_chapter(page)) return draw_waiting(page);
  auto const& view = *page.state.session->reading;
  page.nav.chapter = view.chapters[static_cast<std::size_t>(view.index)].id;
  auto const id = "reader " + view.course + "/" + page.nav.chapter;
  Reading r{page, view, page.drafts.reader, id, page.kit.place_of(id)};
  follow_layout(r);
  follow_place(r);
  auto const route = page.nav.route;
  draw_top(r);
  draw_bottom(r);
  r.at = page.kit.place_of(id);
  listen(r);
  if (r.contents_at_side())
    page.kit.side_panel("contents " + view.course, contents_width,
                        [&] { follow_contents(r, draw_contents(page, view, r.layout(), r.layout().first_seen)); });
  draw_page(page, id, [&] { page.kit.column(page.kit.metrics().measure, [&] { draw_text(r); }); });
  if (page.nav.route != route || page.nav.chapter != r.chapter().id) return;
  r.at = page.kit.place_of(id);
  if (r.layout().measured())
    r.layout().pages = page_starts(r.layout(), r.blocks(), {r.at.content, r.at.view, page.kit.metrics().of(kit::Style::lead).line});
  if (!go_to_wanted(r)) keep_place(r);
  follow_voice(r);
  draw_sheets(r);
}

}  // namespace carrel::client
