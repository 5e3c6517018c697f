#include "client/complaints/complaint_flow.h"

#include <array>
#include <fstream>

#include "client/requests/letter_store.h"
#include "tests/unit/flows/kiosk.h"

using namespace carrel;
using namespace carrel::client;
using S = ComplaintState;

namespace {

Complaint only_complaint(Desk& desk) {
  auto const all = list_complaints(desk);
  REQUIRE(all);
  REQUIRE(all->size() == 1);
  return all->front();
}

}  // namespace

TEST_CASE("filing saves letter and copy and ends the draft, and the platform can read what was written") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  auto form = complete_form();
  REQUIRE(keep_complaint_draft(desk, form));
  auto const id = file_complaint(desk, form);
  REQUIRE(id);
  auto const draft = open_complaint_draft(desk);
  REQUIRE(draft);
  CHECK_FALSE(*draft);
  auto const copy = only_complaint(desk);
  CHECK(copy.form == form);
  CHECK(copy.state == S::queued);
  CHECK(kiosk.letter(*id).priority == sync::Priority::complaint);
  auto const sealed = sync::outbox::sealed_bytes(*kiosk.db, *id);
  REQUIRE(sealed);
  auto const opened = sync::open_action(*sealed, kiosk.platform_seal, {*id, desk.device});
  REQUIRE(opened);
  auto const plain = opened->verified_by(kiosk.awa->learner(), kiosk.awa->sign_keys().public_key);
  REQUIRE(plain);
  CHECK(plain->body.text_or("desired_outcome", "") == form.desired_outcome);
  CHECK(plain->body.text_or("already_spoken_to", "") == "yes");
}

TEST_CASE("what is not complete is not filed, and the draft stays as it was") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  auto form = complete_form();
  form.desired_outcome.clear();
  REQUIRE(keep_complaint_draft(desk, form));
  auto const refused = file_complaint(desk, form);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().fault == sync::Fault::invalid);
  CHECK(kiosk.letters(*kiosk.awa) == 0);
  auto const draft = open_complaint_draft(desk);
  REQUIRE(draft);
  REQUIRE(*draft);
  CHECK((*draft)->form == form);
}

TEST_CASE("a draft comes back as it was typed, one a learner, and never to the next person") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  auto form = complete_form();
  form.filer = Filer::third_party;
  form.representative = {"Paul", "paul@example.org", "brother", YesNo::yes};
  form.step = Step::wish;
  form.needs_help = form.send_anyway = form.could_have_been_raised = true;
  REQUIRE(keep_complaint_draft(desk, complete_form()));
  REQUIRE(keep_complaint_draft(desk, form));
  auto const draft = open_complaint_draft(desk);
  REQUIRE(draft);
  REQUIRE(*draft);
  CHECK((*draft)->form == form);
  CHECK((*draft)->kept == kiosk.now.wall);
  auto other = kiosk.desk(*kiosk.lucas);
  auto const theirs = open_complaint_draft(other);
  REQUIRE(theirs);
  CHECK_FALSE(*theirs);
}

TEST_CASE("nothing of a complaint lies readable in the files") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  auto form = complete_form();
  form.details = "The heron stood on the seventh stone.";
  REQUIRE(keep_complaint_draft(desk, form));
  REQUIRE(file_complaint(desk, form));
  int read = 0;
  for (auto const& entry : std::filesystem::directory_iterator(kiosk.folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    std::string const bytes{std::istreambuf_iterator<char>(file), {}};
    read += !bytes.empty();
    CHECK(bytes.find("heron") == std::string::npos);
    CHECK(bytes.find("project_review") == std::string::npos);
  }
  CHECK(read > 0);
}

TEST_CASE("a complaint that has not left is taken back here, and nothing is sent (Q06)") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  auto const id = file_complaint(desk, complete_form());
  REQUIRE(id);
  REQUIRE(take_back_complaint(desk, *id, true));
  CHECK(kiosk.letters(*kiosk.awa) == 0);
  auto const all = list_complaints(desk);
  REQUIRE(all);
  CHECK(all->empty());
  auto const draft = open_complaint_draft(desk);
  REQUIRE(draft);
  REQUIRE(*draft);
  CHECK((*draft)->form == complete_form());
}

TEST_CASE("once it was tried it is no longer ours to take back; it can be withdrawn and stays as it is (Q06)") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  auto const id = file_complaint(desk, complete_form());
  REQUIRE(id);
  std::array const tried{*id};
  REQUIRE(sync::outbox::note_attempt(*kiosk.db, tried, kiosk.now.wall));
  auto const refused = take_back_complaint(desk, *id, false);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().fault == sync::Fault::refused);
  CHECK(only_complaint(desk).state == S::sent);
  CHECK_FALSE(withdraw_complaint(desk, *id, " "));
  REQUIRE(withdraw_complaint(desk, *id, "I withdraw my complaint"));
  auto const copy = only_complaint(desk);
  CHECK(copy.state == S::sent);
  CHECK(withdrawal_waits(copy));
  CHECK(kiosk.letters(*kiosk.awa) == 2);
  CHECK_FALSE(withdraw_complaint(desk, *id, "I withdraw my complaint"));
}

