#include "client/session/welcome_screen.h"

#include "client/kit/letters.h"
#include "client/policies/explain.h"

namespace carrel::client {
namespace {

// As many beside each other as have room and leave no hole in the last row, where that can be.
int per_row(Page const& page, int count) {
  auto const& m = page.kit.metrics();
  int const most = !m.one_column ? 3 : m.wide ? 2 : 1;
  for (int places = most; places > 1; --places)
    if (count % places == 0) return places;
  return most;
}

constexpr int few = 3;  // So many or fewer have one row to themselves, and larger cards.

// That the space is private and that no connection is needed; at the foot of the page, where there is room for one.
void draw_promises(Page& page) {
  page.kit.small(page.word("home.welcome.private"), {.colour = kit::Token::ink2, .icon = kit::Icon::lock});
  page.kit.space(kit::Space::s);
  draw_connection(page);
}

void draw_learners(Page& page) {
  std::vector<LearnerCard const*> learners;
  for (auto const& one : page.state.learners) learners.push_back(&one);
  kit::sort_by(learners.begin(), learners.end(), [&](LearnerCard const* one) { return page.kit.filed_under(one->first_name); });
  auto const count = static_cast<int>(learners.size());
  bool const large = count <= few && !page.kit.metrics().one_column;
  page.kit.grid(count, per_row(page, count), [&](int i) {
    auto const& one = *learners[static_cast<std::size_t>(i)];
    auto const emblem = kit::emblem_of(one.emblem).value_or(kit::Emblem::leaf);
    if (page.kit.learner_card(one.first_name, emblem, large)) page.ask(OpenSession{one.id});
  });
}

}  // namespace

void draw_welcome(Page& page) {
  auto const local = page.state.now + page.state.utc_offset;
  auto const date = kit::capitalised(say_date(page, day_of(local), kit::DateForm::weekday));
  page.kit.lamp_panel(say_clock(page, page.state.now), date);
  draw_top_bar(page, page.word(greeting_key(page)) + ".", page.word("session.choose"), false);
  bool const with_foot = !page.kit.metrics().one_column && !page.state.failed;
  if (with_foot) page.kit.foot("promises", kit::Tone::plain, [&] { draw_promises(page); });
  draw_page(page, "welcome", [&] {
    auto& kit = page.kit;
    if (page.state.failed) {
      kit.note({.tone = kit::Tone::bad, .icon = kit::Icon::needs_you, .title = page.word("home.welcome.closed"),
                .text = page.word(explain(*page.state.failed)), .id = "failed"});
      return;
    }
    if (page.state.learners.empty())
      kit.empty_state({.art = kit::CoverArt::letter, .sentence = page.word("session.empty")});
    else
      draw_learners(page);
    if (with_foot) return;
    kit.space(kit::Space::l);
    draw_promises(page);
  });
}

}  // namespace carrel::client
