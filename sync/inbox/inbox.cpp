#include "sync/inbox/inbox.h"

#include <algorithm>
#include <cassert>

#include "sync/base/guard.h"

namespace carrel::sync::inbox {

namespace {

Result<wire::NewsItem> read_row(Statement const& row) {
  wire::NewsItem item;
  item.seq = row.integer(0);
  if (!row.is_null(1)) item.learner = row.id<LearnerId>(1);
  item.kind = row.text(2);
  if (item.learner) {
    item.sealed = row.blob(3);
  } else {
    // One that is damaged here reads as nothing, and its reader refuses it: it must not hide the others.
    if (auto body = parse_json(as_text(row.blob(3)))) item.body = std::move(*body);
  }
  return item;
}

}  // namespace

Result<std::string> cursor(Db& db) {
  TRY(select, db.prepare("SELECT cursor FROM news_cursor"));
  TRY(row, select.step());
  return row ? select.text(0) : std::string();
}

namespace {

Result<std::int64_t> last_stored(Db& db) {
  TRY(select, db.prepare("SELECT last_seq FROM news_cursor"));
  TRY(row, select.step());
  if (!row) return Error{Fault::corrupt, "news_cursor"};
  return select.integer(0);
}

Result<int> store_items(Db& db, wire::NewsPage const& page, std::int64_t last) {
  int added = 0;
  for (auto const& item : page.items) {
    if (item.seq <= last && GUARD("news_once")) continue;  // Stored before, perhaps settled since.
    TRY(insert, db.prepare("INSERT OR IGNORE INTO news (seq, learner, kind, content) VALUES (?, ?, ?, ?)"));
    auto const content = item.learner ? item.sealed : to_bytes(write_json(item.body));
    CHECKED(insert.bind(1, item.seq).bind(2, item.learner).bind(3, item.kind).bind(4, content).run());
    added += db.changes();
  }
  return added;
}

Done move_cursor(Db& db, wire::NewsPage const& page, std::int64_t last) {
  std::int64_t newest = 0;
  for (auto const& item : page.items) newest = std::max(newest, item.seq);
  if (page.items.empty() || newest < last) return {};  // A page that comes late must not pull the cursor back.
  TRY(update, db.prepare("UPDATE news_cursor SET cursor = ?, last_seq = ?"));
  return update.bind(1, page.cursor).bind(2, newest).run();
}

}  // namespace

Result<int> apply_page(Db& db, wire::NewsPage const& page) {
  TRY(last, last_stored(db));
  if (!GUARD("cursor_with_page")) CHECKED(move_cursor(db, page, last));
  TRY(tx, Transaction::begin(db));
  TRY(added, store_items(db, page, last));
  CHECKED(move_cursor(db, page, last));
  CHECKED(tx.commit());
  return added;
}

Result<std::vector<wire::NewsItem>> pending(Db& db, std::optional<LearnerId> const& learner) {
  TRY(select, db.prepare("SELECT seq, learner, kind, content FROM news WHERE learner IS ? AND aside = '' ORDER BY seq"));
  select.bind(1, learner);
  std::vector<wire::NewsItem> items;
  for (;;) {
    TRY(row, select.step());
    if (!row) return items;
    TRY(item, read_row(select));
    items.push_back(std::move(item));
  }
}

Result<OpenedNews> open_pending(Db& db, Vault const& vault) {
  TRY(sealed, pending(db, vault.learner()));
  OpenedNews opened;
  for (auto& item : sealed) {
    auto body = vault.open_news(item.sealed);
    if (!body) {
      opened.unreadable.push_back(item.seq);
      continue;
    }
    item.body = std::move(*body);
    opened.items.push_back(std::move(item));
  }
  return opened;
}

Done settle(Db& db, std::int64_t seq) {
  assert(db.in_transaction());
  TRY(erase, db.prepare("DELETE FROM news WHERE seq = ?"));
  return erase.bind(1, seq).run();
}

Done note_failure(Db& db, std::int64_t seq, std::string_view reason) {
  TRY(update, db.prepare("UPDATE news SET tries = tries + 1, aside = CASE WHEN tries + 1 >= ?1 THEN ?2 ELSE '' END WHERE seq = ?3"));
  return update.bind(1, tries_max).bind(2, reason).bind(3, seq).run();
}

Done put_aside(Db& db, std::int64_t seq, std::string_view reason) {
  TRY(update, db.prepare("UPDATE news SET tries = tries + 1, aside = ? WHERE seq = ?"));
  return update.bind(1, reason).bind(2, seq).run();
}

Result<int> take_up_again(Db& db, std::string_view reason) {
  TRY(update, db.prepare("UPDATE news SET tries = 0, aside = '' WHERE aside = ?"));
  CHECKED(update.bind(1, reason).run());
  return db.changes();
}

Result<Standing> standing(Db& db) {
  TRY(select, db.prepare("SELECT aside, count(*) FROM news GROUP BY aside ORDER BY aside"));
  Standing now;
  for (;;) {
    TRY(row, select.step());
    if (!row) return now;
    auto const count = static_cast<int>(select.integer(1));
    if (select.text(0).empty()) now.waiting = count;
    else now.aside.emplace_back(select.text(0), count);
  }
}

}  // namespace carrel::sync::inbox
