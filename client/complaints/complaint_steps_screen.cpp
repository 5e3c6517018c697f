#include "client/complaints/complaint_steps_screen.h"

#include <array>
#include <span>

#include "client/complaints/complaint_form_screen.h"
#include "client/complaints/files_screen.h"

namespace carrel::client {
namespace {

using FirstAnswer = decltype(ComplaintDraft::route);

std::string label_of(ComplaintStep const& s, Field field) {
  return s.page.word("complaint.field." + std::string(name_of(field)));
}
std::string hint_of(ComplaintStep const& s, Field field) {
  return s.page.word("complaint.field." + std::string(name_of(field)) + ".help");
}
std::string error_of(ComplaintStep const& s, Field field) {
  for (auto const& problem : s.problems)
    if (problem.field == field) return s.page.word(problem.reason);
  return {};
}

struct Looks {
  int lines = 1;
  bool optional = false;
  bool saved = false;  ///< The tag "saved on this device" stands right under it.
};

std::string saved_text(ComplaintStep const& s) {
  auto const& kept = s.page.state.session->complaints.draft_kept;
  return kept ? s.page.word("complaint.draft.saved", {{"time", say_clock(s.page, *kept)}}) : std::string();
}

kit::Keys keys_for(Field field) {
  if (field == Field::email) return kit::Keys::mail;
  return field == Field::phone || field == Field::student_id ? kit::Keys::digits : kit::Keys::letters;
}

void text(ComplaintStep const& s, Field field, std::string& value, Looks looks = {}) {
  auto label = label_of(s, field);
  if (looks.optional) label += " (" + s.page.word("app.optional") + ")";
  auto const saved = looks.saved ? saved_text(s) : std::string();
  auto const aside = saved.empty() ? std::string() : s.page.word("complaint.draft.private");
  s.page.kit.field({.label = label, .hint = hint_of(s, field), .error = error_of(s, field), .saved = saved, .aside = aside,
                    .lines = looks.lines, .bytes_max = static_cast<int>(bytes_max(field)), .keys = keys_for(field),
                    .id = name_of(field)},
                   value);
  s.page.kit.space(kit::Space::l);
}

template <class E, std::size_t N>
void one_of(ComplaintStep const& s, Field field, std::array<E, N> const& values, std::span<std::string const> options, E& value,
            bool chips = false) {
  int chosen = -1;
  for (std::size_t i = 0; i < N; ++i)
    if (values[i] == value) chosen = static_cast<int>(i);
  s.page.kit.choice({.label = label_of(s, field), .options = options, .hint = hint_of(s, field), .error = error_of(s, field),
                     .as_chips = chips, .id = name_of(field)},
                    chosen);
  if (chosen >= 0) value = values[static_cast<std::size_t>(chosen)];
  s.page.kit.space(kit::Space::l);
}

void yes_or_no(ComplaintStep const& s, Field field, YesNo& value) {
  std::array<std::string, 2> const options{s.page.word("complaint.yes"), s.page.word("complaint.no")};
  one_of(s, field, std::array{YesNo::yes, YesNo::no}, options, value, true);
}

void draw_contact(ComplaintStep const& s, std::string const& id) {
  auto const* contact = s.page.state.policies.contacts.find(id);
  if (!contact) return;
  auto& kit = s.page.kit;
  kit.label(contact->name.in(s.page.state.settings.language));
  if (!contact->phone.empty()) kit.body(contact->phone, {.icon = kit::Icon::phone});
  if (!contact->email.empty()) kit.body(contact->email, {.icon = kit::Icon::mail});
  if (!contact->web.empty()) kit.body(contact->web, {.icon = kit::Icon::link});
  if (!contact->post.empty()) kit.body(contact->post, {.icon = kit::Icon::place});
}

// Where the policy means another way it is shown first; the person may still send it here.
void draw_elsewhere(ComplaintStep const& s) {
  auto const elsewhere = belongs_elsewhere(s.form, s.page.state.policies.directing);
  if (!elsewhere) return;
  auto& kit = s.page.kit;
  kit.note({.tone = elsewhere->urgent ? kit::Tone::bad : kit::Tone::warn,
            .icon = elsewhere->urgent ? kit::Icon::needs_you : kit::Icon::mind,
            .title = s.page.word("complaint.direct.title"), .text = s.page.word(elsewhere->notice), .id = "elsewhere"});
  draw_contact(s, elsewhere->contact);
  kit.check(label_of(s, Field::send_anyway), s.form.send_anyway, hint_of(s, Field::send_anyway), error_of(s, Field::send_anyway));
  kit.space(kit::Space::l);
}

void draw_representative(ComplaintStep const& s) {
  auto& who = s.form.representative;
  text(s, Field::representative_name, who.name);
  text(s, Field::representative_contact, who.contact);
  text(s, Field::representative_relationship, who.relationship);
  std::array<std::string, 2> const options{s.page.word("complaint.yes"), s.page.word("complaint.no")};
  int chosen = who.authorisation == YesNo::unanswered ? -1 : who.authorisation == YesNo::yes ? 0 : 1;
  s.page.kit.choice({.label = s.page.word("complaint.field.authorisation"), .options = options,
                     .hint = s.page.word("complaint.field.authorisation.help"), .as_chips = true, .id = "authorisation"},
                    chosen);
  if (chosen >= 0) who.authorisation = chosen == 0 ? YesNo::yes : YesNo::no;
  s.page.kit.space(kit::Space::l);
}

void draw_alumni(ComplaintStep const& s) {
  yes_or_no(s, Field::was_learner_then, s.form.was_learner_then);
  if (s.form.was_learner_then != YesNo::yes) return;
  if (!s.form.could_have_been_raised) text(s, Field::why_not_then, s.form.why_not_then, {.lines = 3});
  s.page.kit.check(s.page.word("complaint.field.could_have_been_raised"), s.form.could_have_been_raised);
  s.page.kit.space(kit::Space::l);
}

void draw_early(ComplaintStep const& s) {
  auto const team = s.page.state.policies.directing.team_of(name_of(s.form.filer));
  if (team.empty()) return;
  auto const name = s.page.word("complaint.team." + team);
  s.page.kit.note({.icon = kit::Icon::info, .text = s.page.word("complaint.early.hint", {{"team", name}}) + " " +
                                                    s.page.word("complaint.early.not_needed"),
                   .id = "early"});
  s.page.kit.space(kit::Space::l);
}

// The natures that the policy covers come first; the others open on demand, so that the list stays short.
void draw_natures(ComplaintStep const& s) {
  std::vector<std::string> ids, other_ids, options, other_options;
  for (auto const& nature : s.page.state.policies.directing.natures) {
    (nature.covered ? ids : other_ids).push_back(nature.id);
    (nature.covered ? options : other_options).push_back(s.page.word("complaint.nature." + nature.id));
  }
  auto const pick = [&](std::vector<std::string> const& from, kit::Choice const& look) {
    int chosen = -1;
    for (std::size_t i = 0; i < from.size(); ++i)
      if (from[i] == s.form.nature) chosen = static_cast<int>(i);
    int const before = chosen;
    s.page.kit.choice(look, chosen);
    if (chosen != before && chosen >= 0) {
      s.form.nature = from[static_cast<std::size_t>(chosen)];
      s.form.send_anyway = false;
    }
  };
  pick(ids, {.label = label_of(s, Field::nature), .options = options, .error = error_of(s, Field::nature), .id = "nature"});
  if (s.form.nature == "other") text(s, Field::nature_own, s.form.nature_own);
  s.page.kit.space(kit::Space::l);
  auto const* chosen = s.page.state.policies.directing.nature(s.form.nature);
  bool const open = (chosen && !chosen->covered) || s.page.drafts.shown.contains("natures");
  if (open) pick(other_ids, {.label = s.page.word("app.complaint.other_matters"), .options = other_options, .id = "nature-other"});
  else if (s.page.kit.text_button({.label = s.page.word("app.complaint.other_matters"), .icon = kit::Icon::down}))
    s.page.drafts.shown.insert("natures");
  s.page.kit.space(kit::Space::l);
}

void draw_first_question(ComplaintStep const& s) {
  std::array<std::string, 2> const routes{s.page.word("complaint.route.concern"), s.page.word("complaint.route.complaint")};
  one_of(s, Field::route, std::array{FirstAnswer::concern, FirstAnswer::complaint}, routes, s.form.route);
}

void draw_filer(ComplaintStep const& s) {
  constexpr std::array filers{Filer::learner, Filer::alumni, Filer::mentor, Filer::employer, Filer::other, Filer::third_party};
  std::array<std::string, filers.size()> names;
  for (std::size_t i = 0; i < filers.size(); ++i) names[i] = s.page.word("complaint.filer." + std::string(name_of(filers[i])));
  one_of(s, Field::filer, filers, names, s.form.filer, true);
}

void fact(Page& page, std::string const& name, std::string const& value) {
  if (value.empty()) return;
  page.kit.fact(name, value);
}

}  // namespace

void draw_question(ComplaintStep const& s) {
  draw_first_question(s);
  auto const saved = saved_text(s), aside = saved.empty() ? std::string() : s.page.word("complaint.draft.private");
  s.page.kit.field({.label = s.page.word("complaint.question.text"), .hint = s.page.word("complaint.question.text.help"),
                    .error = error_of(s, Field::details), .saved = saved, .aside = aside, .lines = 4,
                    .bytes_max = static_cast<int>(bytes_max(Field::details)), .id = "question"},
                   s.form.details);
  s.page.kit.space(kit::Space::l);
  if (count_of(s.page.state.session->complaints.draft_files) > 0)
    s.page.kit.note({.tone = kit::Tone::warn, .icon = kit::Icon::attach, .text = s.page.word("complaint.files.not_with_question"),
                     .id = "files"});
  draw_filer(s);
  draw_early(s);
  text(s, Field::name, s.form.name);
  text(s, Field::email, s.form.email);
}

void draw_who(ComplaintStep const& s) {
  draw_first_question(s);
  draw_filer(s);
  text(s, Field::name, s.form.name);
  text(s, Field::email, s.form.email);
  text(s, Field::phone, s.form.phone);
  bool const may_lack = s.form.filer != Filer::learner && s.form.filer != Filer::alumni && s.form.filer != Filer::unanswered;
  if (!may_lack || !s.form.no_student_id) text(s, Field::student_id, s.form.student_id);
  if (may_lack) {
    s.page.kit.check(s.page.word("app.complaint.no_student_id"), s.form.no_student_id);
    s.page.kit.space(kit::Space::l);
  }
  if (s.form.filer == Filer::third_party) draw_representative(s);
  if (s.form.filer == Filer::alumni) draw_alumni(s);
}

void draw_about(ComplaintStep const& s) {
  draw_natures(s);
  draw_elsewhere(s);
}

void draw_happened(ComplaintStep const& s) {
  text(s, Field::details, s.form.details, {.lines = 6, .saved = true});
  yes_or_no(s, Field::spoken_to, s.form.spoken_to);
  if (s.form.spoken_to == YesNo::yes) text(s, Field::spoken_to_whom, s.form.spoken_to_whom);
}

void draw_wish(ComplaintStep const& s) {
  text(s, Field::desired_outcome, s.form.desired_outcome, {.lines = 4});
  text(s, Field::evidence, s.form.evidence, {.lines = 3, .optional = true});
  draw_attachments(s.page);
  text(s, Field::why_not_resolved, s.form.why_not_resolved, {.lines = 3, .optional = true});
  text(s, Field::legal_grounds, s.form.legal_grounds, {.lines = 2, .optional = true});
}

void draw_help_and_saved(ComplaintStep const& s) {
  auto& kit = s.page.kit;
  kit.check(s.page.word("complaint.help.ask"), s.form.needs_help, s.page.word("complaint.help.explain"));
  kit.space(kit::Space::m);
  auto const saved = saved_text(s);
  if (s.form.step == Step::happened || saved.empty()) return;
  kit.flow([&] {
    kit.tag(saved, kit::Tone::soft, kit::Icon::check);
    kit.small(s.page.word("complaint.draft.private"));
  });
}

std::string say_about(Page const& page, ComplaintDraft const& form) {
  if (form.nature == "other" && !form.nature_own.empty()) return form.nature_own;
  return form.nature.empty() ? page.word("complaint.form.title") : page.word("complaint.nature." + form.nature);
}

namespace {

// The words for one filed form, shared by its parts.
struct Filed {
  Page& page;
  ComplaintDraft const& form;
  std::span<Attachment const> files;

