#include "client/complaints/attachment_flow.h"
#include "client/complaints/attachment_store.h"
#include "client/complaints/complaint_flow.h"
#include "client/requests/letter_store.h"
#include "sync/base/limits.h"
#include "sync/trust/seal.h"
#include "tests/unit/flows/kiosk.h"

using namespace carrel;
using namespace carrel::client;

namespace {

constexpr auto part = sync::limits::evidence_part_bytes;

sync::Bytes photo(std::size_t size, unsigned seed) {
  SeededEntropy entropy(seed);
  sync::Bytes bytes(size);
  entropy.fill(bytes);
  auto const begin = sync::to_bytes("\xff\xd8\xff\xe0");
  std::copy(begin.begin(), begin.end(), bytes.begin());
  return bytes;
}

struct Filing : Kiosk {
  Desk at = desk(*awa);

  void attach(sync::Bytes const& bytes, char const* name) {
    auto const refused = attach_file(at, complete_form(), name, bytes);
    REQUIRE(refused);
    REQUIRE(refused->empty());
  }
  std::vector<Attachment> draft_files() {
    auto const draft = open_complaint_draft(at);
    REQUIRE(draft);
    return *draft ? (*draft)->files : std::vector<Attachment>{};
  }
  std::size_t kept() { return kept_files(*db, *awa)->size(); }
  Complaint complaint(sync::ActionId const& id) {
    auto const all = list_complaints(at);
    REQUIRE(all);
    for (auto const& one : *all)
      if (one.id == id) return one;
    FAIL("no such complaint");
    return {};
  }
  std::vector<sync::OutboxItem> due() { return *sync::outbox::due(*db, now.wall, 1'000); }
};

}  // namespace

TEST_CASE("files are sealed with the draft, survive it being written on, and can be taken off and put back") {
  Filing filing;
  filing.attach(photo(100'000, 1), "a\u202e.jpg");
  filing.attach(photo(10, 2), "b.jpg");
  auto form = complete_form();
  form.details += " More.";
  REQUIRE(keep_complaint_draft(filing.at, form));
  auto files = filing.draft_files();
  REQUIRE(files.size() == 2);
  CHECK(files[0].name == "a.jpg");
  CHECK(files[0].size == 100'000);
  CHECK(*attach_file(filing.at, form, "again.jpg", photo(10, 2)) == "complaint.files.refused.twice");
  CHECK(*attach_file(filing.at, form, "program.jpg", sync::to_bytes("MZ\x01\x02")) == "complaint.files.refused.kind");
  CHECK(filing.kept() == 2);

  REQUIRE(remove_attachment(filing.at, files[0].digest, true));
  CHECK(filing.draft_files()[0].removed);
  REQUIRE(remove_attachment(filing.at, files[0].digest, false));
  CHECK_FALSE(filing.draft_files()[0].removed);
  REQUIRE(remove_attachment(filing.at, files[0].digest, true));
  CHECK(filing.kept() == 2);
  REQUIRE(forget_removed_files(filing.at));
  CHECK(filing.draft_files().size() == 1);
  CHECK(filing.kept() == 1);
  REQUIRE(drop_complaint_draft(filing.at));
  CHECK(filing.kept() == 0);
}

TEST_CASE("the complaint leaves first; its files follow in parts, and each goes from here once the platform has all of it") {
  Filing filing;
  auto const large = photo(2 * part + 1, 3), small = photo(50, 4);
  filing.attach(large, "large.jpg");
  filing.attach(small, "small.jpg");
  auto const id = file_complaint(filing.at, complete_form());
  REQUIRE(id);
  auto const filed = filing.complaint(*id);
  REQUIRE(filed.files.size() == 2);
  REQUIRE(filed.files[0].parts.size() == 3);
  REQUIRE(filed.files[1].parts.size() == 1);
  auto const before = filing.due();
  REQUIRE(before.size() == 1);
  CHECK(before[0].id == *id);
  // Somebody else's words, written later, still leave before the files.
  auto lucas = filing.desk(*filing.lucas);
  auto const other = file_complaint(lucas, complete_form());
  REQUIRE(other);

  filing.receive(*id, "2026-11-23T08:00:00Z");
  auto const after = filing.due();
  REQUIRE(after.size() == 5);
  CHECK(after[0].id == *other);
  CHECK(after[1].id == filed.files[0].parts[0]);
  // A part holds the very bytes, and just fills a piece.
  auto const sealed = sync::outbox::sealed_bytes(*filing.db, filed.files[0].parts[0]);
  REQUIRE(sealed);
  CHECK(sealed->size() <= sync::limits::piece_bytes);
  MESSAGE("a part of " << part << " bytes of a file takes " << sealed->size() << " bytes sealed");
  auto const opened = sync::open_action(*sealed, filing.platform_seal, {filed.files[0].parts[0], filing.device});
  REQUIRE(opened);
  auto const plain = opened->verified_by(filing.awa->learner(), filing.awa->sign_keys().public_key);
  REQUIRE(plain);
  CHECK(plain->kind == "evidence");
  CHECK(*sync::from_base64url(plain->body.text_or("bytes", "")) == sync::Bytes(large.begin(), large.begin() + part));

  filing.receive(filed.files[1].parts[0], "2026-11-23T08:01:00Z");
  filing.receive(filed.files[0].parts[0], "2026-11-23T08:02:00Z");
  auto const half = filing.complaint(*id);
  CHECK(half.files[1].received == moment("2026-11-23T08:01:00Z"));
  CHECK_FALSE(half.files[0].received);
  CHECK(half.files[0].arrived == 1);
  CHECK(filing.kept() == 1);
  filing.receive(filed.files[0].parts[2], "2026-11-23T08:03:00Z");
  filing.receive(filed.files[0].parts[1], "2026-11-23T08:04:00Z");
  CHECK(filing.complaint(*id).files[0].received);
  CHECK(filing.kept() == 0);
}

TEST_CASE("in the outbox a file is one row however many parts it has, and to others nothing at all") {
  Filing filing;
  filing.attach(photo(2 * part + 1, 5), "large.jpg");
  REQUIRE(file_complaint(filing.at, complete_form()));
  auto const mine = outbox_view(*outbox_facts(*filing.db, *filing.awa));
  REQUIRE(mine.rows.size() == 2);
  CHECK(mine.rows[1].what_key == "outbox.what.evidence");
  CHECK(mine.rows[1].detail == "large.jpg");
  CHECK(mine.rows[1].count == 3);
  CHECK(outbox_view(*outbox_facts(*filing.db, *filing.lucas)).others == 1);
}

TEST_CASE("a complaint that is taken back takes its files with it: to the draft, or away") {
  Filing filing;
  filing.attach(photo(3 * part, 6), "a.jpg");
  auto const first = file_complaint(filing.at, complete_form());
  REQUIRE(first);
  REQUIRE(take_back_complaint(filing.at, *first, true));
  CHECK(filing.letters(*filing.awa) == 0);
  REQUIRE(filing.draft_files().size() == 1);
  CHECK(filing.kept() == 1);
  auto const second = file_complaint(filing.at, complete_form());
  REQUIRE(second);
  CHECK(filing.letters(*filing.awa) == 4);
  REQUIRE(take_back_complaint(filing.at, *second, false));
  CHECK(filing.letters(*filing.awa) == 0);
  CHECK(filing.kept() == 0);
}

TEST_CASE("the files of a refused complaint have not left, and go with the corrected one, once") {
  Filing filing;
  filing.attach(photo(3 * part, 7), "a.jpg");
  auto const first = file_complaint(filing.at, complete_form());
  REQUIRE(first);
  REQUIRE(sync::outbox::note_attempt(*filing.db, std::span(&*first, 1), filing.now.wall));
  REQUIRE(sync::outbox::park(*filing.db, *first, "email_invalid"));
  CHECK(filing.due().empty());
  REQUIRE(correct_complaint(filing.at, *first));
  REQUIRE(filing.draft_files().size() == 1);
  // Thinking better of the correction keeps what the refused one needs.
  REQUIRE(drop_complaint_draft(filing.at));
  CHECK(filing.kept() == 1);
  REQUIRE(correct_complaint(filing.at, *first));
  auto const second = file_complaint(filing.at, complete_form());
  REQUIRE(second);
  CHECK(filing.letters(*filing.awa) == 5);  // Both complaints, and three parts.
  CHECK(filing.complaint(*first).files.empty());
  CHECK(filing.complaint(*second).files.size() == 1);
  auto const waiting = sync::outbox::held_back_by(*filing.db, *second);
  REQUIRE(waiting);
  CHECK(waiting->size() == 3);
}

TEST_CASE("a question to the team takes no files along, and leaves none behind") {
  Filing filing;
  filing.attach(photo(10, 8), "a.jpg");
  auto form = complete_form();
  form.route = Aim::concern;
  REQUIRE(file_complaint(filing.at, form));
  CHECK(filing.letters(*filing.awa) == 1);
  CHECK(filing.kept() == 0);
}
