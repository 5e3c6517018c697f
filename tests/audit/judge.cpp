#include "tests/audit/judge.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "tests/audit/eye.h"

namespace carrel::audit {
namespace {

using kit::Rect;
using kit::Role;
using kit::Stroke;
using kit::TraceEntry;
using Kind = Stroke::Kind;

constexpr float slack = 1;            // Half pixels of rounding at either side.
constexpr float enough_of_a_view = 0.6f;  // What is taller than this is never whole between two places of scrolling.
constexpr float least_px = 15, least_target = 48;

bool has_ink(Stroke const& stroke) { return (stroke.kind == Kind::letters || stroke.kind == Kind::icon) && !stroke.area.empty(); }

std::string name_of(Stroke const& stroke) {
  if (stroke.kind != Kind::icon) return "“" + stroke.text + "”";
  char code[16];
  std::snprintf(code, sizeof code, "icon %04X", static_cast<unsigned>(stroke.icon));
  return code;
}
std::string name_of(TraceEntry const& entry) { return std::string(kit::name_of(entry.role)) + " “" + entry.label + "”"; }

std::string number(double value, int digits = 1) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

bool common_part(Rect a, Rect b, float more_than) {
  auto const both = a.common(b);
  return both.w > more_than && both.h > more_than;
}
bool inside(Rect inner, Rect outer, float by = slack) {
  return inner.x >= outer.x - by && inner.y >= outer.y - by && inner.right() <= outer.right() + by && inner.bottom() <= outer.bottom() + by;
}

// How far down in what is scrolled, so that the same letters are known again at another place of scrolling.
float depth_of(kit::Ledger const& ledger, int region, float y) {
  for (int at = region; at > 0; at = ledger.regions[static_cast<std::size_t>(at) - 1].parent)
    y += std::round(ledger.regions[static_cast<std::size_t>(at) - 1].offset);
  return y;
}
std::string place_of(kit::Ledger const& ledger, int region, Rect r) {
  return std::to_string(region) + ":" + std::to_string(std::lround(r.x)) + ":" + std::to_string(std::lround(depth_of(ledger, region, r.y)));
}

TraceEntry const* smallest_target(kit::Kit const& kit, std::size_t from, kit::Point p, bool also_disabled) {
  TraceEntry const* best = nullptr;
  for (std::size_t i = from; i < kit.trace().size(); ++i) {
    auto const& one = kit.trace()[i];
    if (one.id == 0 || (!one.touchable && !also_disabled) || !one.seen.contains(p)) continue;
    if (!best || one.bounds.w * one.bounds.h <= best->bounds.w * best->bounds.h) best = &one;
  }
  return best;
}

TraceEntry const* field_around(kit::Kit const& kit, Rect clip) {
  for (auto const& one : kit.trace())
    if (one.role == Role::field && inside(clip, one.bounds, 3)) return &one;
  return nullptr;
}

// Whether something opaque was painted over what two strokes have in common before the second came.
bool hidden_between(kit::Ledger const& ledger, std::size_t first, std::size_t second) {
  auto const both = ledger.strokes[first].seen().common(ledger.strokes[second].seen());
  for (std::size_t i = first + 1; i < second; ++i)
    if (ledger.strokes[i].colour.a == 255 && covers(ledger.strokes[i], both.centre())) return true;
  return false;
}

bool is_disabled(TraceEntry const* target) { return target && !target->touchable; }

}  // namespace

std::size_t above_veil(kit::Kit const& kit, kit::Ledger const& ledger) {
  std::size_t first = 0;
  for (std::size_t i = 0; i < ledger.strokes.size(); ++i) {
    auto const& s = ledger.strokes[i];
    bool const veil = s.kind == Kind::fill && s.colour.a < 255 && s.area.x == 0 && s.area.y == 0 && s.area.w >= kit.extent().width;
    if (veil) first = i + 1;
  }
  return first;
}

Judge::Picture Judge::picture_of(kit::Kit const& kit, kit::Ledger const& ledger) {
  Picture p{kit, ledger};
  p.order = kit.focus_order();
  p.first_stroke = above_veil(kit, ledger);
  for (std::size_t i = 0; p.first_stroke > 0 && i < kit.trace().size(); ++i)
    if (kit.trace()[i].role == Role::question) p.first_entry = i;
  return p;
}

void Judge::look_at(kit::Kit const& kit, kit::Ledger const& ledger) {
  auto const p = picture_of(kit, ledger);
  float content = 0;
  for (auto const& region : ledger.regions) content += region.content;
  shortest_ = longest_ == 0 ? content : std::min(shortest_, content);
  longest_ = std::max(longest_, content);
  judge_letters(p);
  judge_overlaps(p);
  judge_targets(p);
  judge_words(p);
  judge_order(p);
}

std::set<Finding> Judge::finish() const {
  auto found = found_;
  // What lies above may have grown meanwhile, for a part is measured when it comes into sight.
  float const moved_by = 30 + longest_ - shortest_;
  for (auto const& part : partly_) {
    auto const same = [&](Spot const& spot) {
      return spot.name == part.name && spot.region == part.region && std::abs(spot.x - part.x) < 3 && std::abs(spot.y - part.y) < moved_by;
    };
    bool const whole = std::any_of(wholly_.begin(), wholly_.end(), same);
    if (!whole) found.insert({"never whole", part.name});
  }
  return found;
}

// ---- letters and icons ----

void Judge::judge_letters(Picture const& p) {
  for (std::size_t i = p.first_stroke; i < p.ledger.strokes.size(); ++i) {
    auto const& run = p.ledger.strokes[i];
    if (!has_ink(run)) continue;
    judge_cut(p, run);
    if (run.seen().empty()) continue;
    judge_contrast(p, i);
    judge_grounds(p, i);
    if (run.kind == Kind::letters && run.px < least_px) find("small text", name_of(run) + " has " + number(run.px, 0) + " px");
    if (run.cut) find("shortened", name_of(run));
  }
}

void Judge::judge_cut(Picture const& p, Stroke const& run) {
  auto const seen = run.seen();
  bool const whole = inside(run.area, run.clip);
  auto const* field = run.kind == Kind::letters ? field_around(p.kit, run.clip) : nullptr;
  if (field) {  // What is written may be longer than its field; it is never lower or higher than it.
    bool const one_line = field->bounds.h < 2.5f * run.px + 24 && inside(field->bounds, field->seen);
    bool const low = !seen.empty() && one_line && (run.area.y < run.clip.y - slack || run.area.bottom() > run.clip.bottom() + slack);
    if (low) find("cut", name_of(run) + " in its field");
    return;
  }
  if (run.region == 0) {
    if (!whole) find("cut", name_of(run));
    return;
  }
  bool const sideways = !seen.empty() && (run.area.x < run.clip.x - slack || run.area.right() > run.clip.right() + slack);
  if (sideways) find("cut", name_of(run) + " at its side");
  if (whole || !seen.empty())
    (whole ? wholly_ : partly_).push_back({name_of(run), run.region, run.area.x, depth_of(p.ledger, run.region, run.area.y)});
}

void Judge::judge_contrast(Picture const& p, std::size_t index) {
  auto const& run = p.ledger.strokes[index];
  if (!inside(run.area, run.clip) && run.region > 0) return;  // Weighed where it is whole.
  auto const key = place_of(p.ledger, run.region, run.area) + name_of(run);
  if (!weighed_.insert(key).second) return;
  ++letters_judged_;
  bool pictures = false;
  double const ratio = least_contrast(p.ledger, index, &pictures);
  auto const* target = smallest_target(p.kit, p.first_entry, run.area.centre(), true);
  if (is_disabled(target)) {
    least_disabled_ = std::min(least_disabled_, ratio);
    return;  // WCAG 1.4.3 leaves them out; the number is told all the same.
  }
  bool const high = p.kit.theme().high_contrast(), letters = run.kind == Kind::letters;
  double const least = high ? 7 : letters ? 4.5 : 3;
  if (letters) least_text_ = std::min(least_text_, ratio);
  if (ratio < least) find("contrast", name_of(run) + " has " + number(ratio, 2));
  if (pictures && letters) find("on a picture", name_of(run));
}

// The shape below the middle of a run must hold all of it: letters that run over a rim are a word too long for its place.
void Judge::judge_grounds(Picture const& p, std::size_t index) {
  auto const& run = p.ledger.strokes[index];
  auto const middle = run.area.centre();
  if (!inside(run.area, run.clip)) return;
  if (run.kind == Kind::letters && field_around(p.kit, run.clip)) return;
  for (std::size_t i = p.first_stroke; i < index; ++i) {
    auto const& shape = p.ledger.strokes[i];
    bool const box = (shape.kind == Kind::fill && shape.colour.a == 255) || shape.kind == Kind::outline || shape.kind == Kind::disc;
    if (!box || !shape.seen().contains(middle)) continue;
    if (run.kind == Kind::icon && shape.area.w < run.area.w) continue;  // A drawing of several shapes.
    if (!inside(run.area, shape.area)) {
      char const* const kind = shape.kind == Kind::fill ? "ground" : shape.kind == Kind::outline ? "outline" : "disc";
      find("rim", name_of(run) + " leaves its " + kind);
    }
  }
}

void Judge::judge_overlaps(Picture const& p) {
  auto const& all = p.ledger.strokes;
  std::vector<std::size_t> ink;
  for (std::size_t i = p.first_stroke; i < all.size(); ++i)
    if (has_ink(all[i]) && !all[i].seen().empty()) ink.push_back(i);
  for (std::size_t a = 0; a < ink.size(); ++a)
    for (std::size_t b = a + 1; b < ink.size(); ++b)
      if (common_part(all[ink[a]].seen(), all[ink[b]].seen(), slack) && !hidden_between(p.ledger, ink[a], ink[b]))
        find("overlap", name_of(all[ink[a]]) + " and " + name_of(all[ink[b]]));
  for (auto const i : ink)
    for (std::size_t later = i + 1; later < all.size(); ++later) {
      auto const& shape = all[later];
      bool const opaque = shape.colour.a == 255 && shape.kind != Kind::letters && shape.kind != Kind::icon && shape.kind != Kind::shadow;
      if (!opaque || !common_part(all[i].seen(), shape.seen(), 2)) continue;
      auto const both = all[i].seen().common(shape.seen());
      bool const hit = covers(shape, both.centre()) || covers(shape, {both.x + 1, both.y + 1}) ||
                       covers(shape, {both.right() - 1, both.bottom() - 1});
      // A number on a disc may stand at an icon's corner.
      bool const badge = all[i].kind == Kind::icon && shape.kind == Kind::disc && both.w * both.h < all[i].area.w * all[i].area.h / 2;
      if (hit && !badge) find("covered", name_of(all[i]));
    }
}

// ---- what is touched ----

void Judge::judge_targets(Picture const& p) {
  auto const& trace = p.kit.trace();
  std::vector<TraceEntry const*> targets;
  for (std::size_t i = p.first_entry; i < trace.size(); ++i)
    if (trace[i].touchable) targets.push_back(&trace[i]);
  for (auto const* one : targets) {
    ++targets_judged_;
    if (one->bounds.w < least_target - 0.5f || one->bounds.h < least_target - 0.5f)
      find("small target", name_of(*one) + " is " + number(one->bounds.w, 0) + " x " + number(one->bounds.h, 0));
    if (one->label.empty()) find("no name", name_of(*one));
    bool const in_order = std::find(p.order.begin(), p.order.end(), one->id) != p.order.end();
    if (!in_order && one->role != Role::key) find("no focus", name_of(*one));
    constexpr Role touched[] = {Role::button, Role::link, Role::chip, Role::field, Role::toggle, Role::radio,
                                Role::check,  Role::tab,  Role::card, Role::row,   Role::step,   Role::key};
    if (std::find(std::begin(touched), std::end(touched), one->role) == std::end(touched)) find("role", name_of(*one));
    if (one->role == Role::toggle && one->state.empty()) find("no state", name_of(*one));
    float const view = one->region > 0 ? p.ledger.regions[static_cast<std::size_t>(one->region) - 1].view.h : p.kit.extent().height;
    bool const whole = inside(one->bounds, one->seen) || one->seen.h >= view * enough_of_a_view;
    if (whole || !one->seen.empty())
      (whole ? wholly_ : partly_).push_back({name_of(*one), one->region, one->bounds.x, depth_of(p.ledger, one->region, one->bounds.y)});
    if (!one->seen.empty()) judge_edges(p, *one);
  }
  for (std::size_t a = 0; a < targets.size(); ++a)
    for (std::size_t b = a + 1; b < targets.size(); ++b) judge_pair(*targets[a], *targets[b]);
}

void Judge::judge_pair(TraceEntry const& a, TraceEntry const& b) {
  if (a.seen.empty() || b.seen.empty()) return;
  // A card may hold a button: what is drawn later and lies wholly inside takes the finger.
  bool const holds = (a.role == Role::card || a.role == Role::row) && inside(b.bounds, a.bounds);
  if (holds) return;
  if (common_part(a.seen, b.seen, slack)) {
    bool const in_text = a.role == Role::link && b.role == Role::link;
    find(in_text ? "links of one text" : "targets overlap", name_of(a) + " and " + name_of(b));
    return;
  }
  if (a.region != b.region) return;  // What is scrolled comes near to what stands still, and goes again.
  float const across = std::max(b.bounds.x - a.bounds.right(), a.bounds.x - b.bounds.right());
  float const down = std::max(b.bounds.y - a.bounds.bottom(), a.bounds.y - b.bounds.bottom());
  float const apart = std::max(across, down);
  // Lines of a list, stops of the spine and keys stand rim to rim, and each of them is 48 px high.
  bool const in_a_row = a.role == b.role && (a.role == Role::row || a.role == Role::tab || a.role == Role::key || a.role == Role::step);
  if (apart < 7.5f && !in_a_row) find("close", name_of(a) + " and " + name_of(b) + ": " + number(apart, 0) + " px");
}

// What cannot be told from its words alone must have a rim that is seen.
void Judge::judge_edges(Picture const& p, TraceEntry const& target) {
  bool const must = target.role == Role::field || target.role == Role::radio || target.role == Role::check || target.role == Role::toggle;
  bool const may = must || target.role == Role::chip || target.role == Role::button;
  if (!may || !inside(target.bounds, target.seen)) return;
  double const least = p.kit.theme().high_contrast() ? 7 : 3;
  double best = 0;
  for (std::size_t i = p.first_stroke; i < p.ledger.strokes.size(); ++i) {
    auto const& s = p.ledger.strokes[i];
    bool const edge = s.kind == Kind::outline || s.kind == Kind::ring || s.kind == Kind::fill || s.kind == Kind::disc;
    if (!edge || !inside(s.area, target.bounds) || s.area.w < 12 || s.area.h < 12) continue;
    auto const filled = s.kind == Kind::fill || s.kind == Kind::disc;
    if (filled && s.colour.a < 255) continue;
    auto rim = s;
    double const ratio = edge_contrast(p.ledger, i);
    bool const outer = s.area.w > target.bounds.w - 4 && s.area.h > target.bounds.h - 4;
    if (s.kind == Kind::outline && outer && ratio < least) find("edge", name_of(target) + " has a rim of " + number(ratio, 2));
    best = std::max(best, ratio);
  }
  if (must && best < least) find("edge", name_of(target) + " has no rim, the best is " + number(best, 2));
}

// ---- words and order ----

void Judge::judge_words(Picture const& p) {
  int titles = 0;
  for (auto const& one : p.kit.trace()) {
    titles += one.role == Role::title;
    if (one.role == Role::missing_word) find("missing word", name_of(one));
    if (one.role == Role::image && one.label.empty()) find("no name", "image");
    if (one.bounds.x < -slack || one.bounds.right() > p.kit.extent().width + slack) find("outside", name_of(one));
    if (one.bounds.w > one.room.w + slack) find("outside", name_of(one) + " is wider than its room");
    if (one.state.find("cut") != std::string::npos) find("shortened", name_of(one));
  }
  if (titles != 1) find("title", std::to_string(titles) + " titles");
}

// Forward is down, or to the right on the same line, or into the next column.
void Judge::judge_order(Picture const& p) {
  TraceEntry const* before = nullptr;
  for (auto const id : p.order) {
    auto const& trace = p.kit.trace();
    auto const it = std::find_if(trace.begin(), trace.end(), [id](auto const& e) { return e.id == id; });
    if (it == trace.end()) continue;
    // The bar below begins with the way forward, on purpose: it stands at the right.
    bool const forward = it->group == 1 || it->group == -1;
    if (before && before->group == it->group && !forward) {
      auto const &a = before->bounds, &b = it->bounds;
      float const shared = std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y);
      bool const one_line = shared > std::min(a.h, b.h) / 2;
      bool const lower = b.centre().y > a.centre().y + 8;
      bool const back = one_line ? b.right() <= a.x + slack && !lower : b.bottom() <= a.y + slack && b.x < a.right() - slack;
      if (back) find("order", name_of(*before) + " before " + name_of(*it));
    }
    before = &*it;
  }
}

}  // namespace carrel::audit
