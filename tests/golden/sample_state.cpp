#include "tests/golden/sample_state.h"
#include "tests/golden/sample_course.h"

namespace carrel::client {
namespace {

using namespace std::chrono_literals;

sync::WallTime at(int month, unsigned day, int hour, int minute) {
  auto const date = std::chrono::year{2026} / month / static_cast<int>(day);
  return std::chrono::sys_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute};
}
Date day(int year, int month, int number) { return std::chrono::year{year} / month / number; }

template <class Tag>
void fill(sync::Id<Tag>& id, std::uint8_t number) { id.bytes.fill(number); }
sync::ActionId action(std::uint8_t number) {
  sync::ActionId id;
  fill(id, number);
  return id;
}
LearnerCard learner(std::uint8_t number, char const* name, char const* emblem, char const* language) {
  LearnerCard card;
  fill(card.id, number);
  card.first_name = name;
  card.emblem = emblem;
  card.language = language;
  return card;
}

std::string in(std::string const& language, char const* en, char const* fr) { return language == "fr" ? fr : en; }

CourseRow course(char const* id, std::string title, int chapters, int read, bool installed = true) {
  CourseRow row;
  row.id = id;
  row.title = std::move(title);
  row.chapters = chapters;
  row.chapters_read = read;
  row.opened = read > 0;
  row.installed = installed;
  return row;
}

std::vector<CourseRow> courses(std::string const& language) {
  return {course("shell-novice", in(language, "The Unix shell", "Le shell Unix"), 7, 3),
          course("read-the-weather", in(language, "Reading the sky", "Lire le ciel"), 5, 5),
          course("ecrire-clairement", in(language, "Writing clearly", "Écrire clairement"), 5, 0),
          course("statistics", in(language, "Everyday statistics", "Statistiques du quotidien"), 6, 2),
          course("web", "HTML and CSS", 8, 0, false)};
}

std::optional<Subscription> subscription(Person person) {
  Subscription s;
  s.as_of = at(11, 23, 20, 40);
  s.valid_until = at(12, 14, 20, 40);
  s.terms_version = "2025-09-25";
  if (person == Person::ines) return s;
  s.plan = person == Person::awa ? Plan::premium_solo : Plan::premium_plus;
  s.status = person == Person::awa ? SubscriptionStatus::active : SubscriptionStatus::cancel_at_period_end;
  s.started = day(2026, 9, 18);
  s.period_start = day(2026, 11, 18);
  s.period_end = day(2026, 12, 18);
  if (person == Person::lucas) {
    s.path = "Développement web";
    s.ends_on = day(2026, 12, 18);
    s.cooling_off_until = day(2026, 11, 25);
  }
  return s;
}

Invoice invoice(int n, Date issued, std::int64_t minor) {
  Invoice one;
  one.number = one.key = "F-2026-" + std::to_string(104'200 + 37 * n);
  one.plan = "premium_solo";
  one.state = "paid";
  one.issued = one.period_start = issued;
  one.period_end = add_months(issued, 1);
  one.amount = Amount{minor, "EUR"};
  one.tax = Amount{minor / 6, "EUR"};
  one.as_of = at(11, 18, 8, 30);
  return one;
}

// Four states of an invoice: due, paid, given back, and one that a newer platform wrote.
std::vector<Invoice> invoices() {
  std::vector<Invoice> all{invoice(3, day(2026, 11, 18), 20'00), invoice(2, day(2026, 10, 18), 20'00),
                           invoice(1, day(2026, 9, 18), -20'00)};
  all[0].state = "due";
  all[0].due_on = day(2026, 12, 2);
  all[0].order = "C-2026-5210";
  all[2].state = "refunded";
  Invoice strange;
  strange.key = "strange";
  strange.state = "in_dispute";
  strange.amount = Amount{123'456'700, "XOF"};
  strange.whole = false;
  all.push_back(strange);
  return all;
}

ComplaintDraft form(std::string const& language) {
  ComplaintDraft draft;
  using FirstAnswer = decltype(draft.route);
  draft.route = FirstAnswer::complaint;
  draft.filer = Filer::learner;
  draft.name = "Awa Koné";
  draft.email = "awa@example.org";
  draft.phone = "+33 6 12 34 56 78";
  draft.student_id = "4821093";
  draft.nature = "project_review";
  draft.details = in(language, "My project was marked “not received” on 9 November. I had sent it from this kiosk on the 6th.",
                     "Mon projet a été noté « non reçu » le 9 novembre. Je l’avais envoyé depuis cette borne le 6.");
  draft.spoken_to = YesNo::yes;
  draft.spoken_to_whom = in(language, "Student Success, by e-mail, 10 November", "Student Success, par e-mail, le 10 novembre");
  draft.desired_outcome = in(language, "That the project is opened again and read by another mentor.",
                             "Que le projet soit rouvert et lu par un autre mentor.");
  draft.step = Step::happened;
  return draft;
}

Complaint complaint(std::string const& language, std::uint8_t number) {
  Complaint one;
  one.id = action(number);
  one.form = form(language);
  one.form.step = Step::check;
  one.filed = at(11, 18, 15, 5);
  return one;
}

Complaint received(std::string const& language) {
  auto one = complaint(language, 10);
  absorb_receipt(one, {at(11, 19, 20, 41), "RC-2026-004817", day(2026, 11, 26), std::nullopt});
  return one;
}

Complaint question(std::string const& language) {
  auto one = received(language);
  absorb_event(one, {"acknowledged", at(11, 20, 9, 30), "", std::nullopt, std::nullopt});
  absorb_event(one, {"information_requested", at(11, 23, 10, 0),
                     in(language, "Which file did you send on the 6th, and how large was it?",
                        "Quel fichier avez-vous envoyé le 6, et de quelle taille ?"),
                     day(2026, 11, 30), std::nullopt});
  return one;
}

Complaint extended(std::string const& language) {
  auto one = received(language);
  absorb_event(one, {"acknowledged", at(11, 20, 9, 30), "", std::nullopt, std::nullopt});
  absorb_event(one, {"extended", at(11, 23, 11, 0),
                     in(language, "The mentor is away until 7 December.", "Le mentor est absent jusqu’au 7 décembre."), day(2027, 1, 15),
                     std::nullopt});
  return one;
}

Complaint refused(std::string const& language) {
  auto one = complaint(language, 11);
  one.form.email = "awa.example.org";
  absorb_refusal(one, "email_invalid");
  return one;
}

ConsentView consent(Policies const& policies, std::string const& language, bool student) {
  auto const entry = [](char const* purpose, ConsentState state, sync::WallTime when, bool here) {
    ConsentEntry one;
    one.purpose = purpose;
    one.state = state;
    one.at = when;
    one.origin = here ? ConsentOrigin::device : ConsentOrigin::platform;
    one.version = "1";
    one.received = !here;
    one.proven = here ? at(11, 23, 20, 40) : when;
    if (here) one.action = action(20);
    return one;
  };
  std::vector<ConsentEntry> const entries{
      entry("comm_newsletter", ConsentState::given, at(9, 18, 8, 0), false), entry("surveys", ConsentState::given, at(9, 18, 8, 1), false),
      entry("image_voice", ConsentState::given, at(3, 3, 9, 0), false),
      entry("special_status", ConsentState::given, at(9, 20, 9, 0), false),
      entry("comm_newsletter", ConsentState::withdrawn, at(11, 24, 17, 2), true)};
  auto const now = at(11, 24, 17, 20);
  return consent_view(policies, entries, {.region = "FR", .state = {}, .student = student}, {now, now}, language);
}

OutboxFact letter(std::uint8_t number, char const* kind, int priority, std::size_t size) {
  OutboxFact fact;
  fact.id = action(number);
  fact.mine = true;
  fact.kind = kind;
  fact.priority = priority;
  fact.seq = number;
  fact.size = size;
  fact.filed = at(11, 24, 17, 2);
  return fact;
}

OutboxView outbox(std::string const& language) {
  auto consent = letter(20, "consent_change", 1, 412);
  consent.takes_away = true;
  consent.detail = "consent.purpose.comm_newsletter.title";
  consent.detail_is_key = true;
  auto complaint = letter(12, "complaint", 3, 1'480);
  complaint.detail = in(language, "not received", "non reçu");
  complaint.attempts = 1;
  complaint.next_try = at(11, 24, 17, 50);
  auto parked = letter(11, "complaint", 3, 1'502);
  parked.state = LetterState::parked;
  parked.refusal = "email_invalid";
  auto others = letter(40, "progress", 6, 300);
  others.mine = false;
  std::vector<OutboxFact> const facts{complaint, consent, parked, letter(30, "quiz_attempt", 6, 380), letter(31, "quiz_attempt", 6, 380),
                                      letter(32, "progress", 6, 350), others};
  return outbox_view(facts);
}

Drafts form_drafts(std::string const& language, Step step) {
  Drafts drafts;
  drafts.complaint.form = form(language);
  drafts.complaint.form.step = step;
  drafts.complaint.loaded = true;
  return drafts;
}

// A bare form with every reason shown: two things missing, and an address without its sign.
Drafts problem_drafts() {
  Drafts drafts;
  drafts.complaint.form.email = "awa.example.org";
  drafts.complaint.form.filer = Filer::third_party;
  drafts.complaint.loaded = drafts.complaint.show_problems = true;
  return drafts;
}

Drafts elsewhere_drafts(std::string const& language) {
  auto drafts = form_drafts(language, Step::about);
  drafts.complaint.form.nature = "safeguarding";
  drafts.complaint.show_problems = true;
  return drafts;
}

Attachment attachment(char const* name, FileKind kind, std::uint64_t size) { return {name, name, kind, size, false}; }

std::vector<Attachment> attachments(std::string const& language) {
  std::vector<Attachment> files{attachment(in(language, "screen of the 6th.jpg", "écran du 6.jpg").c_str(), FileKind::jpeg, 1'240'000),
                                attachment("notes.pdf", FileKind::pdf, 86'400)};
  files.push_back(files.back());
  files.back().digest = "removed";
  files.back().name = in(language, "not that one.png", "pas celle-ci.png");
  files.back().removed = true;
  return files;
}

std::vector<FiledFile> filed_files(std::string const& language) {
  std::vector<FiledFile> files(2);
  files[0].file = attachments(language)[0];
  files[0].parts.assign(39, action(50));
  files[0].arrived = 12;
  files[1].file = attachments(language)[1];
  files[1].parts.assign(3, action(51));
  files[1].arrived = 3;
  files[1].received = at(11, 19, 20, 44);
  return files;
}

MediaView stick(std::string const& language) {
  MediaView view;
  view.path = "CLE/Photos";
  view.shown = "Photos";
  view.above = "CLE";
  view.rows = {{"2025", "2025", true, 0},
               {"a", in(language, "screen of the 6th.jpg", "écran du 6.jpg"), false, 1'240'000},
               {"b", "IMG_20261106_140512_a_very_long_name_that_some_telephones_give…_HDR_v2.jpeg", false, 7'900'000},
               {"c", in(language, "letter.pdf", "courrier.pdf"), false, 86'400}};
  return view;
}

struct Scenes {
  std::string language;
  Policies const& policies;
  std::vector<Scene> all;

  Scene& add(std::string name, Route route, Person person = Person::awa, Drafts drafts = {}) {
    auto& scene = all.emplace_back(Scene{std::move(name), sample_state(person, language, policies), Nav{}, std::move(drafts)});
    scene.nav.go(route);
    return scene;
  }
  void add_complaint(std::string name, Complaint complaint, Drafts drafts = {}) {
    auto& scene = add(std::move(name), Route::timeline, Person::awa, std::move(drafts));
    scene.nav.complaint = complaint.id;
    scene.state.session->complaints.all = {std::move(complaint)};
  }
};

void add_first_screens(Scenes& scenes) {
  scenes.add("welcome", Route::welcome).state.session.reset();
  auto& nobody = scenes.add("welcome-nobody", Route::welcome);
  nobody.state.session.reset();
  nobody.state.learners.clear();
  nobody.state.link = LinkView{};
  scenes.add("home", Route::home);
  auto& quiet = scenes.add("home-lucas", Route::home, Person::lucas);
  quiet.state.session->outbox = {};
  quiet.state.session->go_on.reset();
  auto& empty = scenes.add("home-empty", Route::home, Person::ines);
  empty.state.session->outbox = {};
  empty.state.session->courses.clear();
  empty.state.session->go_on.reset();
  scenes.add("home-trouble", Route::home).state.trouble = Trouble{"policy.fault.full", 1};
  for (auto const& [name, sentence] : {std::pair{"damaged", "course.trouble.damaged"}, {"refused", "course.trouble.refused"},
                                       {"stopped", "course.trouble.stopped"}})
    scenes.add(std::string("course-trouble-") + name, Route::library).state.trouble = Trouble{sentence, 1};
  for (auto const* fault : {"refused", "corrupt", "stale"})
    scenes.add(std::string("requests-trouble-") + fault, Route::requests).state.trouble = Trouble{std::string("policy.fault.") + fault, 1};
  scenes.add("home-not-the-platform", Route::home).state.link.standing = LinkView::Standing::not_the_platform;
  scenes.add("home-device-unknown", Route::home).state.link.standing = LinkView::Standing::device_unknown;
  auto& shut = scenes.add("welcome-shut", Route::welcome);
  shut.state.session.reset();
  shut.state.failed = sync::Fault::corrupt;
  scenes.add("display", Route::home).nav.display_sheet = true;
  scenes.add("voice", Route::home).nav.voice_sheet = true;
}

void add_requests(Scenes& scenes) {
  auto const& language = scenes.language;
  scenes.add("requests", Route::requests);
  auto& none = scenes.add("requests-empty", Route::requests, Person::ines);
  none.state.session->complaints = {};
  none.state.session->outbox = {};
  scenes.add("outbox", Route::outbox);
  auto& sent = scenes.add("outbox-empty", Route::outbox);
  sent.state.session->outbox = {};
  sent.state.session->complaints.all = {received(language)};
  for (auto const step : steps)
    scenes.add("complaint-" + std::string(name_of(step)), Route::complaint, Person::awa, form_drafts(language, step));
  auto& begun = scenes.add("complaint-begun", Route::complaint).state.session->complaints;
  begun.draft.reset();
  begun.draft_kept.reset();
  begun.fresh = {};
  begun.fresh.name = "Awa Diop";  // As an account without a phone number knows her.
  begun.fresh.email = "awa.diop@example.org";
  begun.fresh.student_id = "48213377";
  scenes.add("complaint-problems", Route::complaint, Person::awa, problem_drafts());
  scenes.add("complaint-elsewhere", Route::complaint, Person::awa, elsewhere_drafts(language));
  Drafts saved;
  saved.complaint.filed = action(12);
  scenes.add("complaint-saved", Route::complaint, Person::awa, saved);
  auto wish_with_files = form_drafts(language, Step::wish);
  scenes.add("complaint-wish-files", Route::complaint, Person::awa, wish_with_files).state.session->complaints.draft_files =
      attachments(language);
  scenes.add("complaint-check-files", Route::complaint, Person::awa, form_drafts(language, Step::check))
      .state.session->complaints.draft_files = attachments(language);
  auto question_with_files = form_drafts(language, Step::who);
  question_with_files.complaint.form.route = Aim::concern;
  scenes.add("question-files", Route::complaint, Person::awa, question_with_files).state.session->complaints.draft_files =
      attachments(language);
  scenes.add("files", Route::files).state.session->media = stick(language);
  scenes.add("files-no-stick", Route::files).state.session->media = MediaView{};
  auto& gone = scenes.add("files-gone", Route::files).state;
  gone.session->media = stick(language);
  gone.session->media->gone = true;
  gone.trouble = Trouble{"complaint.files.refused.kind", 1};
  scenes.add("files-reading", Route::files).state.session->file_reading =
      FileReading{in(language, "screen of the 6th.jpg", "écran du 6.jpg"), 0.4};
  auto with_files = received(language);
  with_files.files = filed_files(language);
  scenes.add_complaint("timeline-files", with_files);
  auto not_taken = received(language);
  not_taken.files = filed_files(language);
  not_taken.files[0].refusal = "file_differs";
  scenes.add_complaint("timeline-files-refused", not_taken);
  auto& with_parts = scenes.add("outbox-files", Route::outbox).state.session->outbox;
  std::vector<OutboxFact> parts{letter(12, "complaint", 3, 1'620)};
  for (std::uint8_t n = 0; n < 39; ++n) {
    parts.push_back(letter(static_cast<std::uint8_t>(60 + n), "evidence", 6, 32'768));
    parts.back().detail = in(language, "screen of the 6th.jpg", "écran du 6.jpg");
    parts.back().follows = true;
  }
  with_parts = outbox_view(parts);
  scenes.add_complaint("timeline-waiting", complaint(language, 12));
  scenes.add_complaint("timeline-received", received(language));
  scenes.add_complaint("timeline-question", question(language));
  scenes.add_complaint("timeline-extended", extended(language));
  scenes.add_complaint("timeline-refused", refused(language));
  Drafts withdrawing;
  withdrawing.timeline.withdrawing = true;
  scenes.add_complaint("timeline-withdrawing", received(language), withdrawing);
}

void add_account(Scenes& scenes) {
  scenes.add("account", Route::account);
  scenes.add("premium", Route::premium);
  scenes.add("premium-lucas", Route::premium, Person::lucas);
  scenes.add("premium-ines", Route::premium, Person::ines);
  scenes.add("invoices", Route::invoices);
  scenes.add("invoices-none", Route::invoices, Person::ines);
  auto& many = scenes.add("invoices-many", Route::invoices, Person::lucas).state.session->invoices;
  for (int n = 60; n > 0; --n) many.push_back(invoice(n, add_months(day(2021, 12, 18), n), 1'234'50 + n));
  scenes.add("invoices-one", Route::invoices).nav.invoice = invoices().front().key;
  scenes.add("invoices-strange", Route::invoices).nav.invoice = "strange";
  scenes.add("privacy", Route::privacy);
  Drafts open;
  open.shown = {"consent-hidden", "more:surveys"};
  scenes.add("privacy-open", Route::privacy, Person::awa, open);
  scenes.add("settings", Route::settings);
}

}  // namespace

AppState sample_state(Person person, std::string const& language, Policies const& policies) {
  AppState state;
  state.settings.language = language;
  state.policies = policies;
  state.now = at(11, 24, 17, 20);
  state.utc_offset = 1h;
  state.link.standing = LinkView::Standing::no_connection;
  state.link.last_contact = at(11, 23, 20, 40);
  state.device = {"Bibliothèque de Saint-Aubin", "1.2.0", 11'400'000'000};
  state.learners = {learner(1, "Awa", "leaf", "fr"), learner(2, "Lucas", "boat", "fr"), learner(3, "Inès", "sun", "en")};
  auto& me = state.session.emplace();
  me.learner = state.learners[static_cast<std::size_t>(person)];
  me.subscription = subscription(person);
  me.premium = premium_card(&*me.subscription, policies.clocks, {at(11, 23, 20, 40), 20h + 40min});
  if (person == Person::awa) me.invoices = invoices();
  me.courses = courses(language);
  me.go_on = ContinueView{"shell-novice", "pipes", in(language, "The Unix shell", "Le shell Unix"),
                          in(language, "Pipes and filters", "Tubes et filtres"), 3, 7, 12};
  me.complaints.draft = form(language);
  me.complaints.draft_kept = at(11, 24, 17, 24);
  me.complaints.all = {complaint(language, 12), received(language), refused(language)};
  me.consent = consent(policies, language, person == Person::lucas);
  me.outbox = outbox(language);
  return state;
}

std::vector<Scene> sample_scenes(std::string const& language, Policies const& policies) {
  Scenes scenes{language, policies, {}};
  add_first_screens(scenes);
  add_requests(scenes);
  add_account(scenes);
  for (auto& scene : course_scenes(language, policies)) scenes.all.push_back(std::move(scene));
  return std::move(scenes.all);
}

}  // namespace carrel::client
