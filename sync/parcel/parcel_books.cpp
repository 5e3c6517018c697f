#include "sync/parcel/parcel_books.h"

namespace carrel::sync::books {
namespace {

Result<std::set<BlobDigest>> digests(Db& db, std::string_view sql) {
  std::set<BlobDigest> out;
  TRY(rows, db.prepare(sql));
  for (;;) {
    TRY(more, rows.step());
    if (!more) return out;
    TRY(digest, BlobDigest::parse(rows.text(0)));
    out.insert(digest);
  }
}

Result<EditionRow> edition_of(Statement& row) {
  TRY(manifest, BlobDigest::parse(row.text(0)));
  return EditionRow{manifest, row.text(1), row.text(2), row.text(3), row.blob(4)};
}

template <class... Values>
Done run(Db& db, std::string_view sql, Values const&... values) {
  TRY(statement, db.prepare(sql));
  int index = 0;
  (statement.bind(++index, values), ...);
  return statement.run();
}

}  // namespace

Result<std::string> catalogue_etag(Db& db) {
  TRY(row, db.prepare("SELECT etag FROM catalogue"));
  TRY(found, row.step());
  return found ? row.text(0) : std::string();
}

Result<Json> catalogue(Db& db) {
  TRY(row, db.prepare("SELECT content FROM catalogue"));
  TRY(found, row.step());
  if (!found) return Json(JsonObject{});
  return parse_json(row.text(0));
}

Done set_catalogue(Db& db, std::string_view etag, Json const& catalogue) {
  return run(db, "INSERT OR REPLACE INTO catalogue (only_one, etag, content) VALUES (1, ?, ?)", etag, write_json(catalogue));
}

Done add_wish(Db& db, std::string_view course) {
  return run(db, "INSERT OR IGNORE INTO course_wish (course, number) SELECT ?, ifnull(max(number), 0) + 1 FROM course_wish", course);
}
Done drop_wish(Db& db, std::string_view course) { return run(db, "DELETE FROM course_wish WHERE course = ?", course); }

Result<std::vector<std::string>> wishes(Db& db) {
  std::vector<std::string> out;
  TRY(rows, db.prepare("SELECT course FROM course_wish ORDER BY number"));
  for (;;) {
    TRY(more, rows.step());
    if (!more) return out;
    out.push_back(rows.text(0));
  }
}

Done add_edition(Db& db, EditionRow const& row) {
  return run(db, "INSERT INTO edition (manifest, course, name, state, content) VALUES (?, ?, ?, ?, ?)", row.manifest.text(), row.course,
             row.name, row.state, row.content);
}
Done set_edition_state(Db& db, BlobDigest const& manifest, std::string_view state) {
  return run(db, "UPDATE edition SET state = ? WHERE manifest = ?", state, manifest.text());
}
Done drop_edition(Db& db, BlobDigest const& manifest) { return run(db, "DELETE FROM edition WHERE manifest = ?", manifest.text()); }

Result<std::vector<EditionRow>> editions(Db& db) {
  std::vector<EditionRow> out;
  TRY(rows, db.prepare("SELECT manifest, course, name, state, content FROM edition ORDER BY course, manifest"));
  for (;;) {
    TRY(more, rows.step());
    if (!more) return out;
    TRY(edition, edition_of(rows));
    out.push_back(std::move(edition));
  }
}

Result<std::optional<EditionRow>> active_edition(Db& db, std::string_view course) {
  TRY(row, db.prepare("SELECT manifest, course, name, state, content FROM edition WHERE course = ? AND state = 'active'"));
  row.bind(1, course);
  TRY(found, row.step());
  if (!found) return std::optional<EditionRow>();
  TRY(edition, edition_of(row));
  return std::optional(std::move(edition));
}

Result<std::set<BlobDigest>> whole_blobs(Db& db) { return digests(db, "SELECT digest FROM blob"); }
Result<std::set<BlobDigest>> partial_blobs(Db& db) { return digests(db, "SELECT DISTINCT digest FROM blob_piece"); }

Result<bool> is_whole(Db& db, BlobDigest const& digest) {
  TRY(row, db.prepare("SELECT 1 FROM blob WHERE digest = ?"));
  return row.bind(1, digest.text()).step();
}
Done add_blob(Db& db, BlobDigest const& digest) {
  CHECKED(run(db, "INSERT OR IGNORE INTO blob (digest) VALUES (?)", digest.text()));
  CHECKED(forget_spoiled(db, digest));
  return drop_pieces(db, digest);
}
Done drop_blob(Db& db, BlobDigest const& digest) {
  CHECKED(run(db, "DELETE FROM blob WHERE digest = ?", digest.text()));
  return drop_pieces(db, digest);
}
Done add_piece(Db& db, BlobDigest const& digest, std::uint64_t piece) {
  return run(db, "INSERT OR IGNORE INTO blob_piece (digest, piece) VALUES (?, ?)", digest.text(), piece);
}
Done drop_pieces(Db& db, BlobDigest const& digest) { return run(db, "DELETE FROM blob_piece WHERE digest = ?", digest.text()); }

Result<std::set<std::uint64_t>> pieces(Db& db, BlobDigest const& digest) {
  std::set<std::uint64_t> out;
  TRY(rows, db.prepare("SELECT piece FROM blob_piece WHERE digest = ?"));
  rows.bind(1, digest.text());
  for (;;) {
    TRY(more, rows.step());
    if (!more) return out;
    out.insert(static_cast<std::uint64_t>(rows.integer(0)));
  }
}

Done refuse_edition(Db& db, std::string_view manifest, std::string_view reason) {
  return run(db, "INSERT OR REPLACE INTO refused_edition (manifest, reason) VALUES (?, ?)", manifest, reason);
}
Done stop_edition(Db& db, std::string_view course, std::string_view manifest, std::string_view file) {
  return run(db, "INSERT OR REPLACE INTO refused_edition (manifest, reason, course, file) VALUES (?, 'spoiled', ?, ?)", manifest, course,
             file);
}
Done forget_refusals(Db& db) { return db.exec("DELETE FROM refused_edition WHERE file IS NULL"); }
Done forget_stops(Db& db, std::string_view course) {
  CHECKED(run(db, "DELETE FROM refused_edition WHERE course = ?", course));
  return run(db, "DELETE FROM spoiled_file WHERE course = ?", course);
}

Result<std::map<std::string, std::string>> refusals(Db& db) {
  std::map<std::string, std::string> out;
  TRY(rows, db.prepare("SELECT manifest, ifnull(file, '') FROM refused_edition"));
  for (;;) {
    TRY(more, rows.step());
    if (!more) return out;
    out.emplace(rows.text(0), rows.text(1));
  }
}

Result<std::int64_t> note_spoiled(Db& db, std::string_view course, BlobDigest const& digest, std::int64_t piece) {
  CHECKED(run(db, "INSERT INTO spoiled_file (course, digest, piece, times) VALUES (?, ?, ?, 1) "
                  "ON CONFLICT (course, digest, piece) DO UPDATE SET times = times + 1", course, digest.text(), piece));
  TRY(row, db.prepare("SELECT times FROM spoiled_file WHERE course = ? AND digest = ? AND piece = ?"));
  row.bind(1, course).bind(2, digest.text()).bind(3, piece);
  TRY(found, row.step());
  return found ? row.integer(0) : std::int64_t{0};
}
Done forget_spoiled(Db& db, BlobDigest const& digest) { return run(db, "DELETE FROM spoiled_file WHERE digest = ?", digest.text()); }

}  // namespace carrel::sync::books
