#include "client/app/tour.h"

#include <algorithm>

#include "client/app/tour_player.h"

namespace carrel::client {
namespace {

// The demo learners, as the hub makes them.
constexpr char const* solo = "Awa";
constexpr char const* plus = "Lucas";
constexpr char const* member = "Inès";

bool french(TourPlayer const& play) { return play.state().settings.language == "fr"; }

Complaint const* newest_complaint(TourPlayer const& play) {
  auto const* here = play.session();
  return here && !here->complaints.all.empty() ? &here->complaints.all.back() : nullptr;
}

std::size_t waiting(TourPlayer const& play) { return play.session() ? play.session()->outbox.rows.size() : 0; }

void sit_down(TourPlayer& play, char const* name) {
  play.tap(name);
  play.until(std::string(name) + " could not sit down", [&] { return play.session() && play.session()->learner.first_name == name; });
}

void leave(TourPlayer& play) {
  play.tap_word("session.leave");
  play.until("the space did not close", [&] { return !play.session(); });
}

// A course in the language of the window comes first.
std::string course_to_read(TourPlayer const& play) {
  if (!play.session()) return {};
  auto const& rows = play.session()->courses;
  auto const found = std::find_if(rows.begin(), rows.end(), [&](auto const& row) {
    return row.installed && row.language == play.state().settings.language;
  });
  return found != rows.end() ? found->title : rows.empty() ? std::string() : rows.front().title;
}

void read_offline(TourPlayer& play) {
  play.tap_word("kit.library");
  play.until("no course is on this device", [&] {
    auto const* here = play.session();
    return here && std::any_of(here->courses.begin(), here->courses.end(), [](auto const& row) { return row.installed; });
  });
  play.picture("library");
  play.tap(course_to_read(play));
  play.picture("course");
  if (!play.session()) return;
  auto const& rows = play.session()->courses;
  auto const row = std::find_if(rows.begin(), rows.end(), [&](auto const& r) { return r.title == course_to_read(play); });
  if (row == rows.end() || row->contents.size() < 2) return;
  auto const with_quiz = std::find_if(row->contents.begin(), row->contents.end(), [](auto const& c) { return !c.quiz.empty(); });
  auto const course = row->id;
  auto const chapter = with_quiz == row->contents.end() ? row->contents.front() : *with_quiz;
  play.tap("1. " + row->contents.front().title);
  play.until("the chapter did not open", [&] { return play.session()->reading.has_value(); });
  play.picture("reader");
  play.tap_word("reader.next_page");
  play.picture("reader-next-page");

  play.ask(OpenChapter{course, chapter.id});
  play.until("the second chapter did not open", [&] {
    auto const& reading = play.session()->reading;
    return reading && reading->chapter->id == chapter.id;
  });
  play.ask(OpenQuiz{course, chapter.id, chapter.quiz});
  play.until("the quiz did not open", [&] { return play.session()->quiz.has_value(); });
  play.front().nav().go_course(Route::quiz, course, chapter.id, chapter.quiz);
  play.front().touch();
}

// Answers every question rightly but the first, so that both looks are seen.
void answer_quiz(TourPlayer& play) {
  if (play.stopped()) return;
  auto const quiz = play.session()->quiz->quiz;
  for (std::size_t i = 0; i < quiz->questions.size() && !play.stopped(); ++i) {
    auto const& question = quiz->questions[i];
    bool const slip = i == 0;
    for (auto const& choice : question.choices) {
      bool const take = slip ? !choice.correct : choice.correct;
      if (take) play.tap(plain_text(choice.text));
      if (take && (slip || !question.multiple)) break;
    }
    play.tap_word("quiz.check");
    if (i == 0) play.picture("quiz-look-again");
    if (i == 1) play.picture("quiz-right");
    bool const last = i + 1 == quiz->questions.size();
    play.tap_word(slip ? "quiz.skip" : last ? "quiz.to_result" : "quiz.next");
  }
  play.until("the attempt was not kept", [&] { return play.session() && play.session()->quiz && play.session()->quiz->kept; });
  play.picture("quiz-result");
}

void next_step(TourPlayer& play) { play.tap_word("complaint.form.next"); }

// The platform's profile may hold it already; then nobody types it again.
void type_if_blank(TourPlayer& play, std::string const& label, std::string const& known, char const* text) {
  if (known.empty()) play.type_word(label, text);
}

void complain_offline(TourPlayer& play) {
  bool const fr = french(play);
  play.front().nav().go(Route::requests);
  play.front().touch();
  play.picture("requests");
  play.tap_word("complaint.new");
  play.tap_word("complaint.route.complaint");
  play.tap_word("complaint.filer.learner");
  if (play.stopped()) return;
  auto const known = play.session()->complaints.fresh;
  play.picture("complaint-1-as-far-as-known");
  type_if_blank(play, "complaint.field.complainant_name", known.name, "Awa Diop");
  type_if_blank(play, "complaint.field.complainant_email", known.email, "awa.diop@example.org");
  type_if_blank(play, "complaint.field.student_id", known.student_id, "48213377");
  next_step(play);
  play.picture("complaint-1-says-what-is-missing");
  type_if_blank(play, "complaint.field.complainant_phone", known.phone, "+33 6 12 34 56 78");
  play.picture("complaint-1-who");
  next_step(play);
  play.tap_word("complaint.nature.project_review");
  play.picture("complaint-2-about");
  next_step(play);
  play.type_word("complaint.field.details",
                 fr ? "Mon projet a été noté « non reçu » le 9 novembre. Je l’avais envoyé depuis cette borne le 6."
                    : "My project was marked “not received” on 9 November. I had sent it from this kiosk on the 6th.");
  play.tap_word("complaint.yes");
  play.type_word("complaint.field.spoken_to_whom",
                 fr ? "Student Success, par e-mail, le 10 novembre" : "Student Success, by e-mail, 10 November");
  play.picture("complaint-3-happened");
  next_step(play);
  play.type_word("complaint.field.desired_outcome",
                 fr ? "Que le projet soit évalué, et la date d’envoi reconnue."
                    : "That the project is reviewed, and the day of sending accepted.");
  play.picture("complaint-4-wish");
  next_step(play);
  play.picture("complaint-5-check");
  play.tap_word("app.complaint.save_and_send");
  play.until("the complaint was not saved", [&] { return play.session() && play.session()->just_filed.has_value(); });
  play.picture("complaint-saved-on-this-device");
  play.tap_word("app.back_home");
}

void ask_offline(TourPlayer& play) {
  play.front().nav().go(Route::requests);
  play.front().touch();
  play.tap_word("complaint.new");
  play.tap_word("complaint.route.concern");
  if (play.stopped()) return;
  auto const known = play.session()->complaints.fresh;
  play.type_word("complaint.question.text",
                 french(play) ? "Jusqu’à quand puis-je rendre mon projet ?" : "Until when can I hand in my project?");
  play.tap_word("complaint.filer.learner");
  type_if_blank(play, "complaint.field.complainant_name", known.name, "Awa Diop");
  type_if_blank(play, "complaint.field.complainant_email", known.email, "awa.diop@example.org");
  play.picture("question-to-the-team");
  auto const filed = play.session()->just_filed;
  play.tap_word("app.complaint.save_and_send");
  play.until("the question was not saved", [&] { return play.session() && play.session()->just_filed != filed; });
  play.picture("question-saved-on-this-device");
  play.tap_word("app.back_home");
}

void switch_a_consent(TourPlayer& play) {
  play.front().nav().go(Route::privacy);
  play.front().touch();
  play.picture("privacy");
  play.tap_word("consent.purpose.surveys.title");
  play.until("the consent was not saved", [&] {
    auto const& rows = play.session()->consent.rows;
    return std::any_of(rows.begin(), rows.end(), [](auto const& row) { return row.purpose == "surveys" && row.now.waiting; });
  });
  play.picture("privacy-saved-and-waiting");
}

void go_online_and_receive(TourPlayer& play) {
  play.front().nav().go(Route::outbox);
  play.front().touch();
  play.picture("waiting-to-be-sent");
  play.ask(HoldLink{false});
  play.until("the platform did not confirm what was sent", [&] {
    auto const* complaint = newest_complaint(play);
    return complaint && complaint->received && waiting(play) == 0;
  });
  play.picture("everything-was-received");
  if (auto const* complaint = newest_complaint(play)) play.front().nav().complaint = complaint->id;
  play.front().nav().go(Route::timeline);
  play.front().touch();
  play.picture("complaint-received-with-reference");
  play.front().nav().go(Route::home);
  play.front().touch();
  play.picture("home-after");
}

void show(TourPlayer& play, Route route, char const* name) {
  play.front().nav().go(route);
  play.front().touch();
  play.picture(name);
}

void show_premium(TourPlayer& play, char const* name, std::string const& picture) {
  sit_down(play, name);
  play.front().nav().go(Route::premium);
  play.front().touch();
  play.picture(picture);
  leave(play);
}

}  // namespace

TourReport play_tour(Front& front, DeskThread& desk, platform::Window& window, kit::Painter& painter, std::filesystem::path const& folder,
                     Sheets sheets) {
  TourPlayer play(front, desk, window, painter, folder);
  if (sheets == Sheets::written) play.gather_sheets();
  front.touch();
  play.until("nobody is enrolled on this device", [&] { return !play.state().learners.empty(); });
  play.picture("welcome");
  sit_down(play, solo);
  play.until("the subscription is not known", [&] { return play.session() && play.session()->subscription.has_value(); });
  play.picture("home");
  read_offline(play);
  answer_quiz(play);
  complain_offline(play);
  ask_offline(play);
  switch_a_consent(play);
  go_online_and_receive(play);
  play.front().nav().go(Route::premium);
  play.front().touch();
  play.picture("premium-solo-active");
  play.front().nav().go(Route::account);
  play.front().touch();
  play.picture("account");
  show(play, Route::settings, "settings");
  show(play, Route::invoices, "invoices");
  play.tap_word("kit.display");
  play.picture("display");
  play.tap_word("kit.close");
  leave(play);
  show_premium(play, plus, "premium-plus-cancelled");
  show_premium(play, member, "member-without-subscription");
  play.picture("welcome-again");
  play.write_sheets();
  return {play.pictures(), play.stopped_at()};
}

}  // namespace carrel::client
