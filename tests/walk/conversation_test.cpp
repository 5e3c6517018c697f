// A learner's conversation with the platform, from the desk behind the window to the operator at the hub and back, over the real
// courier and TLS: what is on the screen at each step, and what the next person sees of it.
#include "client/app/office_inner.h"
#include "client/complaints/complaint_store.h"
#include "client/complaints/complaint_wire.h"
#include "client/requests/letter_flow.h"
#include "platform/clock/clock.h"
#include "tests/walk/person.h"

using namespace carrel;
using namespace carrel::walk;
using namespace carrel::client;

namespace {

struct House {
  explicit House(Words const& courses = {}) : hub(courses) { kiosk.enrol(hub); }
  Hub hub;
  Kiosk kiosk;
};

std::vector<std::string> events_of(Complaint const& complaint) {
  std::vector<std::string> names;
  for (auto const& event : complaint.events) names.push_back(event.event);
  return names;
}

/// Files what the form would have stopped: another program, or a newer rule at the platform.
sync::ActionId file_past_the_form(Person& person, ComplaintDraft const& form) {
  auto desk = person.office().inner().desk(platform::read_clocks());
  auto tx = sync::Transaction::begin(desk.db);
  REQUIRE(tx);
  Complaint copy;
  copy.id = sync::make_id<sync::ActionId>(desk.entropy);
  copy.form = form;
  copy.filed = desk.now.wall;
  REQUIRE(put_letter(desk, copy.id, {"complaint", "complaint.nature." + form.nature, true, false}, complaint_body(form)));
  REQUIRE(put_complaint(desk.db, *desk.vault, copy));
  REQUIRE(tx->commit());
  return copy.id;
}

}  // namespace

TEST_CASE("a complaint begins with what the platform knows of the person who sits here, and with nothing of anybody else") {
  House house;
  CHECK(house.kiosk.ctl({"sync"}).exit == 0);
  // Sealed until somebody sits down: the operator sees that something waits, and not what.
  auto const status = house.kiosk.ctl({"status", "--json"}).json();
  CHECK(status.find("news")->number_or("waiting", 0) > 3);
  CHECK(status.find("news")->list("aside").empty());
  Person person(house.kiosk.data(), Person::Line::held);
  person.sits("Awa");
  auto const awa = person.state.session->complaints.fresh;
  CHECK(awa.name == "Awa Diop");
  CHECK(awa.email == "awa.diop@example.org");
  CHECK(awa.student_id == "48213377");
  CHECK(awa.phone.empty());
  CHECK(awa.route == Aim::unanswered);
  CHECK(awa.filer == Filer::unanswered);
  person.leaves();
  person.sits("Lucas");
  CHECK(person.state.session->complaints.fresh.email == "lucas.martin@example.org");
  CHECK(person.state.session->complaints.fresh.phone == "+33 6 39 98 21 07");
}

TEST_CASE("filed without a link it is saved; with a link it is received, with a reference and the date of acknowledgement") {
  House house;
  Person awa(house.kiosk.data(), Person::Line::held);
  awa.sits("Awa");
  auto const id = awa.files(complete_form("The light is broken."));
  CHECK(awa.complaint(id).state == ComplaintState::queued);
  CHECK(awa.state.session->outbox.rows.size() == 1);
  auto const purpose = std::string("comm_newsletter");
  awa.does(SetConsent{purpose, true});
  CHECK(awa.consent(purpose).now.on);
  CHECK(awa.consent(purpose).now.waiting);
  CHECK(awa.state.session->outbox.rows.size() == 2);
  // Held: nothing leaves, whatever happens.
  awa.does(SendNow{});
  static_cast<void>(awa.office().tick(platform::read_clocks()));
  CHECK(awa.link().courier_pid() == 0);
  CHECK(house.hub.complaints().empty());

  awa.goes_online();
  CHECK(awa.state.link.standing == LinkView::Standing::reached);
  CHECK(awa.state.session->outbox.rows.empty());
  auto const& complaint = awa.complaint(id);
  CHECK(complaint.state == ComplaintState::received);
  CHECK(complaint.reference.starts_with("RC-"));
  REQUIRE(complaint.acknowledge_by);
  REQUIRE(complaint.answer_by);
  CHECK(std::chrono::sys_days{*complaint.acknowledge_by} < std::chrono::sys_days{*complaint.answer_by});
  CHECK_FALSE(awa.consent(purpose).now.waiting);
  CHECK(awa.trouble() == "");
  auto const at_hub = house.hub.complaints();
  REQUIRE(at_hub.size() == 1);
  CHECK(at_hub[0].text_or("reference", "") == complaint.reference);
  CHECK(at_hub[0].text_or("acknowledge_by", "") == sync::to_iso_date(*complaint.acknowledge_by));
}

