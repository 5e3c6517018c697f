#include "tests/audit/sweep.h"

#include <cstdlib>

#include "client/app/routes.h"
#include "client/policies/policy_store.h"

namespace carrel::audit {
namespace {

constexpr kit::ThemeName themes[] = {kit::ThemeName::light, kit::ThemeName::dark, kit::ThemeName::contrast, kit::ThemeName::sepia};
constexpr char const* theme_names[] = {"light", "dark", "contrast", "sepia"};
constexpr int percents[] = {100, 150, 200};

kit::TraceEntry const* folded(kit::Kit const& kit, std::set<std::string> const& done) {
  for (auto const& one : kit.trace())
    if (one.touchable && one.state == "closed" && !done.contains(one.label)) return &one;
  return nullptr;
}

}  // namespace

std::string Look::said() const {
  return std::to_string(static_cast<int>(width)) + " " + std::to_string(percent) + " % " + theme_names[static_cast<int>(theme)];
}

void Report::take(Scene const& scene, std::string const& where, Judge const& judge) {
  for (auto const& one : judge.finish()) found[one.check + "\t" + scene.name + ": " + one.what].push_back(where);
  ++pictures;
  letters += judge.letters_judged();
  targets += judge.targets_judged();
}

std::string Report::text() const {
  std::string out;
  for (auto const& [what, where] : found) {
    out += what + "  [";
    for (std::size_t i = 0; i < where.size() && i < 4; ++i) out += (i ? ", " : "") + where[i];
    if (where.size() > 4) out += ", and " + std::to_string(where.size() - 4) + " more";
    out += "]\n";
  }
  return out;
}

Showing::Showing(kit::Kit& kit, Scene& scene, Look look) : kit_(kit), scene_(scene), look_(look) {
  draw_ = [this] {
    kit_.begin({look_.width, look_.height, 1});
    if (scene_.page) {
      scene_.page->draw(kit_);
      if (scene_.page->above) scene_.page->above(kit_);
    } else {
      client::Intents asked;
      client::Page page{kit_, scene_.scene.state, scene_.scene.drafts, scene_.scene.nav, asked};
      client::draw(page);
    }
    kit_.end();
  };
  kit_.set_theme(look.theme);
  kit_.set_text_percent(look.percent);
  kit_.set_screen_keyboard(scene.keyboard);
  kit_.forget_focus();
  kit_.forget_writing();
  prepare();
  kit_.keep_ledger(&ledger_);
}

Showing::~Showing() { kit_.keep_ledger(nullptr); }

void Showing::prepare() {
  settle(kit_, draw_);
  auto const tap = [&](std::string const& label) {
    kit_.inject_tap(label);
    settle(kit_, draw_);
  };
  if (scene_.page && scene_.page->tap) tap(scene_.page->tap);
  for (auto const& one : scene_.taps) {
    if (one == "search") {  // The only field there; its label counts the courses.
      for (auto const& entry : kit_.trace())
        if (entry.role == kit::Role::field) return tap(std::string(entry.label));
    }
    tap(kit_.words().has(one) ? kit_.word(one) : one);
  }
  std::set<std::string> done;
  for (auto const* next = folded(kit_, done); scene_.unfold && next; next = folded(kit_, done)) {
    auto const label = next->label;
    done.insert(label);
    tap(label);
  }
}

Report sweep(std::filesystem::path const& share, std::string const& language, float width, float height) {
  Report report;
  auto const only = std::getenv("AUDIT_SCENE");
  auto const facts = client::load_policies(share / "policies", {}).policies;
  auto kit = kit::Kit::open(share, language);
  if (!kit) return report;
  for (auto const& scene : audit_scenes(language, facts)) {
    if (only && scene.name != only) continue;
    for (int const percent : percents)
      for (auto const theme : themes) {
        Look const look{width, height, percent, theme};
        auto copy = scene;
        Showing showing(*kit, copy, look);
        Judge judge;
        walk(*kit, showing.ledger(), showing.draw(), judge);
        report.take(scene, look.said() + " " + language, judge);
        report.least_disabled = std::min(report.least_disabled, judge.least_disabled());
        auto& least = theme == kit::ThemeName::contrast ? report.least_high : report.least_text;
        least = std::min(least, judge.least_text());
      }
  }
  return report;
}

}  // namespace carrel::audit
