// One SQL statement being run. Borrowed from its Db, which must outlive it; goes back, reset, at the end of its scope.
// Binding cannot be forgotten to be checked: what went wrong while binding is told by the next step().
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "sync/base/bytes.h"
#include "sync/base/id.h"
#include "sync/base/result.h"
#include "sync/base/time.h"

struct sqlite3_stmt;

namespace carrel::sync {

struct DbInner;
struct PreparedSql;

class Statement {
 public:
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  /// Parameters count from 1; the bytes are copied. Chainable.
  Statement& bind(int index, std::string_view text);
  Statement& bind(int index, char const* text) { return bind(index, std::string_view(text)); }
  Statement& bind(int index, std::string const& text) { return bind(index, std::string_view(text)); }
  Statement& bind(int index, BytesView blob);
  Statement& bind(int index, Bytes const& blob) { return bind(index, BytesView(blob)); }
  Statement& bind(int index, std::nullptr_t);
  template <std::integral Number>
  Statement& bind(int index, Number number) { return bind_integer(index, static_cast<std::int64_t>(number)); }
  template <class Tag>
  Statement& bind(int index, Id<Tag> const& id) { return bind(index, BytesView(id.bytes)); }
  /// Whole seconds since 1970.
  Statement& bind(int index, WallTime time) { return bind_integer(index, time.time_since_epoch().count()); }
  template <class T>
  Statement& bind(int index, std::optional<T> const& value) {
    return value ? bind(index, *value) : bind(index, nullptr);
  }

  /// True: there is a row to read. False: done.
  Result<bool> step();
  /// Steps to the end, for statements whose rows do not matter.
  Done run();

  /// Columns of the current row count from 0. A NULL reads as zero, empty or the epoch: ask is_null where that matters.
  std::int64_t integer(int column) const;
  std::string text(int column) const;
  Bytes blob(int column) const;
  bool is_null(int column) const;
  WallTime time(int column) const { return WallTime{std::chrono::seconds{integer(column)}}; }
  /// The zero id when the blob is not 16 bytes; the tables check that it is.
  template <class AnyId>
  AnyId id(int column) const {
    AnyId id;
    auto const bytes = blob(column);
    if (bytes.size() == id.bytes.size()) std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
    return id;
  }

 private:
  friend class Db;
  Statement(DbInner* inner, PreparedSql* kept, sqlite3_stmt* own);
  Statement& bind_integer(int index, std::int64_t number);
  void note(int code);
  sqlite3_stmt* handle() const;

  DbInner* inner_;
  PreparedSql* kept_;   // From the store of the Db, or
  sqlite3_stmt* own_;   // compiled for this use, because the kept one was at work.
  int bind_code_ = 0;
};

}  // namespace carrel::sync