  std::string label(Field field) const { return page.word("complaint.field." + std::string(name_of(field))); }
  std::string yes_no(YesNo answer) const {
    return answer == YesNo::unanswered ? std::string() : page.word(answer == YesNo::yes ? "complaint.yes" : "complaint.no");
  }
  std::string named(char const* family, std::string_view name) const {
    return name.empty() ? std::string() : page.word(family + std::string(name));
  }
  void say(Field field, std::string const& value) const { fact(page, label(field), value); }
};

void draw_filed_who(Filed const& f) {
  auto const& form = f.form;
  f.say(Field::route, f.named("complaint.route.", name_of(form.route)));
  f.say(Field::filer, f.named("complaint.filer.", name_of(form.filer)));
  f.say(Field::name, form.name);
  f.say(Field::email, form.email);
  f.say(Field::phone, form.phone);
  f.say(Field::student_id, form.no_student_id ? f.page.word("complaint.field.student_id.none") : form.student_id);
  if (form.filer == Filer::third_party) {
    f.say(Field::representative_name, form.representative.name);
    f.say(Field::representative_contact, form.representative.contact);
    f.say(Field::representative_relationship, form.representative.relationship);
    fact(f.page, f.page.word("complaint.field.authorisation"), f.yes_no(form.representative.authorisation));
  }
  if (form.filer == Filer::alumni) {
    f.say(Field::was_learner_then, f.yes_no(form.was_learner_then));
    f.say(Field::why_not_then, form.could_have_been_raised ? f.page.word("complaint.field.could_have_been_raised") : form.why_not_then);
  }
}

void draw_filed_wish(Filed const& f) {
  auto const& form = f.form;
  f.say(Field::desired_outcome, form.desired_outcome);
  f.say(Field::evidence, form.evidence);
  draw_files_fact(f.page, f.files);
  f.say(Field::why_not_resolved, form.why_not_resolved);
  f.say(Field::legal_grounds, form.legal_grounds);
  if (form.send_anyway) f.page.kit.body(f.label(Field::send_anyway), {.icon = kit::Icon::check});
  if (form.needs_help) f.page.kit.body(f.page.word("complaint.help.ask"), {.icon = kit::Icon::check});
}

void draw_filed_step(Filed const& f, Step step) {
  auto const& form = f.form;
  switch (step) {
    case Step::who: return draw_filed_who(f);
    case Step::about:
      f.say(Field::nature, f.named("complaint.nature.", form.nature));
      return f.say(Field::nature_own, form.nature == "other" ? form.nature_own : std::string());
    case Step::happened:
      f.say(Field::details, form.details);
      f.say(Field::spoken_to, f.yes_no(form.spoken_to));
      return f.say(Field::spoken_to_whom, form.spoken_to == YesNo::yes ? form.spoken_to_whom : std::string());
    case Step::wish: return draw_filed_wish(f);
    case Step::check: return;
  }
}

}  // namespace

std::optional<Step> draw_filed_form(Page& page, ComplaintDraft const& form, std::span<Attachment const> files, FiledForm how) {
  auto& kit = page.kit;
  std::optional<Step> change;
  for (auto const step : steps) {
    if (step == Step::check) break;
    auto const id = std::string(name_of(step)), title = page.word("complaint.step." + id + ".title");
    if (step != Step::who) kit.divider();
    if (how == FiledForm::can_change)
      kit.beside([&] { kit.head(title); }, [&] {
        if (kit.text_button({.label = page.word("complaint.check.change"), .icon = kit::Icon::edit, .id = "change " + id})) change = step;
      });
    else
      kit.head(title);
    draw_filed_step({page, form, files}, step);
  }
  return change;
}

}  // namespace carrel::client
