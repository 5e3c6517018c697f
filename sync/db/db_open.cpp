#include <sqlite3.h>

#include <cassert>
#include <string>
#include <vector>

#include "sync/db/db.h"
#include "sync/db/db_inner.h"

namespace carrel::sync {

namespace {

// "CRRL": tells our file from any other SQLite database.
constexpr std::int64_t our_application_id = 0x4352524C;

// The WAL is laid out once for this many bytes and then reused: a commit into a file that does not grow syncs data only.
constexpr std::int64_t wal_laid_out_bytes = 1024 * 1024;

constexpr char const* settings = R"(
  PRAGMA trusted_schema = OFF;
  PRAGMA cell_size_check = ON;
  PRAGMA secure_delete = ON;
  PRAGMA mmap_size = 0;
  PRAGMA temp_store = MEMORY;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA wal_autocheckpoint = 0;
  PRAGMA journal_size_limit = -1;
  PRAGMA foreign_keys = ON;
)";

constexpr char const* own_tables = R"(
  CREATE TABLE schema_step (position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE file_state (name TEXT PRIMARY KEY, number INTEGER NOT NULL) STRICT;
  INSERT INTO file_state VALUES ('open', 0), ('tidied', 0);
  PRAGMA application_id = 1129468492;
)";
static_assert(our_application_id == 1129468492);

int count_frames(void* inner, sqlite3*, char const*, int frames) {
  static_cast<DbInner*>(inner)->wal_frames = frames;
  return SQLITE_OK;
}

Result<std::int64_t> number_from(Db& db, std::string_view sql) {
  TRY(asked, db.prepare(sql));
  TRY(row, asked.step());
  return row ? asked.integer(0) : std::int64_t{0};
}

/// A file of another program is not ours to change, nor is a damaged one.
Result<bool> is_new_file(Db& db) {
  TRY(pages, number_from(db, "PRAGMA page_count"));
  if (pages == 0) return true;
  TRY(mark, number_from(db, "PRAGMA application_id"));
  if (mark == our_application_id) return false;
  TRY(objects, number_from(db, "SELECT count(*) FROM sqlite_schema"));
  // An end during the very first opening leaves a file with settings but without tables.
  if (mark == 0 && objects == 0) return true;
  return Error{Fault::corrupt, "db: the file of another program"};
}

Done check_after_unclean_end(Db& db) {
  TRY(left_open, number_from(db, "SELECT number FROM file_state WHERE name = 'open'"));
  if (!left_open) return {};
  TRY(check, db.prepare("PRAGMA quick_check(1)"));
  TRY(row, check.step());
  if (!row || check.text(0) != "ok") return Error{Fault::corrupt, "db quick check"};
  return {};
}

Done bring_up_to_date(Db& db, std::span<Migration const> steps) {
  std::vector<std::string> applied;
  {
    TRY(names, db.prepare("SELECT name FROM schema_step ORDER BY position"));
    for (;;) {
      TRY(row, names.step());
      if (!row) break;
      applied.push_back(names.text(0));
    }
  }
  for (std::size_t i = 0; i < applied.size(); ++i)
    if (i >= steps.size() || applied[i] != steps[i].name) return Error{Fault::stale, "db schema history"};
  if (applied.size() == steps.size()) return {};

  TRY(tx, Transaction::begin(db));
  for (std::size_t i = applied.size(); i < steps.size(); ++i) {
    CHECKED(db.exec(steps[i].sql));
    TRY(note, db.prepare("INSERT INTO schema_step VALUES (?, ?)"));
    CHECKED(note.bind(1, i + 1).bind(2, steps[i].name).run());
  }
  return tx.commit();
}

/// Puts so many zeros through the WAL.
Done write_zeros(Db& db, std::int64_t bytes) {
  CHECKED(db.exec("CREATE TABLE wal_room (room BLOB)"));
  auto const filled = db.exec("INSERT INTO wal_room VALUES (zeroblob(" + std::to_string(bytes) + "))");
  CHECKED(db.exec("DROP TABLE wal_room"));
  return filled;
}

/// Writes the WAL once at full length. A medium without room for it can still be read, and saved to while room is left.
Done lay_out_wal(Db& db) {
  CHECKED(db.exec("DROP TABLE IF EXISTS wal_room"));  // Left by a power cut in the midst of the lines below.
  if (db.wal_bytes() >= wal_laid_out_bytes) return {};
  CHECKED(write_zeros(db, wal_laid_out_bytes));
  return db.tidy_now();
}

}  // namespace

Done set_up_connection(DbInner& inner) {
  auto* const raw = inner.handle.get();
  sqlite3_extended_result_codes(raw, 1);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_limit(raw, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(raw, SQLITE_LIMIT_LENGTH, 64 * 1024 * 1024);
  int keep_wal = 1;  // Or the file would be deleted at every clean end, and grown again.
  sqlite3_file_control(raw, "main", SQLITE_FCNTL_PERSIST_WAL, &keep_wal);
  if (sqlite3_exec(raw, settings, nullptr, nullptr, nullptr) != SQLITE_OK)
    return fault_of(inner, sqlite3_extended_errcode(raw), "db settings");
  sqlite3_wal_hook(raw, count_frames, &inner);
  return {};
}

Done Db::overwrite_wal() {
  assert(!in_transaction());
  auto* const raw = inner_->handle.get();
  int const code = sqlite3_wal_checkpoint_v2(raw, "main", SQLITE_CHECKPOINT_RESTART, nullptr, nullptr);
  if (code != SQLITE_OK) return fault_of(*inner_, sqlite3_extended_errcode(raw), "db begin the wal afresh");
  CHECKED(write_zeros(*this, wal_bytes()));
  return tidy_now();
}

Result<Db> Db::open(std::filesystem::path const& file, std::span<Migration const> steps, OpenWith const& with) {
  auto inner = std::make_unique<DbInner>();
  sqlite3* raw = nullptr;
  int const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int const code = sqlite3_open_v2(file.c_str(), &raw, flags, with.vfs);
  inner->handle.reset(raw);
  if (code != SQLITE_OK) return fault_of(*inner, code, "db open");
  sqlite3_busy_timeout(raw, static_cast<int>(with.wait.count()));
  if (!with.vfs) {
    std::error_code ignored;  // A file system without permissions (FAT) keeps its own.
    std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, ignored);
  }

  // Before the first look: of two that start together one brings the file up to date, and the other finds it so.
  if (!with.vfs) inner->presence.emplace(Presence::enter(file.string() + "-open"));
  bool const alone = !inner->presence || inner->presence->alone();

  Db db(std::move(inner));
  TRY(fresh, is_new_file(db));
  CHECKED(set_up_connection(*db.inner_));
  if (fresh) {
    TRY(tx, Transaction::begin(db));
    CHECKED(db.exec(own_tables));
    CHECKED(tx.commit());
  }
  if (alone) CHECKED(check_after_unclean_end(db));  // Or the mark is that of somebody who is still at work.
  CHECKED(bring_up_to_date(db, steps));
  for (auto const& made : {lay_out_wal(db), db.exec("UPDATE file_state SET number = 1 WHERE name = 'open'")})
    if (!made && made.error().fault != Fault::full) return made.error();
  db.inner_->marked_open = true;
  if (db.inner_->presence) db.inner_->presence->share();
  return db;
}

}  // namespace carrel::sync
