#include "tests/unit/complaints/facts.h"

using namespace carrel;
using namespace carrel::client;

namespace {

std::vector<Problem> all_problems(ComplaintDraft const& form) {
  return problems_in(form, Step::check, shipped_policies().directing);
}

}  // namespace

TEST_CASE("a form without the desired outcome names that alone, and files once it is there (Q01)") {
  auto form = complete_form();
  form.desired_outcome.clear();
  auto const problems = all_problems(form);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0] == Problem{Field::desired_outcome, "complaint.reason.desired_outcome_missing"});
  form.desired_outcome = "An answer.";
  CHECK(all_problems(form).empty());
  CHECK(form.evidence.empty());
  CHECK(form.legal_grounds.empty());
}

TEST_CASE("a mentor needs no student ID, and the early team is the Mentors Success Team (Q02)") {
  auto form = complete_form();
  form.filer = Filer::mentor;
  form.student_id.clear();
  CHECK(all_problems(form).size() == 1);
  form.no_student_id = true;
  CHECK(all_problems(form).empty());
  CHECK(shipped_policies().directing.team_of(name_of(form.filer)) == "mentors_success");
}

TEST_CASE("a learner cannot choose that the student ID does not apply") {
  auto form = complete_form();
  form.student_id.clear();
  form.no_student_id = true;
  auto const problems = all_problems(form);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].reason == "complaint.reason.student_id_missing");
}

TEST_CASE("each step names only what is missing on it, and an untouched form is missing everything required") {
  auto const directing = shipped_policies().directing;
  ComplaintDraft const empty;
  CHECK(problems_in(empty, Step::who, directing).size() == 6);
  CHECK(problems_in(empty, Step::about, directing).size() == 1);
  CHECK(problems_in(empty, Step::happened, directing).size() == 2);
  CHECK(problems_in(empty, Step::wish, directing).size() == 1);
  CHECK(problems_in(empty, Step::check, directing).size() == 10);
}

TEST_CASE("e-mail addresses are checked for their syntax only") {
  for (auto const* good : {"a@b.fr", "awa.koné+kiosk@école.example.org", "x_y@a-b.co.uk"}) {
    CAPTURE(good);
    CHECK(check_email(good) == EmailSyntax::good);
  }
  CHECK(check_email("  ") == EmailSyntax::missing);
  CHECK(check_email("awa.example.org") == EmailSyntax::no_at);
  for (auto const* bad : {"@b.fr", "a@", "a@b", "a@@b.fr", "a b@c.fr", "a@b..fr", "a@.fr", "a@b.fr.", "a@b.fr,c@d.fr", "a@b.fr\n"}) {
    CAPTURE(bad);
    CHECK(check_email(bad) == EmailSyntax::malformed);
  }
}

TEST_CASE("phone numbers are taken as people write them") {
  for (auto const* good : {"+33 1 80 88 80 30", "01.80.88.80.30", "(020) 7946-0958", "01\u00a080\u00a088\u00a080\u00a030"})
    CHECK(is_phone(good));
  for (auto const* bad : {"", "call me", "12345", "+33 1 80 88 80 30 99 99 9", "0180x88"}) CHECK_FALSE(is_phone(bad));
}

TEST_CASE("texts are held to their length, and all together to one letter") {
  auto form = complete_form();
  form.details = std::string(bytes_max(Field::details), 'x');
  CHECK(all_problems(form).empty());
  form.details += 'x';
  CHECK(all_problems(form) == std::vector{Problem{Field::details, "complaint.reason.too_long"}});
  form.details.pop_back();
  form.evidence = form.legal_grounds = form.why_not_resolved = std::string(8'000, 'y');
  CHECK(all_problems(form) == std::vector{Problem{Field::whole, "complaint.reason.whole_too_long"}});
  form.evidence = "\xFF\xFE";
  CHECK(problems_in(form, Step::wish, shipped_policies().directing).front().reason == "complaint.reason.unreadable");
}

TEST_CASE("what the policy does not cover is directed elsewhere, and still goes after an explicit yes") {
  auto const directing = shipped_policies().directing;
  auto form = complete_form();
  CHECK_FALSE(belongs_elsewhere(form, directing));
  form.nature = "safeguarding";
  auto const elsewhere = belongs_elsewhere(form, directing);
  REQUIRE(elsewhere);
  CHECK(elsewhere->urgent);
  CHECK(elsewhere->notice == "complaint.direct.safeguarding");
  CHECK(all_problems(form) == std::vector{Problem{Field::send_anyway, "complaint.reason.send_anyway_missing"}});
  form.send_anyway = true;
  CHECK(all_problems(form).empty());
}

TEST_CASE("alumni answer two questions, and decide themselves when the policy does not cover them") {
  auto const directing = shipped_policies().directing;
  auto form = complete_form();
  form.filer = Filer::alumni;
  CHECK(all_problems(form).front().field == Field::was_learner_then);
  form.was_learner_then = YesNo::yes;
  CHECK(all_problems(form).front().field == Field::why_not_then);
  form.why_not_then = "I learnt of it after my last day.";
  CHECK(all_problems(form).empty());
  form.could_have_been_raised = true;
  CHECK(belongs_elsewhere(form, directing)->notice == "complaint.alumni.could_then");
  form.was_learner_then = YesNo::no;
  CHECK(belongs_elsewhere(form, directing)->notice == "complaint.alumni.not_then");
  form.send_anyway = true;
  CHECK(all_problems(form).empty());
}

TEST_CASE("a third party says who they are, and needs no authorisation to file") {
  auto form = complete_form();
  form.filer = Filer::third_party;
  CHECK(all_problems(form).size() == 3);
  form.representative = {"Paul Koné", "+33 6 12 34 56 78", "brother", YesNo::no};
  CHECK(all_problems(form).empty());
}

TEST_CASE("a form that holds only what the platform knew is untouched, wherever the person was in it") {
  ComplaintDraft blank;
  blank.name = "Awa";
  auto form = blank;
  form.step = Step::happened;
  CHECK(is_untouched(form, blank));
  form.needs_help = true;
  CHECK_FALSE(is_untouched(form, blank));
}

TEST_CASE("a withdrawal is confirmed by its sentence, not by its capitals") {
  CHECK(confirms("  i WITHDRAW my  complaint ", "I withdraw my complaint"));
  CHECK(confirms("Je retire l'annonce", "Je retire l’annonce"));
  CHECK_FALSE(confirms("I withdraw", "I withdraw my complaint"));
  CHECK_FALSE(confirms("", ""));
}

TEST_CASE("names of answers go out and come back") {
  for (auto const filer : {Filer::learner, Filer::alumni, Filer::mentor, Filer::employer, Filer::other, Filer::third_party})
    CHECK(filer_of(name_of(filer)) == filer);
  for (auto const step : steps) CHECK(step_of(name_of(step)) == step);
  CHECK(yes_no_of("perhaps") == YesNo::unanswered);
  CHECK(filer_of("employee") == Filer::unanswered);
}
