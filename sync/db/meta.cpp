#include "sync/db/meta.h"

namespace carrel::sync {

Result<std::optional<std::string>> find_meta(Db& db, std::string_view key) {
  TRY(select, db.prepare("SELECT value FROM meta WHERE key = ?"));
  TRY(row, select.bind(1, key).step());
  return row ? std::optional(select.text(0)) : std::nullopt;
}

Done keep_meta(Db& db, std::string_view key, std::string_view value) {
  TRY(insert, db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)"));
  return insert.bind(1, key).bind(2, value).run();
}

}  // namespace carrel::sync
