#include "tests/audit/audit_scenes.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace carrel::audit {
namespace {

struct Maker {
  std::vector<client::Scene> const& golden;
  std::vector<Scene> all{};

  client::Scene const& find(std::string const& name) const {
    auto const it = std::find_if(golden.begin(), golden.end(), [&](auto const& one) { return one.name == name; });
    if (it == golden.end()) {
      std::fprintf(stderr, "no golden scene %s\n", name.c_str());
      std::abort();
    }
    return *it;
  }
  Scene& add(std::string name, std::string const& from) {
    auto& scene = all.emplace_back(Scene{std::move(name), find(from)});
    // A list of a thousand courses says the same again and again: the first are enough for an eye.
    if (scene.scene.state.session && scene.scene.state.session->courses.size() > 30) scene.scene.state.session->courses.resize(30);
    return scene;
  }
};

void add_keyboards(Maker& m) {
  auto const typing = [&](char const* name, char const* from, std::vector<std::string> taps) {
    auto& scene = m.add(name, from);
    scene.keyboard = true;
    scene.taps = std::move(taps);
  };
  typing("keyboard-name", "complaint-who", {"complaint.field.complainant_name"});
  typing("keyboard-mail-shift", "complaint-problems", {"complaint.field.complainant_email", "kit.key_shift"});
  typing("keyboard-phone", "complaint-who", {"complaint.field.complainant_phone"});
  typing("keyboard-details-accents", "complaint-happened", {"complaint.field.details", "é à ç"});
  typing("keyboard-details-accents-shift", "complaint-happened", {"complaint.field.details", "é à ç", "kit.key_shift"});
  typing("keyboard-wish-signs", "complaint-wish", {"complaint.field.desired_outcome", "123", "kit.key_shift"});
  typing("keyboard-answer", "timeline-question", {"complaint.reply.field"});
  typing("keyboard-search", "library-many", {"search"});
}

void add_sheets(Maker& m) {
  for (auto const* name : {"welcome", "reader", "settings", "complaint-happened", "quiz"})
    m.add(std::string("display-over-") + name, name).scene.nav.display_sheet = true;
  m.add("reader-contents", "reader").scene.drafts.reader.contents = true;
  auto& contents = m.all.back().scene.drafts.reader;
  contents.key = "shell/1/pipes";
  contents.kept_block = 0;
  m.add("requests-drop-draft", "requests").scene.drafts.confirm = "drop-draft";
  m.add("timeline-take-back", "timeline-waiting").scene.drafts.confirm = "take-back";
}

void add_states(Maker& m) {
  auto& busy = m.add("home-busy", "home").scene.state.link;
  busy.busy = true;
  m.add("home-reached", "home").scene.state.link.standing = client::LinkView::Standing::reached;
  m.add("outbox-busy", "outbox").scene.state.link.busy = true;
  m.add("complaint-filing", "complaint-check").scene.drafts.complaint.filing = true;
  m.add("library-nothing-found", "library-many").scene.drafts.library.search = "zzz";
  m.add("library-here", "library").scene.drafts.library.filter = 1;
  m.add("timeline-text", "timeline-received").scene.drafts.shown.insert("complaint-text");
  auto& help = m.add("settings-help", "settings").scene.state.platform;
  help = {"OpenClassrooms", "hello@example.org", "+33 1 80 88 80 30"};
  m.add("requests-help", "requests").scene.state.platform = {"OpenClassrooms", "hello@example.org", "+33 1 80 88 80 30"};
  for (auto const* name : {"reader", "privacy", "premium-lucas", "course-shell", "timeline-received", "complaint-elsewhere"})
    m.add(std::string(name) + "-unfolded", name).unfold = true;
  auto& everything = m.add("privacy-everything", "privacy").scene;
  everything.drafts.shown.insert("consent-hidden");
  for (auto const& row : everything.state.session->consent.rows) everything.drafts.shown.insert("more:" + row.purpose);
  auto& long_name = m.add("welcome-many", "welcome").scene.state.learners;
  for (auto const* name : {"Marie-Antoinette", "Jean-Christophe", "Ngozi", "Þórður"}) {
    long_name.push_back(long_name.front());
    long_name.back().first_name = name;
  }
}

}  // namespace

std::vector<Scene> audit_scenes(std::string const& language, client::Policies const& policies) {
  auto const golden = client::sample_scenes(language, policies);
  Maker maker{golden};
  for (auto const& one : golden) maker.add(one.name, one.name);
  add_keyboards(maker);
  add_sheets(maker);
  add_states(maker);
  for (auto const& page : kit::gallery_pages()) {
    auto& scene = maker.all.emplace_back();
    scene.name = std::string("gallery ") + page.name;
    scene.page = &page;
  }
  return std::move(maker.all);
}

}  // namespace carrel::audit
