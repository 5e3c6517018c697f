// Files of courses that come and are not what was promised: how often, and which one a course stopped at. Frozen: see sync/migrations.h.
#pragma once

#include <string_view>

namespace carrel::sync::migrations {

inline constexpr std::string_view spoiled_files_sql = R"sql(
-- Piece -1 stands for the file as a whole. Counted per course, so that a person who chooses one pays for that one only.
CREATE TABLE spoiled_file (
  course TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 71),
  piece  INTEGER NOT NULL CHECK (piece >= -1),
  times  INTEGER NOT NULL CHECK (times > 0),
  PRIMARY KEY (course, digest, piece)
) STRICT, WITHOUT ROWID;

-- Both are null where the platform, or a limit of ours, said no.
ALTER TABLE refused_edition ADD COLUMN course TEXT;
ALTER TABLE refused_edition ADD COLUMN file TEXT;
)sql";

}  // namespace carrel::sync::migrations
