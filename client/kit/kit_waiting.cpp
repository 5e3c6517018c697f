// What is not there yet: the shape of a page that opens, and work that takes its time. Nothing of it moves by itself.
#include <cmath>

#include "client/kit/formats.h"
#include "client/kit/kit.h"

namespace carrel::kit {

void Kit::skeleton(Skeleton const& look) {
  bool const high = theme().high_contrast();
  small(look.sentence, {.colour = Token::ink2, .icon = Icon::unconfirmed});
  space(Space::l);
  auto const bar = [&](float height, float part) {
    Rect const r = place(height);
    Rect const shown{r.x, r.y, std::round(r.w * part), r.h};
    if (high) outline(shown, colour(Token::edge), 1, 6);
    else fill(shown, colour(Token::sunk), 6);
  };
  float const line = type(Style::lead).line;
  if (look.title) {
    bar(std::round(type(Style::title).px), 0.55f);
    space(Space::l);
  }
  constexpr float ends[] = {0.98f, 0.94f, 0.99f, 0.61f};  // A paragraph: full lines, then a short one.
  gap(std::round(line * 0.45f), [&] {
    for (int i = 0; i < look.lines; ++i) {
      bar(std::round(line * 0.55f), ends[i % 4]);
      if (i % 4 == 3) space(Space::l);
    }
  });
}

bool Kit::long_work(LongWork const& work) {
  bool stopped = false;
  push_place(work.id.empty() ? work.label : work.id);
  auto const parts = [&] {
    if (!work.label.empty()) {
      label(work.label);
      space(Space::s);
    }
    Rect const r = place(10);
    say({Role::progress, work.label.empty() ? work.text : work.label, percent_text(work.done, language())}, r);
    bar_of(r, work.done);
    if (!work.text.empty()) {
      space(Space::s);
      small(work.text);
    }
  };
  auto const way_out = [&] { stopped = text_button({.label = work.cancel, .icon = Icon::close}); };
  if (work.cancel.empty()) {
    parts();
  } else if (width() > 520 && !metrics().one_column) {
    beside(parts, way_out);
  } else {
    parts();
    space(Space::xs);
    way_out();
  }
  pop_place();
  return stopped;
}

}  // namespace carrel::kit