TEST_CASE("what the operator answers stands in the timeline, in order, and the learner answers back") {
  House house;
  Person awa(house.kiosk.data());
  awa.sits("Awa");
  auto const id = awa.files(complete_form("My project was not read."));
  awa.goes_online();
  auto const reference = awa.complaint(id).reference;
  auto const hear = [&](std::string const& event) {
    awa.does(SendNow{});
    awa.waits_until([&] { return !awa.complaint(id).events.empty() && awa.complaint(id).events.back().event == event; });
  };
  house.hub.answer(reference, {"acknowledge"});
  hear("acknowledged");
  CHECK(awa.complaint(id).state == ComplaintState::acknowledged);

  house.hub.answer(reference, {"ask", "Which day was it, please?"});
  hear("information_requested");
  CHECK(awa.complaint(id).state == ComplaintState::information_requested);
  CHECK(awa.complaint(id).events.back().text == "Which day was it, please?");
  CHECK(deeds_for(awa.complaint(id)).answer);
  awa.does(AnswerQuestion{id, "It was the 6th."});
  CHECK_FALSE(deeds_for(awa.complaint(id)).answer);
  hear("information_received");
  CHECK(awa.complaint(id).state == ComplaintState::under_investigation);
  CHECK(awa.complaint(id).follow_ups.at(0).received);

  house.hub.answer(reference, {"extend", "2027-03-31", "The assessor is ill."});
  hear("extended");
  CHECK(awa.complaint(id).state == ComplaintState::extended);
  house.hub.answer(reference, {"decide", "The project has been read and passed."});
  hear("decided");
  CHECK((awa.complaint(id).state == ComplaintState::decided || awa.complaint(id).state == ComplaintState::appeal_window));
  CHECK(awa.complaint(id).events.back().text == "The project has been read and passed.");
  CHECK(events_of(awa.complaint(id)) == std::vector<std::string>{"received", "acknowledged", "information_requested",
                                                                 "information_received", "extended", "decided"});
  auto const steps = complaint_timeline(awa.complaint(id), awa.state.policies.clocks);
  CHECK(steps.size() >= 6);

  // All of it is there again after a restart, and once only.
  auto const before = awa.complaint(id);
  awa.leaves();
  awa.sits("Awa");
  CHECK(awa.complaint(id) == before);
}

TEST_CASE("a refused complaint says why, is corrected, and goes again under a new id") {
  House house;
  Person awa(house.kiosk.data(), Person::Line::held);
  awa.sits("Awa");
  auto form = complete_form("My e-mail address is wrong.");
  form.email = "awa at example";
  auto const refused = file_past_the_form(awa, form);
  auto const good = awa.files(complete_form("This one is fine."));
  awa.goes_online();
  // The one that is refused blocks no other.
  CHECK(awa.complaint(good).state == ComplaintState::received);
  CHECK(awa.complaint(refused).state == ComplaintState::refused_by_server);
  CHECK(awa.complaint(refused).refusal == "email_invalid");
  auto const& rows = awa.state.session->outbox.rows;
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].needs_you);
  CHECK(rows[0].can_correct);
  CHECK(rows[0].why_key == "outbox.refused.email_invalid");
  CHECK(read_text(HOUSE_TOP "/assets/words/en/outbox.json").find("outbox.refused.email_invalid") != std::string::npos);

  awa.does(CorrectComplaint{refused});
  REQUIRE(awa.state.session->complaints.draft);
  auto corrected = *awa.state.session->complaints.draft;
  CHECK(corrected.details == form.details);
  corrected.email = "awa@example.org";
  auto const again = awa.files(corrected);
  CHECK(again != refused);
  awa.waits_until([&] { return awa.complaint(again).state == ComplaintState::received; });
  CHECK(awa.complaint(refused).replaced_by == again);
  CHECK(awa.state.session->outbox.rows.empty());
  CHECK(house.hub.complaints().size() == 2);
}

