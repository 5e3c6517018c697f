// Every scene in every look, walked through and judged; what was found is gathered so that one line says where it holds.
#pragma once

#include "client/kit/metrics.h"
#include "tests/audit/audit_scenes.h"
#include "tests/audit/judge.h"
#include "tests/audit/walker.h"

namespace carrel::audit {

struct Look {
  float width = 1280, height = 800;
  int percent = 100;
  kit::ThemeName theme = kit::ThemeName::light;
  std::string said() const;
};

struct Report {
  std::map<std::string, std::vector<std::string>> found;  ///< "check  scene: what" and the looks it was seen in.
  int pictures = 0, letters = 0, targets = 0;
  double least_text = 21, least_disabled = 21, least_high = 21;

  void take(Scene const& scene, std::string const& where, Judge const& judge);
  std::string text() const;  ///< One line a finding.
};

/// Brings a kit to a scene in a look: taps what the scene wants tapped. `scene` is changed as a person would change it.
class Showing {
 public:
  Showing(kit::Kit& kit, Scene& scene, Look look);
  ~Showing();
  Showing(Showing const&) = delete;
  kit::Ledger const& ledger() const { return ledger_; }
  DrawFrame const& draw() const { return draw_; }

 private:
  void prepare();
  kit::Kit& kit_;
  Scene& scene_;
  Look look_;
  kit::Ledger ledger_;
  DrawFrame draw_;
};

/// All scenes of a language in one size of window, all themes, 100, 150 and 200 per cent.
Report sweep(std::filesystem::path const& share, std::string const& language, float width, float height);

}  // namespace carrel::audit