TEST_CASE("the receipt brings reference and dates into the copy") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  auto const id = file_complaint(desk, complete_form());
  REQUIRE(id);
  kiosk.receive(*id, "2026-11-23T08:00:00Z");
  auto const copy = only_complaint(desk);
  CHECK(copy.state == S::received);
  CHECK(copy.reference == "RC-2026-000001");
  CHECK(copy.received == moment("2026-11-23T08:00:00Z"));
  CHECK(copy.acknowledge_by == Date{std::chrono::year{2026} / 11 / 30});
}

TEST_CASE("a refused complaint is corrected and goes again under a new id, and the old one is closed with it") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  auto form = complete_form();
  form.email = "awa@example.invalid";
  auto const first = file_complaint(desk, form);
  REQUIRE(first);
  REQUIRE(sync::outbox::park(*kiosk.db, *first, "email_invalid"));
  CHECK(only_complaint(desk).refusal == "email_invalid");
  auto const facts = outbox_facts(*kiosk.db, *kiosk.awa);
  REQUIRE(facts);
  CHECK(outbox_view(*facts).rows.at(0).needs_you);
  REQUIRE(correct_complaint(desk, *first));
  auto const draft = open_complaint_draft(desk);
  REQUIRE(draft);
  REQUIRE(*draft);
  auto corrected = (*draft)->form;
  corrected.email = "awa@example.org";
  REQUIRE(keep_complaint_draft(desk, corrected));
  auto const second = file_complaint(desk, corrected);
  REQUIRE(second);
  CHECK(*second != *first);
  CHECK(kiosk.letter(*first).state == sync::ActionState::replaced);
  CHECK(kiosk.letter(*second).state == sync::ActionState::queued);
  auto const all = list_complaints(desk);
  REQUIRE(all);
  CHECK(all->size() == 2);
  CHECK(complaint_rows(*all).size() == 1);
}

TEST_CASE("help is asked for at once, once a draft, and does not go twice with the complaint") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  auto form = complete_form();
  form.details.clear();
  REQUIRE(ask_for_help(desk, form));
  REQUIRE(ask_for_help(desk, form));
  CHECK(kiosk.letters(*kiosk.awa) == 1);
  form = complete_form();
  form.needs_help = true;
  REQUIRE(file_complaint(desk, form));
  CHECK(kiosk.letters(*kiosk.awa) == 2);
}

TEST_CASE("a box for help that was only ticked makes its own request when the complaint is filed") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  auto form = complete_form();
  form.needs_help = true;
  REQUIRE(file_complaint(desk, form));
  CHECK(kiosk.letters(*kiosk.awa) == 2);
}

TEST_CASE("a concern becomes a question and no complaint") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  ComplaintDraft form;
  form.route = Aim::concern;
  CHECK_FALSE(file_complaint(desk, form));
  form.details = "Will my funding be paid in January?";
  REQUIRE(file_complaint(desk, form));
  auto const all = list_complaints(desk);
  REQUIRE(all);
  CHECK(all->empty());
  auto const facts = outbox_facts(*kiosk.db, *kiosk.awa);
  REQUIRE(facts);
  CHECK(outbox_view(*facts).rows.at(0).what_key == "outbox.what.contact_question");
}

TEST_CASE("others see how many letters wait and nothing of them") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  REQUIRE(file_complaint(desk, complete_form()));
  auto const facts = outbox_facts(*kiosk.db, *kiosk.lucas);
  REQUIRE(facts);
  REQUIRE(facts->size() == 1);
  CHECK(facts->front().kind.empty());
  CHECK(facts->front().detail.empty());
  CHECK(outbox_view(*facts).others == 1);
}

TEST_CASE("a letter that waits is shown however many arrived after it") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  auto const id = file_complaint(desk, complete_form());
  REQUIRE(id);
  REQUIRE(sync::outbox::park(*kiosk.db, *id, "form_incomplete"));
  REQUIRE(kiosk.db->exec("WITH RECURSIVE n(i) AS (VALUES (100) UNION ALL SELECT i + 1 FROM n WHERE i < 1300) INSERT INTO action "
                         "(seq, id, learner, priority, state, digest, size, filed_at, sealed_receipt) "
                         "SELECT i, randomblob(16), randomblob(16), 6, 'accepted', zeroblob(32), 1, 1, x'00' FROM n"));
  auto const facts = outbox_facts(*kiosk.db, *kiosk.awa);
  REQUIRE(facts);
  REQUIRE(facts->size() == 1);
  CHECK(facts->front().id == *id);
  CHECK(facts->front().kind == "complaint");
}

TEST_CASE("at the first screen nobody's deed is done") {
  Kiosk kiosk;
  auto desk = kiosk.desk(*kiosk.awa);
  desk.vault = nullptr;
  CHECK_FALSE(keep_complaint_draft(desk, complete_form()));
  CHECK_FALSE(file_complaint(desk, complete_form()));
  CHECK_FALSE(list_complaints(desk));
  CHECK(kiosk.letters(*kiosk.awa) == 0);
}