TEST_CASE("a withdrawal waits until the platform confirms it") {
  House house;
  Person awa(house.kiosk.data());
  awa.sits("Awa");
  auto const id = awa.files(complete_form("No longer needed."));
  awa.goes_online();
  awa.does(HoldLink{true});
  awa.does(WithdrawComplaint{id, "I withdraw my complaint"});
  CHECK(withdrawal_waits(awa.complaint(id)));
  CHECK(awa.complaint(id).state == ComplaintState::received);
  awa.does(HoldLink{false});
  awa.waits_until([&] { return awa.complaint(id).state == ComplaintState::withdrawn; });
  CHECK_FALSE(withdrawal_waits(awa.complaint(id)));
  CHECK(house.hub.complaints().at(0).text_or("state", "") == "withdrawn");
}

TEST_CASE("the next person sees nothing of the one before, and leaving drops everything") {
  House house;
  Person desk(house.kiosk.data(), Person::Line::held);
  desk.sits("Awa");
  auto const id = desk.files(complete_form("Only for Awa's eyes."));
  desk.does(KeepComplaintDraft{complete_form("A draft of Awa's.")});
  REQUIRE(desk.state.session->complaints.draft);
  desk.leaves();
  CHECK_FALSE(desk.state.session);
  CHECK_FALSE(desk.office().inner().session);
  CHECK_FALSE(desk.office().inner().reading);
  CHECK_FALSE(desk.office().inner().quiz);

  desk.sits("Lucas");
  CHECK(desk.state.session->complaints.all.empty());
  CHECK_FALSE(desk.state.session->complaints.draft);
  CHECK(desk.state.session->outbox.rows.empty());
  CHECK(desk.state.session->outbox.others == 1);
  // Deeds on a complaint of hers are nobody's.
  for (Intent const& intent : {Intent{TakeBackComplaint{id, true}}, Intent{CorrectComplaint{id}}, Intent{WithdrawComplaint{id, "x"}},
                               Intent{AnswerQuestion{id, "x"}}}) {
    desk.state.trouble.reset();
    desk.does(intent);
    CHECK_FALSE(desk.trouble().empty());
  }
  CHECK_FALSE(desk.state.session->complaints.draft);
  // Hers is delivered while he sits here, and he learns nothing of it.
  desk.goes_online();
  CHECK(desk.state.session->complaints.all.empty());
  CHECK(desk.state.session->outbox.others == 0);
  desk.leaves();
  desk.sits("Awa");
  CHECK(desk.complaint(id).state == ComplaintState::received);
  CHECK(desk.state.session->complaints.draft->details == "A draft of Awa's.");
}

TEST_CASE("who sits down while another is still here takes their place, and finds nothing of theirs") {
  House house({weather});
  REQUIRE(house.kiosk.ctl({"sync"}).exit == 0);
  REQUIRE(house.kiosk.ctl({"courses", "--fetch", "all"}).exit == 0);
  REQUIRE(house.kiosk.ctl({"sync"}).exit == 0);
  Person desk(house.kiosk.data(), Person::Line::held);
  desk.sits("Awa");
  desk.does(OpenChapter{"read-the-weather", ""});
  REQUIRE(desk.state.session->reading);
  desk.sits("Lucas");
  CHECK_FALSE(desk.state.session->reading);
  CHECK_FALSE(desk.office().inner().reading);
  CHECK(desk.state.session->complaints.all.empty());
}

