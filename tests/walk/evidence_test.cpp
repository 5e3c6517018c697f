// A photo on a stick, from the stick to the caseworker: chosen, sealed, filed without a network, sent in parts over TLS, received, and
// gone from the kiosk. Real files, real processes.
#include <fstream>

#include "client/complaints/attachment_store.h"
#include "client/app/office_inner.h"
#include "platform/clock/clock.h"
#include "sync/trust/keys.h"
#include "tests/walk/person.h"

using namespace carrel;
using namespace carrel::walk;
using namespace carrel::client;
namespace fs = std::filesystem;

namespace {

std::string photo(std::size_t size, std::uint32_t seed) {
  std::string bytes(size, '\0');
  for (auto& byte : bytes) byte = static_cast<char>((seed = seed * 1'664'525 + 1'013'904'223) >> 24);
  bytes.replace(0, 4, "\xff\xd8\xff\xe0");
  return bytes;
}

struct House {
  House() {
    kiosk.enrol(hub);
    REQUIRE(kiosk.ctl({"sync"}).exit == 0);
    fs::create_directories(sticks.path / "CLÉ/DCIM");
  }
  void put(std::string const& name, std::string const& bytes) { std::ofstream(sticks.path / "CLÉ" / name, std::ios::binary) << bytes; }
  /// One case as the caseworker sees it, its whole files written into `out`.
  sync::Json look(std::string const& reference) {
    auto const outcome = run({HOUSE_BIN "/carrel-hub", "case", "--dir", hub.folder(), reference, "--files", out.path, "--json"});
    REQUIRE(outcome.exit == 0);
    return outcome.json();
  }
  std::string received(std::size_t place) {
    for (auto const& entry : fs::directory_iterator(out.path))
      if (entry.path().filename().string().starts_with(std::to_string(place) + "-")) return read_text(entry.path());
    return {};
  }
  Hub hub;
  Kiosk kiosk;
  Folder sticks, out;
};

void attach(Person& person, std::string const& path, ComplaintDraft const& form) {
  person.does(AttachFile{path, form});
  person.waits_until([&] { return !person.state.session->file_reading; });
}

int kept_files_of(Person& person) {
  auto desk = person.office().inner().desk(platform::read_clocks());
  auto const kept = kept_files(desk.db, *desk.vault);
  REQUIRE(kept);
  return static_cast<int>(kept->size());
}

}  // namespace

TEST_CASE("a photo goes with a complaint from the stick to the caseworker, byte for byte, and is then gone from the kiosk") {
  House house;
  auto const large = photo(1'000'000, 1), note = std::string("Le 6 novembre, 14 h 05 : envoyé.\n");
  house.put("DCIM/Preuve\xe2\x80\xaegpj.exe.jpg", large);
  house.put("note.txt", note);
  auto const form = complete_form("My project was marked as not received. The photo shows the screen of the 6th.");
  sync::ActionId id;
  {
    Person person(house.kiosk.data(), Person::Line::held, house.sticks.path);
    person.sits("Awa");
    person.does(ListMedia{});
    auto const& media = *person.state.session->media;
    CHECK(media.path == "CLÉ");  // The only stick needs no choice.
    REQUIRE(media.rows.size() == 2);
    CHECK(media.rows[0].folder);
    person.does(ListMedia{"CLÉ/DCIM"});
    REQUIRE(person.state.session->media->rows.size() == 1);
    auto const row = person.state.session->media->rows[0];
    CHECK(row.shown == "Preuvegpj.exe.jpg");
    attach(person, "CLÉ/DCIM/" + row.name, form);
    attach(person, "CLÉ/note.txt", form);
    CHECK(person.trouble().empty());
    REQUIRE(person.state.session->complaints.draft_files.size() == 2);
  }
  {
    // Begun again, without the stick: the files are here.
    fs::remove_all(house.sticks.path / "CLÉ");
    Person person(house.kiosk.data(), Person::Line::held, house.sticks.path);
    person.sits("Awa");
    REQUIRE(person.state.session->complaints.draft_files.size() == 2);
    auto const began = platform::read_clocks().awake;
    id = person.files(form);
    MESSAGE("filing a complaint with 1 MB took " << (platform::read_clocks().awake - began).count() << " ms");
    CHECK(person.complaint(id).files.size() == 2);
    CHECK(person.state.session->outbox.rows.size() == 3);
    MESSAGE("a photo of 1,000,000 bytes waits as " << person.state.session->outbox.rows[1].size << " bytes in "
                                                   << person.state.session->outbox.rows[1].count << " letters");
    CHECK(kept_files_of(person) == 2);
    person.goes_online();
    person.waits_until([&] { return person.state.session->outbox.rows.empty(); });
    auto const& complaint = person.complaint(id);
    REQUIRE(complaint.received);
    for (auto const& file : complaint.files) CHECK(file.received);
    CHECK(complaint.state == ComplaintState::received);
    CHECK(kept_files_of(person) == 0);
    auto const seen = house.look(complaint.reference);
    REQUIRE(seen.list("files").size() == 2);
    CHECK(seen.list("files")[0].text_or("name", "") == "Preuvegpj.exe.jpg");
    CHECK(seen.list("files")[0].text_or("type", "") == "image/jpeg");
    CHECK(seen.list("files")[0].text_or("sha256", "") == sync::to_base64url(sync::digest_of(sync::as_bytes(large)).bytes));
    CHECK(seen.list("files")[1].text_or("type", "") == "text/plain");
    CHECK((house.received(1) == large));
    CHECK(house.received(2) == note);
    CHECK(house.hub.count("complaint") == 1);
  }
}

TEST_CASE("a hub that is killed among the parts gets the rest, and nothing twice") {
  House house;
  auto const bytes = photo(600'000, 2);
  house.put("a.jpg", bytes);
  Person person(house.kiosk.data(), Person::Line::held, house.sticks.path);
  person.sits("Awa");
  auto const form = complete_form("The photo shows it.");
  attach(person, "CLÉ/a.jpg", form);
  auto const id = person.files(form);
  person.does(HoldLink{false});
  person.waits_until([&] { return person.complaint(id).files[0].arrived >= 3; });
  house.hub.pull_the_plug();
  CHECK(person.complaint(id).received);
  CHECK(summary_of(person.complaint(id).files).waiting == 1);
  house.hub.serve();
  person.does(SendNow{});
  person.waits_until([&] { return person.complaint(id).files[0].received.has_value(); }, std::chrono::seconds{60});
  house.look(person.complaint(id).reference);
  CHECK((house.received(1) == bytes));
  CHECK(house.hub.count("evidence_part") == 19);
}

TEST_CASE("what cannot be added says why, and nothing is lost by it") {
  House house;
  house.put("program.jpg", std::string("MZ\x90\0\x03", 5));
  house.put("large.jpg", photo(5'000'001, 3));
  house.put("empty.txt", "");
  house.put("good.jpg", photo(1'000, 4));
  Person person(house.kiosk.data(), Person::Line::held, house.sticks.path);
  person.sits("Awa");
  auto const form = complete_form("The photo shows it.");
  for (auto const& [path, why] : {std::pair{"CLÉ/program.jpg", "complaint.files.refused.kind"},
                                  {"CLÉ/large.jpg", "complaint.files.refused.too_large"},
                                  {"CLÉ/empty.txt", "complaint.files.refused.empty"},
                                  {"CLÉ/../../secret", "complaint.files.refused.kind"},
                                  {"CLÉ/away.jpg", "complaint.files.refused.gone"}}) {
    CAPTURE(path);
    attach(person, path, form);
    CHECK(person.trouble() == why);
    CHECK(person.state.session->complaints.draft_files.empty());
  }
  attach(person, "CLÉ/good.jpg", form);
  CHECK(person.state.session->complaints.draft_files.size() == 1);
  CHECK(person.state.session->complaints.draft->details == form.details);
  person.leaves();
  person.sits("Lucas");
  CHECK(person.state.session->complaints.draft_files.empty());
  CHECK_FALSE(person.state.session->media);
}
