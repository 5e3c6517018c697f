#include "client/app/controls.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <vector>

namespace carrel::client {
namespace {

constexpr std::array paces{800, 1000, 1500, 2000, 3000, 4000, 5000};

// A label, what it is about, and one of several chips.
std::optional<std::size_t> one_of(Page& page, std::string_view title, std::string const& help, std::vector<std::string> const& labels,
                                  std::size_t chosen) {
  std::optional<std::size_t> picked;
  auto& kit = page.kit;
  kit.named(title, [&] {
    kit.label(page.word(title));
    if (!help.empty()) {
      kit.space(kit::Space::xs);
      kit.small(help);
    }
    kit.space(kit::Space::s);
    kit.flow([&] {
      for (std::size_t i = 0; i < labels.size(); ++i)
        if (kit.chip(labels[i], i == chosen, true)) picked = i;
    });
    kit.space(kit::Space::l);
  });
  return picked;
}

std::string seconds_text(Page const& page, int ms) {
  auto const whole = std::to_string(ms / 1000);
  if (ms % 1000 == 0) return page.word("app.controls.seconds", {{"whole", whole}});
  return page.word("app.controls.seconds_tenths", {{"whole", whole}, {"tenths", std::to_string(ms % 1000 / 100)}});
}

void draw_pace(Page& page, Settings& settings) {
  std::vector<std::string> labels;
  for (int const pace : paces) labels.push_back(seconds_text(page, pace));
  auto const nearest = std::min_element(paces.begin(), paces.end(), [&](int a, int b) {
    return std::abs(a - settings.scan_ms) < std::abs(b - settings.scan_ms);
  });
  auto const chosen = static_cast<std::size_t>(nearest - paces.begin());
  if (auto const picked = one_of(page, "app.controls.pace", page.word("app.controls.pace.help"), labels, chosen))
    settings.scan_ms = paces[*picked];
}

}  // namespace

void draw_control_choices(Page& page, Settings& settings) {
  constexpr std::array ways{"off", "one", "two"};
  std::size_t way = 0;
  for (std::size_t i = 0; i < ways.size(); ++i)
    if (settings.scan == ways[i]) way = i;
  std::vector<std::string> labels;
  for (auto const* name : ways) labels.push_back(page.word(std::string("app.controls.scan.") + name));
  auto const help = page.word(std::string("app.controls.scan.help.") + ways[way]);
  auto const picked = one_of(page, "app.controls.scan", help, labels, way);
  std::vector<std::string> const off_on{page.word("kit.off"), page.word("kit.on")};
  if (way == 1) draw_pace(page, settings);
  if (way != 0)
    if (auto const touch = one_of(page, "app.controls.anywhere", page.word(std::string("app.controls.anywhere.") + ways[way]), off_on,
                                  settings.scan_anywhere ? 1 : 0))
      settings.scan_anywhere = *touch == 1;
  if (picked) settings.scan = ways[*picked];
  std::vector<std::string> const motion{page.word("app.controls.motion.normal"), page.word("app.controls.motion.reduced")};
  if (auto const one = one_of(page, "app.controls.motion", {}, motion, settings.reduced_motion ? 1 : 0))
    settings.reduced_motion = *one == 1;
}

}  // namespace carrel::client