TEST_CASE("a draft, the place in a chapter and what was read are there again after the program ended") {
  House house({weather});
  REQUIRE(house.kiosk.ctl({"sync"}).exit == 0);
  REQUIRE(house.kiosk.ctl({"courses", "--fetch", "all"}).exit == 0);
  REQUIRE(house.kiosk.ctl({"sync"}).exit == 0);
  auto const course = std::string("read-the-weather");
  std::string first, second;
  {
    Person awa(house.kiosk.data(), Person::Line::held);
    awa.sits("Awa");
    auto draft = complete_form("Half a sen");
    draft.step = Step::happened;
    awa.does(KeepComplaintDraft{draft});
    awa.does(OpenChapter{course, ""});
    REQUIRE(awa.state.session->reading);
    auto const& reading = *awa.state.session->reading;
    REQUIRE(reading.chapters.size() > 1);
    first = reading.chapters[0].id;
    second = reading.chapters[1].id;
    CHECK(reading.chapter->id == first);
    awa.does(KeepPlace{course, first, static_cast<int>(reading.chapter->blocks.size())});
    CHECK(awa.course(course).chapters_read == 1);
    awa.does(OpenChapter{course, second});
    awa.does(KeepPlace{course, second, 3});
    awa.does(ChangeSettings{{"en", "dark", 150}});
  }
  Person awa(house.kiosk.data(), Person::Line::held);
  CHECK(awa.state.settings == Settings{"fr", "dark", 150});  // The language was hers, the rest is the device's.
  awa.sits("Awa");
  CHECK(awa.state.settings == Settings{"en", "dark", 150});
  REQUIRE(awa.state.session->complaints.draft);
  CHECK(awa.state.session->complaints.draft->details == "Half a sen");
  CHECK(awa.state.session->complaints.draft->step == Step::happened);
  REQUIRE(awa.state.session->go_on);
  CHECK(awa.state.session->go_on->chapter == second);
  awa.does(OpenChapter{course, ""});
  REQUIRE(awa.state.session->reading);
  CHECK(awa.state.session->reading->chapter->id == second);
  CHECK(awa.state.session->reading->block == 3);
  CHECK(awa.state.session->reading->chapters[0].read);
  awa.leaves();
  // And it is hers alone.
  awa.sits("Lucas");
  CHECK(awa.course(course).chapters_read == 0);
  CHECK_FALSE(awa.state.session->complaints.draft);
  awa.leaves();
  CHECK(awa.state.settings.language == "fr");
  awa.does(ChangeSettings{{"en", "light", 100}});  // Nobody is here: the device's own language.
  CHECK(awa.state.settings.language == "en");
  awa.sits("Inès");
  CHECK(awa.state.settings.language == "fr");
}

TEST_CASE("who speaks a language that is not installed sees the device's, and it stays theirs until it is") {
  House house;
  {
    Person lucas(house.kiosk.data(), Person::Line::held);
    lucas.sits("Lucas");
    lucas.does(ChangeSettings{{"pl", "light", 100}});
    CHECK(lucas.state.settings.language == "pl");
  }
  {
    Person lucas(house.kiosk.data(), Person::Line::held, {}, {"en", "fr"});
    lucas.sits("Lucas");
    CHECK(lucas.state.settings.language == "fr");
  }
  Person lucas(house.kiosk.data(), Person::Line::held, {}, {"en", "fr", "pl"});
  lucas.sits("Lucas");
  CHECK(lucas.state.settings.language == "pl");
}

TEST_CASE("a course that was removed is gone, and comes whole again when it is wanted again") {
  House house({weather});
  Person awa(house.kiosk.data());
  awa.sits("Awa");
  auto const id = std::string("read-the-weather");
  awa.goes_online();
  CHECK(awa.course(id).standing == CourseStanding::offered);
  auto const fetch = [&] {
    awa.does(FetchCourse{id});
    awa.waits_until([&] { return awa.course(id).standing == CourseStanding::here && awa.course(id).bytes_missing == 0; });
  };
  fetch();
  awa.does(OpenChapter{id, ""});
  REQUIRE(awa.state.session->reading);
  CHECK_FALSE(awa.state.session->reading->chapter->blocks.empty());
  awa.does(RemoveCourse{id});
  CHECK(awa.course(id).standing == CourseStanding::offered);
  CHECK_FALSE(awa.course(id).installed);
  awa.state.trouble.reset();
  awa.does(OpenChapter{id, ""});
  CHECK_FALSE(awa.trouble().empty());
  fetch();
  awa.state.trouble.reset();
  awa.does(OpenChapter{id, ""});
  CHECK(awa.trouble() == "");
  awa.leaves();
  CHECK(house.kiosk.ctl({"verify"}).exit == 0);
}

TEST_CASE("an operator's sync beside the window takes nothing from the learner: all is filed, all arrives, once") {
  House house;
  Person awa(house.kiosk.data(), Person::Line::held);
  awa.sits("Awa");
  int syncs = 0, refused = 0;
  std::optional<Program> operators;
  std::vector<sync::ActionId> ids;
  for (int i = 0; i < 60; ++i) {
    if (!operators || !operators->runs()) {
      if (operators) refused += operators->end().exit != 0;
      house.kiosk.start(operators, {"sync"});
      ++syncs;
    }
    ids.push_back(awa.files(complete_form("Number " + std::to_string(i))));
  }
  refused += operators->end().exit != 0;
  CHECK(refused == 0);
  MESSAGE(syncs, " syncs beside 60 complaints");
  awa.goes_online();
  awa.leaves();
  awa.sits("Awa");  // What the operator's command delivered is seen at the next look.
  int received = 0;
  for (auto const& id : ids) received += awa.complaint(id).state == ComplaintState::received;
  CHECK(received == 60);
  CHECK(house.hub.complaints().size() == ids.size());
}

