// What Db, Statement and Transaction share. Only the sources of sync/db include it.
#pragma once

#include <sqlite3.h>

#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/result.h"
#include "sync/db/presence.h"

namespace carrel::sync {

struct FinalizeStatement {
  void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
};
struct CloseDatabase {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
using StatementHandle = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;
using DatabaseHandle = std::unique_ptr<sqlite3, CloseDatabase>;

struct PreparedSql {
  StatementHandle handle;
  bool at_work = false;
};

struct DbInner {
  std::optional<Presence> presence;  // Nothing with a file layer of a test's. Left last.
  DatabaseHandle handle;  // Declared before them: closed after the statements below are gone.
  std::map<std::string, std::unique_ptr<PreparedSql>, std::less<>> prepared;
  int wal_frames = 0;  // In the WAL since it was last begun afresh.
  bool wounded = false;
  bool marked_open = false;
};

/// Turns a result code of SQLite into a fault, and remembers a wound. `place` names the deed, never its data.
Error fault_of(DbInner& inner, int code, std::string_view place);

/// The rest of opening, once the connection stands: settings, history, marks. See db_open.cpp.
Done set_up_connection(DbInner& inner);

}  // namespace carrel::sync
