#include "client/kit/stops.h"

#include <algorithm>
#include <optional>

namespace carrel::kit {
namespace {

constexpr float most_of_it = 40;

float distance(Rect const& a, Rect const& b) {
  float const x = a.centre().x - b.centre().x, y = a.centre().y - b.centre().y;
  return x * x + y * y;
}

std::optional<std::size_t> first_seen(std::vector<Stopover> const& order, int by) {
  auto const count = order.size();
  for (std::size_t i = 0; i < count; ++i) {
    auto const at = by > 0 ? i : count - 1 - i;
    if (order[at].group <= 0 && order[at].seen.h >= std::min(order[at].area.h, most_of_it)) return at;
  }
  return {};
}

}  // namespace

std::vector<Stopover> tab_order(std::vector<Stopover> const& stops, int layer) {
  std::vector<Stopover> order;
  for (auto const& stop : stops)
    if (stop.layer >= layer && !stop.key) order.push_back(stop);
  std::stable_sort(order.begin(), order.end(), [](auto const& a, auto const& b) { return a.group < b.group; });
  return order;
}

std::size_t next_stop(std::vector<Stopover> const& order, WidgetId from, int by, bool strayed) {
  auto const count = order.size();
  auto const it = std::find_if(order.begin(), order.end(), [from](auto const& s) { return s.id == from; });
  bool const known = from != 0 && it != order.end();
  if (strayed && (!known || it->seen.empty()))
    if (auto const seen = first_seen(order, by)) return *seen;
  if (!known) return by > 0 ? 0 : count - 1;
  auto const at = static_cast<std::size_t>(it - order.begin());
  return by > 0 ? (at + 1) % count : (at + count - 1) % count;
}

Stopover const* nearest_stop(std::vector<Stopover> const& order, Stopover const& lost) {
  Stopover const* best = nullptr;
  for (auto const& stop : order) {
    if (best && (best->group == lost.group) && stop.group != lost.group) continue;
    bool const closer = !best || (stop.group == lost.group && best->group != lost.group) ||
                        distance(stop.area, lost.area) < distance(best->area, lost.area);
    if (closer) best = &stop;
  }
  return best;
}

}  // namespace carrel::kit
