#include "sync/db/db.h"

#include <cassert>
#include <cerrno>

#include "sync/db/db_inner.h"

namespace carrel::sync {

namespace {

// 64 frames of 4 KiB are about eight saved forms. The WAL is laid out for four times as many (db_open.cpp), so that tidying can
// be late without the file growing; a thousand is where reading the WAL begins to cost.
constexpr int frames_worth_tidying = 64;
constexpr int frames_too_many = 1000;

Fault kind_of(int code, int system_error) {
  switch (code & 0xff) {
    case SQLITE_FULL:
    case SQLITE_NOMEM: return Fault::full;
    case SQLITE_IOERR: return system_error == ENOSPC || system_error == EDQUOT ? Fault::full : Fault::corrupt;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return Fault::corrupt;
    case SQLITE_TOOBIG: return Fault::invalid;
    default: return Fault::refused;  // A constraint of ours, a lock, missing permission.
  }
}

Done checkpoint(DbInner& inner) {
  int in_wal = 0;
  int moved = 0;
  int const code = sqlite3_wal_checkpoint_v2(inner.handle.get(), "main", SQLITE_CHECKPOINT_PASSIVE, &in_wal, &moved);
  if ((code & 0xff) == SQLITE_BUSY) return {};  // Another process reads or tidies; the next quiet moment will do.
  if (code != SQLITE_OK) return fault_of(inner, sqlite3_extended_errcode(inner.handle.get()), "db checkpoint");
  if (moved < in_wal) return {};
  // The first write after a checkpoint begins the WAL afresh, which costs a second sync. It is spent here, on a write of our own,
  // so that no save has to.
  auto const again = sqlite3_exec(inner.handle.get(), "UPDATE file_state SET number = number + 1 WHERE name = 'tidied'",
                                  nullptr, nullptr, nullptr);
  if (again != SQLITE_OK) return fault_of(inner, sqlite3_extended_errcode(inner.handle.get()), "db begin the wal afresh");
  return {};
}

}  // namespace

Error fault_of(DbInner& inner, int code, std::string_view place) {
  int const system_error = sqlite3_system_errno(inner.handle.get());
  auto const fault = kind_of(code, (code & 0xff) == SQLITE_IOERR ? system_error : 0);
  if ((code & 0xff) == SQLITE_IOERR && fault != Fault::full) inner.wounded = true;
  return Error{fault, std::string(place) + ": " + sqlite3_errstr(code)};
}

Db::Db(std::unique_ptr<DbInner> inner) : inner_(std::move(inner)) {}
Db::Db(Db&&) noexcept = default;

Db& Db::operator=(Db&& other) noexcept {
  Db old(std::move(inner_));
  inner_ = std::move(other.inner_);
  return *this;
}

Db::~Db() {
  if (!inner_) return;
  assert(!in_transaction());
  // Only the last one out can say that the end was a clean one.
  bool const last = !inner_->presence || inner_->presence->try_alone();
  if (inner_->marked_open && !inner_->wounded && last)
    sqlite3_exec(inner_->handle.get(), "UPDATE file_state SET number = 0 WHERE name = 'open'", nullptr, nullptr, nullptr);
  inner_->prepared.clear();
}

Result<Statement> Db::prepare(std::string_view sql) {
  auto found = inner_->prepared.find(sql);
  bool const at_work = found != inner_->prepared.end() && found->second->at_work;
  if (found == inner_->prepared.end() || at_work) {
    sqlite3_stmt* raw = nullptr;
    auto const flags = at_work ? 0u : static_cast<unsigned>(SQLITE_PREPARE_PERSISTENT);
    int const code =
        sqlite3_prepare_v3(inner_->handle.get(), sql.data(), static_cast<int>(sql.size()), flags, &raw, nullptr);
    if (code != SQLITE_OK) return fault_of(*inner_, sqlite3_extended_errcode(inner_->handle.get()), "db prepare");
    if (!raw) return Error{Fault::refused, "db prepare: empty"};
    if (at_work) return Statement(inner_.get(), nullptr, raw);
    auto fresh = std::make_unique<PreparedSql>();
    fresh->handle.reset(raw);
    found = inner_->prepared.emplace(std::string(sql), std::move(fresh)).first;
  }
  return Statement(inner_.get(), found->second.get(), nullptr);
}

Done Db::exec(std::string_view sql) {
  int const code = sqlite3_exec(inner_->handle.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return fault_of(*inner_, sqlite3_extended_errcode(inner_->handle.get()), "db exec");
  return {};
}

std::int64_t Db::last_row_id() const { return sqlite3_last_insert_rowid(inner_->handle.get()); }
int Db::changes() const { return sqlite3_changes(inner_->handle.get()); }
bool Db::in_transaction() const { return sqlite3_get_autocommit(inner_->handle.get()) == 0; }
bool Db::is_wounded() const { return inner_->wounded; }

std::int64_t Db::wal_bytes() const {
  sqlite3_file* wal = nullptr;
  sqlite3_int64 size = 0;
  if (sqlite3_file_control(inner_->handle.get(), "main", SQLITE_FCNTL_JOURNAL_POINTER, &wal) != SQLITE_OK) return 0;
  if (!wal || !wal->pMethods || wal->pMethods->xFileSize(wal, &size) != SQLITE_OK) return 0;
  return size;
}

Done Db::tidy() { return inner_->wal_frames < frames_worth_tidying ? Done{} : tidy_now(); }

Done Db::tidy_now() {
  assert(!in_transaction());
  return checkpoint(*inner_);
}

Result<Transaction> Transaction::begin(Db& db) {
  if (db.is_wounded()) return Error{Fault::corrupt, "db is to be opened again"};
  CHECKED(db.exec("BEGIN IMMEDIATE"));
  return Transaction(db.inner_.get());
}

Transaction::~Transaction() {
  if (!inner_ || sqlite3_get_autocommit(inner_->handle.get())) return;  // SQLite rolled back by itself, or we are done.
  sqlite3_exec(inner_->handle.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Done Transaction::commit() {
  assert(inner_);
  if (sqlite3_get_autocommit(inner_->handle.get())) return Error{Fault::full, "db commit: rolled back before"};
  int const code = sqlite3_exec(inner_->handle.get(), "COMMIT", nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return fault_of(*inner_, sqlite3_extended_errcode(inner_->handle.get()), "db commit");
  auto& inner = *std::exchange(inner_, nullptr);
  // What was committed is safe whether or not this works, so it cannot fail the commit; the next one tries again.
  if (inner.wal_frames > frames_too_many) static_cast<void>(static_cast<bool>(checkpoint(inner)));
  return {};
}

}  // namespace carrel::sync
