#include "client/kit/scan.h"

#include <algorithm>

namespace carrel::kit {
namespace {

using Kind = ScanRing::Kind;

constexpr int loops_of_screen = 3, loops_of_group = 2;
constexpr std::size_t few = 4;  // So many are offered one by one; more of them row by row.
constexpr std::chrono::milliseconds tremble{250};

Rect both(Rect const& a, Rect const& b) {
  if (a.empty()) return b;
  float const x = std::min(a.x, b.x), y = std::min(a.y, b.y);
  return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

bool same_row(Rect const& a, Rect const& b) {
  float const common = std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y);
  return common > std::min(a.h, b.h) / 2;
}

}  // namespace

void Scan::set(ScanLook const& look) {
  if (look == look_) return;
  bool const was_on = on();
  if (look.way != look_.way) due_.reset();
  look_ = look;
  if (on() == was_on) return;
  path_ = {};
  due_.reset();
  rests_ = fresh_ = true;
}

// ---- what is offered ----

Scan::Row Scan::things_of(ScanPart part) const {
  Row row;
  for (std::size_t i = 0; i < things_.size(); ++i)
    if (things_[i].part == part) row.push_back(i);
  return row;
}

std::vector<ScanPart> Scan::parts() const {
  std::vector<ScanPart> parts;
  for (auto const part : {ScanPart::keyboard, ScanPart::lead, ScanPart::page, ScanPart::forward, ScanPart::side, ScanPart::tools,
                          ScanPart::spine})
    if (std::any_of(things_.begin(), things_.end(), [&](auto const& t) { return t.part == part; })) parts.push_back(part);
  return parts;
}

std::vector<Scan::Row> Scan::rows_of(Row const& things) const {
  std::vector<Row> rows, scrolling;
  for (auto const i : things) {
    if (things_[i].deed != ScanDeed::touch) {
      scrolling.push_back({i});
      continue;
    }
    auto const fits = [&](Row const& row) { return same_row(things_[row.front()].seen, things_[i].seen); };
    auto const row = std::find_if(rows.begin(), rows.end(), fits);
    if (row == rows.end()) rows.push_back({i});
    else row->push_back(i);
  }
  std::stable_sort(rows.begin(), rows.end(), [&](Row const& a, Row const& b) {
    return things_[a.front()].seen.y < things_[b.front()].seen.y;
  });
  for (auto& row : rows)
    std::stable_sort(row.begin(), row.end(), [&](auto a, auto b) { return things_[a].seen.x < things_[b].seen.x; });
  rows.insert(rows.end(), scrolling.begin(), scrolling.end());
  return rows;
}

Rect Scan::around(Row const& things) const {
  Rect all{};
  for (auto const i : things) all = both(all, things_[i].seen);
  return all;
}

void Scan::add_things(std::vector<Step>& steps, Row const& things) const {
  for (auto const i : things) {
    auto const& thing = things_[i];
    steps.push_back({{Kind::thing, thing.seen, thing.name, thing.part, thing.deed}, i, 0});
  }
}

std::vector<Scan::Step> Scan::steps() const {
  std::vector<Step> steps;
  auto const here = parts();
  // A question has one part only: what is in it is offered at once, and there is nothing to come out of.
  bool const alone = here.size() == 1;
  if (path_.level == 0 && !alone) {
    for (auto const part : here) {
      auto const things = things_of(part);
      if (things.size() == 1) add_things(steps, things);
      else steps.push_back({{Kind::part, around(things), {}, part, {}}, 0, 0});
    }
    return steps;
  }
  auto const part = alone ? here.front() : path_.part;
  auto const things = things_of(part);
  auto const rows = rows_of(things);
  if (path_.level == 2 && path_.row < rows.size()) {
    add_things(steps, rows[path_.row]);
    steps.push_back({{Kind::out, around(rows[path_.row]), {}, part, {}}, 0, 0});
    return steps;
  }
  if (things.size() <= few || rows.size() == 1) {
    for (auto const& row : rows) add_things(steps, row);
  } else {
    for (std::size_t r = 0; r < rows.size(); ++r) {
      if (rows[r].size() == 1) add_things(steps, rows[r]);
      else steps.push_back({{Kind::row, around(rows[r]), {}, part, {}}, 0, r});
    }
  }
  if (!alone) steps.push_back({{Kind::out, around(things), {}, part, {}}, 0, 0});
  return steps;
}

std::optional<ScanRing> Scan::ring() const {
  if (!on() || rests_) return {};
  auto const all = steps();
  if (all.empty()) return {};
  return all[std::min(path_.at, all.size() - 1)].ring;
}

void Scan::see(std::vector<ScanThing> things) {
  bool const typed = std::any_of(things_.begin(), things_.end(), [](auto const& t) { return t.part == ScanPart::keyboard; });
  things_ = std::move(things);
  auto const here = parts();
  auto const has = [&](ScanPart part) { return std::find(here.begin(), here.end(), part) != here.end(); };
  // Whoever chose a field wants to write in it.
  if (!typed && has(ScanPart::keyboard)) path_ = {.level = 1, .part = ScanPart::keyboard};
  if (path_.level > 0 && !has(path_.part)) path_ = {};
  if (path_.level == 2 && path_.row >= rows_of(things_of(path_.part)).size()) path_ = {.level = 1, .part = path_.part};
  auto const count = steps().size();
  if (count > 0 && path_.at >= count) path_.at = 0;
}

// ---- moments and presses ----

void Scan::wait_from(Time now) {
  due_.reset();
  if (look_.way != ScanLook::Way::one || rests_ || things_.empty()) return;
  due_ = now + (path_.at == 0 ? look_.step * 3 / 2 : look_.step);
}

bool Scan::too_soon(Time now) {
  bool const soon = pressed_ && now - *pressed_ < tremble;
  pressed_ = now;
  return soon;
}

void Scan::advance() {
  auto const count = steps().size();
  if (++path_.at < count) return;
  path_.at = 0;
  ++path_.loops;
  bool const whole_screen = path_.level == 0;
  if (path_.loops < (whole_screen ? loops_of_screen : loops_of_group)) return;
  if (whole_screen) {
    rests_ = look_.way == ScanLook::Way::one;
    path_ = {};
  } else {
    // Nobody wanted what is in there: out of it by itself.
    path_ = path_.level == 2 ? Path{.level = 1, .part = path_.part} : Path{};
  }
}

bool Scan::tick(Time now) {
  if (!on()) return false;
  if (fresh_ && !things_.empty()) {
    fresh_ = rests_ = false;
    wait_from(now);
    return true;
  }
  if (!due_ && !rests_ && look_.way == ScanLook::Way::one) wait_from(now);
  if (!due_ || now < *due_) return false;
  advance();
  wait_from(now);
  return true;
}

void Scan::step(Time now) {
  if (too_soon(now)) return;
  if (rests_) rests_ = false;
  else advance();
}

void Scan::open(Step const& step) {
  auto const part = step.ring.part;
  if (step.ring.kind == Kind::part) path_ = {.level = 1, .part = part};
  if (step.ring.kind == Kind::row) path_ = {.level = 2, .part = part, .row = step.row};
  if (step.ring.kind == Kind::out) path_ = path_.level == 2 ? Path{.level = 1, .part = part} : Path{};
}

std::optional<ScanThing> Scan::take(Time now) {
  if (!on() || too_soon(now)) return {};
  auto const all = steps();
  if (rests_ || all.empty()) {
    rests_ = false;
    path_ = {};
    wait_from(now);
    return {};
  }
  auto const step = all[std::min(path_.at, all.size() - 1)];
  std::optional<ScanThing> taken;
  if (step.ring.kind == Kind::thing) {
    taken = things_[step.thing];
    // The next letter is one row away; who reads on by the page stays on that; all else begins again with the screen.
    if (taken->part == ScanPart::keyboard) path_ = {.level = 1, .part = ScanPart::keyboard};
    else if (taken->deed == ScanDeed::touch) path_ = {};
    else path_.loops = 0;
  } else {
    open(step);
  }
  wait_from(now);
  return taken;
}

}  // namespace carrel::kit
