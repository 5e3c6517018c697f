// One SQLite database with one writer, opened so that "saved" can be promised.
// WAL with synchronous=FULL: a commit is one fdatasync of a file that is reused and does not grow; the checkpoint waits for
// a quiet moment (tidy). Knows no table but its own two; what is stored is the business of the stores.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "sync/base/result.h"
#include "sync/db/statement.h"

namespace carrel::sync {

/// One step of the schema. Named, appended, never edited: the file remembers the names it has seen.
struct Migration {
  std::string_view name;
  std::string_view sql;
};

struct OpenWith {
  char const* vfs = nullptr;            ///< Another file layer, by the name it is registered under. Tests use it.
  std::chrono::milliseconds wait{0};    ///< How long a write waits for a writer in another process before Fault::refused.
};

class Db {
 public:
  /// Opens or makes the file and brings its schema up to the last of `steps`, in one transaction.
  /// Fault::stale: the file knows a step that `steps` does not. Fault::corrupt: not ours, or damaged (checked after an
  /// unclean end). Fault::full: no room for a schema step. Fault::refused: no permission, or another writer at work.
  static Result<Db> open(std::filesystem::path const& file, std::span<Migration const> steps, OpenWith const& with = {});

  Db(Db&&) noexcept;
  Db& operator=(Db&&) noexcept;
  ~Db();  // Marks the end as a clean one and checkpoints.

  /// A statement ready to be bound; compiled once per text and kept. `sql` holds one statement.
  Result<Statement> prepare(std::string_view sql);
  /// Runs one or more statements that return nothing of interest.
  Done exec(std::string_view sql);

  std::int64_t last_row_id() const;
  int changes() const;  ///< Rows changed by the last INSERT, UPDATE or DELETE.
  bool in_transaction() const;

  /// Moves what the WAL holds into the database file when enough has gathered. To be called when nothing else is to do;
  /// a commit does it by itself only when the WAL has grown far beyond that.
  Done tidy();
  /// The same, however little has gathered (before a copy, a shutdown, a test).
  Done tidy_now();

  /// The same, and then writes zeros over the WAL from its first byte to its last, so that what was deleted cannot be read there any
  /// more. Costs as many bytes as the WAL has. Fault::refused while another process reads.
  Done overwrite_wal();

  /// True after a write or sync failed for another reason than a full disk: the kernel may have dropped the pages, so nothing
  /// more may be called saved. Close, open again, read again. Writes are refused meanwhile.
  bool is_wounded() const;
  /// Bytes of the WAL file, to watch that it is reused.
  std::int64_t wal_bytes() const;

 private:
  friend class Transaction;
  explicit Db(std::unique_ptr<DbInner> inner);
  std::unique_ptr<DbInner> inner_;
};

/// All or nothing. Rolls back at the end of the scope unless committed.
class Transaction {
 public:
  /// Takes the write lock at once, so that a conflict shows here and not half-way. Not nested.
  static Result<Transaction> begin(Db& db);

  Transaction(Transaction&& other) noexcept : inner_(std::exchange(other.inner_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  /// Success means: synced to the medium. Any error means: nothing of it was saved.
  Done commit();

 private:
  explicit Transaction(DbInner* inner) : inner_(inner) {}
  DbInner* inner_;
};

}  // namespace carrel::sync
