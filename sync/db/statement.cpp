#include "sync/db/statement.h"

#include <cassert>

#include "sync/db/db_inner.h"

namespace carrel::sync {

Statement::Statement(DbInner* inner, PreparedSql* kept, sqlite3_stmt* own) : inner_(inner), kept_(kept), own_(own) {
  if (kept_) kept_->at_work = true;
}

Statement::Statement(Statement&& other) noexcept
    : inner_(other.inner_),
      kept_(std::exchange(other.kept_, nullptr)),
      own_(std::exchange(other.own_, nullptr)),
      bind_code_(other.bind_code_) {}

Statement::~Statement() {
  sqlite3_finalize(own_);
  if (!kept_) return;
  sqlite3_reset(kept_->handle.get());
  sqlite3_clear_bindings(kept_->handle.get());  // So that no learner's bytes stay behind in a kept statement.
  kept_->at_work = false;
}

sqlite3_stmt* Statement::handle() const { return kept_ ? kept_->handle.get() : own_; }

void Statement::note(int code) {
  if (bind_code_ == SQLITE_OK) bind_code_ = code;
}

Statement& Statement::bind(int index, std::string_view text) {
  note(sqlite3_bind_text64(handle(), index, text.data() ? text.data() : "", text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind(int index, BytesView blob) {
  static constexpr std::uint8_t nothing = 0;  // A null pointer would bind NULL instead of an empty blob.
  note(sqlite3_bind_blob64(handle(), index, blob.data() ? blob.data() : &nothing, blob.size(), SQLITE_TRANSIENT));
  return *this;
}

Statement& Statement::bind(int index, std::nullptr_t) {
  note(sqlite3_bind_null(handle(), index));
  return *this;
}

Statement& Statement::bind_integer(int index, std::int64_t number) {
  note(sqlite3_bind_int64(handle(), index, number));
  return *this;
}

Result<bool> Statement::step() {
  assert(handle());
  if (bind_code_ != SQLITE_OK) return fault_of(*inner_, bind_code_, "db bind");
  if (inner_->wounded && sqlite3_stmt_readonly(handle()) == 0) return Error{Fault::corrupt, "db is to be opened again"};
  int const code = sqlite3_step(handle());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return fault_of(*inner_, sqlite3_extended_errcode(inner_->handle.get()), "db step");
}

Done Statement::run() {
  for (;;) {
    TRY(more, step());
    if (!more) return {};
  }
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle(), column); }

std::string Statement::text(int column) const {
  auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(handle(), column));
  return text ? std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(handle(), column))) : std::string();
}

Bytes Statement::blob(int column) const {
  auto const* bytes = static_cast<std::uint8_t const*>(sqlite3_column_blob(handle(), column));
  return bytes ? Bytes(bytes, bytes + sqlite3_column_bytes(handle(), column)) : Bytes();
}

bool Statement::is_null(int column) const { return sqlite3_column_type(handle(), column) == SQLITE_NULL; }

}  // namespace carrel::sync
