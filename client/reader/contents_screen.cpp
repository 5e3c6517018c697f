#include "client/reader/contents_screen.h"

namespace carrel::client {
namespace {

constexpr float heading_indent = 34;

// The heading above what is seen.
int current_heading(std::vector<ReaderPlace> const& places, int part) {
  int current = -1;
  for (std::size_t i = 0; i < places.size(); ++i)
    if (places[i].part <= part) current = static_cast<int>(i);
  return current;
}

std::optional<int> draw_headings(Page& page, ReadingView const& reading, ReaderLayout const& layout, int part) {
  std::optional<int> chosen;
  auto const places = headings_of(reading.chapter->blocks, layout.parts);
  int const current = current_heading(places, part);
  page.kit.indent(heading_indent, [&] {
    for (std::size_t i = 0; i < places.size(); ++i) {
      auto const id = "heading " + std::to_string(i);
      bool const here = static_cast<int>(i) == current;
      if (page.kit.list_row({.title = places[i].text, .strong = here, .opens = true, .divider = false, .id = id}).opened)
        chosen = places[i].part;
    }
  });
  return chosen;
}

}  // namespace

ContentsChoice draw_contents(Page& page, ReadingView const& reading, ReaderLayout const& layout, int part) {
  auto& kit = page.kit;
  ContentsChoice choice;
  kit.label(page.word("reader.contents.title"));
  kit.space(kit::Space::m);
  kit.gap(0, [&] {
    for (int i = 0; i < static_cast<int>(reading.chapters.size()); ++i) {
      auto const& chapter = reading.chapters[static_cast<std::size_t>(i)];
      bool const here = i == reading.index;
      // An appendix is not ticked off: nobody has to read it.
      bool const read = chapter.read && !chapter.appendix;
      auto const icon = here ? kit::Icon::book : chapter.appendix ? kit::Icon::info : read ? kit::Icon::check_circle : kit::Icon::circle;
      auto const means = here ? page.word("reader.contents.open") : read ? page.word("course.read") : std::string();
      auto const id = "chapter " + std::to_string(i);
      auto const touched = kit.list_row({.icon = icon, .icon_means = means, .title = chapter.title, .strong = false, .opens = true,
                                         .chosen = here, .divider = false, .id = id});
      if (touched.opened && !here) choice.chapter = i;
      if (here) choice.part = draw_headings(page, reading, layout, part);
    }
  });
  kit.space(kit::Space::l);
  kit.divider();
  kit.space(kit::Space::l);
  kit.small(page.word("reader.place_saved"), {.colour = kit::Token::ink2, .icon = kit::Icon::check});
  return choice;
}

}  // namespace carrel::client
