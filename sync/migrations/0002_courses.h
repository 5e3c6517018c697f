// Courses on this device: what the platform offers, what is wanted, what is here. Frozen: see sync/migrations.h.
#pragma once

#include <string_view>

namespace carrel::sync::migrations {

inline constexpr std::string_view courses_sql = R"sql(
-- The catalogue as it was signed, with the tag it came under.
CREATE TABLE catalogue (
  only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
  etag     TEXT NOT NULL,
  content  TEXT NOT NULL
) STRICT;

-- Courses this device is to have, in the order they were asked for.
CREATE TABLE course_wish (
  course TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE
) STRICT;

-- Editions whose manifest is here. An old one waits until nobody reads it any more.
CREATE TABLE edition (
  manifest TEXT PRIMARY KEY CHECK (length(manifest) = 71),
  course   TEXT NOT NULL,
  name     TEXT NOT NULL,
  state    TEXT NOT NULL CHECK (state IN ('fetching', 'active', 'old')),
  content  BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX one_active_edition ON edition (course) WHERE state = 'active';

-- Blobs that are here whole, verified and synced.
CREATE TABLE blob (
  digest TEXT PRIMARY KEY CHECK (length(digest) = 71)
) STRICT, WITHOUT ROWID;

-- Pieces of the others that are verified and synced in a staging file.
CREATE TABLE blob_piece (
  digest TEXT NOT NULL CHECK (length(digest) = 71),
  piece  INTEGER NOT NULL CHECK (piece >= 0),
  PRIMARY KEY (digest, piece)
) STRICT, WITHOUT ROWID;

-- Editions not to be asked for again by themselves, and why.
CREATE TABLE refused_edition (
  manifest TEXT PRIMARY KEY,
  reason   TEXT NOT NULL
) STRICT;
)sql";

}  // namespace carrel::sync::migrations
