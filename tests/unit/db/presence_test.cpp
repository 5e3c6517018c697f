// A window and an operator's command in the same folder: who may do what only one can do.
#include "sync/db/presence.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <array>
#include <fstream>
#include <iterator>
#include <thread>

#include "sync/db/db.h"

using namespace carrel::sync;

namespace {

constexpr std::array steps{Migration{"0001_notes", "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;"}};

struct Folder {
  Folder() {
    auto pattern = (std::filesystem::temp_directory_path() / "carrel-presence-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()));
    path = pattern;
  }
  ~Folder() { std::filesystem::remove_all(path); }
  Result<Db> open() const { return Db::open(path / "notes.db", steps); }
  std::filesystem::path path;
};

bool is_marked_open(Db& db) {
  auto mark = db.prepare("SELECT number FROM file_state WHERE name = 'open'");
  REQUIRE(mark);
  REQUIRE(*mark->step());
  return mark->integer(0) == 1;
}

/// A page in the middle of the file, which opening does not read by itself.
void damage_a_note(std::filesystem::path const& file) {
  std::ifstream in(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  auto const at = bytes.find("a note on a page of its own");
  REQUIRE(at != std::string::npos);
  std::fstream out(file, std::ios::binary | std::ios::in | std::ios::out);
  out.seekp(static_cast<std::streamoff>(at / 4096 * 4096));
  out.write("\xff\xff\xff\xff\xff\xff\xff\xff", 8);
}

}  // namespace

TEST_CASE("who comes first is alone, and with company nobody is") {
  Folder const folder;
  auto first = Presence::enter(folder.path / "open");
  CHECK(first.alone());
  first.share();
  {
    auto second = Presence::enter(folder.path / "open");
    CHECK_FALSE(second.alone());
    CHECK_FALSE(second.try_alone());
    CHECK_FALSE(first.try_alone());
  }
  CHECK(first.try_alone());
}

TEST_CASE("who comes while another is alone waits until that is over") {
  Folder const folder;
  auto first = Presence::enter(folder.path / "open");
  REQUIRE(first.alone());
  bool second_alone = true;
  std::thread later([&] { second_alone = Presence::enter(folder.path / "open").alone(); });
  first.share();
  later.join();
  CHECK(first.try_alone());  // The other has come and gone.
  static_cast<void>(second_alone);  // Either: it came before the word, and shared; or after it.
}

TEST_CASE("a command that ends beside an open window does not call the window's end a clean one") {
  Folder const folder;
  auto window = folder.open();
  REQUIRE(window);
  {
    auto command = folder.open();
    REQUIRE(command);
    CHECK(is_marked_open(*window));
  }
  CHECK(is_marked_open(*window));
  { auto const closed = std::move(*window); }
  // Whoever is out last says so: nothing is looked through at the next start.
  auto next = folder.open();
  REQUIRE(next);
}

TEST_CASE("after the window ended uncleanly beside a command, the next start looks the file through") {
  Folder const folder, copy;
  {
    auto window = folder.open();
    REQUIRE(window);
    for (int i = 0; i < 40; ++i)
      REQUIRE(window->exec("INSERT INTO note (text) VALUES ('a note on a page of its own ' || hex(zeroblob(3000)))"));
    { REQUIRE(folder.open()); }
    REQUIRE(window->tidy_now());
    // The power goes: the file is as it is now.
    std::filesystem::copy_file(folder.path / "notes.db", copy.path / "notes.db");
  }
  damage_a_note(copy.path / "notes.db");
  auto const after = copy.open();
  REQUIRE_FALSE(after);
  CHECK(after.error().fault == Fault::corrupt);
  CHECK(after.error().place == "db quick check");
  // Closed cleanly, the same damage is found only where it is read: so it was the mark that told.
  damage_a_note(folder.path / "notes.db");
  CHECK(folder.open());
}
