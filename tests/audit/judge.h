// Looks at settled pictures of one screen and says what a person would stumble over: letters cut, shortened, lying over each other or too
// faint; targets too small, overlapping or nameless; things that no scrolling brings into sight.
// One Judge is for one screen in one look; it is shown every place the screen can be scrolled to, then asked for its findings.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "client/kit/kit.h"

namespace carrel::audit {

struct Finding {
  std::string check;  ///< Which rule: "contrast", "overlap" …
  std::string what;   ///< Names the thing as a person would: its text.
  bool operator<(Finding const& o) const { return std::tie(check, what) < std::tie(o.check, o.what); }
};

/// Index of the first stroke above the dimmed page; 0 while no sheet stands.
std::size_t above_veil(kit::Kit const& kit, kit::Ledger const& ledger);

class Judge {
 public:
  /// Takes in one settled picture. `kit` and `ledger` are those of the frame that was drawn last.
  void look_at(kit::Kit const& kit, kit::Ledger const& ledger);
  void complain(std::string check, std::string what) { found_.insert({std::move(check), std::move(what)}); }
  /// What was found, with what was never wholly seen in any of the pictures.
  std::set<Finding> finish() const;

  int letters_judged() const { return letters_judged_; }
  int targets_judged() const { return targets_judged_; }
  double least_text() const { return least_text_; }       ///< The faintest text met that is not of a disabled thing.
  double least_disabled() const { return least_disabled_; }

 private:
  struct Picture {
    kit::Kit const& kit;
    kit::Ledger const& ledger;
    std::size_t first_stroke = 0, first_entry = 0;  ///< What lies below a sheet is not judged: it cannot be used then.
    std::vector<kit::WidgetId> order{};
  };
  static Picture picture_of(kit::Kit const& kit, kit::Ledger const& ledger);
  void find(std::string check, std::string what) { complain(std::move(check), std::move(what)); }

  void judge_letters(Picture const& p);
  void judge_cut(Picture const& p, kit::Stroke const& run);
  void judge_contrast(Picture const& p, std::size_t index);
  void judge_overlaps(Picture const& p);
  void judge_grounds(Picture const& p, std::size_t index);
  void judge_targets(Picture const& p);
  void judge_pair(kit::TraceEntry const& a, kit::TraceEntry const& b);
  void judge_edges(Picture const& p, kit::TraceEntry const& target);
  void judge_words(Picture const& p);
  void judge_order(Picture const& p);

  std::set<Finding> found_;
  struct Spot { std::string name; int region; float x, y; };  ///< Where in what is scrolled something was seen.
  std::vector<Spot> partly_, wholly_;
  float shortest_ = 0, longest_ = 0;           ///< Content of all that is scrolled, which may grow on the way.
  std::set<std::string> weighed_;              ///< Letters whose contrast was computed in this look.
  int letters_judged_ = 0, targets_judged_ = 0;
  double least_text_ = 21, least_disabled_ = 21;
};

}  // namespace carrel::audit