TEST_CASE("a quiz is marked on the spot, kept, and its attempt reaches the platform once") {
  House house({weather});
  REQUIRE(house.kiosk.ctl({"sync"}).exit == 0);
  REQUIRE(house.kiosk.ctl({"courses", "--fetch", "all"}).exit == 0);
  REQUIRE(house.kiosk.ctl({"sync"}).exit == 0);
  Person awa(house.kiosk.data(), Person::Line::held);
  awa.sits("Awa");
  auto const course = std::string("read-the-weather");
  awa.does(OpenChapter{course, ""});
  REQUIRE(awa.state.session->reading);
  std::string chapter, layer;
  for (auto const& one : awa.state.session->reading->chapters)
    if (!one.quiz.empty() && layer.empty()) chapter = one.id, layer = one.quiz;
  REQUIRE_FALSE(layer.empty());
  awa.does(OpenQuiz{course, chapter, layer});
  REQUIRE(awa.state.session->quiz);
  QuizAnswers answers;
  for (auto const& question : awa.state.session->quiz->quiz->questions) {
    answers.emplace_back();
    for (int i = 0; i < static_cast<int>(question.choices.size()); ++i)
      if (question.choices[static_cast<std::size_t>(i)].correct) answers.back().push_back(i);
  }
  awa.does(SubmitQuiz{course, chapter, layer, answers});
  REQUIRE(awa.state.session->quiz->result);
  CHECK(awa.state.session->quiz->result->passed);
  CHECK(awa.state.session->quiz->kept);
  CHECK(awa.state.session->outbox.rows.size() == 1);
  auto const before = house.hub.count("action");
  awa.goes_online();
  CHECK(awa.state.session->outbox.rows.empty());
  CHECK(house.hub.count("action") == before + 1);
}

TEST_CASE("a deed before anybody is enrolled or here is refused in words") {
  Kiosk kiosk;
  Person nobody(kiosk.data(), Person::Line::held);
  sync::ActionId const id{};
  for (Intent const& intent :
       {Intent{OpenSession{}}, Intent{KeepComplaintDraft{}}, Intent{DropComplaintDraft{}}, Intent{FileComplaint{complete_form("x")}},
        Intent{TakeBackComplaint{id}}, Intent{CorrectComplaint{id}}, Intent{WithdrawComplaint{id, "x"}}, Intent{AnswerQuestion{id, "x"}},
        Intent{SetConsent{"surveys", true}}, Intent{OpenChapter{"a", "b"}}, Intent{OpenQuiz{"a", "b", "c"}},
        Intent{SubmitQuiz{"a", "b", "c", {}}}}) {
    CAPTURE(intent.index());
    nobody.state.trouble.reset();
    nobody.does(intent);
    CHECK_FALSE(nobody.trouble().empty());
  }
  nobody.does(CloseSession{});
  nobody.does(KeepPlace{"a", "b", 1});
  nobody.does(SendNow{});
  nobody.does(HoldLink{false});
  static_cast<void>(nobody.office().tick(platform::read_clocks()));
  CHECK(nobody.link().courier_pid() == 0);
}

TEST_CASE("an invoice that the operator states reaches its learner, newest first, and nobody else") {
  House house;
  house.hub.does("invoice", {"Awa", "--number", "F-2099-1", "--issued", "2099-03-01", "--amount", "1250", "--currency", "EUR", "--from",
                             "2099-03-01", "--until", "2099-04-01", "--state", "due", "--due", "2099-03-15"});
  CHECK(house.kiosk.ctl({"sync"}).exit == 0);
  Person person(house.kiosk.data(), Person::Line::held);
  person.sits("Awa");
  auto const& invoices = person.state.session->invoices;
  REQUIRE(invoices.size() == 8);  // And those of the demo, one a period.
  CHECK(invoices[0].number == "F-2099-1");
  CHECK(invoices[0].whole);
  CHECK(invoices[0].amount == Amount{1250, "EUR"});
  CHECK(invoices[0].due_on == read_date("2099-03-15"));
  CHECK(std::is_sorted(invoices.begin(), invoices.end(), [](auto const& a, auto const& b) { return *a.issued > *b.issued; }));
  person.leaves();
  CHECK_FALSE(person.state.session);
  person.sits("Inès");
  CHECK(person.state.session->invoices.empty());
}
